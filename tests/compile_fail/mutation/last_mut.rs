use costate::differentiable;

#[differentiable]
fn doubled(a: &mut [f64], x: f64) {
    if let Some(last) = a.last_mut() {
        *last *= x;
    }
}

fn main() {}
