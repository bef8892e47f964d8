use costate::differentiable;

#[differentiable]
fn square(x: *const f64, y: f64) -> f64 {
    y * y
}

fn main() {}
