//! Gradient checks for your tests.
//!
//! | check | says that | to |
//! |---|---|---|
//! | value | `jvp`, `vjp` and the dual run give the plain function's value | the bit |
//! | central difference | `jvp` is (f(x + h ẋ) − f(x − h ẋ)) / 2h | 1e-6 |
//! | dual numbers | `jvp` is what [`Dual`](crate::Dual) arithmetic gives | 1e-10 |
//! | dot product | ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩ | 1e-12 |
//! | reverse | each component of `vjp` is what `jvp` gives along that axis | 1e-10 |
//! | accumulation | `vjp` adds to the adjoints it is given | 1e-12 |
//! | tape | `vjp` leaves the tape as it found it | the word |
//!
//! Directions are the axes (of up to 32 inputs) and seeded random ones; every input moves in
//! proportion to its size, and one at or near zero as if it were 0.01; where a difference is not what
//! `jvp` gives, smaller steps are tried, as far as rounding lets them tell. [`check_gradients`] does all
//! of it; [`GradientCheck`] leaves out the dual run, or sets tolerances. [`check_hessian`] checks `hvp`.

mod compare;
mod direction;
mod error;
mod forward;
mod guards;
mod hessian;
mod random;
mod report;
mod reverse;
mod run;
mod vector;

use std::boxed::Box;
use std::string::String;

pub use error::{Check, GradientError};
pub use hessian::{HessianReport, check_hessian};
pub use report::Report;
pub use vector::Vector;

use crate::{CountTape, HeapTape};

/// The tape that `vjp` is given.
pub type CheckTape = CountTape<HeapTape>;

/// Checks `jvp` and `vjp` of a function at `x`, in all ways of [this module](self).
///
/// Vectors are arrays or `Vec`s of `f64`, input and output each of its kind. `vjp` is given the
/// input, its adjoint to add to, the cotangent of the output, and a tape.
/// ```
/// use costate::{Dual, Real, Tape, check_gradients};
///
/// fn spring<T: Real>(k: T, x: T) -> T { costate::lit::<T>(0.5) * k * x * x }
/// # #[allow(non_camel_case_types)] enum spring {}
/// # impl spring {
/// #     fn jvp(k: f64, tk: f64, x: f64, tx: f64) -> (f64, f64) {
/// #         (spring(k, x), 0.5 * x * x * tk + k * x * tx)
/// #     }
/// #     fn vjp(k: f64, dk: &mut f64, x: f64, dx: &mut f64, dr: f64, _: &mut impl Tape) -> f64 {
/// #         *dk += 0.5 * x * x * dr;
/// #         *dx += k * x * dr;
/// #         spring(k, x)
/// #     }
/// # }
///
/// let report = check_gradients(
///     "spring",
///     [200.0, 0.03],
///     |&[k, x]| [spring(k, x)],
///     |&[k, x], &[tk, tx]| {
///         let (y, ty) = spring::jvp(k, tk, x, tx);
///         ([y], [ty])
///     },
///     |&[k, x], [dk, dx], &[dr], tape| [spring::vjp(k, dk, x, dx, dr, tape)],
///     |&[k, x]| [spring(k, x)],
/// )
/// .unwrap();
/// assert!(report.central_difference < 1e-6);
/// ```
///
/// # Errors
/// The first check that fails: what, where, and how far off.
pub fn check_gradients<X: Vector, Y: Vector>(
    name: &str,
    x: X,
    f: impl Fn(&X) -> Y,
    jvp: impl Fn(&X, &X) -> (Y, Y),
    vjp: impl Fn(&X, &mut X, &Y, &mut CheckTape) -> Y,
    dual: impl Fn(&X::Duals) -> Y::Duals,
) -> Result<Report, GradientError> {
    GradientCheck::new(name, x, f, jvp, vjp).dual(dual).run()
}

/// A check of gradients to be set up: see [`check_gradients`].
pub struct GradientCheck<'a, X: Vector, Y: Vector> {
    name: String,
    x: X,
    f: Box<Primal<'a, X, Y>>,
    jvp: Box<Jvp<'a, X, Y>>,
    vjp: Box<Vjp<'a, X, Y>>,
    dual: Option<Box<DualRun<'a, X, Y>>>,
    seed: u64,
    directions: usize,
    step: f64,
    tolerances: Tolerances,
}

type Primal<'a, X, Y> = dyn Fn(&X) -> Y + 'a;
type Jvp<'a, X, Y> = dyn Fn(&X, &X) -> (Y, Y) + 'a;
type Vjp<'a, X, Y> = dyn Fn(&X, &mut X, &Y, &mut CheckTape) -> Y + 'a;
type DualRun<'a, X, Y> = dyn Fn(&<X as Vector>::Duals) -> <Y as Vector>::Duals + 'a;

/// How far off each check may be, relative to the size of what it compares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerances {
    /// `jvp` from central differences.
    pub central_difference: f64,
    /// `jvp` from dual numbers.
    pub dual: f64,
    /// ⟨ȳ, J ẋ⟩ from ⟨Jᵀ ȳ, ẋ⟩.
    pub dot_product: f64,
    /// `vjp`, component by component, from `jvp`.
    pub reverse: f64,
    /// `vjp` on given adjoints from those plus `vjp` on zero.
    pub accumulation: f64,
}

impl Default for Tolerances {
    fn default() -> Self {
        Self {
            central_difference: 1e-6,
            dual: 1e-10,
            dot_product: 1e-12,
            reverse: 1e-10,
            accumulation: 1e-12,
        }
    }
}

impl<'a, X: Vector, Y: Vector> GradientCheck<'a, X, Y> {
    /// A check without a dual run: of functions of `f64` only.
    pub fn new(
        name: &str,
        x: X,
        f: impl Fn(&X) -> Y + 'a,
        jvp: impl Fn(&X, &X) -> (Y, Y) + 'a,
        vjp: impl Fn(&X, &mut X, &Y, &mut CheckTape) -> Y + 'a,
    ) -> Self {
        Self {
            name: name.into(),
            x,
            f: Box::new(f),
            jvp: Box::new(jvp),
            vjp: Box::new(vjp),
            dual: None,
            seed: 1,
            directions: 4,
            step: 6e-6,
            tolerances: Tolerances::default(),
        }
    }

    /// Runs the same function on dual numbers, too.
    pub fn dual(mut self, dual: impl Fn(&X::Duals) -> Y::Duals + 'a) -> Self {
        self.dual = Some(Box::new(dual));
        self
    }

    /// Which random directions are taken.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many random directions are taken, beside the axes: 4 unless told.
    pub fn directions(mut self, directions: usize) -> Self {
        self.directions = directions;
        self
    }

    /// The step of the central differences, in sizes of each input: 6e-6 ≈ ∛ε unless told.
    pub fn step(mut self, step: f64) -> Self {
        self.step = step;
        self
    }

    /// How far off each check may be.
    pub fn tolerances(mut self, tolerances: Tolerances) -> Self {
        self.tolerances = tolerances;
        self
    }
}

#[cfg(test)]
mod tests;
