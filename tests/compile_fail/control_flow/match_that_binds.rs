use costate::differentiable;

#[differentiable]
fn limited(limit: Option<f64>, x: f64) -> f64 {
    match limit {
        Some(limit) => limit * x,
        None => x,
    }
}

fn main() {}
