use costate::vjp_of;

fn half(x: f64) -> f64 {
    0.5 * x
}

#[vjp_of(half, reverse_only)]
fn half_vjp(x: f64, dx: &mut f64, dr: f64) -> f64 {
    *dx += 0.5 * dr;
    0.5 * x
}

fn main() {}
