use costate::differentiable;

#[differentiable]
fn powers(x: f64) -> [f64; 3] {
    core::array::from_fn(|i| x.powi(i as i32))
}

fn main() {}
