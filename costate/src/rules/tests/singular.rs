//! Ties, kinks and singular points.

use std::vec::Vec;

use super::super::*;
use crate::{Dual, Lanes, Real};

#[test]
fn ties_go_to_the_second() {
    assert_eq!((max_0(1.0, 1.0, 1.0, 3.0), max_1(1.0, 1.0, 1.0, 3.0)), (0.0, 3.0));
    assert_eq!((min_0(1.0, 1.0, 1.0, 3.0), min_1(1.0, 1.0, 1.0, 3.0)), (0.0, 3.0));
    // at both ends of a clamp the bound has the slope
    assert_eq!((clamp_0(0.0, 0.0, 1.0, 3.0), clamp_1(0.0, 0.0, 1.0, 3.0)), (0.0, 3.0));
    assert_eq!((clamp_0(1.0, 0.0, 1.0, 3.0), clamp_2(1.0, 0.0, 1.0, 3.0)), (0.0, 3.0));
}

#[test]
fn kinks_have_slope_zero() {
    assert_eq!(abs(0.0, 0.0, 3.0), 0.0);
    assert_eq!(abs(-0.0, 0.0, 3.0), 0.0);
    assert_eq!((hypot_0(0.0, 0.0, 0.0, 3.0), hypot_1(0.0, 0.0, 0.0, 3.0)), (0.0, 0.0));
    assert_eq!(floor(2.0, 2.0, 3.0), 0.0);
    assert_eq!(signum(0.0, 1.0, 3.0), 0.0);
}

#[test]
fn powers_of_zero() {
    assert_eq!(powi(0.0, 0, 3.0), 0.0);
    assert_eq!(powi(0.0, 1, 3.0), 3.0);
    assert_eq!(powi(0.0, 2, 3.0), 0.0);
    assert_eq!(powf_0(0.0, 0.0, 1.0, 3.0), 0.0);
    assert_eq!(powf_0(0.0, 1.0, 0.0, 3.0), 3.0);
    assert_eq!(powf_0(0.0, 2.0, 0.0, 3.0), 0.0);
    assert_eq!(powf_1(0.0, 2.0, 0.0, 3.0), 0.0);
    // a negative base has an integer power, and no slope in the exponent
    assert_eq!(powf_0(-2.0, 3.0, -8.0, 1.0), 12.0);
    assert_eq!(powf_1(-2.0, 3.0, -8.0, 1.0), 0.0);
}

#[test]
fn singular_slopes_are_infinite() {
    assert_eq!(sqrt(0.0, 0.0, 1.0), f64::INFINITY);
    assert_eq!(cbrt(0.0, 0.0, 1.0), f64::INFINITY);
    assert_eq!(ln(0.0, f64::NEG_INFINITY, 1.0), f64::INFINITY);
    assert_eq!(asin(1.0, 0.0, 1.0), f64::INFINITY);
    assert_eq!(acos(-1.0, 0.0, 1.0), f64::NEG_INFINITY);
    assert!(atan2_0(0.0_f64, 0.0, 0.0, 1.0).is_nan());
}

/// Every rule at its singular points, outside its domain, and of what is no number.
fn singular<T: Real>(d: T) -> Vec<(&'static str, T)> {
    let mut results = Vec::new();
    for x in [0.0, -0.0, 1.0, -1.0, -2.0, 2.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        let x = T::from_f64(x);
        results.extend([
            ("sqrt", sqrt(x, x.sqrt(), d)),
            ("cbrt", cbrt(x, x.cbrt(), d)),
            ("ln", ln(x, x.ln(), d)),
            ("ln_1p", ln_1p(x, x.ln_1p(), d)),
            ("log2", log2(x, x.log2(), d)),
            ("log10", log10(x, x.log10(), d)),
            ("asin", asin(x, x.asin(), d)),
            ("acos", acos(x, x.acos(), d)),
            ("recip", recip(x, x.recip(), d)),
            ("powi", powi(x, -2, d)),
            ("sin", sin(x, x.sin(), d)),
            ("cos", cos(x, x.cos(), d)),
            ("sin_cos", sin_cos_rev(x.sin_cos(), (d, d))),
            ("sin_cos, forward", sin_cos_tan(x.sin_cos(), d).0),
            ("tan", tan(x, x.tan(), d)),
            ("atan", atan(x, x.atan(), d)),
            ("sinh", sinh(x, x.sinh(), d)),
            ("cosh", cosh(x, x.cosh(), d)),
            ("tanh", tanh(x, x.tanh(), d)),
            ("exp", exp(x, x.exp(), d)),
            ("exp_m1", exp_m1(x, x.exp_m1(), d)),
            ("abs", abs(x, x.abs(), d)),
            ("div_0", div_0(T::ZERO, x, T::ZERO / x, d)),
            ("div_1", div_1(T::ONE, x, x.recip(), d)),
        ]);
        for b in [0.0, -1.0, 0.5, f64::NAN] {
            let b = T::from_f64(b);
            results.extend([
                ("atan2_0", atan2_0(x, b, x.atan2(b), d)),
                ("atan2_1", atan2_1(x, b, x.atan2(b), d)),
                ("powf_0", powf_0(x, b, x.powf(b), d)),
                ("powf_1", powf_1(x, b, x.powf(b), d)),
                ("hypot_0", hypot_0(x, b, x.hypot(b), d)),
                ("hypot_1", hypot_1(x, b, x.hypot(b), d)),
                ("max_0", max_0(x, b, x.max(b), d)),
                ("max_1", max_1(x, b, x.max(b), d)),
                ("min_0", min_0(x, b, x.min(b), d)),
                ("min_1", min_1(x, b, x.min(b), d)),
                ("clamp_0", clamp_0(x, b, T::ONE, d)),
                ("clamp_1", clamp_1(x, b, T::ONE, d)),
                ("clamp_2", clamp_2(x, b, T::ONE, d)),
            ]);
        }
    }
    results
}

#[test]
fn a_zero_cotangent_stays_zero_at_singular_points() {
    for zero in [0.0, -0.0] {
        assert!(singular::<f64>(zero).iter().all(|(_, d)| *d == 0.0));
        assert!(singular::<f32>(zero as f32).iter().all(|(_, d)| *d == 0.0));
        assert!(singular(Lanes::<f64, 4>::from_f64(zero)).iter().all(|(_, d)| d.0 == [0.0; 4]));
    }
    for (name, d) in singular(Dual::<f64>::ZERO) {
        assert_eq!((d.re, d.eps), (0.0, 0.0), "{name}");
    }
}

#[test]
fn a_zero_cotangent_with_a_tangent_keeps_its_tangent() {
    // the second derivative of a cotangent's own direction: d(d · f′(x)) = ḋ f′(x) at d = 0
    let d = Dual::new(0.0, 1.0);
    let x = Dual::new(4.0, 0.0);
    let got = sqrt(x, Real::sqrt(x), d);
    assert_eq!((got.re, got.eps), (0.0, 0.25));
    // at the singular point the value stays zero and the tangent says infinity, or that it has none
    let zero = Dual::<f64>::new(0.0, 0.0);
    let got = sqrt(zero, Real::sqrt(zero), d);
    assert_eq!(got.re, 0.0);
    assert!(!got.eps.is_finite());
}

#[test]
fn a_cotangent_without_a_tangent_gives_the_second_derivative() {
    // (√x)″ = −1 / (4 x √x)
    let x = Dual::new(4.0, 1.0);
    let got = sqrt(x, Real::sqrt(x), Dual::new(1.0, 0.0));
    assert_eq!((got.re, got.eps), (0.25, -1.0 / 32.0));
}
