//! A tuple as the result: its cotangent is a tuple.

#[differentiable]
fn polar(x: f64, y: f64) -> (f64, f64) {
    (x.hypot(y), y.atan2(x))
}

// ---- what the compiler writes ----

fn vjp(
    x: f64,
    dx: &mut f64,
    y: f64,
    dy: &mut f64,
    dr: (f64, f64),
    t: &mut impl ::costate::Tape,
) -> (f64, f64) {
    let u = x.op_hypot(y);
    let du = dr.0;
    let du_1 = dr.1;
    *dy += ::costate::rules::atan2_0(y, x, y, du_1);
    *dx += ::costate::rules::atan2_1(y, x, y, du_1);
    *dx += ::costate::rules::hypot_0(x, y, u, du);
    *dy += ::costate::rules::hypot_1(x, y, u, du);
    (u, y.op_atan2(x))
}
