//! Arguments by value that the derivative uses more than once.

/// That a type may be passed by value to what generated code calls.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is passed on by value and its derivative needs it again: write `#[derive(Clone, Copy)]` on it, or the bound `+ Copy`, or take a reference, `&{Self}`",
    label = "an argument by value that is not `Copy`"
)]
pub trait ByValue {}

#[diagnostic::do_not_recommend]
impl<T: Copy> ByValue for T {}

/// Checks an argument's type.
#[inline(always)]
pub fn by_value<T: ByValue>() {}
