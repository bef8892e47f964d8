use costate::differentiable;

#[differentiable]
fn limited(limit: Option<f64>, x: f64) -> f64 {
    match limit {
        Some(limit) if limit > 0.0 => limit * x,
        None => x,
    }
}

fn main() {}
