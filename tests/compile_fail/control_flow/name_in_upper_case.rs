use costate::differentiable;

#[differentiable]
fn scaled(k: Option<f64>, x: f64) -> f64 {
    let K = x * x;
    let y = match k {
        Some(K) => K * x,
        None => x,
    };
    y * K
}

fn main() {}
