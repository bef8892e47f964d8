use costate::differentiable;

#[differentiable]
fn limited(limit: Option<f64>, x: f64) -> f64 {
    limit.map_or(x, |limit| limit * x)
}

fn main() {}
