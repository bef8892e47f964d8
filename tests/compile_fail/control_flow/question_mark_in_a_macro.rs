use costate::differentiable;

#[differentiable]
fn limited(limit: Option<f64>, x: f64) -> Option<f64> {
    assert!(limit? > 0.0);
    Some(x)
}

fn main() {}
