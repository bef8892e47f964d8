use costate::differentiable;

#[differentiable]
fn kinked(x: f64) -> f64 {
    macro_rules! matches {
        ($value:expr, $pattern:pat) => {
            false
        };
    }
    if matches!(x, 0.0..1.0) { x } else { 2.0 * x }
}

fn main() {}
