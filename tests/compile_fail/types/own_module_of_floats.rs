use costate::differentiable;

mod f64 {
    type Number = core::primitive::f64;

    pub fn max(a: Number, b: Number) -> Number {
        if a < b { a } else { b }
    }

    pub fn from(a: Number) -> Number {
        2.0 * a
    }
}

#[differentiable]
fn clipped(x: f64) -> f64 {
    f64::max(x, 1.0) * f64::from(x)
}

fn main() {}
