use costate::differentiable;

#[differentiable]
fn weighted(x: f64, n: usize) -> f64 {
    let mut s = x;
    for i in 0..n {
        s += x * i;
    }
    s * 2 - n
}

fn main() {}
