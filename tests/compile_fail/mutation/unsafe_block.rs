use costate::differentiable;

#[differentiable]
fn first(a: &[f64]) -> f64 {
    let x = unsafe { *a.get_unchecked(0) };
    x * x
}

fn main() {}
