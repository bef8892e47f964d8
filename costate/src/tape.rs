//! Tapes: last in, first out stacks of plain data.
//!
//! A forward sweep pushes what the backward sweep will need; the backward sweep pops it in reverse
//! order and leaves the tape as it found it. The caller owns the tape, so a kernel allocates
//! nothing. A word is 32 bits.
//!
//! | tape | storage | when it is full |
//! |---|---|---|
//! | [`HeapTape`] | a growing buffer, reused (feature `std`) | it grows |
//! | [`StackTape<WORDS>`](StackTape) | an array of its own | panics |
//! | [`SliceTape`] | a borrowed slice | panics |
//! | [`StridedTape`] | every `stride`-th word of a shared arena: coalesced on a GPU | sets a sticky flag |
//! | [`CountTape`] | any of these, and the largest size it reached | as the inner tape |
//! | [`Replay`] | any of these, read without taking off | as the inner tape |

use crate::Pod;

mod count;
#[cfg(feature = "std")]
mod heap;
mod linear;
mod near;
mod open;
mod replay;
mod room;
mod slice;
mod stack;
mod strided;

pub use count::CountTape;
#[cfg(feature = "std")]
pub use heap::HeapTape;
pub use near::{NEAR, Near};
pub use open::{OpenRoom, OpenTaken};
pub use replay::Replay;
pub use room::{Room, Taken};
pub use slice::SliceTape;
pub use stack::StackTape;
pub use strided::StridedTape;

/// A stack of plain data.
///
/// Types are not recorded: pop what was pushed, in reverse order. A mismatch gives wrong values,
/// never undefined behaviour.
/// ```
/// use costate::{StackTape, Tape};
/// let mut tape = StackTape::<8>::new();
/// tape.push(0.5);
/// tape.push((7_u32, true));
/// assert_eq!(tape.mark(), 2 + 2);
/// assert_eq!(tape.pop::<(u32, bool)>(), (7, true));
/// assert_eq!(tape.pop::<f64>(), 0.5);
/// ```
pub trait Tape {
    /// The tape that generated code takes rooms from where operators record beside them: `Self`, but for such rooms,
    /// which are tapes, too, and do not lie one in the other.
    type Below: Tape;

    /// The tape itself, as [`Below`](Tape::Below) says.
    fn below(&mut self) -> &mut Self::Below;

    /// Puts `value` on top.
    ///
    /// # Panics
    /// A full [`StackTape`] or [`SliceTape`] panics; a [`StridedTape`] sets its flag.
    fn push<T: Pod>(&mut self, value: T);

    /// Takes the top value off.
    ///
    /// # Panics
    /// Where fewer words are on the tape than `T` has; a [`StridedTape`] sets its flag.
    fn pop<T: Pod>(&mut self) -> T;

    /// Takes the top value off; `witness`, never called, says which type it has.
    #[inline(always)]
    fn pop_as<T: Pod>(&mut self, _witness: impl FnOnce() -> T) -> T {
        self.pop()
    }

    /// Words in use.
    fn mark(&self) -> usize;

    /// Puts all of `values` on top, the first lowest.
    ///
    /// # Panics
    /// As [`push`](Tape::push).
    fn push_slice<T: Pod>(&mut self, values: &[T]);

    /// Reads the values which lie from `mark` up, without taking them off.
    ///
    /// # Panics
    /// Where they reach beyond the words in use; a [`StridedTape`] sets its flag.
    fn read_slice<T: Pod>(&self, mark: usize, values: &mut [T]);

    /// Overwrites the values which lie from `mark` up.
    ///
    /// # Panics
    /// As [`read_slice`](Tape::read_slice).
    fn write_slice<T: Pod>(&mut self, mark: usize, values: &[T]);

    /// Takes `n` values of type `T` off the top.
    ///
    /// # Panics
    /// As [`pop`](Tape::pop).
    fn drop_slice<T: Pod>(&mut self, n: usize);

    /// Puts `n` values on top that are still to come: they are pushed into the room, the first lowest, and one
    /// check was enough for all. A value that is not pushed is any.
    /// ```
    /// use costate::{StackTape, Tape};
    /// let mut tape = StackTape::<8>::new();
    /// let mut room = tape.room(3);
    /// (0..3).for_each(|i| room.push(i as f64));
    /// assert_eq!(tape.mark(), 3 * 2);
    /// let mut taken = tape.take_room(3);
    /// assert_eq!([2.0, 1.0, 0.0], std::array::from_fn(|_| taken.pop()));
    /// ```
    ///
    /// # Panics
    /// As [`push`](Tape::push).
    fn room<T: Pod>(&mut self, n: usize) -> Room<'_, T>;

    /// Takes `n` values of type `T` off the top; they can be popped, the last first, until the tape is used again.
    ///
    /// # Panics
    /// As [`pop`](Tape::pop).
    fn take_room<T: Pod>(&mut self, n: usize) -> Taken<'_, T>;

    /// The `n` values which lie from `mark` up, without taking them off, to be popped, the last first.
    ///
    /// # Panics
    /// As [`read_slice`](Tape::read_slice).
    fn read_room<T: Pod>(&self, mark: usize, n: usize) -> Taken<'_, T>;
}

impl<Inner: Tape + ?Sized> Tape for &mut Inner {
    type Below = Inner::Below;
    #[inline(always)]
    fn below(&mut self) -> &mut Inner::Below {
        (**self).below()
    }
    #[inline(always)]
    fn push<T: Pod>(&mut self, value: T) {
        (**self).push(value);
    }
    #[inline(always)]
    fn pop<T: Pod>(&mut self) -> T {
        (**self).pop()
    }
    #[inline(always)]
    fn mark(&self) -> usize {
        (**self).mark()
    }
    #[inline(always)]
    fn push_slice<T: Pod>(&mut self, values: &[T]) {
        (**self).push_slice(values);
    }
    #[inline(always)]
    fn read_slice<T: Pod>(&self, mark: usize, values: &mut [T]) {
        (**self).read_slice(mark, values);
    }
    #[inline(always)]
    fn write_slice<T: Pod>(&mut self, mark: usize, values: &[T]) {
        (**self).write_slice(mark, values);
    }
    #[inline(always)]
    fn drop_slice<T: Pod>(&mut self, n: usize) {
        (**self).drop_slice::<T>(n);
    }
    #[inline(always)]
    fn room<T: Pod>(&mut self, n: usize) -> Room<'_, T> {
        (**self).room(n)
    }
    #[inline(always)]
    fn take_room<T: Pod>(&mut self, n: usize) -> Taken<'_, T> {
        (**self).take_room(n)
    }
    #[inline(always)]
    fn read_room<T: Pod>(&self, mark: usize, n: usize) -> Taken<'_, T> {
        (**self).read_room(mark, n)
    }
}

#[cfg(all(test, feature = "std"))]
mod tests;

#[cfg(all(test, feature = "std"))]
mod rooms;
