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

#[differentiable]
fn in_loops(x: &[f64], pairs: &[[f64; 2]], text: &str, at: f64) -> f64 {
    let mut s = x[x.partition_point(|&x| x <= at)];
    if x.binary_search_by(|v| v.total_cmp(&at)).is_ok() {
        s *= 2.0;
    }
    for v in x.iter().cycle().take(20) {
        s = s * 0.5 + v;
    }
    for (i, c) in text.chars().enumerate() {
        if c == '+' {
            s *= x[i];
        }
    }
    for (a, b) in core::iter::zip(pairs.as_flattened(), x) {
        s += a * b;
    }
    s
}

fn main() {}
