//! `hvp` on a block is for those methods that can have it: here none can.
use costate::{Diff, Real, differentiable};

#[derive(Clone, Copy, Diff)]
struct State<T> {
    qpos: T,
}

#[differentiable(hvp)]
impl<T: Real> State<T> {
    fn push(&mut self, by: T) {
        self.qpos += by;
    }
}

fn main() {}
