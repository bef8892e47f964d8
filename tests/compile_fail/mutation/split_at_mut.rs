use costate::differentiable;

#[differentiable]
fn exchange(a: &mut [f64], x: f64) {
    let (left, right) = a.split_at_mut(1);
    left[0] = right[0] * x;
}

fn main() {}
