use costate::differentiable;

#[differentiable]
fn accumulate(x: f64) -> f64 {
    let mut s = 0.0;
    let mut add = |y: f64| s += y;
    add(x);
    s
}

fn main() {}
