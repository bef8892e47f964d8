//! Windows over a slice that move by a pattern, and the rest of an array.

use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

/// A point of the plane.
#[derive(Clone, Copy, Diff)]
struct Point<T> {
    x: T,
    y: T,
}

#[differentiable]
fn neighbours<T: Scalar>(x: &[T]) -> T {
    let mut window = x;
    let mut sum = T::ZERO;
    while let [a, rest @ ..] = window {
        sum += *a * *a;
        if let [b, .., last] = rest {
            sum += *a * *b * *last;
        }
        window = rest;
    }
    sum
}

#[differentiable]
fn from_both_ends<T: Scalar>(x: &[T]) -> T {
    let (mut window, mut sum) = (x, T::ONE);
    while let Some((a, rest)) = window.split_first() {
        sum = sum * 0.5 + *a;
        window = match rest.split_last() {
            Some((b, inside)) => {
                sum *= *b;
                inside
            }
            None => rest,
        };
    }
    sum
}

#[differentiable]
fn in_place<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut sum = T::ZERO;
    let mut rest = x;
    let mut count = 0;
    while let [head @ .., last] = rest {
        *last *= c;
        sum += *last;
        if let [first, ..] = head {
            *first += *last * c;
            sum += *first * *first;
        }
        for v in head.iter_mut().skip(1) {
            *v *= *last;
        }
        count += 1;
        if count > 3 {
            break;
        }
        rest = head;
    }
    sum
}

/// Numbers choose the arm, also where the alternatives give the same name.
#[differentiable]
fn by_their_elements<T: Scalar>(x: [T; 6], keys: [i32; 6]) -> T {
    let (mut window, mut sum, mut i) = (&keys[..], T::ONE, 0);
    loop {
        match window {
            [0, rest @ ..] => {
                sum += x[i];
                window = rest;
            }
            [1, 0, rest @ ..] | [rest @ .., 2] => {
                sum *= x[i];
                window = rest;
            }
            [a, .., 1] if *a > 1 => {
                sum -= x[i] * x[0];
                window = &window[1..];
            }
            [_, rest @ ..] => {
                sum += x[i] * x[i];
                window = rest;
            }
            [] => break,
        }
        i = (i + 1) % 6;
    }
    sum
}

#[differentiable]
fn of_points<T: Scalar>(x: [T; 6]) -> T {
    let all = [Point { x: x[0], y: x[1] }, Point { x: x[2], y: x[3] }, Point { x: x[4], y: x[5] }];
    let (mut window, mut area) = (&all[..], T::ZERO);
    while let [a, rest @ ..] = window {
        let mut others = rest;
        while let Some((b, more)) = others.split_first() {
            area += a.x * b.y - a.y * b.x;
            others = more;
        }
        while let [Point { x: p, .. }, tail @ ..] = others {
            area += *p;
            others = tail;
        }
        window = rest;
    }
    area
}

#[differentiable]
fn sum_of<T: Scalar>(pair: [T; 2], three: &[T; 3]) -> T {
    pair[0] * pair[1] + three[0] * three[2]
}

#[differentiable]
fn rest_by_value<T: Scalar>(x: [T; 5], k: usize) -> T {
    let mut kept = x;
    let mut sum = T::ZERO;
    for i in 0..3 {
        let [first, mut inside @ .., last] = kept;
        inside[(i + k) % 3] *= first;
        for v in &mut inside {
            *v += last * x[i];
        }
        let [_, pair @ ..] = inside;
        sum += sum_of(pair, &inside);
        // what was taken out is a copy
        kept[i] = inside[2] * 0.5;
        let ends = |[a, rest @ ..]: [T; 3]| a * rest[0] + rest[1];
        sum *= ends([first, last, pair[0]]);
        match kept {
            [a, rest @ ..] if a > sum => sum += rest[1],
            [rest @ .., a] => sum += a * rest[k],
        }
    }
    sum
}

