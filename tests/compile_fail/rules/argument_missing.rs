use costate::vjp_of;

fn shifted(x: f64, by: usize) -> f64 {
    x + by as f64
}

#[vjp_of(shifted, reverse_only)]
fn shifted_vjp(_: f64, dx: &mut f64, dr: f64) {
    *dx += dr;
}

fn main() {}
