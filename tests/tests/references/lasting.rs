//! Memory that is read again in the backward sweep, where calls, halves of slices, other names and closures
//! lead to it too. Each function runs in one scope (`vjp`) and in two (`fwd` and `rev`, by a caller that
//! changes the memory between two calls).

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use core::mem;

use costate::{HeapTape, Scalar, differentiable};
use costate_tests::{check, check_called};

check_called! {
    lent_in_between by calls_lent_in_between,
    lent_on by calls_lent_on,
    lent_to_read by calls_lent_to_read,
    a_part_is_lent by calls_a_part_is_lent,
    lent_in_a_loop by calls_lent_in_a_loop,
    a_local_is_lent by calls_a_local_is_lent,
    halves by calls_halves,
    another_name by calls_another_name,
    a_shared_name by calls_a_shared_name,
    a_moving_window by calls_a_moving_window,
    rest_of_the_slice by calls_rest_of_the_slice,
    closures by calls_closures,
    places_from_a_call by calls_places_from_a_call,
    not_differentiated by calls_not_differentiated,
    a_single_number by calls_a_single_number,
}

/// Reads, writes, reads: with loads that `rev` can make again, and some that it cannot.
#[differentiable]
fn advance<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i] * x[i];
    }
    for i in 0..x.len() {
        x[i] = x[i] * 0.5 + s * 0.2;
    }
    for i in 0..x.len() {
        s = s * 0.5 + x[i] * x[i] * s;
    }
    s
}

#[differentiable]
fn energy<T: Scalar>(x: &[T], c: T) -> T {
    let mut s = c;
    for v in x {
        s = s * *v * 0.5 + *v * *v;
    }
    s
}

/// `advance::rev` leaves anything in `x`.
#[differentiable]
fn lent_in_between<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    s += advance(x, s);
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i] * x[i];
    }
    s
}

/// Its `rev` leaves in `x` what was there when it lent it on, which is not what it was given.
#[differentiable]
fn writes_and_lends<T: Scalar>(x: &mut [T], c: T) -> T {
    for i in 0..x.len() {
        x[i] = x[i] * c + x[0] * 0.3;
    }
    advance(x, c)
}

#[differentiable]
fn lent_on<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    s += writes_and_lends(x, s.sin()) * 0.1;
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i] * x[i];
    }
    s + writes_and_lends(&mut x[1..], s.sin()) * 0.1
}

#[differentiable]
fn lent_to_read<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = energy(x, c);
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    x[0] = s * s * 0.1;
    s += energy(x, s);
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    s * energy(&x[1..], c)
}

#[differentiable]
fn a_part_is_lent<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    s += advance(&mut x[2..], s);
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    s + advance(&mut x[..2], s) * energy(&x[2..], c)
}

#[differentiable]
fn lent_in_a_loop<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for k in 0..2 {
        let first = x[k];
        for i in 0..x.len() {
            s = s * x[i] * 0.5 + first;
        }
        s = s * 0.5 + advance(x, first) * x[k];
    }
    for i in 0..x.len() {
        s = s * x[i] * 0.5 + x[i];
    }
    s
}

#[differentiable]
fn shifted<T: Scalar>(a: &mut [T; 3], c: T) -> T {
    let mut s = c;
    for i in 0..3 {
        s = s * a[i] + a[i];
    }
    for i in 0..3 {
        a[i] = a[i] * s * 0.3;
    }
    s
}

/// Arrays are copied for their calls; the local one itself is there in `vjp` only.
#[differentiable]
fn a_local_is_lent<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut a = [x[0], x[1], c];
    let mut s = c;
    for i in 0..3 {
        s = s * a[i] + x[i];
    }
    s += shifted(&mut a, s) + energy(&a, s);
    for i in 0..3 {
        s = s * a[i] * 0.4 + a[i] * x[i];
    }
    s += energy(&a[1..], s) + advance(&mut a[..2], c);
    for i in 0..3 {
        s = s * a[i] * 0.4 + a[i];
    }
    s
}

#[differentiable]
fn halves<T: Scalar>(x: &mut [T], c: T) -> T {
    let (head, tail) = x.split_at_mut(2);
    let mut s = c;
    for i in 0..2 {
        s = s * head[i] * 0.5 + tail[i];
    }
    for i in 0..2 {
        tail[i] = tail[i] * head[i] + s * 0.1;
    }
    for i in 0..2 {
        s = s * 0.5 + head[i] * tail[i];
    }
    s += advance(head, s) * tail[0];
    for i in 0..2 {
        s = s * 0.5 + head[i] * tail[i] * s;
    }
    s + advance(tail, c) * head[1]
}

/// A `&mut` that leads to one array, then to another.
#[differentiable]
fn another_name<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut a, mut b) = ([x[0], c, x[1]], [c, x[2], x[3]]);
    let mut s = c;
    {
        let mut p = &mut a;
        for i in 0..3 {
            s = s * p[i] * 0.5 + p[i];
        }
        p[0] = s * 0.2;
        if c > 0.5 {
            p = &mut b;
        }
        for i in 0..3 {
            s = s * p[i] * 0.5 + p[i];
        }
        p[1] = s * 0.2;
    }
    for i in 0..3 {
        s = s * 0.5 + a[i] * b[i];
    }
    s
}

