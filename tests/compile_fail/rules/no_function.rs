use costate::vjp_of;

#[vjp_of]
fn half_vjp(_: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr;
}

fn main() {}
