//! References in local variables: named, given other places, swapped, split.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_memcpy, clippy::manual_swap, clippy::needless_borrow)]
#![allow(clippy::let_and_return)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::check;

#[derive(Clone, Copy, Debug, Diff)]
struct Body<T: Real> {
    pos: [T; 2],
    vel: [T; 2],
    mass: T,
}

#[differentiable]
fn dot<T: Real>(a: &[T], b: &[T]) -> T {
    let mut s = T::ZERO;
    for (p, q) in a.iter().zip(b) {
        s += *p * *q;
    }
    s
}

#[differentiable]
fn axpy<T: Real>(y: &mut [T], a: T, x: &[T]) -> T {
    for (p, q) in y.iter_mut().zip(x) {
        *p += a * *q;
    }
    y[0] * a
}

#[differentiable]
fn kick<T: Real>(v: &mut [T; 2], p: &[T; 2], m: &T) -> T {
    v[0] += p[1] * *m;
    v[1] = v[1] * v[0];
    v[0] + p[0]
}

#[differentiable]
fn named<T: Real>(x: &[T], k: T) -> T {
    let n = x.len();
    let head = &x[..n - 1];
    let inner = &head[1..];
    let k_ref = &k;
    let all = x;
    let value = &(k * 2.0);
    dot(head, inner) * *k_ref + inner[0] * all[n - 1] * *value + T::from_f64(inner.len() as f64)
}

#[differentiable]
fn fields<T: Real>(x: [T; 2], m: T, n: usize) -> T {
    let mut b = Body { pos: x, vel: [m, x[0]], mass: m };
    let mut out = T::ZERO;
    for _ in 0..n {
        let Body { pos, vel, mass } = &mut b;
        out += kick(vel, pos, mass);
        pos[0] += vel[0] * *mass;
        *mass *= x[1];
        let p = &mut b.pos;
        p[1] = p[0] * p[1];
        let q = &b;
        out += q.pos[1] * q.mass;
    }
    let scalar = &mut out;
    *scalar = *scalar * x[1];
    out
}

#[differentiable]
fn rebinding<T: Real>(a: &[T], b: &[T], k: T) -> T {
    let mut p = a;
    let mut s = p[0] * k;
    p = b;
    s += p[0] * s;
    p = &a[1..];
    s += dot(p, b);
    s
}

#[differentiable]
fn chosen<T: Scalar>(a: &[T], b: &[T], k: T) -> T {
    let p = if k > T::ONE { a } else { &b[1..] };
    let q;
    if k > T::from_f64(2.0) {
        q = a;
    } else if k > T::ZERO {
        q = b;
    } else {
        q = p;
    }
    dot(p, q) * k + p[0] * q[1] + T::from_f64(p.len() as f64)
}

/// Longest first: the reference is carried by the loop with its index.
#[differentiable]
fn largest<T: Scalar>(rows: &[[T; 2]], k: T) -> T {
    let mut best = &rows[0];
    for row in rows {
        if row[0] > best[0] {
            best = row;
        }
    }
    best[0] * best[1] * k
}

#[differentiable]
fn heat<T: Real>(u: &mut [T], other: &mut [T], k: T, steps: usize) -> T {
    let n = u.len();
    let (mut now, mut next) = (u, other);
    for _ in 0..steps {
        next[0] = now[0];
        next[n - 1] = now[n - 1] * k;
        for i in 1..n - 1 {
            next[i] = now[i] + k * (now[i - 1] - 2.0 * now[i] + now[i + 1]) * now[i];
        }
        core::mem::swap(&mut now, &mut next);
    }
    dot(now, now.split_at(0).1) + now[1] * next[2]
}

#[differentiable]
fn heat_of_arrays<T: Real>(u: [T; 4], k: T, steps: usize) -> T {
    let mut a = u;
    let mut b = [T::ZERO; 4];
    let mut now = &mut a;
    let mut next = &mut b;
    for step in 0..steps {
        for i in 1..3 {
            next[i] = now[i] + k * (now[i - 1] - now[i + 1]) * now[i];
        }
        if step % 3 != 1 {
            (now, next) = (next, now);
        }
        now[0] = now[0] * now[1];
    }
    now[1] * next[2] + now[0]
}

#[differentiable]
fn heat_in_arguments<'a, T: Real>(mut now: &'a mut [T; 3], mut next: &'a mut [T; 3], k: T, steps: usize) {
    for _ in 0..steps {
        for i in 0..3 {
            next[i] = now[(i + 1) % 3] * k + next[i].sin();
        }
        std::mem::swap(&mut now, &mut next);
    }
    now[0] += 1.0;
}

