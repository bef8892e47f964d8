use costate::differentiable;

#[differentiable]
fn scaled(x: f64, y: &[f64]) -> f64 {
    let mut k = x;
    let s = y.iter().fold(0.0, move |s, v| {
        k *= v;
        s + k
    });
    s * k
}

#[differentiable]
fn given(x: [f64; 3]) -> f64 {
    let mut k = x[0];
    let f = move |v: f64| {
        k *= v;
        k
    };
    let [a, b, c] = x.map(f);
    a * b * c
}

fn main() {}
