use std::ops::Deref;

use costate::{Diff, differentiable};

#[derive(Clone, Copy, Diff)]
struct Inner {
    a: f64,
}

#[derive(Clone, Copy, Diff)]
struct Outer {
    a: f64,
    inner: Inner,
}

impl Deref for Outer {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.inner
    }
}

#[differentiable]
fn scaled(w: Outer, x: f64) -> f64 {
    (*w).a * x
}

fn main() {}
