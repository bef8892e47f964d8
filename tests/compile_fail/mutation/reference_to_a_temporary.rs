use costate::differentiable;

#[differentiable]
fn larger(x: &f64, y: f64) -> f64 {
    let mut p = x;
    if y > 0.0 {
        p = &(y * 2.0);
    }
    *p * y
}

#[differentiable]
fn grow(a: &mut [f64; 2], k: f64) -> f64 {
    a[0] *= k;
    a[0] + a[1]
}

#[differentiable]
fn grown(x: f64, y: f64) -> f64 {
    grow(&mut [x, y], x)
}

fn main() {}
