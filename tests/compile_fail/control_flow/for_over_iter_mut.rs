use costate::differentiable;

#[differentiable]
fn double(a: &mut [f64]) {
    for x in a.iter_mut() {
        *x *= 2.0;
    }
}

fn main() {}
