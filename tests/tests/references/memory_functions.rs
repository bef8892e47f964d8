//! `swap`, `replace` and `take` of `core::mem` by their bare names.

use core::mem::{self, replace, swap, take};

use costate::{Diff, Real, differentiable};
use costate_tests::check;

#[derive(Clone, Copy, Debug, Diff)]
struct State<T: Real> {
    pos: T,
    vel: T,
}

#[differentiable]
fn fibonacci<T: Real>(x: T, y: T, n: usize) -> T {
    let (mut a, mut b) = (x, y);
    for _ in 0..n {
        a = a * b + x;
        swap(&mut a, &mut b);
    }
    a * b
}

#[differentiable]
fn exchanged(a: &mut [f64; 2], b: &mut [f64; 2], k: f64) -> f64 {
    let before = replace(&mut a[0], k * b[1]);
    let rest = take(&mut b[0]);
    swap(&mut *a, &mut *b);
    mem::swap::<f64>(&mut a[0], &mut b[1]);
    before * rest + a[0] * b[0]
}

#[differentiable]
fn buffers<T: Real>(x: &[T], n: usize) -> T {
    let (mut one, mut two) = ([x[0], x[1], x[2]], [T::ZERO; 3]);
    let (mut now, mut next) = (&mut one, &mut two);
    for _ in 0..n {
        for i in 0..3 {
            next[i] = now[i] * now[(i + 1) % 3];
        }
        swap(&mut now, &mut next);
    }
    now[0] + now[1] * now[2]
}

#[differentiable]
fn fields<T: Real>(k: T) -> T {
    let mut s = State { pos: k, vel: k * k };
    let old = replace(&mut s, State { pos: k * k * k, vel: k.sin() });
    swap(&mut s.pos, &mut s.vel);
    old.pos * s.pos + old.vel * s.vel
}

mod own {
    /// (a, b) ↦ (b, 2 a)
    #[costate::differentiable]
    pub fn swap<T: costate::Real>(a: &mut T, b: &mut T) {
        let was = *a;
        *a = *b;
        *b = was + was;
    }

    #[costate::differentiable]
    pub fn by_path<T: costate::Real>(x: T, y: T) -> T {
        let (mut a, mut b) = (x * y, y);
        self::swap(&mut a, &mut b);
        a * a * b
    }
}

#[test]
fn swapped_by_a_bare_name() {
    check!(fibonacci(in 0.5, in 1.2, fix 0usize));
    check!(fibonacci(in 0.5, in 1.2, fix 3usize));
}

#[test]
fn elements_and_arrays_are_exchanged() {
    check!(f64 exchanged(mut [0.3, 0.7], mut [1.1, -0.4], in 0.8));
    check!(fields(in 0.8));
}

#[test]
fn buffers_are_exchanged() {
    check!(buffers(ref vec![0.9, 0.8, 0.7], fix 3usize));
}

use own::by_path;

#[test]
fn an_own_function_of_this_name_goes_by_its_path() {
    check!(by_path(in 0.5, in 1.2));
}
