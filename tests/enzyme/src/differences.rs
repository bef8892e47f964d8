//! Central differences: what a gradient must be, by nothing but values of the kernel.

use crate::kernel::Kernel;

/// Directions in which a gradient is compared.
const DIRECTIONS: usize = 4;

/// Steps, relative to the numbers; the best is taken.
const STEPS: [f64; 7] = [3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6];

/// How far gradients are off: the greatest relative error of ∇f · v over some directions v, for each.
pub fn off<const G: usize>(kernel: &Kernel, gradients: [&[f64]; G]) -> [f64; G] {
    let mut worst = [0.0; G];
    for direction in 0..DIRECTIONS {
        let v = along(kernel, direction);
        let known = slope(kernel, &v);
        for (worst, gradient) in worst.iter_mut().zip(gradients) {
            let found: f64 = gradient.iter().zip(&v).map(|(d, v)| d * v).sum();
            *worst = greater(*worst, (found - known).abs() / known.abs());
        }
    }
    worst
}

/// The greater of two; that of a NaN and anything is infinite.
pub fn greater(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() { f64::INFINITY } else { a.max(b) }
}

/// A direction: as far in each number as it is large, but one at least.
fn along(kernel: &Kernel, direction: usize) -> Vec<f64> {
    let sign = |k: usize| (12.9898 * k as f64 + 1.7 * direction as f64 + 0.4).sin();
    kernel.numbers.x.iter().enumerate().map(|(k, x)| sign(k) * x.abs().max(1.0)).collect()
}

/// The derivative along `v`, of order four; of the steps the one that differs least from the next.
fn slope(kernel: &Kernel, v: &[f64]) -> f64 {
    let central = |h: f64| (value(kernel, v, h) - value(kernel, v, -h)) / (2.0 * h);
    let all = STEPS.map(|h| (4.0 * central(0.5 * h) - central(h)) / 3.0);
    let change = |pair: &&[f64]| (pair[0] - pair[1]).abs();
    let best = all.windows(2).min_by(|a, b| change(a).total_cmp(&change(b)));
    best.map_or(f64::NAN, |pair| pair[1])
}

/// Σ seed · result at x + h v, of all seeds.
fn value(kernel: &Kernel, v: &[f64], h: f64) -> f64 {
    let mut numbers = kernel.numbers.clone();
    numbers.x.iter_mut().zip(v).for_each(|(x, v)| *x += h * v);
    (kernel.primal)(&mut numbers);
    let product = |seed: &Vec<f64>| -> f64 { seed.iter().zip(&numbers.out).map(|(s, o)| s * o).sum() };
    kernel.seeds.iter().map(product).sum()
}
