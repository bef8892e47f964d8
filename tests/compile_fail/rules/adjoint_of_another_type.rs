use costate::vjp_of;

fn half(x: f64) -> f64 {
    0.5 * x
}

#[vjp_of(half, reverse_only)]
fn half_vjp(_: f64, dx: &mut f32, dr: f64) {
    *dx += 0.5 * dr as f32;
}

fn main() {}
