use costate::differentiable;

#[differentiable]
fn forever(x: f64) -> f64 {
    let mut s = x;
    for i in 1.. {
        s += x * i as f64;
        if s > 10.0 {
            break;
        }
    }
    s
}

fn main() {}
