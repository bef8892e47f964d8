use costate::vjp_of;

fn sum(x: impl Iterator<Item = f64>) -> f64 {
    x.sum()
}

#[vjp_of(sum, reverse_only)]
fn sum_vjp(_: impl Iterator<Item = f64>, dx: &mut f64, dr: f64) {
    *dx += dr;
}

fn main() {}
