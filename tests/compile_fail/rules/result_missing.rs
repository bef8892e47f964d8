use costate::vjp_of;

fn root(x: f64) -> f64 {
    x.sqrt()
}

#[vjp_of(root, result, reverse_only)]
fn root_vjp(x: f64, dx: &mut f64, dr: f64) {
    *dx += 0.5 * dr / x.sqrt();
}

fn main() {}
