//! `whole` means that the rule computes the value too.

use costate::vjp_of;

fn square(x: f64) -> f64 {
    x * x
}

#[vjp_of(square, whole, reverse_only)]
fn square_vjp(x: f64, dx: &mut f64, dr: f64) {
    *dx += 2.0 * x * dr;
}

fn main() {}
