//! Gradients inside differentiable functions: a force from an energy, and the adjoint through it.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Diff, Real, Tape, differentiable};
use costate_tests::{argument_struct, check};

/// Three masses in a ring whose springs stiffen; `n` harmonics of a ground.
#[differentiable(hvp)]
fn energy<T: Real>(q: &[T; 3], k: T, n: usize) -> T {
    let mut sum = T::ZERO;
    for i in 0..3 {
        let d = q[(i + 1) % 3] - q[i];
        sum += 0.5 * k * d * d + 0.25 * d * d * d * d;
        for j in 0..n {
            sum -= (q[i] * T::from_f64(j as f64 + 1.0)).cos() * 0.1;
        }
    }
    sum
}

/// Leapfrog: the gradient in a loop, of values that are overwritten.
#[differentiable(vjp_n)]
fn leapfrog<T: Real>(q: [T; 3], v: [T; 3], k: T, h: T, steps: usize) -> T {
    let (mut q, mut v) = (q, v);
    for _ in 0..steps {
        let (slope, _) = energy::grad(&q, k, 2);
        for i in 0..3 {
            v[i] -= h * slope[i];
            q[i] += h * v[i];
        }
    }
    q[0] * v[1] + q[2]
}

#[test]
fn back_through_a_rollout_with_forces_from_an_energy() {
    check!(leapfrog(in [0.3, -0.2, 0.5], in [0.1, 0.0, -0.3], in 1.7, in 0.1, fix 0_usize));
    check!(leapfrog(in [0.3, -0.2, 0.5], in [0.1, 0.0, -0.3], in 1.7, in 0.1, fix 7_usize));
}

#[test]
fn many_cotangents_of_such_a_rollout() {
    let (q, v) = ([0.3, -0.2, 0.5], [0.1, 0.0, -0.3]);
    let mut tape = costate::HeapTape::new();
    let (mut dq, mut dv, mut dk, mut dh) = ([[0.0; 3]; 2], [[0.0; 3]; 2], [0.0; 2], [0.0; 2]);
    let slots = (dq.each_mut(), dv.each_mut(), dk.each_mut(), dh.each_mut());
    let value = leapfrog::vjp_n(q, slots.0, v, slots.1, 1.7, slots.2, 0.1, slots.3, 5, [1.0, 2.0], &mut tape);
    for (i, seed) in [1.0, 2.0].into_iter().enumerate() {
        let (mut q1, mut v1, mut k1, mut h1) = ([0.0; 3], [0.0; 3], 0.0, 0.0);
        let single = leapfrog::vjp(q, &mut q1, v, &mut v1, 1.7, &mut k1, 0.1, &mut h1, 5, seed, &mut tape);
        assert_eq!((value, dq[i], dv[i], dk[i], dh[i]), (single, q1, v1, k1, h1));
    }
    assert_eq!(tape.mark(), 0);
}

/// The value with it, its parameter's slope too, twice in a row, one of them in a branch.
#[differentiable]
fn both<T: costate::Scalar>(q: &[T; 3], k: T, out: &mut [T]) -> T {
    let (e, (slope, per_k)) = energy::value_and_grad(q, k * k, 1);
    out[0] = out[0] * e + per_k;
    let mut total = e * slope[1];
    if total > 0.0 {
        let (again, (other, _)) = energy::value_and_grad::<T>(&slope, per_k, 0);
        total += again * other[2];
    }
    total + out[1]
}

#[test]
fn the_value_and_every_argument() {
    check!(both(ref [0.3, -0.2, 0.5], in 1.1, mut vec![0.7, 0.4]));
    check!(both(ref [0.3, 0.9, 0.5], in 1.1, mut vec![0.7, 0.4]));
}

/// Called from another differentiable function, and through a renamed import.
mod physics {
    pub(super) use super::energy as potential;
}

#[differentiable]
fn slope<T: Real>(q: [T; 3], k: T) -> [T; 3] {
    physics::potential::grad(&q, k, 1).0
}

#[differentiable]
fn nested<T: Real>(q: [T; 3], k: T) -> T {
    let mut q = q;
    for _ in 0..2 {
        let f = slope(q, k);
        q = [q[0] - 0.1 * f[0], q[1] - 0.1 * f[1] * f[2], q[2] * k];
    }
    q[0] * q[1] + q[2]
}

#[test]
fn through_functions_that_give_gradients() {
    check!(slope(in [0.3, -0.2, 0.5], in 1.1));
    check!(nested(in [0.3, -0.2, 0.5], in 1.1));
}

// ---- spelled in f64

/// In `f64`, with a call, a constant and a branch.
#[differentiable(hvp)]
fn barrier(x: f64, #[constant] table: &[f64], n: usize) -> f64 {
    const EDGE: f64 = 0.75;
    let mut e = 0.0;
    for i in 0..n {
        let d = EDGE - x * table[i];
        e += if d < 0.5 { (0.5 - d).powi(3) } else { 0.0 } + 0.1 * stiff(x, d);
    }
    e
}

#[differentiable(hvp)]
fn stiff(x: f64, d: f64) -> f64 {
    x * x * d.exp()
}

