use costate::differentiable;

#[differentiable]
fn twice(x: f64) -> f64 {
    let f = |y: f64| y * x;
    let both = (f, x);
    both.0(x)
}

fn main() {}
