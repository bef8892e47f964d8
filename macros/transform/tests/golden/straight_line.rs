//! Straight line: the adjoints go from the last statement to the first. The values are still there.

#[differentiable]
fn area(width: f64, height: f64) -> f64 {
    let half = 0.5 * width;
    let slope = height.sin();
    half * slope + width
}

// ---- what the compiler writes ----

fn vjp(
    width: f64,
    dwidth: &mut f64,
    height: f64,
    dheight: &mut f64,
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let half = 0.5 * width;
    let (slope, cos) = height.op_sin_cos();
    *dwidth += dr;
    *dheight += ::costate::rules::sin_with(cos, half * dr);
    *dwidth += 0.5 * (slope * dr);
    (half * slope) + width
}
