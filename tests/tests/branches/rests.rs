//! `[first, rest @ ..]`: the rest of a slice behind a reference is a part of it.

use costate::{Real, differentiable};
use costate_tests::check;

/// Σ xᵢ ∏ of what comes after, by recursion.
#[differentiable]
fn nested<T: Real>(x: &[T]) -> T {
    match x {
        [] => T::ONE,
        [a] => *a * *a,
        [a, rest @ ..] => *a * nested(rest) + rest[0],
    }
}

#[differentiable]
fn ends<T: Real>(x: &[T]) -> T {
    if let [a, inner @ .., b] = x {
        let mut s = *a * *b;
        for v in inner {
            s += *v * *a;
        }
        s
    } else {
        T::ONE
    }
}

#[differentiable]
fn written<T: Real>(x: &mut [T]) -> T {
    match x {
        [a, rest @ .., b] => {
            for r in rest.iter_mut() {
                *r *= *b;
            }
            *a += rest[0] * *b;
            x[0] * x[1]
        }
        _ => T::ONE,
    }
}

#[differentiable]
fn of_an_array<T: Real>(x: [T; 4]) -> T {
    let [a, ref rest @ ..] = x;
    a * rest[0] + rest[2] * nested(&rest[1..])
}

#[test]
fn the_rest_of_a_slice() {
    let x = [0.3, 0.9, -0.2, 0.6];
    for n in 0..=4 {
        check!(nested(ref x[..n].to_vec()));
        check!(ends(ref x[..n].to_vec()));
    }
    check!(written(mut x[..3].to_vec()));
    check!(written(mut x.to_vec()));
    check!(of_an_array(in x));
}
