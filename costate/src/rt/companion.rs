//! That the function which is called is the one whose derivatives are used.
//!
//! A name means a function and, apart from that, a type: its companion. A function may hide another of
//! its name that a glob import brings, and leave that one's companion in sight. So a companion takes
//! whatever is called by its name, and says beside it which function is its own.
//!
//! Nobody can write down the type of a function, and a companion gives its own as `impl Sized`; but
//! rustc looks through that for `UnwindSafe`, which [`Beside`] is if both functions are one.

use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::panic::UnwindSafe;

/// The function `F` that is called, and the function `G` that is differentiated.
// nor is a reference to it `UnwindSafe`
pub struct Beside<F, G>(PhantomData<(F, G, UnsafeCell<()>)>);

impl<F: IsDifferentiated<G>, G> UnwindSafe for Beside<F, G> {}

/// That a function is `G`.
#[diagnostic::on_unimplemented(
    message = "the function that is called is not the one that is differentiated",
    label = "this calls `{Self}`, and its companion belongs to `{G}`",
    note = "a function of your own hides one of another module: put `#[differentiable]` on it, or give it another name"
)]
pub trait IsDifferentiated<G> {}

impl<F> IsDifferentiated<F> for F {}

/// A companion written by hand may belong to any function.
pub trait Companion {
    /// Takes what is called by the companion's name, and what rustc is to ask about it.
    fn differentiates<F>(called: F) -> (F, ()) {
        (called, ())
    }
}

impl<C: ?Sized> Companion for C {}

/// A called function beside the one that is differentiated.
#[inline(always)]
pub fn beside<F, G>(called: F, _own: G) -> (F, Beside<F, G>) {
    (called, Beside(PhantomData))
}

/// Compiles if both functions are one; from the call and its value rustc infers their types.
#[inline(always)]
pub fn one_function<F, B: UnwindSafe, R>(_both: (F, B), _call: impl FnOnce(F) -> R, _value: &R) {}