#[differentiable]
fn a_shared_name<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut a, b) = ([x[0], c, x[1]], [c, x[2], x[3]]);
    let mut s = c;
    let mut p = &a;
    for k in 0..3 {
        for i in 0..3 {
            s = s * p[i] * 0.5 + p[i];
        }
        p = if k == 0 { &b } else { &a };
    }
    let held = p[1];
    a[1] = s * 0.2;
    for i in 0..3 {
        s = s * a[i] * 0.5 + b[i] * held;
    }
    x[3] = s;
    s
}

#[differentiable]
fn a_moving_window<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    {
        let mut window = &x[..];
        while let [a, rest @ ..] = window {
            s = s * *a * 0.5 + *a;
            window = rest;
        }
    }
    for pair in x.chunks_exact_mut(2) {
        pair[0] = pair[0] * pair[1] + s * 0.1;
    }
    for w in x.windows(2) {
        s = s * w[0] * 0.5 + w[1] * w[1];
    }
    s
}

/// The argument itself moves on.
#[differentiable]
fn rest_of_the_slice<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut rest = x;
    let mut s = c;
    while let [first, tail @ ..] = rest {
        s = s * *first * 0.5 + *first;
        if let [next, ..] = tail {
            *next = *next * 0.5 + *first * s * 0.3;
        }
        rest = tail;
    }
    s
}

#[differentiable]
fn closures<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut sums = [c; 2];
    let mut add = |k: usize, v: T| sums[k] = sums[k] * 0.5 + v * sums[1 - k];
    for i in 0..x.len() {
        add(i % 2, x[i]);
    }
    add(0, c);
    let mut s = c;
    let read = |i: usize| x[i] * sums[i % 2];
    for i in 0..4 {
        s = s * read(i) + read(3 - i);
    }
    let mut write = |i: usize, v: T| x[i] = x[i] * v;
    write(1, s);
    write(0, sums[1]);
    for i in 0..2 {
        s = s * 0.5 + x[i] * sums[i];
        sums[i] = s;
    }
    s * sums[0]
}

/// A call that is not differentiated writes the indices.
#[differentiable]
fn places_from_a_call<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut places = [0_usize, 1, 2];
    let mut s = c;
    for k in 0..3 {
        s = s * x[places[k]] + x[places[k] + 1];
    }
    rotate(&mut places);
    for k in 0..3 {
        s = s * x[places[k]] * 0.5 + c;
    }
    rotate(&mut places);
    x[places[0]] = s;
    for k in 0..3 {
        s = s * x[places[k]] * 0.5 + c;
    }
    s
}

fn rotate(places: &mut [usize; 3]) {
    places.rotate_left(1);
}

/// `detach` loses the derivative, not the writes.
#[differentiable]
fn not_differentiated<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut key = [3_usize, 1];
    let mut s = c;
    for i in 0..2 {
        s = s * x[key[i]] + x[i];
    }
    exchange(&mut key);
    for i in 0..2 {
        s = s * x[key[i]] * x[i] + x[i];
    }
    x[key[0]] = s;
    s
}

fn exchange(key: &mut [usize]) {
    key[0] -= 1;
    key.reverse();
}

#[differentiable]
fn number<T: Scalar>(y: &mut T, z: &mut T) -> T {
    let mut s = *z;
    for _ in 0..3 {
        s = s * *y * 0.5 + *y;
    }
    *y = s * *z;
    mem::swap(y, z);
    for _ in 0..2 {
        s = s * *y * 0.5 + *z;
    }
    s
}

#[differentiable]
fn a_single_number<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut y, mut z) = (c, x[0]);
    let mut s = number(&mut y, &mut z);
    for i in 0..2 {
        s = s * y * x[i] + z;
    }
    s += number(&mut x[1], &mut z);
    for i in 0..2 {
        s = s * 0.5 + y * x[i] * z;
    }
    s
}

#[test]
fn by_themselves() {
    check!(number(mut 0.4, mut 0.9));
    check!(shifted(mut [0.4, 0.9, 1.2], in 0.6));
}

#[differentiable(vjp_n)]
fn many<T: Scalar>(x: &mut [T], c: T) -> T {
    let s = advance(x, c) + x[0];
    s * energy(x, c)
}

/// Each cotangent of `vjp_n` has a `rev` of its own, on memory that the one before has used.
#[test]
fn with_many_cotangents() {
    let at = [0.7, 0.4, 1.1];
    let mut tape = HeapTape::new();
    let (mut first, mut second) = ([[1.0, 0.2, 0.0], [0.0, 0.0, 0.5]], [0.0; 2]);
    let mut x = at;
    {
        let ([dx, more], [dc, other]) = (&mut first, &mut second);
        many::vjp_n::<f64, 2>(&mut x, [dx, more], 0.6, [dc, other], [1.5, -0.5], &mut tape);
    }
    for (k, (mut dx, dr)) in [([1.0, 0.2, 0.0], 1.5), ([0.0, 0.0, 0.5], -0.5)].into_iter().enumerate() {
        let (mut dc, mut y) = (0.0, at);
        many::vjp(&mut y, &mut dx, 0.6, &mut dc, dr, &mut tape);
        assert_eq!((x, first[k], second[k]), (y, dx, dc));
    }
}
