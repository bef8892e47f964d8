//! What generated code calls. Not for people: it may change with any version.

mod apart;
mod assign;
mod by_value;
mod casts;
mod companion;
mod counter;
mod generic;
mod implicit;
mod keep;
mod lend;
mod lifted;
mod operand;
mod parts;
mod pieces;
mod rules;
mod schedule;
mod scratch;
mod sink;
mod slices;
mod still;
mod variants;

pub use apart::apart;
pub use assign::{add_assign_to, div_assign_to, mul_assign_to, sub_assign_to};
pub use by_value::{ByValue, by_value};
pub use casts::{CastTo, Integer, cast_rev, cast_tan, integer};
pub use companion::{Beside, Companion, IsDifferentiated, beside, one_function};
pub use counter::{Counter, ahead, backward, stretch, taken, trips};
pub use generic::{Constant, Number, Whole, constant, number, plain_f32, plain_f64, real, whole};
pub use implicit::{Pass, beyond, correct, less, levels, numbers, pass, solved};
pub use keep::{Keep, KeepWords};
pub use lend::Lend;
pub use lifted::LiftTo;
#[cfg(feature = "std")]
pub use lifted::{eps_slice, fixed_slice, lift_slice};
pub use operand::{Operands, assigned, operand, operator, value};
pub use parts::{in_parts, in_parts_backward};
pub use pieces::{
    Array, Slice, drop_slice, filler, filler_like, len, mapped, part, part_mut, pop_slice, select, sum,
    wanted,
};
pub use rules::{ForwardRule, Room, along, along_slice, given, given_mut, has_forward_rule};
pub use schedule::{Binomial, Every, place, stride};
pub use scratch::{Scratch, accumulate_slice, scratch};
pub use sink::{Sink, SinkFor, sink};
#[cfg(feature = "std")]
pub use slices::zeros;
pub use slices::{add_at, as_long_as, at, reach, same_len, same_len_or_empty, sub_at, window, window_mut};
#[cfg(feature = "std")]
pub use std::vec::Vec;
pub use still::{Held, Still, still};
pub use variants::{another_variant, lend_some, most, read_some, unmatched};

/// The macros that the compiler takes for core's: as a glob, they are ambiguous beside others of their names.
pub mod macros {
    pub use core::{
        assert, assert_eq, assert_ne, debug_assert, debug_assert_eq, debug_assert_ne, matches, unimplemented,
        unreachable,
    };
}

pub use crate::tape::{OpenRoom, OpenTaken};
pub use crate::twin::Of;
use crate::{Diff, Tangent};

/// Zero, of the type of `value`'s derivative.
#[inline(always)]
pub fn zero_of<T: Diff>(_value: &T) -> T::Tangent {
    crate::Zero::zero()
}

/// What the adjoint of `value` starts from.
#[inline(always)]
pub fn neutral_of<T: Diff>(_value: &T) -> T::Tangent {
    crate::Zero::neutral()
}

/// What the adjoint of a `T` starts from.
#[inline(always)]
pub fn neutral_of_type<T: Diff>(_: Of<T>) -> T::Tangent {
    crate::Zero::neutral()
}

/// Zero, of the type of `T`'s derivative.
#[inline(always)]
pub fn zero_of_type<T: Diff>(_: Of<T>) -> T::Tangent {
    crate::Zero::zero()
}

/// `all[i]`, of a type whose tangent is indexed in the same way.
#[inline(always)]
pub fn index<I, S: crate::twin::DiffIndex<I> + ?Sized>(all: &S, i: I) -> &S::Output {
    &all[i]
}

/// A function that the compiler takes for one of `core::mem`, which comes first: so rustc does not expect
/// the other to be the same, and says what the trait says.
#[inline(always)]
pub fn core_mem<G, F: IsCore<G>>(_: &G, _: &F) {}

/// That a method of what stands in a place does not write it: an argument of another method of the same thing.
#[inline(always)]
pub fn looked_at<S: ?Sized>(_: &S, _: impl Fn(&S)) {}

/// An argument of a call that is only looked at by rustc, and never made.
pub fn nothing<T>() -> T {
    unreachable!()
}

