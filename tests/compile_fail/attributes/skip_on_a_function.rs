use costate::differentiable;

#[differentiable(skip)]
fn square(x: f64) -> f64 {
    x * x
}

fn main() {}
