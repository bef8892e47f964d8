//! Closures that change what they capture, where loops call them; closed ranges that are empty;
//! parts of parts through references; closures that say what type they give.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::redundant_slicing)]

use costate::{Scalar, differentiable};
use costate_tests::check;

/// The loop carries what only the closure assigns.
#[differentiable]
fn called<T: Scalar>(x: T, y: T) -> T {
    let mut s = x;
    let mut add = |v: T| {
        s = s * y + v;
        s
    };
    let mut total = x;
    for _ in 0..3 {
        total += add(x);
    }
    total * total
}

/// Also through another closure, and where the name means something else by now.
#[differentiable]
fn called_through_another<T: Scalar>(x: T, y: T) -> T {
    let mut s = x;
    let mut add = |v: T| {
        s = s * y + v;
        s
    };
    let mut twice = |v: T| add(v) * add(v * y);
    let s = y;
    let (mut total, mut k) = (s, 0);
    while k < 3 {
        total = total * s + twice(total);
        k += 1;
    }
    total
}

#[differentiable]
fn given_by_name<T: Scalar>(x: T, a: &[T]) -> T {
    let mut n = x;
    let step = |so_far: T, v: &T| {
        n = n * *v;
        so_far + n
    };
    let sum = a.iter().fold(x, step);
    let mut m = sum;
    let grown = |v: T| {
        m = m * x;
        v + m
    };
    let [p, q] = [x, sum].map(grown);
    p * q
}

#[test]
fn loops_carry_what_closures_change() {
    check!(called(in 0.3, in 0.7));
    check!(called_through_another(in 0.3, in 0.7));
    check!(given_by_name(in 0.3, ref vec![0.3, 0.5, 0.7]));
}

#[differentiable]
fn closed<T: Scalar>(x: T, a: &[T], lo: usize, hi: usize) -> T {
    let mut s = x;
    for (i, v) in (lo..=hi).zip(a) {
        s = s * *v + T::from_f64(i as f64) * x;
    }
    for i in (lo..=hi).rev().step_by(2) {
        s = s * x + T::from_f64(i as f64);
    }
    let sum: T = (0..=hi as u8).map(|i| x * T::from_f64(i as f64)).sum();
    s * sum
}

#[test]
fn a_closed_range_may_be_empty_or_full() {
    for (lo, hi) in [(1, 0), (5, 2), (1, 1), (1, 4), (0, 255)] {
        check!(closed(in 0.3, ref vec![0.3, 0.5, 0.7], fix lo, fix hi));
    }
}

#[differentiable]
fn dot<T: Scalar>(a: &[T], b: &[T]) -> T {
    a.iter().zip(b).map(|(x, y)| *x * *y).sum()
}

/// Bisection: always a part of the same slice.
#[differentiable]
fn halves<T: Scalar>(a: &[T], right: bool) -> T {
    let mut part = a;
    let mut s = T::ZERO;
    while part.len() > 1 {
        let (l, r) = part.split_at(part.len() / 2);
        s += dot(l, r) * dot(&l[..1], part) + dot(&part[1..], &part[1..]);
        part = if right { &r[0..] } else { l };
    }
    s * part[0]
}

#[differentiable]
fn eaten<T: Scalar>(x: T, a: &mut [T], n: usize) -> T {
    let mut part = &mut a[..n];
    let (mut s, mut k) = (x, 0);
    while part.len() > 1 {
        k += 1;
        s = s * part[0] + x;
        part[1] *= s;
        let m = part.len();
        part = if k % 2 == 0 { &mut part[1..] } else { &mut part[..m - 1] };
    }
    s
}

#[test]
fn parts_of_parts() {
    for right in [false, true] {
        check!(halves(ref vec![0.3, 0.5, 0.7, 0.2, 0.4], fix right));
        check!(halves(ref vec![0.3], fix right));
    }
    check!(eaten(in 0.3, mut vec![0.3, 0.5, 0.7, 0.2], fix 3usize));
    check!(eaten(in 0.3, mut vec![0.3, 0.5, 0.7, 0.2], fix 4usize));
}

#[differentiable]
fn typed<T: Scalar>(x: T, y: T) -> T {
    let row = |i: usize| -> [T; 2] { core::array::from_fn(|j| x * T::from_f64((i + j) as f64)) };
    let pair = core::array::from_fn::<T, 2, _>(|i| row(i)[1] * y);
    let both: [T; 2] = pair.map(|v| [v, v * x]).map(|[p, q]| p * q);
    both[0] * both[1] + row(2)[0]
}

#[test]
fn arrays_of_closures_have_the_type_that_is_written() {
    check!(typed(in 0.3, in 0.7));
}

#[differentiable]
fn weighed<T: Scalar>(b: &T, c: &[T]) -> T {
    *b * c[0] + c[1]
}

/// `a` is lent as `&` beside a reference that may point into it.
#[differentiable]
fn best_beside<T: Scalar>(a: &mut [T], x: T) -> T {
    let mut s = x;
    for i in 0..a.len() {
        a[i] *= x;
        let best = if a[i] > x { &a[i] } else { &x };
        s += weighed(best, a);
    }
    s
}

#[differentiable]
fn grown<T: Scalar>(a: &mut T, b: &T) -> T {
    *a *= *b;
    *a
}

/// Parts stay apart where a branch chose inside one of them.
#[differentiable]
fn best_of_the_rest<T: Scalar>(a: &mut [T], n: usize) -> T {
    let (l, r) = a.split_at_mut(n);
    let best = if r[0] > l[0] { &r[0] } else { &r[1] };
    grown(&mut l[0], best) + *best
}

#[test]
fn chosen_references_beside_others() {
    check!(best_beside(mut vec![0.4, 7.5, 0.2, 3.9], in 0.3));
    check!(best_of_the_rest(mut vec![0.3, 0.5, 0.2, 0.9], fix 2usize));
    check!(best_of_the_rest(mut vec![0.3, 0.5, 0.8, 0.9], fix 2usize));
}

/// Memory that a branch overwrites, or a part of which a choice takes, is left out by the choice.
#[differentiable]
fn overwritten(x: f64, y: f64) -> f64 {
    let mut a = [0.0; 2];
    let q = 1.0 / x;
    a[0] = q * y;
    if x <= 0.0 {
        a[0] = y;
    }
    a[0]
}

#[differentiable]
fn pointed_at(x: f64, y: f64) -> f64 {
    let a = [x.ln() * y, y];
    let i = if x > 0.0 { 0 } else { 1 };
    a[i]
}

#[test]
fn memory_that_is_left_out_gives_zero() {
    assert_eq!(overwritten::grad(0.0, 2.0), (0.0, 1.0));
    assert_eq!(overwritten::grad(2.0, 2.0), (-0.5, 0.5));
    assert_eq!(pointed_at::grad(0.0, 2.0), (0.0, 1.0));
}

/// The difference of the ends is no `i8`.
#[differentiable]
fn wide<T: Scalar>(x: T) -> T {
    let mut s = x;
    for (k, i) in (-100..100i8).enumerate().step_by(40) {
        s += x * x * T::from_f64(i as f64 * k as f64);
    }
    s
}

#[test]
fn small_integers_count_far() {
    check!(wide(in 0.3));
}
