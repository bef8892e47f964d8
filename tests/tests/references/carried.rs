//! References that are carried by a loop: where their parts end may change or stay.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_swap, clippy::explicit_counter_loop)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::{argument_struct, check};

#[differentiable]
fn stir<T: Real>(from: &[T], to: &mut [T], k: T) -> T {
    for i in 0..from.len().min(to.len()) {
        to[i] = (from[i] * k + 0.5 * to[i]).sin();
    }
    from[0] * to[0]
}

#[differentiable]
fn dot<T: Real>(a: &[T], b: &[T]) -> T {
    let mut s = T::ZERO;
    for (p, q) in a.iter().zip(b) {
        s += *p * *q;
    }
    s
}

/// The part is given by an index of the iteration before.
#[differentiable]
fn before<T: Real>(x: &[T], y: &[T], k: T, n: usize) -> T {
    let mut p = x;
    let mut s = k;
    for i in 0..n {
        s += dot(p, y) * p[0];
        let m = i + 1;
        p = &y[m..];
        s = s * p[0];
    }
    s * p[0]
}

/// The part may be that of an iteration before, where its index was another.
#[differentiable]
fn now_and_then<T: Real>(x: &[T], k: T, n: usize) -> T {
    let mut p = x;
    let mut s = k;
    for i in 0..n {
        let m = i + 1;
        if i % 2 == 0 {
            p = &x[m..];
        }
        s = s * p[0] + k;
    }
    s
}

/// What is borrowed through a buffer is lent beside it.
#[differentiable]
fn beside<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let (mut now, mut next) = u.split_at_mut(3);
    let mut s = k;
    for i in 0..n {
        let mut inner = &now[1..];
        if i > 0 {
            inner = &inner[1..];
        }
        s += dot(now, inner) * dot(inner, &inner[..1]);
        s += stir(now, next, s);
        core::mem::swap(&mut now, &mut next);
    }
    s
}

/// The same text, but not the same index.
#[differentiable]
fn same_text<T: Real>(x: &[T], k: T, n: usize) -> T {
    let h = n + 1;
    let mut p = x;
    let mut q = &x[h..];
    let mut s = k;
    for i in 0..n {
        if i % 2 == 0 {
            p = &x[h..];
        } else {
            let h = i;
            p = &x[h..];
        }
        s = s * p[0] + q[0];
        core::mem::swap(&mut p, &mut q);
    }
    s * p[0] + dot(p, q)
}

/// A reference that lives on is given what one inside the loop stands for.
#[differentiable]
fn outlives<T: Real>(x: &[T], k: T, n: usize) -> T {
    let mut far = x;
    let mut s = k;
    for i in 0..n {
        s = s * far[0];
        let m = i + 1;
        let mut near = &x[m..];
        if i % 2 == 0 {
            near = &near[1..];
        }
        far = near;
    }
    s * far[0] + dot(far, x)
}

/// In each iteration of the outer loop another end.
#[differentiable]
fn ends_of_an_iteration<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let mut s = k;
    let mut i = 1;
    while i < n {
        let m = i;
        i += 1;
        let (mut a, mut b) = u.split_at_mut(m);
        let mut j = 0;
        while j < 3 {
            s += stir(a, b, s);
            core::mem::swap(&mut a, &mut b);
            if j == 1 {
                break;
            }
            j += 1;
        }
        s += stir(b, a, s);
    }
    s
}

#[differentiable]
fn left_early<T: Scalar>(u: &mut [T], k: T, n: usize) -> Option<T> {
    let (mut a, mut b) = u.split_at_mut(3);
    for i in 0..n {
        if a[0] > T::from_f64(0.75) {
            return None;
        }
        let s = stir(a, b, k);
        if s > T::from_f64(0.6) {
            break;
        }
        if i == 1 {
            continue;
        }
        core::mem::swap(&mut a, &mut b);
    }
    Some(a[0] * b[1])
}

/// After `take` nothing is left until the reference is given a place again.
#[differentiable]
fn taken<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let mut rest = u;
    let mut s = k;
    for i in 0..n {
        let all = core::mem::take(&mut rest);
        s = s + T::from_f64(rest.len() as f64) + all[i];
        for v in rest.iter_mut() {
            *v = *v * s;
        }
        all[i] = all[i] * s;
        if i != 1 {
            rest = &mut all[1..];
        } else {
            rest = all;
        }
    }
    s * rest[0]
}

#[differentiable]
fn replaced<T: Real>(u: &mut [T], w: &mut [T], k: T, n: usize) -> T {
    let (mut p, mut q) = (u, w);
    let mut s = k;
    for _ in 0..n {
        let was = core::mem::replace(&mut p, q);
        s += stir(was, p, k);
        q = was;
    }
    s + dot(p, q)
}

