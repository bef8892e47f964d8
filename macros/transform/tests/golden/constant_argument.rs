//! `#[constant]` and integers have no adjoint, and what depends on them alone has none.

#[differentiable]
fn gain(x: f64, #[constant] rate: f64, n: usize) -> f64 {
    let factor = (rate * n as f64).exp();
    x * factor
}

// ---- what the compiler writes ----

fn vjp(
    x: f64,
    dx: &mut f64,
    rate: f64,
    n: usize,
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let factor = (rate * (n as f64)).op_exp();
    *dx += factor * dr;
    x * factor
}
