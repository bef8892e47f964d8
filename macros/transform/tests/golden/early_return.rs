//! An early return: what follows it moves into the other branch.

#[differentiable]
fn spring(x: f64, rest: f64, k: f64) -> f64 {
    if x < rest {
        return 0.0;
    }
    let stretch = x - rest;
    k * stretch * stretch
}

// ---- what the compiler writes ----

fn vjp(
    x: f64,
    dx: &mut f64,
    rest: f64,
    drest: &mut f64,
    k: f64,
    dk: &mut f64,
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let u = x < rest;
    let result_1 = if u {
        0.0
    } else {
        let stretch = x - rest;
        let u_1 = k * stretch;
        let result = u_1 * stretch;
        result
    };
    if u {} else {
        let stretch = x - rest;
        let u_1 = k * stretch;
        let du_1 = stretch * dr;
        let mut dstretch = u_1 * dr;
        *dk += stretch * du_1;
        dstretch += k * du_1;
        *dx += dstretch;
        *drest -= dstretch;
    }
    result_1
}