#[differentiable]
fn split<T: Real>(x: &mut [T], k: T, at: usize) -> T {
    let (a, b) = x.split_at_mut(at);
    a[0] = a[0] * b[0];
    for (p, q) in a.iter_mut().zip(b.iter()) {
        *p += *q * k;
    }
    let s = axpy(a, k, b);
    let t = axpy(b, s, a);
    b.swap(0, 1);
    let (left, right) = b.split_at(1);
    s * t + dot(left, right) + b[0] * a[at - 1]
}

#[differentiable]
fn split_local<T: Real>(x: [T; 5], k: T, n: usize) -> T {
    let mut y = x;
    let mut s = k;
    for i in 0..n {
        let (head, tail) = y.split_at_mut(i + 1);
        s += axpy(head, k, tail);
        s += axpy(tail, s, head);
        let (first, rest) = tail.split_at_mut(1);
        first[0] = first[0] * rest[0] * k;
    }
    s * y[4] + y[0]
}

#[differentiable]
fn eliminate<T: Real>(m: &mut [T], n: usize) -> T {
    for i in 0..n - 1 {
        let (above, below) = m.split_at_mut((i + 1) * n);
        let pivot = &above[i * n..];
        for row in below.chunks_exact_mut(n) {
            let f = row[i] / pivot[i];
            for (a, b) in row.iter_mut().zip(pivot) {
                *a -= f * *b;
            }
        }
    }
    let mut det = T::ONE;
    for (i, row) in m.chunks_exact(n).enumerate() {
        det = det * row[i];
    }
    det
}

#[differentiable]
fn through<T: Scalar>(x: &mut [T; 2], y: &mut [T; 2], flip: bool) -> T {
    let target = if flip { &mut *x } else { &mut *y };
    target[0] = target[0] * target[1];
    let part = &mut target[1];
    *part = *part * *part;
    let again = &mut *target;
    again[0] += again[1];
    x[0] * y[1]
}

#[test]
fn names_for_places() {
    check!(named(ref vec![0.3, 0.5, 0.7, 0.9], in 1.2));
}

#[test]
fn fields_by_reference() {
    check!(fields(in [0.3, 0.5], in 0.8, fix 3usize));
    check!(fields(in [0.3, 0.5], in 0.8, fix 0usize));
}

#[test]
fn a_reference_is_given_another_place() {
    check!(rebinding(ref vec![0.3, 0.5, 0.7], ref vec![0.9, 1.1], in 1.2));
}

#[test]
fn a_reference_is_chosen() {
    for k in [-0.5, 0.5, 1.5, 2.5] {
        check!(chosen(ref vec![0.3, 0.5, 0.7], ref vec![0.9, 1.1, 0.4], in k));
    }
}

#[test]
fn a_reference_is_carried() {
    check!(largest(ref vec![[0.3, 0.5], [0.9, 0.2], [0.4, 0.7]], in 1.3));
    check!(largest(ref vec![[0.3, 0.5]], in 1.3));
}

#[test]
fn buffers_are_swapped() {
    for steps in 0..4usize {
        check!(heat(mut vec![0.3, 0.5, 0.7, 0.9], mut vec![0.1, 0.2, 0.6, 0.8], in 0.4, fix steps));
        check!(heat_of_arrays(in [0.3, 0.5, 0.7, 0.9], in 0.4, fix steps));
        check!(heat_in_arguments(mut [0.3, 0.5, 0.7], mut [0.9, 0.1, 0.2], in 0.4, fix steps) -> ());
    }
    check!(heat_of_arrays(in [0.3, 0.5, 0.7, 0.9], in 0.4, fix 7usize));
}

#[test]
fn slices_are_split() {
    check!(split(mut vec![0.3, 0.5, 0.7, 0.9, 1.1], in 0.4, fix 2usize));
    check!(split(mut vec![0.3, 0.5, 0.7, 0.9], in 0.4, fix 1usize));
    check!(split_local(in [0.3, 0.5, 0.7, 0.9, 1.1], in 0.4, fix 3usize));
}

#[test]
fn rows_are_eliminated() {
    check!(eliminate(mut vec![1.3, 0.5, 0.7, 0.9, 2.1, 0.2, 0.4, 0.6, 1.8], fix 3usize));
}

#[test]
fn written_through_a_chosen_reference() {
    check!(through(mut [0.3, 0.5], mut [0.7, 0.9], fix true));
    check!(through(mut [0.3, 0.5], mut [0.7, 0.9], fix false));
}

#[differentiable]
fn mix<T: Real>(a: &mut T, row: &mut [T], b: &T) -> T {
    *a = *a * row[0] + *b;
    row[1] += *a * *b;
    row[0] * *b
}

#[differentiable]
fn pieces_of_parts<T: Real>(x: &mut [T], k: T) -> T {
    let (head, tail) = x.split_at_mut(2);
    let mut s = k;
    for row in tail.chunks_exact_mut(2) {
        s += mix(&mut head[0], row, &k);
        let (a, b) = head.split_at_mut(1);
        s = s * mix(&mut a[0], row, &b[0]);
    }
    for v in tail.iter_mut() {
        s += mix(v, head, &k);
    }
    s
}

