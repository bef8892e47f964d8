//! Conditions of several parts, and operands that begin with a block: what is one operand stays one.

// what people write, also where clippy knows better
#![allow(clippy::blocks_in_conditions, clippy::let_and_return, clippy::match_like_matches_macro)]
#![allow(clippy::partialeq_to_none, clippy::while_immutable_condition)]

use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

#[derive(Clone, Copy, PartialEq, Diff)]
struct Limit {
    at: usize,
}

/// The guard belongs to its pattern as a whole.
#[differentiable]
fn guards<T: Scalar>(a: T, b: T, n: usize) -> T {
    let first = match n {
        1 if a > T::ZERO || b > T::ZERO => a * b,
        _ => a,
    };
    let second = match (n, Limit { at: n }) {
        (0 | 2, limit) if limit == (Limit { at: 2 }) || n == 0 => first * b,
        _ if n == 3 && {
            let w = a * b;
            w
        } > T::ZERO
            || n == 4 =>
        {
            first * first
        }
        _ => first + b,
    };
    if matches!(n, 1 | 2 if a < b || n == 2) { second * a } else { second }
}

/// A block before an operator.
#[differentiable]
fn blocks<T: Scalar>(a: T, b: T) -> T {
    let chosen = if a > 0.1 && {
        let w = a * b;
        w
    } > 0.2
        || { b } < a
    {
        a * a
    } else {
        b * a
    };
    let mut s = chosen;
    let mut n = 0;
    while n < 4 && {
        let w = s * b;
        w
    } < 9.0
    {
        s *= 1.5 + b;
        n += 1;
    }
    let grown = [a, b].iter().fold(s, |s, &v| { let w = v; w } * s + v);
    match n {
        2 => ({ grown }) * a,
        _ => (if a > b { grown } else { a }) - b,
    }
}

/// A jump on the right of `&&`, and one out of a `match`.
#[differentiable]
fn jumps<T: Scalar>(a: Option<T>, b: T, n: usize) -> Option<T> {
    let first = match n {
        0 => a,
        _ => Some(b),
    }?;
    if n < 3 && { first * b } > { if n == 2 { return Some(b * b) } else { b } } || n == 5 {
        return Some(first * first);
    }
    Some(first * b)
}

/// A variant may have the name of one of `Option`'s.
#[derive(Clone, Copy, Diff)]
enum Pull<T> {
    Some(T),
    None,
}

#[differentiable]
fn pulls<T: Scalar>(a: T, b: T, n: usize) -> T {
    let pull: Pull<T> = if n == 0 { Pull::None } else { Pull::Some(a * b) };
    let first = match pull {
        Pull::Some(p) => p * b,
        Pull::None => a,
    };
    let second = if let Pull::Some(p) = pull { p * first } else { first * first };
    match Option::Some(second) {
        Option::Some(s) if matches!(pull, Pull::None) => s * a,
        Option::Some(s) => s,
        Option::None => T::ZERO,
    }
}

#[test]
fn guards_belong_to_their_pattern() {
    for n in 0..6 {
        for (a, b) in [(0.7, 1.3), (-0.7, 1.3), (0.7, -1.3), (-0.7, -1.3)] {
            check!(guards(in a, in b, fix n));
        }
    }
}

#[test]
fn a_block_may_begin_an_operand() {
    for (a, b) in [(0.7, 1.3), (0.05, 1.3), (1.7, 0.3), (0.6, 0.2)] {
        check!(blocks(in a, in b));
    }
}

#[test]
fn jumps_in_conditions_keep_their_operands() {
    for n in 0..6 {
        check!(jumps(in Some(0.7), in 1.3, fix n));
        check!(jumps(in Some(1.7), in 0.3, fix n));
    }
}

#[test]
fn variants_named_as_those_of_option() {
    for n in 0..2 {
        check!(pulls(in 0.7, in 1.3, fix n));
    }
}

/// A literal may stand in a condition.
#[derive(Clone, Copy, PartialEq, Diff)]
enum Mode {
    Idle,
    Run(u32),
    Turn { by: u32 },
}

#[derive(Clone, Copy, PartialEq, Diff)]
struct Pause {}

#[differentiable]
fn literals<T: Scalar>(a: &mut [T], x: T, n: usize, k: usize) {
    let (skip, pause) = (if k < 3 { Some(k) } else { None }, Pause {});
    let mode = match n {
        0 => Mode::Idle,
        1 | 2 => Mode::Run(n as u32),
        _ => Mode::Turn { by: 2 },
    };
    for i in 0..a.len() {
        if skip != Some(i) {
            a[i] *= x;
        }
        if i == 1 {
            a[0] += x;
        } else if mode == (Mode::Idle {}) {
            a[i] = x.sin() * a[0];
        }
        if mode != (Mode::Turn { by: 2 }) && Some(i) > Some(1) {
            a[i] += a[0] * x;
        }
        while pause != (Pause {}) {}
        a[0] = match i {
            0 if mode == Mode::Run(2) || skip == None => a[0] * x,
            k if mode == Mode::Turn { by: 2 } && k > 0 => a[k] * x,
            _ => a[0],
        };
    }
}

#[test]
fn literals_in_conditions() {
    for (n, k) in (0..4).flat_map(|n| (0..4).map(move |k| (n, k))) {
        check!(literals(mut vec![0.4, -0.7, 1.2], in 0.9, fix n, fix k) -> ());
    }
}
