//! One number at a time: reals that programs can branch on.

use crate::Real;

/// A [`Real`] that can be compared by `<`, so a kernel may branch on it: `f32`, `f64`, and [`Dual`]
/// of those. A kernel that must also run in lanes takes `T: Real` and chooses by [`Real::select`].
///
/// [`Dual`]: crate::Dual
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be branched on",
    label = "not a `Scalar`",
    note = "in lanes every lane may answer differently: choose by `T::select(a.lt(b), x, y)` and take `T: Real`"
)]
pub trait Scalar: Real<Mask = bool, Element = Self> + PartialOrd {
    /// The value as `f64`; of a dual number its real part.
    fn to_f64(self) -> f64;
}

/// The machine's floating-point numbers: `f32` and `f64`. They are what fits in a lane.
pub trait Float: Scalar + sealed::Sealed {}

impl Float for f32 {}
impl Float for f64 {}

mod sealed {
    /// Only this crate names the machine's floats.
    pub trait Sealed: crate::lanes::Wide {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
}