#[test]
fn pieces_of_parts_are_lent_together() {
    check!(pieces_of_parts(mut vec![0.3, 0.5, 0.7, 0.9, 1.1, 0.2], in 0.4));
}

#[differentiable]
fn step<T: Real>(from: &[T], to: &mut [T], k: T) {
    for i in 0..from.len() {
        to[i] = from[i] + k * from[(i + 1) % from.len()] * from[i];
    }
}

#[differentiable]
fn steps_of_calls<T: Real>(u: &mut [T; 3], k: T, n: usize) -> T {
    let mut other = [T::ZERO; 3];
    let (mut now, mut next) = (&mut *u, &mut other);
    for _ in 0..n {
        step(now, next, k);
        core::mem::swap(&mut now, &mut next);
    }
    step(next, now, k);
    dot(now, next) + dot(now, &now[1..])
}

#[differentiable]
fn twice<T: Real>(x: &[T], y: [T; 4]) -> T {
    let z = y;
    dot(x, x) * dot(&x[1..], &x[..2]) + dot(&z, &z) * dot(&z[1..3], &z[2..])
}

#[test]
fn buffers_are_lent_to_calls() {
    for n in 0..4usize {
        check!(steps_of_calls(mut [0.3, 0.5, 0.7], in 0.4, fix n));
    }
}

#[test]
fn a_slice_is_lent_twice() {
    check!(twice(ref vec![0.3, 0.5, 0.7], in [0.9, 0.2, 0.4, 0.6]));
    check!(twice(ref (0..40).map(|i| 0.1 + 0.01 * f64::from(i)).collect::<Vec<f64>>(), in [0.9, 0.2, 0.4, 0.6]));
}

#[differentiable]
fn replaced<T: Real>(x: [T; 3], y: &mut [T], k: T, n: usize) -> T {
    let mut a = x;
    let mut s = k;
    for i in 0..n {
        let old = core::mem::replace(&mut a[i % 3], s * k);
        s = std::mem::take(&mut y[i % 2]) + old * s;
        y[1] = y[0].sin() + s;
        let before = std::mem::replace(&mut a, [s, old, k]);
        s += before[1] * a[0];
    }
    let last = core::mem::take(&mut s);
    last * a[0] + s
}

#[test]
fn places_are_replaced() {
    for n in 0..4usize {
        check!(replaced(in [0.3, 0.5, 0.7], mut vec![0.9, 0.2], in 0.4, fix n));
    }
}

#[differentiable]
fn blend<T: Real>(near: &[T], all: &[T], into: &mut [T], k: T) -> T {
    for (v, (a, b)) in into.iter_mut().zip(near.iter().zip(all.iter().rev())) {
        *v = *v * *a + *b * k;
    }
    near[0] * k
}

#[differentiable]
fn read_twice_beside_a_write<T: Real>(x: &mut [T], y: [T; 5], k: T) -> T {
    let (left, right) = x.split_at_mut(2);
    let mut s = blend(&right[..2], right, left, k);
    let mut z = y;
    let (head, tail) = z.split_at_mut(3);
    s += blend(head, &head[1..], tail, s);
    s * z[4] * z[0]
}

#[test]
fn parts_that_are_read_may_overlap() {
    check!(read_twice_beside_a_write(mut vec![0.3, 0.5, 0.7, 0.9, 1.1], in [0.2, 0.4, 0.6, 0.8, 1.0], in 0.4));
}

/// The inner `x` hides the outer one, which keeps its place.
#[differentiable]
fn hidden_by_another<T: Real>(x: T, n: usize) -> T {
    let mut s = x;
    for i in 0..n {
        s *= x;
        if i % 2 == 0 {
            let mut x = s;
            x = x.sin();
            s += x;
        }
        let mut p = &s;
        if i % 3 == 1 {
            p = &x;
        }
        s = s + *p * 0.5;
    }
    s
}

#[test]
fn a_hidden_variable_keeps_its_place() {
    for n in 0..6 {
        check!(hidden_by_another(in 0.8, fix n));
    }
}

/// Names of blocks that hide references outside are values.
#[differentiable]
fn hides_a_reference<T: Real>(x: &[T], n: usize) -> T {
    let a = {
        let x = x[0] * x[1];
        x
    };
    let (b, c) = {
        let x = a * x[n];
        (x, x.sin())
    };
    let d = if n > 0 {
        let x = b + c;
        x
    } else {
        let pair = (&x[0], &x[1]);
        *pair.1
    };
    a * b + c * d
}

#[test]
fn a_block_may_hide_a_reference() {
    for n in 0..3 {
        check!(hides_a_reference(ref vec![0.4, -0.7, 1.2], fix n));
    }
}
