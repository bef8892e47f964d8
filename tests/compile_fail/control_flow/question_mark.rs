use costate::differentiable;

#[differentiable]
fn limited(limit: Option<f64>, x: f64) -> Option<f64> {
    let limit = limit?;
    Some(limit * x)
}

fn main() {}