#[differentiable]
fn iterated<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let (mut now, mut next) = u.split_at_mut(u.len() / 2);
    for _ in 0..n {
        for (a, b) in next.iter_mut().zip(now.iter()) {
            *a += *b * k;
        }
        for (i, w) in now.windows(2).enumerate() {
            next[i] += w[0] * w[1];
        }
        for (r, v) in next.chunks_exact_mut(2).zip(now.chunks_exact(2)) {
            stir(v, r, k);
        }
        next.swap(0, 1);
        next[..2].copy_from_slice(&now[..2]);
        core::mem::swap(&mut now, &mut next);
    }
    now.iter().zip(next.iter()).map(|(a, b)| *a * *b).sum::<T>()
}

#[differentiable]
fn checkpointed<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let (mut now, mut next) = u.split_at_mut(3);
    let mut s = k;
    #[checkpoint(every = 2)]
    for _ in 0..n {
        s += stir(now, next, s);
        core::mem::swap(&mut now, &mut next);
    }
    s + dot(now, next) * now[0]
}

#[differentiable]
fn binomially<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let (mut now, mut next) = u.split_at_mut(3);
    #[checkpoint(binomial, slots = 2)]
    for _ in 0..n {
        stir(now, next, k);
        core::mem::swap(&mut now, &mut next);
    }
    dot(now, next) * now[0]
}

#[differentiable]
fn in_a_closure<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let (mut now, mut next) = u.split_at_mut(3);
    let mut s = k;
    for _ in 0..n {
        let mut go = |c: T| {
            s += stir(now, next, c);
        };
        go(k);
        go(k * 0.5);
        core::mem::swap(&mut now, &mut next);
    }
    s * now[0]
}

#[differentiable]
fn called_twice<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let a = checkpointed(u, k, n);
    let b = checkpointed(u, a, n);
    iterated(u, b, n) * a
}

#[differentiable]
fn part_of_part<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let now = &mut u[1..];
    let mut inner = &now[1..];
    let mut s = k;
    for _ in 0..n {
        s += dot(now, inner);
        inner = &inner[1..];
    }
    now[0] = now[0] * s;
    s
}

#[derive(Clone, Copy, Debug, Diff)]
struct Body<T: Real> {
    pos: T,
    vel: T,
}
argument_struct!(Body, BodyTangent { pos: f64, vel: f64 });

#[differentiable]
impl<T: Real> Body<T> {
    fn pull(&mut self, other: &mut Body<T>, k: T) {
        let force = (other.pos - self.pos) * k;
        self.vel += force;
        other.vel -= force * self.pos;
    }

    fn energy(&self, other: &Body<T>) -> T {
        self.vel * self.vel * other.pos
    }
}

/// A method of one part is lent another.
#[differentiable]
fn pairs<T: Real>(all: &mut [Body<T>], k: T) -> T {
    let mut s = k;
    for i in 1..all.len() {
        let (before, rest) = all.split_at_mut(i);
        for j in 0..i {
            before[j].pull(&mut rest[0], s);
            s += before[j].energy(&rest[0]) + before[j].energy(&before[0]);
        }
        rest[0].pull(&mut before[0], k);
    }
    s
}

fn u() -> Vec<f64> {
    vec![0.3, 0.5, 0.7, 0.9, 0.1, 0.2]
}

#[test]
fn where_a_part_ends_may_change() {
    for n in 0..4usize {
        check!(before(ref u(), ref vec![0.2, 0.8, 0.6, 0.4], in 1.1, fix n));
        check!(now_and_then(ref u(), in 1.1, fix n));
        check!(beside(mut u(), in 0.4, fix n));
        check!(same_text(ref u(), in 1.1, fix n));
        check!(outlives(ref u(), in 1.1, fix n));
        check!(part_of_part(mut u(), in 0.4, fix n));
    }
}

#[test]
fn parts_of_an_iteration() {
    for n in 0..5usize {
        check!(ends_of_an_iteration(mut u(), in 0.4, fix n));
        check!(left_early(mut u(), in 0.4, fix n));
        check!(in_a_closure(mut u(), in 0.4, fix n));
    }
}

#[test]
fn references_are_taken_and_replaced() {
    for n in 0..4usize {
        check!(taken(mut u(), in 0.4, fix n));
        check!(replaced(mut u(), mut vec![0.4, 0.8, 0.6], in 0.4, fix n));
    }
}

#[test]
fn parts_are_iterated_and_passed_on() {
    for n in 0..4usize {
        check!(iterated(mut u(), in 0.4, fix n));
        check!(called_twice(mut u(), in 0.4, fix n));
    }
}

#[test]
fn parts_in_a_checkpointed_loop() {
    for n in 0..6usize {
        check!(checkpointed(mut u(), in 0.4, fix n));
        check!(binomially(mut u(), in 0.4, fix n));
    }
}

#[test]
fn methods_of_parts() {
    let body = |pos, vel| Body { pos, vel };
    check!(pairs(mut vec![body(0.3, 0.5), body(0.7, 0.9), body(0.1, 0.2)], in 0.4));
}
