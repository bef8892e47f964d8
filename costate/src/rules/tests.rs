//! Every rule against central differences, in `f32` against `f64`, in lanes to the bit.

use std::vec::Vec;
use std::{format, string::String};

use super::*;
use crate::{Float, Lanes, Real};

mod singular;

/// A primitive of one argument, its rule, and an interval where it is smooth.
struct Unary<T> {
    name: &'static str,
    value: fn(T) -> T,
    rule: fn(T, T, T) -> T,
    from: f64,
    to: f64,
}

/// (a, b, y, d) ↦ the slope's share of d.
type Rule<T> = fn(T, T, T, T) -> T;

/// A primitive of two arguments, its rules, and a box where it is smooth.
struct Binary<T> {
    name: &'static str,
    value: fn(T, T) -> T,
    rules: [Rule<T>; 2],
    a: [f64; 2],
    b: [f64; 2],
}

fn unary<T: Real>() -> Vec<Unary<T>> {
    macro_rules! table {
        ($($name:ident $from:literal $to:literal;)*) => {
            std::vec![$(Unary {
                name: stringify!($name),
                value: T::$name,
                rule: $name,
                from: $from,
                to: $to,
            }),*]
        };
    }
    table! {
        sin -7.0 7.0; cos -7.0 7.0; tan -1.2 1.2;
        asin -0.9 0.9; acos -0.9 0.9; atan -5.0 5.0;
        sinh -3.0 3.0; cosh -3.0 3.0; tanh -3.0 3.0;
        exp -4.0 4.0; exp_m1 -4.0 4.0;
        ln 0.1 9.0; ln_1p -0.8 9.0; log2 0.1 9.0; log10 0.1 9.0;
        sqrt 0.1 9.0; cbrt 0.1 9.0; cbrt -9.0 -0.1; recip 0.2 5.0; recip -5.0 -0.2;
        abs 0.1 5.0; abs -5.0 -0.1; signum 0.1 5.0;
        floor 1.1 1.9; ceil 1.1 1.9; round 1.6 2.4; trunc -1.9 -1.1;
    }
}

fn binary<T: Real>() -> Vec<Binary<T>> {
    macro_rules! table {
        ($($name:ident $value:expr, $rule_0:ident $rule_1:ident $a:expr, $b:expr;)*) => {
            std::vec![$(Binary {
                name: stringify!($name),
                value: $value,
                rules: [$rule_0, $rule_1],
                a: $a,
                b: $b,
            }),*]
        };
    }
    table! {
        atan2 T::atan2, atan2_0 atan2_1 [-3.0, 3.0], [0.2, 3.0];
        atan2 T::atan2, atan2_0 atan2_1 [0.2, 3.0], [-3.0, 3.0];
        powf T::powf, powf_0 powf_1 [0.2, 3.0], [-3.0, 3.0];
        hypot T::hypot, hypot_0 hypot_1 [-3.0, 3.0], [0.2, 3.0];
        min T::min, min_0 min_1 [0.0, 1.0], [1.1, 2.0];
        min T::min, min_0 min_1 [1.1, 2.0], [0.0, 1.0];
        max T::max, max_0 max_1 [0.0, 1.0], [1.1, 2.0];
        max T::max, max_0 max_1 [1.1, 2.0], [0.0, 1.0];
        div |a, b| a / b, div_0 div_1 [-3.0, 3.0], [0.3, 4.0];
    }
}

/// Points of the interval, both ends included.
fn grid(from: f64, to: f64) -> impl Iterator<Item = f64> + Clone {
    (0..=24).map(move |i| from + (to - from) * f64::from(i) / 24.0)
}

/// (f(x + h) − f(x − h)) / 2h; its error is about 1e-10 for values of order one.
fn slope(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    let h = 6e-6 * x.abs().max(0.1);
    (f(x + h) - f(x - h)) / ((x + h) - (x - h))
}

#[track_caller]
fn close(got: f64, want: f64, tolerance: f64, what: impl Fn() -> String) {
    let far = (got - want).abs() / want.abs().max(1.0);
    assert!(far <= tolerance, "{}: {got} is not {want}, off by {far:.1e}", what());
}

#[test]
fn unary_rules_are_central_differences() {
    for Unary { name, value, rule, from, to } in unary::<f64>() {
        for x in grid(from, to) {
            let want = 0.7 * slope(value, x);
            close(rule(x, value(x), 0.7), want, 2e-9, || format!("{name} at {x}"));
        }
    }
}

#[test]
fn binary_rules_are_central_differences() {
    for Binary { name, value, rules, a, b } in binary::<f64>() {
        for (a, b) in grid(a[0], a[1]).flat_map(|a| grid(b[0], b[1]).map(move |b| (a, b))) {
            let y = value(a, b);
            let want = [slope(|a| value(a, b), a), slope(|b| value(a, b), b)];
            for (i, rule) in rules.iter().enumerate() {
                close(rule(a, b, y, -1.3), -1.3 * want[i], 1e-8, || format!("{name}_{i} at ({a}, {b})"));
            }
        }
    }
}

