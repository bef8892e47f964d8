//! `whole` means that the rule computes the result itself.

use costate::vjp_of;

fn square(x: f64) -> f64 {
    x * x
}

#[vjp_of(square, result, whole, reverse_only)]
fn square_vjp(x: f64, dx: &mut f64, _r: f64, dr: f64) -> f64 {
    *dx += 2.0 * x * dr;
    x * x
}

fn main() {}
