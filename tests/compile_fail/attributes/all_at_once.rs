use costate::differentiable;

#[differentiable]
fn several(a: Vec<f64>, x: f64) -> f64 {
    let b = &a;
    let c = |y: f64| y * x;
    x % 2.0 + c(b[0])
}

/// The companion stands although the function is refused: there is no message for this.
fn companion() -> &'static str {
    core::any::type_name::<several>()
}

fn main() {
    companion();
}
