use costate::vjp_of;

fn half(x: f64) -> f64 {
    0.5 * x
}

#[vjp_of(half)]
fn half_vjp(_: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr;
}

fn main() {
    half::grad(1.0);
}
