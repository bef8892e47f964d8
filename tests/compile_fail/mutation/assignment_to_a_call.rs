use costate::differentiable;

#[differentiable]
fn write(a: &mut [f64], x: f64) {
    *a.first_mut().unwrap() = x * x;
}

fn main() {}
