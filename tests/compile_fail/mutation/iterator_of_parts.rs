use costate::differentiable;

#[differentiable]
fn advance(from: &[f64], to: &mut [f64], k: f64) {
    for i in 0..from.len() {
        to[i] = from[i] * k;
    }
}

#[differentiable]
fn f(u: &mut [f64], k: f64) {
    let mut halves = u.chunks_exact_mut(2);
    let now = halves.next().unwrap();
    let next = halves.next().unwrap();
    advance(now, next, k);
}

fn main() {}