#[differentiable]
fn descend(x: f64, #[constant] table: &[f64], rate: f64, steps: usize) -> f64 {
    let mut x = x;
    for _ in 0..steps {
        x -= rate * barrier::grad(x, table, 2);
    }
    let (dx, dd) = stiff::grad(x, rate);
    x * x + dx * dd
}

#[test]
fn learning_a_rate_through_gradient_descent() {
    let table = vec![0.9, 0.4];
    check!(f64 descend(in 0.8, fixref table, in 0.1, fix 6_usize));
}

// ---- structs and methods

/// A point of the phase plane.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct State<T> {
    qpos: T,
    qvel: T,
}
argument_struct!(State, StateTangent { qpos: f64, qvel: f64 });

#[differentiable(hvp)]
fn hamiltonian<T: Real>(s: State<T>, m: T) -> T {
    0.5 * s.qvel * s.qvel / m - m * s.qpos.cos()
}

/// Hamilton's equations by the gradient of the energy.
#[differentiable]
fn symplectic<T: Real>(s: State<T>, m: T, h: T) -> State<T> {
    let mut s = s;
    for _ in 0..3 {
        let (before, _) = hamiltonian::grad(s, m);
        s = State { qpos: s.qpos, qvel: s.qvel - h * before.qpos };
        let (after, _) = hamiltonian::grad(s, m);
        s = State { qpos: s.qpos + h * after.qvel, qvel: s.qvel };
    }
    s
}

#[test]
fn gradients_of_structs_are_structs() {
    check!(symplectic(in State { qpos: 0.4, qvel: 0.2 }, in 1.3, in 0.2));
}

#[differentiable(hvp)]
impl<T: Real> State<T> {
    fn action(&self, h: T, n: usize) -> T {
        let mut sum = T::ZERO;
        for _ in 0..n {
            sum += h * self.qvel * self.qvel * self.qpos.sin();
        }
        sum
    }
}

#[differentiable]
fn with_methods<T: Real>(s: &State<T>, h: T) -> T {
    let (d, dh) = s.action_grad(h, 2);
    let plain = s.action(h, 1);
    let (value, (again, _)) = State { qpos: d.qvel, qvel: dh }.action_value_and_grad(h * h, 1);
    value * again.qpos + d.qpos * plain
}

#[test]
fn gradients_of_methods() {
    check!(with_methods(ref State { qpos: 0.4, qvel: 0.2 }, in 0.7));
}

// ---- orders above two

/// The gradient of a gradient's function is a function with a gradient.
#[differentiable(hvp)]
fn sharpness<T: Real>(x: T) -> T {
    let slope = quartic::grad(x);
    slope * slope
}

#[differentiable(hvp)]
fn quartic<T: Real>(x: T) -> T {
    x * x * x * x
}

#[differentiable]
fn deep<T: Real>(x: T) -> T {
    sharpness::grad(x) * x
}

#[test]
fn third_derivatives() {
    // s = (4 x³)² = 16 x⁶
    assert_eq!((sharpness(2.0), sharpness::grad(2.0)), (16.0 * 64.0, 96.0 * 32.0));
    assert_eq!(sharpness::hvp(2.0, 1.0), 480.0 * 16.0);
    check!(sharpness(in 1.3));
    check!(deep(in 0.7));
}

// ---- checkpointed loops

/// An energy that is itself a rollout.
#[differentiable(hvp)]
fn path_length(x: f64, k: f64, steps: usize) -> f64 {
    let (mut q, mut length) = (x, 0.0);
    #[checkpoint(binomial, slots = 2)]
    for _ in 0..steps {
        q += 0.3 * (k * q).sin();
        length += q * q;
    }
    length
}

#[differentiable]
fn shortened(x: f64, k: f64, steps: usize) -> f64 {
    let mut x = x;
    #[checkpoint(every = 2)]
    for _ in 0..steps {
        let (dx, dk) = path_length::grad(x, k, 5);
        x -= 0.01 * dx * dk;
    }
    x * x
}

#[test]
fn checkpointed_loops_inside_and_outside() {
    check!(f64 shortened(in 0.7, in 1.2, fix 5_usize));
    let (dx, dk) = path_length::hvp(0.7, 0.4, 1.2, -0.3, 7);
    let ahead = path_length::grad(0.7 + 0.4e-6, 1.2 - 0.3e-6, 7);
    let behind = path_length::grad(0.7 - 0.4e-6, 1.2 + 0.3e-6, 7);
    let near = |a: f64, b: f64| (a - b).abs() < 1e-7 * a.abs();
    assert!(near(dx, (ahead.0 - behind.0) / 2e-6) && near(dk, (ahead.1 - behind.1) / 2e-6), "{dx} {dk}");
}

// ---- what is recorded

#[test]
fn a_gradient_records_nothing_and_leaves_the_tape() {
    let mut tape = costate::HeapTape::new();
    tape.push(7_u32);
    let before = tape.mark();
    let slope = slope::fwd([0.3, -0.2, 0.5], 1.1, &mut tape);
    assert_eq!(slope, energy::grad(&[0.3, -0.2, 0.5], 1.1, 1).0);
    assert!(tape.mark() - before <= 8, "its arguments at most: {}", tape.mark() - before);
}
