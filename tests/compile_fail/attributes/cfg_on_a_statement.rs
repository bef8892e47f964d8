use costate::differentiable;

#[differentiable]
fn square(x: f64) -> f64 {
    let mut s = x * x;
    #[cfg(debug_assertions)]
    {
        s = s * x;
    }
    s
}

fn main() {}
