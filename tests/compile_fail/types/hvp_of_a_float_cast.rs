//! A cast between floats would lose the second derivative.
use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct State<T> {
    qpos: T,
}

#[differentiable(hvp)]
fn energy(s: State<f64>) -> f64 {
    s.qpos as f64 * s.qpos
}

fn main() {}
