//! Products of one value, some of which are read elsewhere, changed in between, or have no derivative.

// what people write
#![allow(clippy::needless_range_loop)]

use costate::{Scalar, differentiable};
use costate_tests::check_called;

check_called! {
    scaled_squares by calls_scaled_squares,
    factors_on_either_side by calls_factors_on_either_side,
    cubes by calls_cubes,
    of_squares by calls_of_squares,
    read_elsewhere by calls_read_elsewhere,
    carried_on by calls_carried_on,
    of_two_values by calls_of_two_values,
    written_between by calls_written_between,
    scaled_before_the_loop by calls_scaled_before_the_loop,
    scaled_in_a_branch by calls_scaled_in_a_branch,
    scaled_by_a_constant by calls_scaled_by_a_constant,
    left_out by calls_left_out,
    chosen by calls_chosen,
    from_checkpoints by calls_from_checkpoints,
}

#[differentiable]
fn scaled_squares<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let a = x[i] - s;
        s = (s + 0.4 * a * a + 0.5 * x[i] * x[i]).sin();
        x[i] = 0.1 * s * s;
    }
    s
}

#[differentiable]
fn factors_on_either_side<T: Scalar>(x: &mut [T], c: T) -> T {
    let (a, b) = (x[0] - c, x[1] + c);
    a * (a * 2.0) + 3.0 * b * 0.5 * b + b * (0.25 * (a * b)) + (a * 2.0) * (a * 0.5)
}

#[differentiable]
fn cubes<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let a = x[i] + c;
        s = s * 0.5 + a * a * a + 0.1 * a * a * a * 2.0 * a;
    }
    s
}

#[differentiable]
fn of_squares<T: Scalar>(x: &mut [T], c: T) -> T {
    let a = x[0] * x[0];
    let b = a * a;
    let d = (x[1] * c) * (x[1] * c);
    b * b + d * x[1] + a
}

/// `u` has a derivative of its own.
#[differentiable]
fn read_elsewhere<T: Scalar>(x: &mut [T], c: T) -> T {
    let a = x[0] - c;
    let u = 3.0 * a;
    let y = u * a;
    let w = 2.0 * x[1];
    x[2] = w;
    y * u + w * x[1]
}

#[differentiable]
fn carried_on<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut u) = (c, c);
    for i in 0..x.len() {
        s = s * 0.3 + u * x[i];
        u = 0.7 * x[i];
        u = u * x[i];
    }
    s + u
}

#[differentiable]
fn of_two_values<T: Scalar>(x: &mut [T], c: T) -> T {
    let (a, b) = (x[0] + c, x[1] * c);
    2.0 * a * b * a + b * a * b + c * a * a
}

/// The two loads are not one value.
#[differentiable]
fn written_between<T: Scalar>(x: &mut [T], c: T) -> T {
    let u = 2.0 * x[0];
    x[0] = c * x[1];
    let y = u * x[0];
    let v = 3.0 * x[1];
    x[2] = v * x[1];
    y * y + v
}

#[differentiable]
fn scaled_before_the_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let u = 2.0 * c;
    let mut s = c;
    for i in 0..x.len() {
        s += u * c * x[i];
    }
    let v = 4.0 * x[0];
    for _ in 0..3 {
        s += v * x[0];
    }
    s
}

#[differentiable]
fn scaled_in_a_branch<T: Scalar>(x: &mut [T], c: T) -> T {
    let (a, mut s) = (x[0] - c, c);
    let u = 3.0 * a;
    if x[1] > x[2] {
        s += u * a;
    } else {
        let w = 0.5 * a;
        s -= w * a * s;
    }
    s
}

#[differentiable]
fn scaled_by_a_constant<T: Scalar>(x: &mut [T], c: T) -> T {
    let k = T::from_f64(x.len() as f64) * 0.3;
    let (a, n) = (x[0] * c, 3);
    k * a * a + a * k * a * T::from_f64(n as f64) + (a * a) * k
}

/// A factor is infinite where the square is left out: `x[0]` is never negative in the one arm.
#[differentiable]
fn left_out<T: Scalar>(x: &mut [T], c: T) -> T {
    let a = (x[0] - 0.7).max(T::ZERO).sqrt() * c;
    let y = 2.0 * a * a;
    if x[0] > 0.7 + 0.01 { y } else { c * x[1] }
}

#[differentiable]
fn chosen<T: Scalar>(x: &mut [T], c: T) -> T {
    let r = (x[0] * x[0] + 1.0).recip();
    let y = 2.0 * r * r;
    T::select(x[0].gt(x[1]), y, c * x[1])
}

#[differentiable]
fn from_checkpoints<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    #[checkpoint(every = 2)]
    for k in 0..5 {
        let a = s - x[k % x.len()];
        s = (2.0 * a * a).sin() + 0.1 * s * s;
        x[0] = 0.3 * s * s;
    }
    s
}

/// A square that is left out has no slope, also where its factor is infinite.
#[differentiable]
fn square_or_nothing(x: f64) -> f64 {
    let r = 1.0 / x;
    let y = 0.5 * r * r;
    if x > 0.0 { y } else { 0.0 }
}

#[test]
fn an_infinite_factor_that_is_left_out_has_no_slope() {
    assert_eq!(square_or_nothing::grad(0.0), 0.0);
    assert_eq!(square_or_nothing::grad(2.0), -0.125);
}
