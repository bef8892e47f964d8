//! Differentiable physics in plain Rust: the runtime of `#[differentiable]`.
//!
//! A kernel is an ordinary function, generic over [`Real`]; `#[differentiable]` writes its
//! derivatives beside it while the crate compiles. What the kernel and its derivatives call at run
//! time stands here:
//!
//! | noun | what it is |
//! |---|---|
//! | [`Real`], [`Scalar`] | the numbers a kernel is written in: `f32`, `f64`, [`Lanes`], [`Dual`] |
//! | [`Diff`], [`Tangent`], [`Zero`] | a type and the type of its derivatives |
//! | [`Pod`], [`Tape`] | plain data, and the stack the reverse sweep reads it back from |
//! | [`rules`] | the derivative of every primitive, one file a family |
//! | [`twin`] | `+ - * /` on user types, with their derivatives |
//! | [`implicit`](mod@implicit) | linear solvers for `#[implicit]`, the derivatives of equations' solutions |
//! | [`check_gradients`] | the four checks of a gradient, for your tests |
//!
//! Without the default feature `std` the crate is `no_std`, allocates nothing and compiles to PTX.
//!
//! **One value.** Every primitive gives the same bits on every machine: transcendentals are our own or
//! `libm`'s, nothing is contracted to a fused multiply-add, and no sum is reordered.
#![no_std]
// On nvptx the hardware's rounding instructions are reached through `core::f64::math`; the PTX
// build sets RUSTC_BOOTSTRAP=1, so this one feature gate costs the stable host build nothing.
#![cfg_attr(target_arch = "nvptx64", feature(core_float_math))]

#[cfg(any(feature = "std", test))]
extern crate std;

// `#[differentiable]` writes paths that start with `::costate`; inside this crate they mean itself.
extern crate self as costate;

mod array;
#[cfg(feature = "std")]
pub mod check;
mod constant;
mod diff;
mod dual;
mod elementary;
mod float;
mod host;
pub mod implicit;
mod lanes;
mod lift;
mod lit;
mod mask;
pub mod ops;
pub mod pod;
mod real;
#[doc(hidden)]
pub mod rt;
pub mod rules;
mod scalar;
mod tangent;
pub mod tape;
mod tuples;
pub mod twin;

#[cfg(feature = "std")]
pub use check::check_gradients;
pub use constant::detach;
/// # Example
/// ```
/// use costate::{differentiable, implicit};
///
/// #[differentiable]
/// fn residual(x: f64, p: f64) -> f64 {
///     x * x - p
/// }
///
/// #[implicit(residual = residual)]
/// fn root(p: f64) -> f64 {
///     let mut x = p;
///     while (x * x - p).abs() > 1e-15 * p {
///         x = 0.5 * (x + p / x);
///     }
///     x
/// }
/// assert_eq!(root::grad(4.0), 0.25);
/// ```
pub use costate_macros::implicit;
/// # Example
/// ```
/// use costate::{differentiable, jvp_of, vjp_of};
///
/// fn softplus(x: f64) -> f64 {
///     if x > 30.0 { x } else { x.exp().ln_1p() }
/// }
///
/// #[vjp_of(softplus)]
/// fn softplus_vjp(x: f64, dx: &mut f64, dr: f64) {
///     *dx += dr / (1.0 + (-x).exp());
/// }
///
/// #[jvp_of(softplus)]
/// fn softplus_jvp(x: f64, tx: f64) -> (f64, f64) {
///     (softplus(x), tx / (1.0 + (-x).exp()))
/// }
///
/// #[differentiable]
/// fn loss(x: f64) -> f64 {
///     softplus(x) * x
/// }
/// assert_eq!(loss::grad(0.0), 2.0_f64.ln());
/// ```
pub use costate_macros::vjp_of;
pub use costate_macros::{Diff, differentiable, jvp_of};
pub use diff::Diff;
pub use dual::Dual;
pub use lanes::{LaneMask, Lanes};
pub use lift::Lift;
pub use lit::lit;
pub use mask::Mask;
pub use pod::Pod;
pub use real::Real;
pub use scalar::{Float, Scalar};
pub use tangent::{NoAdjoint, Tangent, Zero};
#[cfg(feature = "std")]
pub use tape::HeapTape;
pub use tape::{CountTape, SliceTape, StackTape, StridedTape, Tape};
