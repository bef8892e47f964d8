use costate::differentiable;

// the place of what is matched has such a name
#[differentiable]
fn variable(a: [f64; 2], x: f64) -> f64 {
    let mut a = a;
    let matched__sum = a[0];
    a[0] = 3.0 * x;
    matched__sum * a[0]
}

// and what runs before a jump
#[differentiable]
fn argument(operand__1: f64, h: Option<f64>) -> Option<f64> {
    Some(operand__1 * 2.0 * h? * operand__1)
}

fn main() {}
