//! A branch: the backward sweep takes the same one. Nothing is kept but the condition.

#[differentiable]
fn smooth_step(x: f64) -> f64 {
    let mut y = x;
    if x < 1.0 {
        y = x * x;
    }
    3.0 * y
}

// ---- what the compiler writes ----

fn vjp(x: f64, dx: &mut f64, dr: f64, t: &mut impl ::costate::Tape) -> f64 {
    let u = x < 1.0;
    let y_1 = if u {
        let y = x * x;
        y
    } else {
        x
    };
    let dy_1 = 3.0 * dr;
    let u_1 = 3.0 * y_1;
    if u {
        *dx += x * dy_1;
        *dx += x * dy_1;
    } else {
        *dx += dy_1;
    }
    u_1
}
