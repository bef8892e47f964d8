use costate::differentiable;

#[differentiable]
fn swap(a: &mut f64, b: &mut f64) {
    *a = *a + *b;
}

#[differentiable]
fn mixed(x: f64, y: f64) -> f64 {
    let (mut p, mut q) = (x, y);
    let (a, b) = (&mut p, &mut q);
    swap(a, b);
    p * q
}

fn main() {}
