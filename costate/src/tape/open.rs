//! Rooms beside which operators record.
//!
//! An operator on a type that the compiler did not know may put something on the tape, or nothing, as those of numbers
//! do. A loop with such operators takes room for its values all the same and gives the operators the room as their
//! tape. The first one that does use it **closes** the room: what is not filled goes back to the tape, and from then
//! on each value is pushed where it comes. Backward, the first operator that uses the tape closes it likewise.
//! The words on the tape are those of pushes, whoever records.

use core::cell::Cell;
use core::marker::PhantomData;

use super::{Room, Taken, Tape};
use crate::Pod;

/// Room for values of type `T` on a tape that operators may use while it is filled.
pub struct OpenRoom<'a, T, Inner> {
    /// Used by nobody while the room is open.
    tape: *mut Inner,
    room: Room<'a, T>,
    /// Values of the room that are not filled yet.
    free: usize,
    /// The words below the next value.
    mark: usize,
    open: Cell<bool>,
    lent: PhantomData<&'a mut Inner>,
}

/// Values of type `T` from a tape that operators may use while they are taken.
pub struct OpenTaken<'a, T, Inner> {
    /// Used by nobody, but for reading, while the room is open.
    tape: *mut Inner,
    taken: Taken<'a, T>,
    /// The words that there were.
    top: usize,
    /// The words below the values that were taken.
    mark: usize,
    open: Cell<bool>,
    lent: PhantomData<&'a mut Inner>,
}

impl<'a, T: Pod, Inner: Tape> OpenRoom<'a, T, Inner> {
    /// Room for `n` values on top of `tape`.
    ///
    /// # Panics
    /// As [`Tape::room`].
    #[inline(always)]
    pub fn new(tape: &'a mut Inner, n: usize) -> Self {
        let mark = tape.mark();
        let tape: *mut Inner = tape;
        // SAFETY: the tape is ours during `'a`
        let room = unsafe { (*tape).room(n) };
        Self { tape, room, free: n, mark, open: Cell::new(true), lent: PhantomData }
    }

    /// Puts in the next value.
    ///
    /// # Panics
    /// As [`Room::push`], or [`Tape::push`] once the room is closed.
    #[inline(always)]
    pub fn push(&mut self, value: T) {
        if !self.open.get() {
            return self.inner_mut().push(value);
        }
        self.room.push(value);
        self.free = self.free.wrapping_sub(1);
        self.mark += T::WORDS;
    }

    /// The tape, where operators find it as pushes would have left it.
    #[inline(always)]
    fn inner(&self) -> *mut Inner {
        if self.open.replace(false) {
            // SAFETY: the tape is ours, and the room that borrowed it is not used any more
            unsafe { (*self.tape).drop_slice::<T>(self.free) };
        }
        self.tape
    }
}

impl<'a, T: Pod, Inner: Tape> OpenTaken<'a, T, Inner> {
    /// The `n` values on top of `tape`; they are there until [`end`](Self::end).
    ///
    /// # Panics
    /// As [`Tape::read_room`].
    #[inline(always)]
    pub fn new(tape: &'a mut Inner, n: usize) -> Self {
        let top = tape.mark();
        let bottom = top.saturating_sub(n.saturating_mul(T::WORDS));
        let tape: *mut Inner = tape;
        // SAFETY: the tape is ours during `'a`
        let taken = unsafe { (*tape).read_room(bottom, n) };
        Self { tape, taken, top, mark: top, open: Cell::new(true), lent: PhantomData }
    }

    /// Takes the last value that is left.
    ///
    /// # Panics
    /// As [`Taken::pop`], or [`Tape::pop`] once the room is closed.
    #[inline(always)]
    pub fn pop(&mut self) -> T {
        if !self.open.get() {
            return self.inner_mut().pop();
        }
        self.mark = self.mark.wrapping_sub(T::WORDS);
        self.taken.pop()
    }

    /// Takes off the tape what was taken.
    #[inline(always)]
    pub fn end(&mut self) {
        let _ = self.inner();
    }

    /// The tape, where operators find it as pops would have left it.
    #[inline(always)]
    fn inner(&self) -> *mut Inner {
        if self.open.replace(false) {
            // SAFETY: the tape is ours, and the room that borrowed it is not used any more
            unsafe { (*self.tape).drop_slice::<u32>(self.top.wrapping_sub(self.mark)) };
        }
        self.tape
    }
}

/// The tape of operators.
macro_rules! tape_beside {
    ($room:ident) => {
        impl<T: Pod, Inner: Tape> $room<'_, T, Inner> {
            #[inline(always)]
            fn inner_mut(&mut self) -> &mut Inner {
                // SAFETY: the tape is ours
                unsafe { &mut *self.inner() }
            }

            #[inline(always)]
            fn inner_ref(&self) -> &Inner {
                // SAFETY: the tape is ours
                unsafe { &*self.inner() }
            }
        }

        impl<T: Pod, Inner: Tape> Tape for $room<'_, T, Inner> {
            type Below = Inner::Below;
            #[inline(always)]
            fn below(&mut self) -> &mut Inner::Below {
                self.inner_mut().below()
            }
            #[inline(always)]
            fn push<V: Pod>(&mut self, value: V) {
                self.inner_mut().push(value);
            }
            #[inline(always)]
            fn pop<V: Pod>(&mut self) -> V {
                self.inner_mut().pop()
            }
            #[inline(always)]
            fn mark(&self) -> usize {
                if self.open.get() { self.mark } else { self.inner_ref().mark() }
            }
            #[inline(always)]
            fn push_slice<V: Pod>(&mut self, values: &[V]) {
                self.inner_mut().push_slice(values);
            }
            #[inline(always)]
            fn read_slice<V: Pod>(&self, mark: usize, values: &mut [V]) {
                self.inner_ref().read_slice(mark, values);
            }
            #[inline(always)]
            fn write_slice<V: Pod>(&mut self, mark: usize, values: &[V]) {
                self.inner_mut().write_slice(mark, values);
            }
            #[inline(always)]
            fn drop_slice<V: Pod>(&mut self, n: usize) {
                self.inner_mut().drop_slice::<V>(n);
            }
            #[inline(always)]
            fn room<V: Pod>(&mut self, n: usize) -> Room<'_, V> {
                self.inner_mut().room(n)
            }
            #[inline(always)]
            fn take_room<V: Pod>(&mut self, n: usize) -> Taken<'_, V> {
                self.inner_mut().take_room(n)
            }
            #[inline(always)]
            fn read_room<V: Pod>(&self, mark: usize, n: usize) -> Taken<'_, V> {
                self.inner_ref().read_room(mark, n)
            }
        }
    };
}

tape_beside!(OpenRoom);
tape_beside!(OpenTaken);
