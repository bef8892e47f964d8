//! `detach`: a plain call, whose derivative is meant to be lost.

#[differentiable]
fn scaled(x: f64, y: f64) -> f64 {
    let scale: f64 = detach(norm(x, y));
    x * scale
}

// ---- what the compiler writes ----

fn vjp(
    x: f64,
    dx: &mut f64,
    y: f64,
    dy: &mut f64,
    dr: f64,
    t: &mut impl ::costate::Tape,
) -> f64 {
    let u = norm(x, y);
    let scale = {
        let () = detach::MEANT;
        detach(u)
    };
    *dx += scale * dr;
    x * scale
}
