//! The ends of the range: subnormal numbers, overflow, single precision.

use costate::{Real, differentiable};
use costate_tests::check;

#[differentiable]
fn cubic<T: Real>(x: [T; 2]) -> T {
    x[0] * x[0] * x[1] + x[1] / x[0]
}

#[differentiable]
fn wave<T: Real>(x: T, y: T, steps: usize) -> T {
    let mut sum = T::ZERO;
    let mut phase = x;
    for _ in 0..steps {
        sum += phase.sin() * y.exp();
        phase = phase * 0.75 + y.tanh();
    }
    sum
}

#[differentiable]
fn root<T: Real>(x: T) -> T {
    x.sqrt()
}

#[differentiable]
fn scaled<T: Real>(x: T, factor: T) -> T {
    x * factor
}

#[test]
fn subnormal_numbers_are_kept() {
    let tiny = f64::from_bits(1);
    assert_eq!(scaled::grad(1.0, tiny), (tiny, 1.0));
    assert_eq!(scaled::jvp(1.0, tiny, 0.0, 0.0).1, 0.0);
    assert_eq!(scaled::jvp(3.0, tiny, 1.0, 0.0), (3.0, tiny));
    let below_normal = f64::MIN_POSITIVE / 4.0;
    assert_eq!(scaled::grad(2.0, below_normal), (below_normal, 2.0));
    // the root of the least number is far from subnormal, and so is its slope
    assert_eq!(root::grad(f64::from_bits(4)), 0.5 / f64::from_bits(4).sqrt());
}

#[test]
fn an_overflow_is_not_hidden() {
    let (value, slope) = root::value_and_grad(f64::INFINITY);
    assert_eq!((value, slope), (f64::INFINITY, 0.0));
    assert_eq!(scaled::grad(f64::MAX, 4.0), (4.0, f64::MAX));
    assert_eq!(scaled(f64::MAX, 4.0), f64::INFINITY);
}

#[test]
fn exact_numbers_are_exact_in_every_precision() {
    assert_eq!(slopes!(cubic(2.0, 4.0)), [15.0, 4.5]);
    assert_eq!(slopes!(cubic(-0.5, 0.25)), [-1.25, -1.75]);
}

#[test]
fn single_precision_is_near_double() {
    check!(wave(in 0.4, in -0.3, fix 12));
    let double = wave::grad(0.4_f64, -0.3, 12);
    let single = wave::grad(0.4_f32, -0.3, 12);
    for (a, b) in [(double.0, single.0), (double.1, single.1)] {
        assert!((a - f64::from(b)).abs() < 1e-5 * a.abs(), "{a} and {b}");
    }
}
