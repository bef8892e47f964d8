use costate::differentiable;

#[differentiable]
fn all(x: &[f64]) -> f64 {
    let a: Vec<f64> = x.iter().map(|v| v * v).collect();
    let d = x.iter().max_by_key(|v| **v as i64).unwrap();
    let e: f64 = x.iter().cycle().take(3).sum();
    let f: f64 = x.iter().inspect(|v| assert!(**v > 0.0)).sum();
    let g = x.iter().rposition(|v| *v > 0.0).unwrap();
    let s = core::iter::successors(Some(1.0), |v| Some(v * 0.5)).take(3).sum::<f64>();
    a[0] + d + e + f + x[g] + s
}

fn main() {}
