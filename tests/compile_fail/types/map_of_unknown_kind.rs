use costate::differentiable;

#[differentiable]
fn half(x: f64) -> Option<f64> {
    if x > 0.0 { Some(0.5 * x) } else { None }
}

#[differentiable]
fn or_one(x: Option<f64>) -> f64 {
    x.unwrap_or(1.0)
}

#[differentiable]
fn squared(x: f64) -> f64 {
    let h = half(x);
    or_one(h.map(|v| v * v))
}

fn main() {}
