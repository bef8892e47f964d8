use costate::differentiable;

#[differentiable]
fn log_sum_exp(x: impl Iterator<Item = f64> + Clone) -> f64 {
    let greatest = x.clone().fold(f64::NEG_INFINITY, f64::max);
    greatest + x.map(|v| (v - greatest).exp()).sum::<f64>().ln()
}

#[differentiable]
fn total<I: IntoIterator<Item = f64>>(x: I) -> f64 {
    let mut sum = 0.0;
    for v in x {
        sum += v;
    }
    sum
}

fn main() {}
