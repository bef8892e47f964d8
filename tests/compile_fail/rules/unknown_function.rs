use costate::vjp_of;

#[vjp_of(half, reverse_only)]
fn half_vjp(_: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr;
}

fn main() {}
