//! What a checked function takes and gives: numbers in a row.

use std::vec::Vec;

use crate::{Dual, array};

/// A vector of `f64`: `[f64; N]` or `Vec<f64>`.
pub trait Vector: Clone {
    /// The same vector of dual numbers.
    type Duals;

    /// Its components.
    fn components(&self) -> &[f64];

    /// Its components, to write.
    fn components_mut(&mut self) -> &mut [f64];

    /// These values, each with its tangent.
    fn duals(&self, tangent: &Self) -> Self::Duals;

    /// The components of a vector of dual numbers.
    fn dual_components(duals: &Self::Duals) -> &[Dual<f64>];
}

impl<const N: usize> Vector for [f64; N] {
    type Duals = [Dual<f64>; N];

    fn components(&self) -> &[f64] {
        self
    }
    fn components_mut(&mut self) -> &mut [f64] {
        self
    }
    fn duals(&self, tangent: &Self) -> [Dual<f64>; N] {
        array::from_fn(|i| Dual::new(self[i], tangent[i]))
    }
    fn dual_components(duals: &[Dual<f64>; N]) -> &[Dual<f64>] {
        duals
    }
}

impl Vector for Vec<f64> {
    type Duals = Vec<Dual<f64>>;

    fn components(&self) -> &[f64] {
        self
    }
    fn components_mut(&mut self) -> &mut [f64] {
        self
    }
    fn duals(&self, tangent: &Self) -> Vec<Dual<f64>> {
        self.iter().zip(tangent).map(|(&re, &eps)| Dual::new(re, eps)).collect()
    }
    fn dual_components(duals: &Vec<Dual<f64>>) -> &[Dual<f64>] {
        duals
    }
}
