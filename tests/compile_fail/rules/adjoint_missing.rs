use costate::vjp_of;

fn product(x: f64, y: f64) -> f64 {
    x * y
}

#[vjp_of(product, reverse_only)]
fn product_vjp(_: f64, dx: &mut f64, y: f64, dr: f64) {
    *dx += y * dr;
}

fn main() {}
