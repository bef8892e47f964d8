//! Compound assignments of numbers, by values whose type the macro does not know, or knows later.

use costate::{Diff, Scalar, differentiable};
use costate_tests::{argument_struct, check};

#[derive(Clone, Copy, Diff)]
struct Spring<T> {
    stiffness: T,
    rest: T,
}
argument_struct!(Spring, SpringTangent { stiffness: f64, rest: f64 });

#[differentiable]
fn by_fields(x: f64, s: &Spring<f64>) -> f64 {
    let mut y = x;
    y *= s.stiffness;
    y += s.rest;
    y /= s.stiffness + 2.0;
    y -= s.rest * s.stiffness;
    y *= y;
    y
}

#[differentiable]
fn by_fields_in_general<T: Scalar>(x: T, s: &Spring<T>) -> T {
    let mut y = x;
    y *= s.stiffness;
    y += s.rest;
    y /= s.stiffness + 2.0;
    y -= s.rest * s.stiffness;
    y *= y;
    y
}

/// The type of `s` is known only when `kept` says it.
#[differentiable]
fn told_later<T: Scalar>(x: T, spring: &mut Spring<T>) -> T {
    let mut s = spring.stiffness * x;
    let mut k = 0;
    while k < 2 {
        s *= s.sin().sin();
        s /= spring.rest + 2.0;
        let kept: T = s;
        spring.rest *= kept;
        k += 1;
    }
    s + spring.rest
}

#[differentiable]
fn fields_in_place(s: &mut Spring<f64>, steps: usize) -> f64 {
    for _ in 0..steps {
        s.stiffness *= s.rest;
        s.rest /= s.stiffness + 3.0;
        s.rest += s.stiffness;
    }
    s.stiffness
}

#[test]
fn numbers_are_numbers_whenever_they_are_known() {
    let spring = || Spring { stiffness: 0.9, rest: 0.4 };
    check!(f64 by_fields(in 1.3, ref spring()));
    check!(by_fields_in_general(in 1.3, ref spring()));
    check!(told_later(in 1.3, mut spring()));
    check!(f64 fields_in_place(mut spring(), fix 4));
}
