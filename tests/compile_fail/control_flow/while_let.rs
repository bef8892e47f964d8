use costate::differentiable;

#[differentiable]
fn halved(x: f64) -> f64 {
    let mut s = x;
    while let 0 = s as i32 % 2 {
        s = 0.5 * s + 1.0;
    }
    s
}

fn main() {}
