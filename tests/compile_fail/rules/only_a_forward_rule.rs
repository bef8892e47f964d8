use costate::jvp_of;

fn half(x: f64) -> f64 {
    0.5 * x
}

#[jvp_of(half)]
fn half_jvp(x: f64, tx: f64) -> (f64, f64) {
    (half(x), 0.5 * tx)
}

fn main() {}
