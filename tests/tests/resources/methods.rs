//! Checkpointed loops in methods: structs and receivers are state.

use costate::{Diff, HeapTape, Real, differentiable};
use costate_tests::check;

/// A pendulum's state.
#[derive(Clone, Copy, Debug, Diff)]
struct State<T> {
    q: T,
    v: T,
    steps: u32,
}

/// Its parameters.
#[derive(Clone, Copy, Debug, Diff)]
struct Pendulum<T> {
    gravity: T,
    damping: T,
}

#[differentiable]
impl<T: Real> Pendulum<T> {
    fn force(&self, s: &State<T>) -> T {
        -self.gravity * s.q.sin() - self.damping * s.v
    }

    fn step(&self, s: &mut State<T>, h: T) {
        let f = self.force(s);
        s.v = s.v + h * f;
        s.q = s.q + h * s.v;
        s.steps += 1;
    }

    fn rollout(&self, s: &mut State<T>, h: T, n: usize, slots: usize) {
        #[checkpoint(binomial, slots = slots)]
        for _ in 0..n {
            self.step(s, h);
        }
    }

    fn energy(&self, q0: T, h: T, n: usize) -> T {
        let mut s = State { q: q0, v: T::ZERO, steps: 0 };
        #[checkpoint(every = 3)]
        for _ in 0..n {
            self.step(&mut s, h);
        }
        s.v * s.v * 0.5 + self.gravity * (T::ONE - s.q.cos())
    }
}

#[differentiable]
fn swing<T: Real>(gravity: T, q: T, v: T, n: usize, slots: usize) -> T {
    let p = Pendulum { gravity, damping: q * T::from_f64(0.3) };
    let mut s = State { q, v, steps: 0 };
    p.rollout(&mut s, T::from_f64(0.05), n, slots);
    let half = s.q * s.v;
    p.rollout(&mut s, T::from_f64(0.1), n, slots);
    half + s.q * T::from_f64(s.steps as f64)
}

#[differentiable]
fn energy<T: Real>(g: T, d: T, q: T, n: usize) -> T {
    let p = Pendulum { gravity: g, damping: d };
    p.energy(q, T::from_f64(0.1), n)
}

#[test]
fn methods_and_structs_behind_references() {
    for n in [0, 1, 2, 3, 8] {
        for slots in [1, 2, 5] {
            check!(swing(in 9.8, in 0.5, in 0.1, fix n, fix slots));
        }
        check!(energy(in 9.8, in 0.1, in 0.4, fix n));
    }
}

// ---- receivers

#[differentiable]
impl<T: Real> State<T> {
    fn fall(&mut self, g: T, n: usize, slots: usize) -> T {
        let mut way = T::ZERO;
        #[checkpoint(binomial, slots = slots)]
        for _ in 0..n {
            self.v = self.v - g * self.q.cos() * 0.1;
            self.q = self.q + self.v * 0.1;
            way = way + self.q * self.v;
        }
        self.v = self.v * way;
        way
    }

    fn fallen(mut self, g: T, n: usize) -> T {
        #[checkpoint(every = 2)]
        for _ in 0..n {
            self.v = self.v - g * self.q.cos() * 0.1;
            self.q = self.q + self.v * 0.1;
        }
        self.q
    }
}

#[differentiable]
fn falls<T: Real>(q: T, v: T, g: T, n: usize, slots: usize) -> T {
    let mut s = State { q, v, steps: 0 };
    let a = s.fall(g, n, slots);
    let b = s.fall(a, n, slots + 1);
    s.q + s.v * b + s.fallen(g * q, n)
}

#[test]
fn receivers_are_state_too() {
    for n in [0, 1, 4, 9] {
        check!(falls(in 0.4, in 0.1, in 0.7, fix n, fix 2usize));
    }
    // the receiver has its final value after `vjp`
    let (mut s, mut ds) = (State { q: 0.4, v: 0.1, steps: 0 }, costate::Zero::zero());
    let (mut t, mut dg, mut tape) = (s, 0.0, HeapTape::new());
    let way = s.fall(0.7, 6, 2);
    assert_eq!(way, t.fall_vjp(&mut ds, 0.7, &mut dg, 6, 2, 1.0, &mut tape));
    assert_eq!([s.q, s.v].map(f64::to_bits), [t.q, t.v].map(f64::to_bits));
}
