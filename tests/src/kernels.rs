//! Differentiable functions and types of a library crate, which tests of other crates import,
//! rename and call from their own kernels.

// a slice is indexed in differentiable code
#![allow(clippy::needless_range_loop)]

use costate::{Diff, Real, differentiable};

/// The energy of a spring of stiffness `k` \[N/m\] stretched by `x` \[m\]: ½ k x².
#[differentiable]
pub fn spring<T: Real>(k: T, x: T) -> T {
    0.5 * k * x * x
}

/// Scales `y` \[any\] by `k`, and returns the sum of what was there.
#[differentiable]
pub fn scale<T: Real>(k: T, y: &mut [T]) -> T {
    let mut sum = T::ZERO;
    for i in 0..y.len() {
        sum += y[i];
        y[i] *= k;
    }
    sum
}

/// The same spring in double precision only.
#[differentiable]
pub fn spring_f64(k: f64, x: f64) -> f64 {
    0.5 * k * x * x
}

/// A damper.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
pub struct Damper<T> {
    /// Damping [N·s/m].
    pub damping: T,
    /// How many there are.
    pub count: usize,
}

#[differentiable]
impl<T: Real> Damper<T> {
    /// The force at velocity `v` \[m/s\].
    pub fn force(&self, v: T) -> T {
        let all = T::from_f64(self.count as f64) * self.damping;
        -all * v * v.abs()
    }
}

/// A system with one coordinate.
#[differentiable]
pub trait System<T: Real>: Diff {
    /// The acceleration \[m/s²\] at position `q` \[m\].
    fn acceleration(&self, q: T) -> T;
}

/// One explicit step of `h` \[s\] from `q` \[m\] at velocity `v` \[m/s\].
#[differentiable]
pub fn euler<T: Real, S: System<T>>(s: &S, q: T, v: T, h: T) -> (T, T) {
    let v = v + h * s.acceleration(q);
    (q + h * v, v)
}
