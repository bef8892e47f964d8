use costate::vjp_of;

fn total(x: Vec<f64>) -> f64 {
    x.iter().sum()
}

#[vjp_of(total, reverse_only)]
fn total_vjp(_: Vec<f64>, dx: &mut Vec<f64>, dr: f64) {
    dx.iter_mut().for_each(|d| *d += dr);
}

fn main() {}
