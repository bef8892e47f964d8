//! Dual numbers: a value with a tangent.

mod arithmetic;
mod real;

/// `re + eps ε` with ε² = 0: a value and its derivative in one direction.
///
/// A kernel generic over [`Real`](crate::Real) called with `Dual<f64>` gives its directional
/// derivative; with `Dual<Dual<f64>>` a second derivative; in a gradient it gives a Hessian times a
/// vector (forward over reverse). The derivatives are those of [`rules`](crate::rules). Duals
/// compare by their values.
/// ```
/// use costate::{Dual, Real};
/// let x = Dual::variable(2.0);
/// let y = x * x + x.sin();
/// assert_eq!(y.eps, 4.0 + Real::cos(2.0));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Dual<T> {
    /// The value.
    pub re: T,
    /// Its tangent.
    pub eps: T,
}

impl<T: crate::Real> Dual<T> {
    /// A value with a tangent.
    #[inline(always)]
    pub const fn new(re: T, eps: T) -> Self {
        Self { re, eps }
    }

    /// A value that does not vary.
    #[inline(always)]
    pub const fn constant(re: T) -> Self {
        Self { re, eps: T::ZERO }
    }

    /// The variable itself: tangent 1.
    #[inline(always)]
    pub const fn variable(re: T) -> Self {
        Self { re, eps: T::ONE }
    }
}

#[cfg(test)]
mod tests;
