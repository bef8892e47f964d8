use costate::differentiable;

#[differentiable]
fn advance(s: &f64, by: f64) -> f64 {
    *s + by * *s
}

#[differentiable]
fn halved(s: f64) -> Option<f64> {
    if s > 0.0 { Some(s * 0.5) } else { None }
}

#[differentiable]
fn limited(a: &[f64; 2], i: usize) -> Option<f64> {
    Some(advance(&a[i], halved(a[1])?))
}

fn main() {}
