use costate::differentiable;

#[differentiable]
fn boxed(x: f64) -> Box<f64> {
    Box::new(x * x)
}

fn main() {}
