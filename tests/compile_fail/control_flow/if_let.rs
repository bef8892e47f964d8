use costate::differentiable;

#[differentiable]
fn limited(limit: Option<f64>, x: f64) -> f64 {
    if let Some(limit) = limit { limit * x } else { x }
}

fn main() {}
