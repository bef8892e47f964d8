#![allow(unused_assignments)]

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct State {
    q: f64,
    v: f64,
}

#[differentiable]
impl State {
    fn energy(self, mass: f64) -> f64 {
        mass * self.v * self.v + self.q
    }

    fn step(&mut self, h: f64) -> f64 {
        self.q += h * self.v;
        self.q
    }
}

// Rust copies a receiver by value before the arguments run
#[differentiable]
fn by_a_method(s: State, h: f64) -> f64 {
    let mut s = s;
    s.energy(2.0 * s.step(h)) * s.q
}

#[differentiable]
fn by_an_assignment(s: State, h: f64) -> f64 {
    let mut s = s;
    s.energy(if h > 0.0 {
        s.q = h;
        h * h
    } else {
        h
    })
}

#[differentiable]
fn doubled(s: &mut State) -> f64 {
    s.v *= 2.0;
    s.v
}

#[differentiable]
fn by_a_function(s: &mut State) -> f64 {
    s.energy(doubled(s))
}

#[differentiable]
fn behind_a_chosen_reference(s: State, q: State, h: f64) -> f64 {
    let (mut s, mut q) = (s, q);
    let mut p = &mut s;
    if h > 0.1 {
        p = &mut q;
    }
    p.energy(p.step(h))
}

fn main() {}
