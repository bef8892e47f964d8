use costate::differentiable;

#[differentiable]
fn clipped(x: f64) -> f64 {
    let y = f64::max(x, if x < 0.0 { return x } else { 1.0 });
    y * x
}

fn main() {}
