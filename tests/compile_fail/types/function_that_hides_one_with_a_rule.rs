use costate::differentiable;

mod library {
    use costate::vjp_of;

    pub fn area(side: f64) -> f64 {
        side * side
    }

    #[vjp_of(area, gradient)]
    fn area_vjp(side: f64, d_side: &mut f64, dr: f64) {
        *d_side += 2.0 * side * dr;
    }
}

use library::*;

const area: fn(f64) -> f64 = |side| 0.5 * side * side;

#[differentiable]
fn price(side: f64) -> f64 {
    3.0 * area(side)
}

fn main() {}
