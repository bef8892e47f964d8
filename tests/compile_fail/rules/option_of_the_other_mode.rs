use costate::{jvp_of, vjp_of};

fn half(x: f64) -> f64 {
    0.5 * x
}

#[vjp_of(half, forward_only)]
fn half_vjp(_: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr;
}

fn third(x: f64) -> f64 {
    x / 3.0
}

#[jvp_of(third -> f64, result, reverse_only)]
fn third_jvp(x: f64, tx: f64) -> (f64, f64) {
    (third(x), tx / 3.0)
}

fn main() {}
