//! Buffers that are parts of one slice and change places: `split_at_mut`, then `mem::swap` in a loop.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::manual_swap)]

use costate::{Real, Scalar, differentiable};
use costate_tests::check;

/// u' = u + k (uₗ − 2u + uᵣ) u
#[differentiable]
fn diffuse<T: Real>(from: &[T], to: &mut [T], k: T) -> T {
    let n = from.len();
    to[0] = from[0];
    to[n - 1] = from[n - 1] * k;
    for i in 1..n - 1 {
        to[i] = from[i] + k * (from[i - 1] - 2.0 * from[i] + from[i + 1]) * from[i];
    }
    to[n / 2] * k
}

/// uₙ₊₁ = 2uₙ − uₙ₋₁ + k uₙ sin uₙ
#[differentiable]
fn leap<T: Real>(old: &[T], now: &[T], next: &mut [T], k: T) {
    for i in 0..now.len().min(old.len()).min(next.len()) {
        next[i] = 2.0 * now[i] - old[i] + k * now[(i + 1) % now.len()] * now[i].sin();
    }
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
fn heat<T: Real>(u: &mut [T], k: T, steps: usize) {
    let n = u.len() / 2;
    let (mut now, mut next) = u.split_at_mut(n);
    for _ in 0..steps {
        for i in 1..n - 1 {
            next[i] = now[i] + k * (now[i - 1] - 2.0 * now[i] + now[i + 1]) * now[i];
        }
        core::mem::swap(&mut now, &mut next);
    }
}

#[differentiable]
fn heat_f64(u: &mut [f64], k: f64, steps: usize) -> f64 {
    let n = u.len() / 2;
    let (mut now, mut next) = u.split_at_mut(n);
    for _ in 0..steps {
        for i in 1..n - 1 {
            next[i] = now[i] + k * (now[i - 1] - 2.0 * now[i] + now[i + 1]) * now[i];
        }
        std::mem::swap(&mut now, &mut next);
    }
    now[1]
}

#[differentiable]
fn called<T: Real>(u: &mut [T], k: T, steps: usize) -> T {
    let (mut now, mut next) = u.split_at_mut(u.len() / 2);
    let mut s = k;
    for _ in 0..steps {
        s += diffuse(now, next, s);
        core::mem::swap(&mut now, &mut next);
    }
    s + dot(now, next) * dot(now, now) + dot(next, &now[1..])
}

#[differentiable]
fn called_f64(u: &mut [f64], k: f64, steps: usize) {
    let n = u.len() / 2;
    let (mut now, mut next) = u.split_at_mut(n);
    for _ in 0..steps {
        diffuse(now, next, k);
        core::mem::swap(&mut now, &mut next);
    }
}

#[test]
fn halves_of_a_slice_are_swapped() {
    let u = || vec![0.3, 0.5, 0.7, 0.9, 0.1, 0.2, 0.6, 0.8];
    for steps in 0..4usize {
        check!(heat(mut u(), in 0.4, fix steps) -> ());
        check!(f64 heat_f64(mut u(), in 0.4, fix steps));
        check!(called(mut u(), in 0.4, fix steps));
        check!(f64 called_f64(mut u(), in 0.4, fix steps) -> ());
    }
}

#[differentiable]
fn rotated<T: Real>(u: &mut [T], k: T, steps: usize) -> T {
    let n = u.len() / 3;
    let (mut old, rest) = u.split_at_mut(n);
    let (mut now, mut next) = rest.split_at_mut(n);
    for _ in 0..steps {
        leap(old, now, next, k);
        (old, now, next) = (now, next, old);
    }
    dot(old, now) * next[0]
}

#[differentiable]
fn rotated_by_swaps(u: &mut [f64], n: usize, k: f64, steps: usize) -> f64 {
    let (rest, mut next) = u.split_at_mut(2 * n);
    let (mut old, mut now) = rest.split_at_mut(n);
    for _ in 0..steps {
        leap(old, now, next, k);
        core::mem::swap(&mut old, &mut now);
        core::mem::swap(&mut now, &mut next);
    }
    dot(old, now) * next[0]
}

#[test]
fn thirds_of_a_slice_are_rotated() {
    let u = || vec![0.3, 0.5, 0.7, 0.9, 0.1, 0.2];
    for steps in 0..5usize {
        check!(rotated(mut u(), in 0.4, fix steps));
        check!(f64 rotated_by_swaps(mut u(), fix 2usize, in 0.4, fix steps));
    }
}

/// Four parts, two of each half.
#[differentiable]
fn quarters<T: Real>(u: &mut [T], k: T, at: usize, steps: usize) -> T {
    let (left, right) = u.split_at_mut(2 * at);
    let (mut a, mut b) = left.split_at_mut(at);
    let (mut c, mut d) = right.split_at_mut(at);
    for i in 0..steps {
        leap(a, c, d, k);
        leap(d, a, b, k);
        core::mem::swap(&mut a, &mut c);
        if i % 2 == 1 {
            (b, d) = (d, b);
        }
    }
    dot(a, b) + dot(c, d) * k
}

#[test]
fn quarters_of_a_slice_change_places() {
    for steps in 0..4usize {
        check!(quarters(mut vec![0.3, 0.5, 0.7, 0.9, 0.1, 0.2, 0.4, 0.8], in 0.4, fix 2usize, fix steps));
    }
}

#[differentiable]
fn sometimes<T: Scalar>(u: &mut [T], k: T, steps: usize) -> T {
    const N: usize = 3;
    let (mut now, mut next) = u.split_at_mut(N);
    for i in 0..steps {
        diffuse(now, next, k);
        if i % 3 == 0 || next[1] > now[1] {
            core::mem::swap(&mut now, &mut next);
        } else {
            now[0] += next[1] * k;
        }
    }
    dot(now, next)
}

#[differentiable]
fn stir<T: Real>(from: &[T], to: &mut [T], k: T) {
    for i in 0..from.len().min(to.len()) {
        to[i] = (from[i] * k + 0.5 * to[i]).sin();
    }
}

#[differentiable]
fn in_another_loop<T: Real>(u: &mut [T], k: T, steps: usize) -> T {
    let mut s = k;
    for at in 1..4 {
        let (mut now, mut next) = u.split_at_mut(at);
        for _ in 0..2 {
            for _ in 0..steps {
                s += dot(now, next);
                stir(&now[..1], next, s);
                stir(now, &mut next[..1], k);
                core::mem::swap(&mut now, &mut next);
            }
            s = s * dot(now, next).cos();
        }
        next[0] += s * k;
    }
    s
}

#[differentiable]
fn of_an_array<T: Real>(u: [T; 6], k: T, steps: usize) -> T {
    let mut all = u;
    let (mut now, mut next) = all.split_at_mut(3);
    for _ in 0..steps {
        diffuse(now, next, k);
        core::mem::swap(&mut now, &mut next);
    }
    now[0] * next[1] + now[2]
}

#[test]
fn buffers_are_swapped_anywhere() {
    let u = || vec![0.3, 0.5, 0.7, 0.9, 0.1, 0.2];
    for steps in 0..4usize {
        check!(sometimes(mut u(), in 0.4, fix steps));
        check!(in_another_loop(mut vec![0.3, 0.5, 0.7, 0.9], in 0.4, fix steps));
        check!(of_an_array(in [0.3, 0.5, 0.7, 0.9, 0.1, 0.2], in 0.4, fix steps));
    }
}

/// The split is chosen anew while the halves are carried: where they end is known at run time only.
#[differentiable]
fn split_again<T: Real>(u: &mut [T], k: T, steps: usize) -> T {
    let n = u.len();
    let (mut now, mut next) = u.split_at_mut(n / 2);
    let mut s = k;
    for i in 0..steps {
        s += dot(now, next);
        if i % 2 == 0 {
            (now, next) = u.split_at_mut(1 + i);
        }
        leap(now, now, &mut next[1..], s);
        leap(next, next, now, s);
        core::mem::swap(&mut now, &mut next);
    }
    s
}

#[test]
fn halves_of_any_length() {
    for steps in 0..4usize {
        check!(split_again(mut vec![0.3, 0.5, 0.7, 0.9, 0.1, 0.2], in 0.4, fix steps));
    }
}

/// A window that moves on: what is left is split again.
#[differentiable]
fn windows<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let mut rest = u;
    let mut s = k;
    while rest.len() > n {
        let (head, tail) = rest.split_at_mut(n);
        s += dot(head, tail);
        leap(&tail[..n], &tail[..n], head, s);
        tail[0] += head[n - 1] * k;
        rest = tail;
    }
    s * rest[0]
}

#[differentiable]
fn windows_taken(u: &mut [f64], k: f64, n: usize) -> f64 {
    let mut rest = u;
    let mut s = k;
    while rest.len() > n {
        let (head, tail) = core::mem::take(&mut rest).split_at_mut(n);
        leap(&tail[..n], &tail[..n], head, s);
        s += head[0] * tail[0];
        rest = tail;
    }
    s * rest[0]
}

#[differentiable]
fn windows_assigned<T: Real>(u: &mut [T], k: T, n: usize) -> T {
    let mut head;
    let mut rest = u;
    let mut s = k;
    for _ in 0..2 {
        (head, rest) = rest.split_at_mut(n);
        leap(&rest[..n], &rest[..n], head, s);
        s += head[0] * rest[0];
    }
    s
}

#[test]
fn a_window_moves_on() {
    let u = || vec![0.3, 0.5, 0.7, 0.9, 0.1, 0.2];
    for n in 1..3usize {
        check!(windows(mut u(), in 0.4, fix n));
        check!(f64 windows_taken(mut u(), in 0.4, fix n));
        check!(windows_assigned(mut u(), in 0.4, fix n));
    }
}
