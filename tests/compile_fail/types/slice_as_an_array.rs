use costate::differentiable;

#[differentiable]
fn product(a: [f64; 2]) -> f64 {
    a[0] * a[1]
}

#[differentiable]
fn first_two(x: &[f64]) -> f64 {
    product(x[..2].try_into().unwrap())
}

#[differentiable]
fn last_two(x: &[f64]) -> f64 {
    product(<[f64; 2]>::try_from(&x[1..3]).unwrap())
}

fn main() {}
