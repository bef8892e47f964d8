//! Dual numbers against `num-dual`, an independent implementation.

use num_dual::{Dual2_64, Dual64, DualNum};

use crate::{Dual, Real, Scalar, lit};

#[track_caller]
fn same(name: &str, got: [f64; 2], want: [f64; 2]) {
    for (got, want) in got.into_iter().zip(want) {
        let far = (got - want).abs() / want.abs().max(1.0);
        assert!(far < 1e-14, "{name}: {got} is not {want}, off by {far:.1e}");
    }
}

#[test]
fn every_function_is_num_duals() {
    macro_rules! compare {
        ($($name:ident at $($x:literal)+;)*) => {$($({
            let got = Real::$name(Dual::new($x, 0.7));
            let want = DualNum::$name(&Dual64::new($x, 0.7));
            same(concat!(stringify!($name), " at ", stringify!($x)), [got.re, got.eps], [want.re, want.eps]);
        })+)*};
    }
    compare! {
        sin at -3.0 0.0 0.4 8.0; cos at -3.0 0.0 0.4 8.0; tan at -1.0 0.0 0.4;
        asin at -0.9 0.0 0.4; acos at -0.9 0.0 0.4; atan at -3.0 0.0 0.4;
        sinh at -2.0 0.0 0.4; cosh at -2.0 0.0 0.4; tanh at -2.0 0.0 0.4;
        exp at -2.0 0.0 2.5; exp_m1 at -2.0 1e-9 2.5;
        ln at 0.1 1.0 7.0; ln_1p at -0.5 1e-9 7.0; log2 at 0.1 1.0 7.0; log10 at 0.1 1.0 7.0;
        sqrt at 0.1 1.0 7.0; cbrt at 0.1 1.0 7.0; recip at -2.0 0.3;
    }
}

#[test]
fn arithmetic_is_num_duals() {
    let (a, b) = (Dual::new(1.7, -0.3), Dual::new(-0.6, 2.2));
    let (c, d) = (Dual64::new(1.7, -0.3), Dual64::new(-0.6, 2.2));
    let pairs = [
        ("sum", a + b, c + d),
        ("difference", a - b, c - d),
        ("product", a * b, c * d),
        ("quotient", a / b, c / d),
        ("opposite", -a, -c),
        ("power", a.powf(b), c.powd(d)),
        ("angle", b.atan2(a), d.atan2(c)),
        ("sum of an iterator", [a, b, b].iter().sum(), c + d + d),
    ];
    for (name, got, want) in pairs {
        same(name, [got.re, got.eps], [want.re, want.eps]);
    }
    for n in -5..=7 {
        let (got, want) = (Real::powi(a, n), DualNum::powi(&c, n));
        same("integer power", [got.re, got.eps], [want.re, want.eps]);
    }
}

#[test]
fn hypot_is_the_root_of_the_squares() {
    let (a, b) = (Dual::new(1.7, -0.3), Dual::new(-0.6, 2.2));
    let (got, want) = (a.hypot(b), Real::sqrt(a * a + b * b));
    same("hypot", [got.re, got.eps], [want.re, want.eps]);
}

/// exp(sin x) / √(1 + x²)
fn smooth<T: Real>(x: T) -> T {
    x.sin().exp() / (lit::<T>(1.0) + x * x).sqrt()
}

#[test]
fn nested_duals_give_the_second_derivative() {
    for x in [-1.3, 0.0, 0.8, 2.9] {
        let got = smooth(Dual::new(Dual::variable(x), Dual::ONE));
        let t = Dual2_64::new(x, 1.0, 0.0);
        let want = t.sin().exp() / (t * t + 1.0).sqrt();
        same("value and slope", [got.re.re, got.re.eps], [want.re, want.v1]);
        same("slope and curvature", [got.eps.re, got.eps.eps], [want.v1, want.v2]);
    }
}

#[test]
fn choices_take_the_tangent_of_what_they_choose() {
    let (a, b) = (Dual::new(1.0, 10.0), Dual::new(2.0, 20.0));
    assert_eq!((a.max(b).eps, a.min(b).eps, a.abs().eps, (-a).abs().eps), (20.0, 10.0, 10.0, 10.0));
    assert_eq!(a.clamp(Dual::ZERO, b).eps, 10.0);
    assert_eq!(a.clamp(b, b).eps, 20.0);
    // a tie goes to the second
    let c = Dual::new(1.0, 30.0);
    assert_eq!((a.max(c).eps, a.min(c).eps, c.max(a).eps), (30.0, 30.0, 10.0));
}

#[test]
fn duals_compare_by_value() {
    let (a, b) = (Dual::new(1.0, 5.0), Dual::new(1.0, -5.0));
    assert!(a == b && a <= b && a < Dual::new(1.5, 0.0));
    assert_eq!((a.to_f64(), a.lt(b), a.le(b)), (1.0, false, true));
}

#[test]
fn rounding_has_no_tangent() {
    let x = Dual::new(-1.4, 3.0);
    for y in [x.floor(), x.ceil(), x.round(), x.trunc(), x.signum()] {
        assert_eq!(y.eps, 0.0);
    }
}
