use costate::differentiable;

#[differentiable]
fn larger(x: &f64, y: f64) -> f64 {
    let mut p = x;
    if y > 0.0 {
        p = &(y * 2.0);
    }
    *p * y
}

fn main() {}
