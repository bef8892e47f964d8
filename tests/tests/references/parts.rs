//! Parts of slices, and what variants hold, written at an index that reads the length of the part.

use costate::{Diff, Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn wrapped<T: Scalar>(a: &mut [T], x: T, i: usize) -> T {
    let (left, right) = a.split_at_mut(2);
    right[i % right.len()] *= x;
    left[i % left.len()] = right[i.min(right.len() - 1)] * x;
    let rest = &mut a[1..];
    rest[(i + 1) % rest.len()] += x * x;
    rest[i % rest.len()] /= 1.0 + x;
    rest[i] * x
}

#[differentiable]
fn by_a_closure<T: Scalar>(a: &mut [T; 3], x: T) -> T {
    let mut add = |k: usize, v: T| {
        let (_, right) = a.split_at_mut(1);
        right[k % right.len()] += v * x;
        right[0] * v
    };
    let s = add(5, x) * add(2, x * x);
    s * a[1]
}

/// A row of numbers, or nothing.
#[derive(Clone, Copy, Debug, Diff)]
enum Row<T> {
    Filled([T; 3]),
    Empty,
}

#[differentiable]
fn in_a_variant<T: Scalar>(x: T, i: usize) -> T {
    let mut row = if i < 7 { Row::Filled([x, x * x, x.sin()]) } else { Row::Empty };
    if let Row::Filled(all) = &mut row {
        all[i % all.len()] *= x;
        all[(i + 1) % all.len()] = all[i % all.len()] * x;
    }
    match row {
        Row::Filled(all) => all[0] * all[1] + all[2],
        Row::Empty => x,
    }
}

#[test]
fn an_index_may_read_the_length_of_its_part() {
    for i in [0_usize, 1, 3] {
        check!(wrapped(mut vec![0.3, 0.5, 0.7, 0.2, 0.4], in 0.9, fix i));
    }
    check!(by_a_closure(mut [0.3, 0.5, 0.7], in 0.9));
    for i in [0_usize, 1, 5, 7] {
        check!(in_a_variant(in 0.9, fix i));
    }
}
