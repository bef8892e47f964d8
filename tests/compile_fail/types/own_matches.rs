use costate::differentiable;

macro_rules! matches {
    ($value:expr, $pattern:pat) => {
        false
    };
}

#[differentiable]
fn kinked(x: f64) -> f64 {
    if matches!(x, 0.0..1.0) { x } else { 2.0 * x }
}

fn main() {}
