use costate::differentiable;

mod iter {
    pub fn once(x: f64) -> [f64; 2] {
        [x, 2.0 * x]
    }

    pub fn zip(a: &[f64], b: &[f64]) -> [(f64, f64); 1] {
        [(a[0], b[1])]
    }
}

#[differentiable]
fn given(x: f64, k: f64) -> f64 {
    let mut s = k;
    for v in iter::once(x) {
        s += v * s;
    }
    s
}

#[differentiable]
fn paired(a: &[f64], b: &[f64]) -> f64 {
    iter::zip(a, b).into_iter().map(|(p, q)| p * q).sum()
}

fn main() {}
