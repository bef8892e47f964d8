//! Rosenbrock's function in n variables.

use costate::{Real, differentiable};

/// Σᵢ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²
#[differentiable]
pub fn rosenbrock<T: Real>(x: &[T]) -> T {
    let mut sum = T::ZERO;
    for i in 1..x.len() {
        let a = x[i] - x[i - 1] * x[i - 1];
        let b = 1.0 - x[i - 1];
        sum += 100.0 * a * a + b * b;
    }
    sum
}

/// The value; adds the gradient times `dr` to `dx`.
pub fn by_hand(x: &[f64], dx: &mut [f64], dr: f64) -> f64 {
    assert_eq!(x.len(), dx.len(), "an adjoint for every variable");
    let mut sum = 0.0;
    for i in 1..x.len() {
        let a = x[i] - x[i - 1] * x[i - 1];
        let b = 1.0 - x[i - 1];
        sum += 100.0 * a * a + b * b;
        let da = 200.0 * a * dr;
        dx[i] += da;
        dx[i - 1] -= 2.0 * (x[i - 1] * da + b * dr);
    }
    sum
}

/// n numbers around the valley.
pub fn start(n: usize) -> Vec<f64> {
    (0..n).map(|i| 1.0 + 0.3 * (0.7 * i as f64).sin()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_and_generated_agree() {
        let x = start(100);
        let mut dx = vec![0.0; 100];
        let value = by_hand(&x, &mut dx, 1.0);
        crate::check::near(value, &dx, rosenbrock(&x), &rosenbrock::grad(&x));
    }
}
