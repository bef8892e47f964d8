use costate::differentiable;

#[differentiable]
fn first_above_two(x: f64) -> f64 {
    let mut s = x;
    let found = loop {
        s = s * s;
        if s > 2.0 {
            break s * x;
        }
    };
    found
}

fn main() {}