#[differentiable]
fn argument<T: Scalar>([a, rest @ ..]: [T; 4], &[b, ref more @ ..]: &[T; 3]) -> T {
    a * rest[0] * rest[2] + b * more[1]
}

#[differentiable]
fn caller<T: Scalar>(x: [T; 6], keys: [i32; 6]) -> T {
    let mut y = x;
    let mut sum = T::ZERO;
    for k in 0..3 {
        sum += neighbours(&y[k..]) * from_both_ends(&y[..k + 2]);
        sum += in_place(&mut y[k..], x[k]) + by_their_elements(y, keys);
        sum *= argument([y[0], x[k], sum, y[5]], &[x[0], y[1], y[2]]);
    }
    sum + of_points(y) * rest_by_value([y[0], x[1], y[2], x[3], y[4]], 1)
}

const X: [f64; 6] = [0.7, -0.3, 0.4, 1.2, 0.8, -0.6];
const KEYS: [i32; 6] = [1, 0, 3, 0, 1, 2];

#[test]
fn a_window_moves_by_a_pattern() {
    for len in [0, 1, 2, 5, 6] {
        check!(neighbours(ref X[..len].to_vec()));
        check!(from_both_ends(ref X[..len].to_vec()));
        check!(in_place(mut X[..len].to_vec(), in 0.9));
    }
    check!(by_their_elements(in X, fix KEYS));
    check!(by_their_elements(in X, fix [3, 0, 5, 1, 4, 1]));
    check!(of_points(in X));
}

#[test]
fn the_rest_of_an_array_is_an_array() {
    for k in [0_usize, 1, 2] {
        check!(rest_by_value(in [0.7, -0.3, 0.4, 1.2, 0.8], fix k));
    }
    check!(argument(in [0.7, -0.3, 0.4, 1.2], ref [0.3, 0.5, -0.9]));
}

#[test]
fn a_caller_has_both() {
    check!(caller(in [0.7, 0.3, 0.4, 0.2, 0.8, 0.6], fix KEYS));
}

/// The names of the arms are their own.
#[differentiable]
fn chosen_by_arms<T: Scalar>(x: &[T], k: usize) -> T {
    let mut sum = T::ZERO;
    for i in 0..3 {
        let part = match i {
            0 => {
                let (a, _) = x.split_at(k);
                a
            }
            1 => {
                let (_, b) = x.split_at(2);
                b
            }
            2 => &x[1..],
            _ => panic!("three parts"),
        };
        let rest = if let Some((_, inner)) = part.split_first() { inner } else { x };
        for (j, v) in rest.iter().enumerate() {
            sum += *v * x[j] * x[i];
        }
    }
    sum
}

#[test]
fn arms_give_parts_under_names_of_their_own() {
    for k in [0_usize, 1, 3] {
        check!(chosen_by_arms(ref X.to_vec(), fix k));
    }
}

#[differentiable]
fn two_windows<T: Scalar>(x: &[T], y: &[T]) -> T {
    let (mut v, mut w) = (x, y);
    let mut sum = T::ZERO;
    while let ([a, more @ ..], [b, others @ ..]) = (v, w) {
        sum += *a * *b;
        v = more;
        w = others;
    }
    (v, w) = (x, y);
    while let (Some((a, more)), Some((b, before))) = (v.split_first(), w.split_last()) {
        sum *= *a + *b;
        (v, w) = (more, before);
    }
    (v, w) = (y, x);
    for k in 0..4 {
        if let ([a, more @ ..], [b, c, ..], 0) = (v, w, k % 2) {
            sum += *a * *b * *c;
            v = more;
        } else if !w.is_empty() {
            w = &w[1..];
        }
    }
    sum
}

#[test]
fn two_windows_move_together() {
    for len in [0, 1, 3, 6] {
        check!(two_windows(ref X[..len].to_vec(), ref X[2..].to_vec()));
    }
}
