//! `swap`, `replace` and `take` of `core::mem` on references that are passed on by their names.

use core::mem::{self, replace, swap, take};

use costate::{Real, differentiable};
use costate_tests::check;

#[differentiable]
fn names<T: Real>(x: [T; 4]) -> T {
    let (mut p, mut q) = (x[0] * x[1], x[2]);
    let (a, c) = (&mut p, &mut q);
    swap(a, c);
    *a *= x[3];
    for v in x {
        swap(a, c);
        *c += *a * v;
    }
    p * q * q
}

#[differentiable]
fn arguments<T: Real>(a: &mut [T; 3], c: &mut [T; 3]) {
    mem::swap(a, c);
    a[0] *= c[1];
    swap(a, c);
    c[2] += a[0] * a[1];
    swap(&mut a[1], &mut c[1]);
}

#[differentiable]
fn buffers<T: Real>(x: [T; 5], n: usize) -> T {
    let mut both = [x, [T::ZERO; 5]];
    for _ in 0..n {
        let [now, next] = &mut both;
        for i in 1..4 {
            next[i] = now[i] + now[i] * (now[i - 1] - now[i + 1]) * 0.3;
        }
        swap(now, next);
    }
    both[0][1] * both[1][2] + both[0][3]
}

#[differentiable]
fn taken(x: [f64; 4]) -> f64 {
    let (mut p, mut q) = (x[0] * x[1], x[2]);
    let (a, c) = (&mut p, &mut q);
    let before = replace(a, *c * x[3]);
    let old = take(c);
    *c += before * x[3];
    p * q + old
}

#[differentiable]
fn caller<T: Real>(x: [T; 5]) -> T {
    let (mut a, mut b) = ([x[0], x[1], x[2]], [x[3], x[4], x[0]]);
    let mut sum = T::ZERO;
    for k in 0..3 {
        arguments(&mut a, &mut b);
        sum += names([a[0], b[1], a[2], x[k]]) * buffers(x, k);
    }
    sum * b[2]
}

#[test]
fn what_is_behind_references_is_exchanged() {
    check!(names(in [0.7, -0.3, 0.4, 1.2]));
    check!(arguments(mut [0.7, -0.3, 0.4], mut [1.2, 0.8, -0.6]) -> ());
    for n in [0_usize, 1, 4] {
        check!(buffers(in [0.7, -0.3, 0.4, 1.2, 0.8], fix n));
    }
    check!(f64 taken(in [0.7, -0.3, 0.4, 1.2]));
    check!(caller(in [0.7, -0.3, 0.4, 1.2, 0.8]));
}
