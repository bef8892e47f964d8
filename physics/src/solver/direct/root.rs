//! The last six equations of a tree: those of its root.

use costate::Real;

use super::articulated::Articulated;
use crate::math::{Twist, Vec3};

/// L D Lᵀ of a root's inertia: L below its diagonal, row by row, and D inverted.
#[derive(Clone, Copy, Debug)]
pub struct Root<T> {
    lower: [T; 15],
    inverse: [T; 6],
}

impl<T: Real> Root<T> {
    /// Of nothing.
    pub const ZERO: Self = Self { lower: [T::ZERO; 15], inverse: [T::ZERO; 6] };

    /// Factorises.
    #[inline]
    pub fn of(inertia: &Articulated<T>) -> Self {
        let mut l = inertia.rows();
        let mut inverse = [T::ZERO; 6];
        for k in 0..6 {
            inverse[k] = T::ONE / l[k][k];
            for i in k + 1..6 {
                let factor = l[i][k] * inverse[k];
                for j in k + 1..=i {
                    let taken = factor * l[j][k];
                    l[i][j] -= taken;
                }
            }
            for i in k + 1..6 {
                l[i][k] *= inverse[k];
            }
        }
        let mut lower = [T::ZERO; 15];
        for i in 1..6 {
            lower[at(i, 0)..at(i, i)].copy_from_slice(&l[i][..i]);
        }
        Self { lower, inverse }
    }

    /// L⁻¹ f: whitened. Its product with what [`between`](Self::between) makes of another one is that of both with
    /// the inverse inertia.
    #[inline(always)]
    pub fn forward(&self, f: Twist<T>) -> Twist<T> {
        let mut x = f.six();
        for i in 1..6 {
            for k in 0..i {
                let taken = self.lower[at(i, k)] * x[k];
                x[i] -= taken;
            }
        }
        twist(x)
    }

    /// D⁻¹ x.
    #[inline(always)]
    pub fn between(&self, x: Twist<T>) -> Twist<T> {
        let x = x.six();
        twist(core::array::from_fn(|k| x[k] * self.inverse[k]))
    }

    /// The velocity that an impulse gives.
    #[inline(always)]
    pub fn solve(&self, f: Twist<T>) -> Twist<T> {
        let mut x = self.between(self.forward(f)).six();
        for i in (0..5).rev() {
            for k in i + 1..6 {
                let taken = self.lower[at(k, i)] * x[k];
                x[i] -= taken;
            }
        }
        twist(x)
    }
}

/// Where row `i`, column `k < i` is kept.
#[inline(always)]
const fn at(i: usize, k: usize) -> usize {
    i * (i - 1) / 2 + k
}

#[inline(always)]
fn twist<T: Real>(x: [T; 6]) -> Twist<T> {
    let [a, b, c, d, e, f] = x;
    Twist { linear: Vec3 { x: a, y: b, z: c }, angular: Vec3 { x: d, y: e, z: f } }
}
