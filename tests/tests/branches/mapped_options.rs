//! `map` of what a call gives: what is done with the result tells whether it is an `Option` or an array.

use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

/// Something, or nothing.
#[differentiable]
fn half<T: Scalar>(x: T) -> Option<T> {
    if x > T::ZERO { Some(0.5 * x) } else { None }
}

#[differentiable]
fn powers<T: Scalar>(x: T) -> [T; 2] {
    [x, x * x]
}

#[differentiable]
fn unwrapped<T: Scalar>(x: T, y: T) -> T {
    let known = half(x).map(|v| v * v * y).unwrap_or(y);
    let twice = half(y).map(|v| v * x).filter(|v| *v > T::ZERO).map(|v| v * v).map_or(x, |v| v * y);
    let mut sum = known * twice;
    for k in 0..3 {
        let by = T::from_f64(k as f64) - T::ONE;
        sum += half(x * by).map(|v| v * sum).unwrap_or_default() * y;
        if half(by * y).map(|v| v * x).is_some_and(|v| v > T::ZERO) {
            sum = sum * x;
        }
    }
    sum
}

/// Through variables, also where the name of what is inside is the same.
#[differentiable]
fn in_variables<T: Scalar>(x: T, y: T) -> T {
    let h = half(x);
    let k = h.map(|v| v * v);
    let m = half(y).map(|v| v * y);
    let n = half(y).map(|v| v + x);
    let first = if let Some(k) = k { k * x } else { y };
    let Some(m) = m else { return x };
    first * m
        + match n {
            Some(v) if v > T::ONE => v * x,
            Some(v) => v * v,
            None => y,
        }
}

#[differentiable]
fn given<T: Scalar>(x: T, y: T) -> Option<T> {
    if y > T::ONE {
        return half(y).map(|v| v * x);
    }
    let v = half(x).map(|v| v * y)?;
    half(v).map(|w| w * v)
}

/// Fields of which no type is known, and arrays.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Pair<T> {
    limit: Option<T>,
    all: [T; 2],
}

#[differentiable]
fn of_fields<T: Scalar>(x: T, y: T) -> T {
    let pair = Pair { limit: half(x), all: powers(y) };
    let [a, b] = pair.all.map(|v| v * x);
    let c = powers(x).map(|v| v * y);
    pair.limit.map(|v| v * a).unwrap_or(b) * powers(b).map(|v| v * v)[1] + c[0] * c[1]
}

#[test]
fn what_is_asked_tells() {
    for (x, y) in [(0.7, 0.4), (-0.7, 0.4), (0.7, -0.4), (1.3, 1.2)] {
        check!(unwrapped(in x, in y));
        check!(in_variables(in x, in y));
        check!(of_fields(in x, in y));
    }
    check!(given(in 0.7, in 0.4));
    check!(given(in 0.7, in 1.4));
    check!(given(in -0.7, in 0.4));
}
