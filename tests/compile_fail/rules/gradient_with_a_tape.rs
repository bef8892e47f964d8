//! A gradient serves forward mode too, where there is no tape.

use costate::vjp_of;

fn square(x: f64) -> f64 {
    x * x
}

#[vjp_of(square, gradient, tape)]
fn square_vjp(x: f64, dx: &mut f64, dr: f64, tape: &mut impl costate::Tape) {
    tape.push(dr);
    *dx += 2.0 * x * tape.pop::<f64>();
}

fn main() {}
