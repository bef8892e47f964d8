//! The machine's floats: exact functions, powers, choices.

use crate::{Mask, Real, Scalar, lit};

const SOME: [f64; 14] = [
    0.0,
    -0.0,
    0.5,
    -0.5,
    1.5,
    -2.5,
    0.499_999_999_999_999_94,
    4_503_599_627_370_497.5,
    1e300,
    -1e-310,
    f64::MIN_POSITIVE,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// Equal bits; one NaN is as good as another.
#[track_caller]
fn same(got: f64, want: f64) {
    assert!(got.to_bits() == want.to_bits() || got.is_nan() && want.is_nan(), "{got:?} is not {want:?}");
}

#[test]
fn exact_functions_are_libms_with_and_without_std() {
    for x in SOME {
        same(Real::sqrt(x), libm::sqrt(x));
        same(Real::floor(x), libm::floor(x));
        same(Real::ceil(x), libm::ceil(x));
        same(Real::round(x), libm::round(x));
        same(Real::trunc(x), libm::trunc(x));
        let x = x as f32;
        same(f64::from(Real::sqrt(x)), f64::from(libm::sqrtf(x)));
        same(f64::from(Real::round(x)), f64::from(libm::roundf(x)));
    }
}

#[test]
fn transcendental_functions_are_libms() {
    for x in SOME {
        same(Real::sin(x), libm::sin(x));
        same(Real::exp_m1(x), libm::expm1(x));
        same(Real::ln_1p(x), libm::log1p(x));
        for y in SOME {
            same(Real::atan2(x, y), libm::atan2(x, y));
            same(Real::powf(x, y), libm::pow(x, y));
            same(Real::hypot(x, y), libm::hypot(x, y));
        }
    }
    assert_eq!(Real::atan2(1.0_f32, 0.0), libm::atan2f(1.0, 0.0));
}

#[test]
fn functions_are_what_their_names_say() {
    let x = 0.6_f64;
    let near = |got: f64, want: f64| assert!((got - want).abs() < 1e-15, "{got} is not {want}");
    near(Real::tan(x), Real::sin(x) / Real::cos(x));
    near(Real::asin(Real::sin(x)), x);
    near(Real::acos(Real::cos(x)), x);
    near(Real::atan(Real::tan(x)), x);
    near(Real::tanh(x), Real::sinh(x) / Real::cosh(x));
    near(Real::cosh(x) + Real::sinh(x), Real::exp(x));
    near(Real::exp_m1(x), Real::exp(x) - 1.0);
    near(Real::ln(Real::exp(x)), x);
    near(Real::ln_1p(x), Real::ln(1.0 + x));
    near(Real::log2(x), Real::ln(x) / Real::ln(2.0));
    near(Real::log10(x), Real::ln(x) / Real::ln(10.0));
    near(Real::powf(x, 3.0), x * x * x);
    near(Real::cbrt(x * x * x), x);
    near(Real::hypot(3.0, 4.0), 5.0);
    assert_eq!(Real::sin_cos(x), (Real::sin(x), Real::cos(x)));
}

#[test]
fn integer_powers_are_formed_from_the_lowest_bit_up() {
    let x = 1.1_f64;
    let (x2, x4) = (x * x, (x * x) * (x * x));
    let x8 = x4 * x4;
    assert_eq!(Real::powi(x, 13), x * x4 * x8);
    assert_eq!(Real::powi(x, 6), x2 * x4);
    assert_eq!(Real::powi(x, -13), 1.0 / (x * x4 * x8));
    assert_eq!((Real::powi(x, 1), Real::powi(x, 2), Real::powi(x, 3)), (x, x * x, x * x2));
    assert_eq!((Real::powi(x, 0), Real::powi(f64::NAN, 0), Real::powi(0.0, 0)), (1.0, 1.0, 1.0));
    assert_eq!((Real::powi(0.0, -1), Real::powi(-0.0, -3)), (f64::INFINITY, f64::NEG_INFINITY));
    assert_eq!((Real::powi(-1.0, i32::MIN), Real::powi(-1.0, i32::MAX)), (1.0, -1.0));
}

#[test]
fn a_tie_or_a_nan_gives_the_second() {
    same(Real::max(0.0, -0.0), -0.0);
    same(Real::min(-0.0, 0.0), 0.0);
    same(Real::max(f64::NAN, 1.0), 1.0);
    same(Real::max(1.0, f64::NAN), f64::NAN);
    assert_eq!(
        (Real::clamp(5.0, 0.0, 1.0), Real::clamp(-5.0, 0.0, 1.0), Real::clamp(0.5, 0.0, 1.0)),
        (1.0, 0.0, 0.5)
    );
}

#[test]
fn where_nonzero_is_exactly_zero() {
    for x in SOME {
        same(Real::where_nonzero(x, 0.0), 0.0);
        same(Real::where_nonzero(x, -0.0), 0.0);
        same(Real::where_nonzero(x, -1e-310), x);
        same(Real::where_nonzero(x, f64::NAN), x);
    }
}

#[test]
fn generic_code_compares_by_operator_and_by_method() {
    fn smaller<T: Scalar>(a: T, b: T) -> T {
        assert_eq!(a < b, a.lt(b));
        assert_eq!(a >= b, a.ge(b));
        T::select(a.lt(b) & bool::splat(true), a, b)
    }
    assert_eq!((smaller(1.0, 2.0), smaller(2.0_f32, 1.0)), (1.0, 1.0));
    assert_eq!((lit::<f32>(0.1), lit::<f32>(0.1).to_f64()), (0.1, f64::from(0.1_f32)));
}

#[test]
fn a_scalar_is_one_lane() {
    let mut x = 1.0_f64;
    x.set_lane(0, <f64 as Real>::splat(3.0));
    assert_eq!((x.lane(0), f64::LANES), (3.0, 1));
}

#[test]
#[should_panic(expected = "lane 1 of a scalar")]
fn a_scalar_has_no_second_lane() {
    1.0_f64.lane(1);
}

/// Bits from one end of the range to the other, denser near the quarter turns.
fn angles() -> impl Iterator<Item = f64> {
    let spread = (0..=u64::from(u16::MAX))
        .map(|n| f64::from_bits((n << 48) | (n.wrapping_mul(0x9e37_79b9_7f4a) & ((1 << 48) - 1))));
    let turns = (-4000..4000).map(|n| f64::from(n) * core::f64::consts::FRAC_PI_4 / 8.0);
    let near = (-40..40).flat_map(|n| {
        let turn = f64::from(n) * core::f64::consts::FRAC_PI_4;
        (-3..4).map(move |ulp: i64| f64::from_bits(turn.to_bits().wrapping_add_signed(ulp)))
    });
    let small = (0..4000).map(|n| 2.0_f64.powi(-20 - n / 100) * (1.0 + f64::from(n % 100) / 100.0));
    spread.chain(turns).chain(near).chain(small)
}

#[test]
fn sine_and_cosine_together_are_the_same_as_alone() {
    for x in angles() {
        let (sin, cos) = Real::sin_cos(x);
        same(sin, Real::sin(x));
        same(cos, Real::cos(x));
        let x = x as f32;
        let (sin, cos) = Real::sin_cos(x);
        same(sin.into(), Real::sin(x).into());
        same(cos.into(), Real::cos(x).into());
    }
}
