//! References as arguments: fields, elements and parts of slices, lent and lent again.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::redundant_slicing)]

use costate::{Diff, Real, differentiable};
use costate_tests::{argument_struct, check};

#[differentiable]
fn dot<T: Real>(a: &[T], b: &[T]) -> T {
    let mut s = T::ZERO;
    for i in 0..a.len() {
        s += a[i] * b[i];
    }
    s
}

#[differentiable]
fn scale<T: Real>(a: &mut [T], k: T) {
    for i in 0..a.len() {
        a[i] = a[i] * k;
    }
}

#[differentiable]
fn bump<T: Real>(x: &mut T, by: &T) -> T {
    let old = *x;
    *x = *x * *by;
    old + *by
}

#[differentiable]
fn parts<T: Real>(a: &[T], b: &[T], i: usize) -> T {
    dot(&a[1..], &b[..2]) * dot(&a[i..i + 2], b) + dot(&a[..], &b[..])
}

#[differentiable]
fn parts_changed<T: Real>(a: &mut [T], k: T) -> T {
    let n = a.len();
    scale(&mut a[1..3], k);
    let before = a[1] * a[2];
    scale(&mut a[..n - 1], before);
    scale(a, k);
    scale(&mut a[n - 1..], k);
    a[0] * a[3] + before
}

#[test]
fn parts_of_slices() {
    check!(parts(ref vec![0.3, 0.5, 0.7], ref vec![0.9, 1.1, 0.2], fix 1usize));
    check!(parts_changed(mut vec![0.3, 0.5, 0.7, 0.2], in 1.3));
}

#[differentiable]
fn elements<T: Real>(a: &mut [T; 3], k: T) -> T {
    let first = bump(&mut a[0], &k);
    let second = a[1];
    let third = bump(&mut a[2], &second);
    let i = 1;
    let last = bump(&mut a[i], &first);
    first * third + last * a[2]
}

/// A body.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Body<T> {
    position: [T; 2],
    mass: T,
}
argument_struct!(Body, BodyTangent { position: [f64; 2], mass: f64 });

#[differentiable]
fn fields<T: Real>(body: &mut Body<T>, other: &Body<T>) -> T {
    let gain = bump(&mut body.mass, &other.mass);
    scale(&mut body.position, gain);
    let moment = dot(&body.position, &other.position);
    let k = body.mass;
    let lift = bump(&mut body.position[1], &k);
    moment * lift + body.position[1]
}

#[differentiable]
fn through<T: Real>(body: &mut Body<T>, other: &Body<T>) -> T {
    let once = fields(body, other);
    let twice = fields(body, other);
    once * twice * body.mass
}

fn body() -> Body<f64> {
    Body { position: [0.3, 0.5], mass: 0.7 }
}

#[test]
fn elements_and_fields_by_reference() {
    check!(elements(mut [0.3, 0.5, 0.7], in 1.3));
    check!(fields(mut body(), ref Body { position: [0.9, 1.1], mass: 0.2 }));
    check!(through(mut body(), ref Body { position: [0.9, 1.1], mass: 0.2 }));
}

#[differentiable]
fn locals<T: Real>(x: T, y: T) -> T {
    let mut a = [x, y, x * y];
    let mut k = y;
    let s = bump(&mut k, &x) + bump(&mut a[0], &y);
    scale(&mut a, k);
    let mut body = Body { position: [a[0], s], mass: x };
    let fixed = body;
    s * fields(&mut body, &fixed) + dot(&a, &[x, y, s]) + body.mass
}

#[differentiable]
fn shared_twice<T: Real>(x: T, y: T) -> T {
    let mut k = y;
    let s = bump(&mut k, &x);
    add(&x, &x) * add(&k, &s) + add(&(x * y), &k)
}

#[differentiable]
fn add<T: Real>(a: &T, b: &T) -> T {
    *a * *b + *a
}

#[test]
fn local_variables_by_reference() {
    check!(locals(in 0.4, in 0.9));
    check!(shared_twice(in 0.4, in 0.9));
}

#[differentiable]
fn reborrowed<T: Real>(x: &mut T, a: &mut [T], k: &T) -> T {
    let s = bump(&mut *x, k);
    scale(&mut *a, *k);
    bump(x, k) + s * a[0]
}

#[differentiable]
fn slices_of_arrays<T: Real>(rows: &[[T; 2]], out: &mut [[T; 2]]) -> T {
    let mut s = T::ZERO;
    for i in 0..rows.len() {
        s += dot(&rows[i], &rows[(i + 1) % rows.len()]);
        scale(&mut out[i], s);
        out[i][0] += rows[i][1];
    }
    s
}

#[test]
fn reborrowing_and_slices_of_arrays() {
    check!(reborrowed(mut 0.6, mut vec![0.3, 0.5], ref 1.2));
    check!(slices_of_arrays(ref vec![[0.3, 0.5], [0.7, 0.9], [0.2, 0.4]], mut vec![[0.1, 0.6]; 3]));
}
