//! `&mut` arguments: the adjoint enters as that of the final value and leaves as that of the first.

#[differentiable]
fn rotate(x: &mut f64, y: &mut f64, angle: f64) {
    let (s, c) = (angle.sin(), angle.cos());
    let old = *x;
    *x = c * old - s * *y;
    *y = s * old + c * *y;
}

// ---- what the compiler writes ----

fn vjp(
    x: &mut f64,
    dx: &mut f64,
    y: &mut f64,
    dy: &mut f64,
    angle: f64,
    dangle: &mut f64,
    t: &mut impl ::costate::Tape,
) {
    let (u, u_1) = angle.op_sin_cos();
    let old = *x;
    let u_3 = *y;
    *x = (u_1 * old) - (u * u_3);
    *y = (u * old) + (u_1 * u_3);
    let du_9 = ::costate::rt::take(&mut *dy);
    let mut du_1 = u_3 * du_9;
    *dy += u_1 * du_9;
    let mut du = old * du_9;
    let mut dold = u * du_9;
    let du_5 = ::costate::rt::take(&mut *dx);
    let du_4 = -du_5;
    du += u_3 * du_4;
    *dy += u * du_4;
    du_1 += old * du_5;
    dold += u_1 * du_5;
    *dx += dold;
    *dangle += ::costate::rules::cos_with(u, du_1);
    *dangle += ::costate::rules::sin_with(u_1, du);
}
