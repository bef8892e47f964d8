use costate::differentiable;

#[differentiable]
fn doubled(a: &mut [f64], x: f64) {
    let mut last = a.last_mut();
    if let Some(last) = last.take() {
        *last *= x;
    }
}

fn main() {}