/// That a function is this one of `core::mem`.
#[diagnostic::on_unimplemented(
    message = "this is not the function of `core::mem`",
    label = "a function of another kind under the name of one of `core::mem`",
    note = "a function of your own is differentiated by a path that is not `mem`: write `self::swap(…)`, or give it another name"
)]
pub trait IsCore<G> {}

impl<F> IsCore<F> for F {}

/// A function that the compiler takes for one of `core::iter`, which comes first, too.
#[inline(always)]
pub fn core_iter<G, F: IsCoreIter<G>>(_: &G, _: &F) {}

/// That a function is this one of `core::iter`.
#[diagnostic::on_unimplemented(
    message = "this is not the function of `core::iter`",
    label = "a function of another kind under the name of one of `core::iter`",
    note = "a function of your own is differentiated by a path that is not `iter`: give its module another name"
)]
pub trait IsCoreIter<G> {}

impl<F> IsCoreIter<F> for F {}

/// Two paths of one function.
#[inline(always)]
pub fn same<F>(_: &F, _: &F) {}

/// Two values of one type.
#[inline(always)]
pub fn alike<T>(_: T, _: T) {}

/// A value that is an `Ordering`, or an `Option` of one: it has no derivative.
#[inline(always)]
pub fn ordering<O: IsOrdering>(order: O) -> O {
    order
}

/// That a type is what `cmp` or `partial_cmp` gives.
#[diagnostic::on_unimplemented(
    message = "`cmp`, `partial_cmp` and `total_cmp` are comparisons here, and this one gives `{Self}`",
    label = "not an `Ordering`, nor an `Option` of one",
    note = "its derivative would be lost: give the method another name"
)]
pub trait IsOrdering {}

impl IsOrdering for core::cmp::Ordering {}
impl IsOrdering for Option<core::cmp::Ordering> {}

/// A value that was cloned, of a type whose clone is a copy.
#[inline(always)]
pub fn copy<T: Copy>(value: T) -> T {
    value
}

/// Takes a value of a known type from the tape.
#[inline(always)]
pub fn pop<T: crate::Pod>(tape: &mut impl crate::Tape, _: Of<T>) -> T {
    tape.pop()
}

/// Room for `n` values on a tape that operators may use while it is filled.
#[inline(always)]
pub fn open_room<T: crate::Pod, Inner: crate::Tape>(
    tape: &mut Inner,
    n: usize,
) -> OpenRoom<'_, T, Inner::Below> {
    OpenRoom::new(tape.below(), n)
}

/// The `n` values on top of a tape that operators may use while they are taken.
#[inline(always)]
pub fn open_taken<T: crate::Pod, Inner: crate::Tape>(
    tape: &mut Inner,
    n: usize,
) -> OpenTaken<'_, T, Inner::Below> {
    OpenTaken::new(tape.below(), n)
}

/// The type of what `witness`, never called, would give.
#[inline(always)]
pub fn of<T>(_witness: impl FnOnce() -> T) -> Of<T> {
    Of::new()
}

/// `*d += v`.
#[inline(always)]
pub fn accumulate<Z: Tangent>(d: &mut Z, v: Z) {
    d.accumulate(&v);
}

/// `*d -= v`.
#[inline(always)]
pub fn reduce<Z: Tangent>(d: &mut Z, v: Z) {
    d.reduce(&v);
}

/// Takes the derivative out and leaves zero.
#[inline(always)]
pub fn take<Z: Tangent>(d: &mut Z) -> Z {
    core::mem::replace(d, Z::zero())
}

/// A value of any type, for witnesses, which are never called.
#[cold]
#[inline(never)]
pub fn never<T>() -> T {
    panic!("a type witness was called: this is a bug in costate")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn witnesses_give_types_and_are_not_called() {
        let x = [1.0_f64, 2.0];
        assert_eq!(zero_of(&x), [0.0, 0.0]);
        assert_eq!(zero_of_type(of(|| (never::<f32>(), 3_usize))), (0.0_f32, ()));
        let _: Of<u8> = of(never);
    }

    #[test]
    fn adjoints_accumulate_and_are_taken() {
        let mut d = (1.0, [2.0, 3.0]);
        accumulate(&mut d, (0.5, [0.5, 0.5]));
        reduce(&mut d, (1.0, [0.0, 1.0]));
        assert_eq!(take(&mut d), (0.5, [2.5, 2.5]));
        assert_eq!(d, (0.0, [0.0, 0.0]));
    }
}
