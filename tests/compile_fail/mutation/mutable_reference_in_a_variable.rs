use costate::differentiable;

#[differentiable]
fn square(x: f64) -> f64 {
    let mut y = x;
    let r = &mut y;
    *r = *r * x;
    y
}

fn main() {}
