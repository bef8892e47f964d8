use costate::differentiable;

#[differentiable]
fn squares(a: &[f64]) -> f64 {
    let mut large = a.iter().filter(|x| **x > 0.5);
    let first = large.next().unwrap();
    first * large.sum::<f64>()
}

#[differentiable]
fn borrowed(a: &[f64], b: &[f64]) -> f64 {
    let mut items = a.iter();
    let s: f64 = items.by_ref().zip(b).map(|(x, y)| x * y).sum();
    s * items.sum::<f64>()
}

#[differentiable]
fn asked(a: &[f64]) -> f64 {
    let mut large = a.iter().filter(|x| **x > 0.5);
    let k = if large.any(|x| *x > 0.8) { 2.0 } else { 1.0 };
    large.by_ref().take(1).sum::<f64>() * k
}

#[differentiable]
fn handed_on(a: &[f64]) -> f64 {
    let items = a.iter();
    total(items)
}

fn main() {}
