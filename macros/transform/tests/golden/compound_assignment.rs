//! Compound assignment: a variable that is written again is a new value with an adjoint of its own.

#[differentiable]
fn horner(x: f64, a: f64, b: f64) -> f64 {
    let mut y = a;
    y *= x;
    y += b;
    y *= x;
    y
}

// ---- what the compiler writes ----

fn vjp(
    x: f64,
    dx: &mut f64,
    a: f64,
    da: &mut f64,
    b: f64,
    db: &mut f64,
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let y = a * x;
    let y_1 = y + b;
    let y_2 = y_1 * x;
    let dy_1 = x * dr;
    *dx += y_1 * dr;
    *db += dy_1;
    *da += x * dy_1;
    *dx += a * dy_1;
    y_2
}
