use costate::differentiable;

#[differentiable]
fn halved(x: f64) -> f64 {
    (-x).exp2()
}

fn main() {}
