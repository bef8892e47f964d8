//! Types that only a `let` tells: `None`s and variants without a value beside them, parts of tuples
//! whose derivative is zero; and methods in a chain that cannot change their receiver.

// what people write, also where clippy knows better
#![allow(clippy::unnecessary_literal_unwrap, clippy::if_same_then_else, unused_variables, unused_assignments)]

use costate::{Diff, Scalar, differentiable};
use costate_tests::{argument_struct, check};

#[differentiable]
fn never_there<T: Scalar>(x: T, n: usize) -> T {
    let none: Option<T> = None;
    let chosen: Option<T> = if x > 0.5 { None } else { None };
    let matched: Option<T> = match n {
        0 => None,
        1 | 2 => {
            let inner: Option<T> = None;
            inner
        }
        _ => None,
    };
    let nested: Option<Option<T>> = Some(None);
    let mut again: Option<T> = None;
    again = None;
    if let Some(Some(v)) = nested {
        return v;
    }
    x * none.unwrap_or(x) * chosen.unwrap_or(x) + matched.unwrap_or(x) * again.unwrap_or(x)
}

#[test]
fn a_none_has_the_type_that_is_spelled() {
    for n in [0_usize, 1, 5] {
        check!(never_there(in 0.3, fix n));
        check!(never_there(in 0.7, fix n));
    }
}

/// A shape without a size in some variants.
#[derive(Clone, Copy, Debug, Diff)]
enum Shape<T> {
    Ball(T),
    Nothing,
    Plane,
}

#[differentiable]
fn without_a_size<T: Scalar>(x: T) -> T {
    let shape: Shape<T> = if x > 0.5 { Shape::Nothing } else { Shape::Plane };
    match shape {
        Shape::Ball(r) => r,
        Shape::Nothing => x * x,
        Shape::Plane => x.sin(),
    }
}

#[test]
fn a_variant_has_the_type_that_is_spelled() {
    check!(without_a_size(in 0.3));
    check!(without_a_size(in 0.7));
}

#[derive(Clone, Copy, Debug, Diff)]
struct Arm<T> {
    length: T,
    rest: [T; 2],
}
argument_struct!(Arm, ArmTangent { length: f64, rest: [f64; 2] });

/// The first part has no derivative, and is not read again.
#[differentiable]
fn of_a_pair<T: Scalar>(arm: &mut Arm<T>, x: T) -> T {
    let s = arm.length.cos() * x;
    let ((whole, part), again) = ((arm.length.round(), s), s);
    let kept = (arm.length.floor(), s * part);
    arm.length = kept.1;
    part * again
}

#[test]
fn a_part_without_a_derivative_has_a_type() {
    check!(of_a_pair(mut Arm { length: 0.3, rest: [0.5, 0.7] }, in 0.9));
}

#[differentiable]
impl<T: Scalar> Arm<T> {
    fn reach(&self, by: T) -> T {
        self.length * by + self.rest[0]
    }
}

#[differentiable]
fn reached<T: Scalar>(lent: &Arm<T>, given: Arm<T>, x: T) -> T {
    let own = Arm { length: x * x, ..given };
    let all = given.rest.iter().map(|r| lent.reach(*r) * given.reach(x)).sum::<T>();
    own.rest.map(|r| own.reach(r))[1] * all
}

#[test]
fn methods_in_a_chain_read_what_cannot_be_written() {
    let arm = Arm { length: 0.3, rest: [0.5, 0.7] };
    check!(reached(ref arm, in Arm { length: 0.4, ..arm }, in 0.9));
}

/// One of the places is a constant.
#[differentiable]
fn pointed_at_a_constant<T: Scalar>(x: T) -> T {
    let half = 0.5;
    let mut p = &half;
    let mut s = *p * x;
    if x > 0.5 {
        p = &x;
    }
    for _ in 0..2 {
        s += *p * x;
        p = if s > 1.0 { &x } else { &half };
    }
    s
}

#[test]
fn a_reference_may_be_given_a_constant() {
    for x in [0.3, 0.7, 1.5] {
        check!(pointed_at_a_constant(in x));
    }
}
