use costate::differentiable;

#[differentiable]
fn scaled(x: f64, k: f64) -> f64 {
    let f = move |y: f64| y * k;
    f(x) * f(k)
}

fn main() {}
