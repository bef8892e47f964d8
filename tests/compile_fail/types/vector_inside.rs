use costate::differentiable;

#[differentiable]
fn doubled(x: f64) -> f64 {
    let a = vec![x; 2];
    a[0] + a[1]
}

fn main() {}
