//! Gradients beside differences.

use costate_learn::Philox;

/// |g · d − (f(x + ε d) − f(x − ε d)) / 2ε| relative to the larger of both, along a direction d of length 1.
pub fn off(x: &[f64], gradient: &[f64], epsilon: f64, mut loss: impl FnMut(&[f64]) -> f64) -> f64 {
    let mut random = Philox::new(1);
    let mut along: Vec<f64> = x.iter().map(|_| random.within(1.0)).collect();
    let length = along.iter().map(|d| d * d).sum::<f64>().sqrt();
    along.iter_mut().for_each(|d| *d /= length);
    let mut at = |step: f64| {
        let moved: Vec<f64> = x.iter().zip(&along).map(|(x, d)| x + step * d).collect();
        loss(&moved)
    };
    let difference = (at(epsilon) - at(-epsilon)) / (2.0 * epsilon);
    let slope: f64 = gradient.iter().zip(&along).map(|(g, d)| g * d).sum();
    (slope - difference).abs() / slope.abs().max(difference.abs()).max(f64::MIN_POSITIVE)
}
