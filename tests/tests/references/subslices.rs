//! Parts of parts of slices: written by methods, and chosen beside what they are parts of.

use costate::{Scalar, differentiable};
use costate_tests::check;

#[differentiable]
fn filled<T: Scalar>(x: &mut [T], k: usize, s: T) -> T {
    let (a, b) = x.split_at_mut(k);
    b[..2].fill(s * a[0]);
    a[1..].copy_from_slice(&b[1..k]);
    b[1..][..1].clone_from_slice(&[s]);
    a[0] * b[0] * b[1]
}

#[differentiable]
fn moved<T: Scalar>(x: &mut [T]) {
    for k in 1..4 {
        let (a, b) = x.split_at_mut(k);
        a[..1].swap(0, 0);
        b[..2].swap(0, 1);
        b[1..].reverse();
        b[..2].rotate_left(1);
        for v in b[1..3].iter_mut() {
            *v *= a[0];
        }
        for v in &mut b[..1] {
            *v += a[0];
        }
        for (v, w) in a[..].iter_mut().zip(b[1..].iter()) {
            *v *= *w;
        }
        a[..1].swap_with_slice(&mut b[1..2]);
    }
}

#[differentiable]
fn rows<T: Scalar>(x: [[T; 3]; 3]) -> T {
    let mut g = x;
    let mut window = &mut g[..];
    while let [first, rest @ ..] = window {
        if let [next, ..] = rest {
            first[1..].copy_from_slice(&next[..2]);
            next.swap(0, 2);
            next[..2].reverse();
        }
        first[..2].rotate_left(1);
        let [a, b, c] = first;
        core::mem::swap(a, c);
        *b *= *a;
        window = rest;
    }
    g[0][0] * g[1][1] + g[2][2] * g[1][0] + g[0][2]
}

#[differentiable]
fn squares<T: Scalar>(x: &[T]) -> T {
    let mut sum = T::ZERO;
    for v in x {
        sum += *v * *v;
    }
    sum
}

/// The whole of an array, a part of it, and a slice of the caller's.
#[differentiable]
fn of_mixed_kinds<T: Scalar>(x: &[T], c: T) -> T {
    let own = [x[0] * x[1], x[1], x[2] * c];
    let mut part = x;
    if c > T::from_f64(0.3) {
        part = &own[1..];
    }
    if c > T::from_f64(0.6) {
        part = &own;
    }
    let mut product = T::ONE;
    for k in 0..part.len() {
        product *= part[k] + 0.5;
    }
    product * squares(part)
}

#[differentiable]
fn written_kinds<T: Scalar>(a: &mut [T; 3], b: &mut [T], c: T) -> T {
    let mut sum = T::ONE;
    let mut part: &mut [T] = if c > T::from_f64(0.3) { &mut a[1..] } else { &mut b[..] };
    part[1..].fill(c * c);
    while let Some((first, rest)) = part.split_first_mut() {
        *first *= c;
        sum += *first * sum;
        part = rest;
    }
    let whole: &[T] = if c > T::from_f64(0.5) { &*a } else { &*b };
    let mut read = whole;
    if whole.len() > 2 {
        read = &whole[1..];
    }
    let [first, ..] = read else { return sum };
    sum * *first + squares(read) * squares(whole)
}

#[differentiable]
fn caller<T: Scalar>(x: [T; 6]) -> T {
    let mut y = x;
    let mut sum = T::ZERO;
    for k in 0..3 {
        sum += filled(&mut y[k..], 2, x[k]);
        moved(&mut y);
        let mut three = [y[0], x[1], y[2]];
        sum += written_kinds(&mut three, &mut y[..2], x[k + 1]);
        sum *= of_mixed_kinds(&three, x[k]);
    }
    sum + y[1] * y[5]
}

#[test]
fn methods_write_parts_of_parts() {
    let x = || vec![0.7, -0.3, 0.4, 1.2, 0.8, -0.6];
    check!(filled(mut x(), fix 2, in 0.9));
    check!(filled(mut x(), fix 3, in 0.9));
    check!(moved(mut x()) -> ());
    check!(rows(in [[0.7, -0.3, 0.4], [1.2, 0.8, -0.6], [0.1, 0.5, 0.9]]));
}

#[test]
fn a_reference_is_to_a_part_or_to_the_whole() {
    for c in [0.2, 0.45, 0.9] {
        check!(of_mixed_kinds(ref vec![0.7, -0.3, 0.4, 1.2], in c));
        check!(written_kinds(mut [0.7, -0.3, 0.4], mut vec![1.2, 0.8], in c));
    }
    check!(caller(in [0.71, 0.33, 0.44, 0.22, 0.81, 0.65]));
}

/// What would be written into the other half is refused at run time, as by Rust.
#[test]
#[should_panic(expected = "a part of a slice is longer than the slice")]
fn a_part_ends_where_its_whole_does() {
    let mut x = [0.7, -0.3, 0.4];
    too_long::jvp(&mut x, &mut [0.0; 3]);
}

#[differentiable]
fn too_long(x: &mut [f64]) {
    let (a, _) = x.split_at_mut(1);
    a[..2].fill(0.0);
}

/// The part has no derivative, and is another one when the call goes backward: a copy of it is kept.
#[differentiable]
fn lent_before_it_changes(x: f64, n: usize) -> f64 {
    let (mut s, mut w) = (x.atan(), [0.3, 0.7, 1.1, 1.9]);
    if n > 0 {
        s += weighted(s, &w[n % 2..]);
    }
    if s < 5.0 {
        w.swap(0, 3);
    }
    s - w[1]
}

#[differentiable]
fn weighted(x: f64, w: &[f64]) -> f64 {
    w.iter().map(|w| (w * x).sin()).sum::<f64>()
}

#[test]
fn a_part_without_a_derivative_of_what_changes() {
    for n in 0..3 {
        check!(f64 lent_before_it_changes(in 0.4, fix n));
    }
}
