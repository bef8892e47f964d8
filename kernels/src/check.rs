//! What the tests of all kernels compare.

/// Panics unless values and gradients are the same to rounding.
pub fn near(value: f64, gradient: &[f64], other: f64, others: &[f64]) {
    let same = |a: f64, b: f64, scale: f64| (a - b).abs() <= 1e-11 * scale;
    assert!(same(value, other, value.abs().max(1.0)), "values {value}, {other}");
    assert_eq!(gradient.len(), others.len(), "as many derivatives");
    let scale = gradient.iter().fold(1e-3, |max: f64, d| max.max(d.abs()));
    for (i, (&a, &b)) in gradient.iter().zip(others).enumerate() {
        assert!(same(a, b, scale), "derivative {i}: {a}, {b}");
    }
}
