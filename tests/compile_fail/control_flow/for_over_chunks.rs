use costate::differentiable;

#[differentiable]
fn areas(a: &[f64]) -> f64 {
    let mut s = 0.0;
    for pair in a.chunks_exact(2) {
        s += pair[0] * pair[1];
    }
    s
}

fn main() {}
