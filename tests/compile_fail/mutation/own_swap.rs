use costate::differentiable;

#[differentiable]
fn swap(a: &mut f64, b: &mut f64) {
    *a = *a + *b;
}

#[differentiable]
fn mixed(x: f64, y: f64) -> f64 {
    let (mut a, mut b) = (x, y);
    swap(&mut a, &mut b);
    a * b
}

fn main() {}
