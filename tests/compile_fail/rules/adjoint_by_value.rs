use costate::vjp_of;

fn half(x: f64) -> f64 {
    0.5 * x
}

#[vjp_of(half, reverse_only)]
fn half_vjp(_: f64, _dx: f64, _dr: f64) {}

fn main() {}
