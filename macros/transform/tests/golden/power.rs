//! In `0.5 * mass * v * v` all that has a derivative is `v`: the slope is `0.5 mass v`, twice, which is there already.
//! In the other term `k` has one, too, and each product has its adjoint.

#[differentiable]
fn energy(k: f64, #[constant] mass: f64, x: f64, v: f64) -> f64 {
    0.5 * mass * v * v + k * x * x * x * 0.25
}

// ---- what the compiler writes ----

fn vjp(
    k: f64,
    dk: &mut f64,
    mass: f64,
    x: f64,
    dx: &mut f64,
    v: f64,
    dv: &mut f64,
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let u_1 = (0.5 * mass) * v;
    let u_3 = k * x;
    let u_4 = u_3 * x;
    let u_7 = (u_1 * v) + ((u_4 * x) * 0.25);
    let du_5 = 0.25 * dr;
    let du_4 = x * du_5;
    *dx += u_4 * du_5;
    let du_3 = x * du_4;
    *dx += u_3 * du_4;
    *dk += x * du_3;
    *dx += k * du_3;
    *dv += u_1 * dr;
    *dv += u_1 * dr;
    u_7
}
