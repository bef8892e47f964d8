//! Comparing vectors, and remembering the worst.

use core::fmt::Display;
use std::string::ToString;

use super::error::{Check, GradientError};

/// The largest absolute component.
pub(super) fn size(v: &[f64]) -> f64 {
    v.iter().fold(0.0, |size, x| x.abs().max(size))
}

/// ⟨a, b⟩
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// √⟨a, a⟩
pub(super) fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

/// One check of one function, and its largest relative error so far.
pub(super) struct Worst<'a> {
    pub(super) name: &'a str,
    pub(super) check: Check,
    pub(super) tolerance: f64,
    pub(super) error: f64,
}

impl<'a> Worst<'a> {
    pub(super) const fn new(name: &'a str, check: Check, tolerance: f64) -> Self {
        Self { name, check, tolerance, error: 0.0 }
    }

    /// Compares two numbers, relative to `scale`; equal ones never differ.
    pub(super) fn number(
        &mut self,
        got: f64,
        want: f64,
        scale: f64,
        place: impl Display,
    ) -> Result<(), GradientError> {
        let error = if got == want { 0.0 } else { (got - want).abs() / scale.max(f64::MIN_POSITIVE) };
        if error.is_nan() || error > self.tolerance {
            let (name, check, tolerance) = (self.name.into(), self.check, self.tolerance);
            return Err(GradientError::Wrong {
                name,
                check,
                place: place.to_string(),
                got,
                want,
                error,
                tolerance,
            });
        }
        self.error = self.error.max(error);
        Ok(())
    }

    /// Compares two vectors, relative to the larger one's size and at least to `floor`.
    pub(super) fn vector(
        &mut self,
        got: &[f64],
        want: &[f64],
        floor: f64,
        place: impl Fn(usize) -> std::string::String,
    ) -> Result<(), GradientError> {
        let scale = size(got).max(size(want)).max(floor);
        got.iter()
            .zip(want)
            .enumerate()
            .try_for_each(|(i, (&got, &want))| self.number(got, want, scale, format_args!("{}", place(i))))
    }
}
