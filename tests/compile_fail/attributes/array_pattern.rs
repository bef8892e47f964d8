use costate::differentiable;

#[differentiable]
fn product(v: [f64; 2]) -> f64 {
    let [a, b] = v;
    a * b
}

fn main() {}
