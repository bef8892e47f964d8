//! What every result must be: of the right length, finite, and for values the function's own.

use super::{GradientCheck, GradientError, Vector};

impl<X: Vector, Y: Vector> GradientCheck<'_, X, Y> {
    /// `got`, computed by `mode`, is the function's value `y` to the bit.
    pub(super) fn same_value(&self, mode: &'static str, got: &[f64], y: &Y) -> Result<(), GradientError> {
        let want = y.components();
        self.length(mode, got, want.len())?;
        let differ = |(got, want): (&f64, &f64)| got.to_bits() != want.to_bits();
        match got.iter().zip(want).position(differ) {
            None => Ok(()),
            Some(output) => Err(GradientError::Value {
                name: self.name.clone(),
                mode,
                output,
                got: got[output],
                want: want[output],
            }),
        }
    }

    /// `got` has `want` components.
    pub(super) fn length(&self, what: &'static str, got: &[f64], want: usize) -> Result<(), GradientError> {
        if got.len() == want {
            return Ok(());
        }
        Err(GradientError::Length { name: self.name.clone(), what, got: got.len(), want })
    }

    /// No component of `v` is infinite or not a number.
    pub(super) fn finite(&self, what: &'static str, v: &[f64]) -> Result<(), GradientError> {
        match v.iter().position(|x| !x.is_finite()) {
            None => Ok(()),
            Some(component) => Err(GradientError::NotFinite {
                name: self.name.clone(),
                what,
                component,
                value: v[component],
            }),
        }
    }
}
