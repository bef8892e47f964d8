use costate::differentiable;

#[differentiable]
fn scale(x: &mut [f64], k: f64) {
    for v in x.iter_mut() {
        *v *= k;
    }
}

#[differentiable]
fn f(u: &mut [f64], k: f64) {
    let (first, rest) = u.split_first_mut().unwrap();
    scale(rest, *first * k);
}

fn main() {}