#[test]
fn powi_is_its_central_difference() {
    for n in -7..=9 {
        for x in grid(0.4, 1.9).chain(grid(-1.9, -0.4)) {
            close(powi(x, n, 1.5), 1.5 * slope(|x| x.powi(n), x), 2e-8, || format!("powi {n} at {x}"));
        }
    }
}

#[test]
fn clamp_has_one_slope_of_one() {
    for (x, lo, hi) in [(0.5, 0.0, 1.0), (-0.5, 0.0, 1.0), (1.5, 0.0, 1.0), (0.5, 2.0, 1.0)] {
        let value = |x: f64, lo: f64, hi: f64| Real::clamp(x, lo, hi);
        let want = [
            slope(|x| value(x, lo, hi), x),
            slope(|lo| value(x, lo, hi), lo),
            slope(|hi| value(x, lo, hi), hi),
        ];
        let got = [clamp_0(x, lo, hi, 2.0), clamp_1(x, lo, hi, 2.0), clamp_2(x, lo, hi, 2.0)];
        for (got, want) in got.into_iter().zip(want) {
            close(got, 2.0 * want, 1e-9, || format!("clamp({x}, {lo}, {hi})"));
        }
        assert_eq!(got.iter().sum::<f64>(), 2.0);
    }
}

#[test]
fn sine_and_cosine_of_a_pair_are_the_single_rules() {
    for x in grid(-7.0, 7.0) {
        let y = Real::sin_cos(x);
        assert_eq!(sin_cos_tan(y, 0.3), (sin(x, y.0, 0.3), cos(x, y.1, 0.3)));
        close(sin_cos_rev(y, (0.3, -0.8)), sin(x, y.0, 0.3) + cos(x, y.1, -0.8), 1e-15, || {
            format!("sin_cos at {x}")
        });
    }
}

#[test]
fn rules_in_single_precision_are_those_in_double() {
    for (single, double) in unary::<f32>().into_iter().zip(unary::<f64>()) {
        for x in grid(single.from, single.to).map(|x| x as f32) {
            let got = (single.rule)(x, (single.value)(x), 0.7);
            let x = f64::from(x);
            let want = (double.rule)(x, (double.value)(x), f64::from(0.7_f32));
            close(f64::from(got), want, 2e-6, || format!("{} at {x} in f32", single.name));
        }
    }
}

/// Lanes of different numbers, and the scalar rule in each.
fn lanes_are_scalars<T: Float>(bits: fn(T) -> u64) {
    for (scalar, lanes) in unary::<T>().into_iter().zip(unary::<Lanes<T, 5>>()) {
        let x: [T; 5] =
            core::array::from_fn(|i| T::from_f64(scalar.from + (scalar.to - scalar.from) * i as f64 / 4.0));
        let d: [T; 5] = core::array::from_fn(|i| T::from_f64(i as f64 - 1.0));
        let y = (lanes.value)(Lanes(x));
        let got = (lanes.rule)(Lanes(x), y, Lanes(d));
        for i in 0..5 {
            let value = (scalar.value)(x[i]);
            let want = (scalar.rule)(x[i], value, d[i]);
            assert_eq!(bits(y.0[i]), bits(value), "{} of {:?}", scalar.name, x[i]);
            assert_eq!(bits(got.0[i]), bits(want), "rule {} of {:?}", scalar.name, x[i]);
        }
    }
    for (scalar, lanes) in binary::<T>().into_iter().zip(binary::<Lanes<T, 3>>()) {
        let spread =
            |[from, to]: [f64; 2]| core::array::from_fn(|i| T::from_f64(from + (to - from) * i as f64 / 2.0));
        let (a, b): ([T; 3], [T; 3]) = (spread(scalar.a), spread(scalar.b));
        let d = [T::from_f64(0.3), T::ZERO, T::from_f64(-1.7)];
        let y = (lanes.value)(Lanes(a), Lanes(b));
        for (scalar_rule, lane_rule) in scalar.rules.iter().zip(lanes.rules) {
            let got = lane_rule(Lanes(a), Lanes(b), y, Lanes(d));
            for i in 0..3 {
                let want = scalar_rule(a[i], b[i], (scalar.value)(a[i], b[i]), d[i]);
                assert_eq!(bits(got.0[i]), bits(want), "rule {}", scalar.name);
            }
        }
    }
}

#[test]
fn lanes_are_scalars_to_the_bit() {
    lanes_are_scalars::<f64>(f64::to_bits);
    lanes_are_scalars::<f32>(|x| u64::from(x.to_bits()));
}
