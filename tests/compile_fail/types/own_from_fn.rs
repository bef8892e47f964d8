use costate::differentiable;

mod array {
    pub fn from_fn<const N: usize>(f: impl Fn(usize) -> f64) -> [f64; N] {
        let mut all = [0.0; N];
        for (i, x) in all.iter_mut().rev().enumerate() {
            *x = f(i);
        }
        all
    }
}

#[differentiable]
fn backwards(x: f64) -> f64 {
    let a: [f64; 3] = array::from_fn(|i| x * i as f64);
    a[0]
}

fn main() {}
