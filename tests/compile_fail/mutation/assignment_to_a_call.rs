use costate::differentiable;

fn second(a: &mut [f64]) -> &mut f64 {
    &mut a[1]
}

#[differentiable]
fn write(a: &mut [f64], x: f64) {
    *second(a) = x * x;
}

fn main() {}
