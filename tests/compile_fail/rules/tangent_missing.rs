use costate::jvp_of;

fn product(x: f64, y: f64) -> f64 {
    x * y
}

#[jvp_of(product, forward_only)]
fn product_jvp(x: f64, tx: f64, y: f64) -> (f64, f64) {
    (x * y, tx * y)
}

fn main() {}
