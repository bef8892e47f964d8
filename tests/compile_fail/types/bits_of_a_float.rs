use costate::differentiable;

#[differentiable]
fn there_and_back(x: f64) -> f64 {
    f64::from_bits(x.to_bits()) * 2.0
}

fn main() {}
