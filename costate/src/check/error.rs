//! What a failed check says.

use std::string::String;

/// One way of checking a gradient: see the [module](super).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Check {
    /// `jvp` against central differences.
    #[error("jvp against the central difference")]
    CentralDifference,
    /// `jvp` against dual numbers.
    #[error("jvp against dual numbers")]
    Dual,
    /// ⟨ȳ, J ẋ⟩ against ⟨Jᵀ ȳ, ẋ⟩.
    #[error("⟨vjp(ȳ), ẋ⟩ against ⟨ȳ, jvp(ẋ)⟩")]
    DotProduct,
    /// A component of `vjp` against `jvp` along that axis.
    #[error("vjp against jvp")]
    Reverse,
    /// `vjp` on given adjoints.
    #[error("what vjp adds to a given adjoint")]
    Accumulation,
    /// ⟨u, H v⟩ against ⟨v, H u⟩.
    #[error("the symmetry of hvp")]
    Symmetry,
    /// `hvp` against central differences of the gradient.
    #[error("hvp against the gradient's central difference")]
    Hessian,
    /// The remainder of the Taylor series of second order, at half a step and at a whole one.
    #[error("the remainder of the Taylor series with hvp")]
    Taylor,
}

/// A derivative is wrong: what, where, and how far off.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GradientError {
    /// A derivative is not what another way of computing it gives.
    #[error(
        "{name}: {check}, {place}: {got} should be {want}, off by {error:.1e} where {tolerance:.0e} is allowed"
    )]
    Wrong {
        /// The function.
        name: String,
        /// What was compared with what.
        check: Check,
        /// Which component, in which direction.
        place: String,
        /// The derivative.
        got: f64,
        /// What it should be.
        want: f64,
        /// Their difference, relative to the size of the derivative.
        error: f64,
        /// What is allowed.
        tolerance: f64,
    },
    /// A mode does not give the plain function's value.
    #[error(
        "{name}: output {output} of {mode} is {got:?}, the function's is {want:?}; they must agree to the bit"
    )]
    Value {
        /// The function.
        name: String,
        /// `jvp`, `vjp` or the dual run.
        mode: &'static str,
        /// Which output.
        output: usize,
        /// The mode's value.
        got: f64,
        /// The function's value.
        want: f64,
    },
    /// A value or derivative is infinite or not a number.
    #[error("{name}: component {component} of {what} is {value}")]
    NotFinite {
        /// The function.
        name: String,
        /// Which vector.
        what: &'static str,
        /// Which component of it.
        component: usize,
        /// What it is.
        value: f64,
    },
    /// A vector has the wrong length.
    #[error("{name}: {what} has {got} components, {want} are expected")]
    Length {
        /// The function.
        name: String,
        /// Which vector.
        what: &'static str,
        /// The length it has.
        got: usize,
        /// The length it should have.
        want: usize,
    },
    /// `vjp` did not leave the tape as it found it.
    #[error("{name}: vjp leaves {words} words on the tape")]
    Tape {
        /// The function.
        name: String,
        /// Words left.
        words: usize,
    },
}
