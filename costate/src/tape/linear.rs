//! A stack in consecutive words: what [`HeapTape`](super::HeapTape),
//! [`StackTape`](super::StackTape) and [`SliceTape`](super::SliceTape) share.
//!
//! ```text
//! words | 0 1 2 … used−1 | used … len−1 |
//!         on the tape      free
//! ```
//! `used ≤ len` always. A value is checked once against the room there is; the places inside its
//! words are constants after inlining, so that only plain loads and stores remain.

use super::room::Places;
use super::{Room, Taken};
use crate::Pod;

/// Initialised words, some number of them.
///
/// # Safety
/// The number of words changes in [`make_room`](Store::make_room) only, and never shrinks there.
pub(super) unsafe trait Store {
    /// All words.
    fn words(&self) -> &[u32];

    /// All words, to write.
    fn words_mut(&mut self) -> &mut [u32];

    /// Grows to at least `used + count` words, or panics. Called where that is more than there are.
    fn make_room(&mut self, used: usize, count: usize);
}

/// A stack of plain data in consecutive words.
#[derive(Clone, Debug, Default)]
pub(super) struct Linear<S> {
    words: S,
    used: usize,
}

impl<S> Linear<S> {
    /// An empty stack in `words`.
    pub(super) const fn new(words: S) -> Self {
        Self { words, used: 0 }
    }

    /// Words in use.
    #[inline(always)]
    pub(super) const fn used(&self) -> usize {
        self.used
    }

    /// Forgets everything.
    #[cfg(feature = "std")]
    pub(super) const fn clear(&mut self) {
        self.used = 0;
    }
}

impl<S: Store> Linear<S> {
    /// Words there are, in use or free.
    pub(super) fn capacity(&self) -> usize {
        self.words.words().len()
    }

    #[inline(always)]
    pub(super) fn push<T: Pod>(&mut self, value: T) {
        value.store(self.raise(T::WORDS), 0);
    }

    #[inline(always)]
    pub(super) fn pop<T: Pod>(&mut self) -> T {
        T::load(self.lower(T::WORDS), 0)
    }

    #[inline(always)]
    pub(super) fn push_slice<T: Pod>(&mut self, values: &[T]) {
        write(self.raise(words_of::<T>(values.len())), values);
    }

    #[inline(always)]
    pub(super) fn read_slice<T: Pod>(&self, mark: usize, values: &mut [T]) {
        let count = words_of::<T>(values.len());
        check_range(self.used, mark, count);
        read(&self.words.words()[mark..mark + count], values);
    }

    #[inline(always)]
    pub(super) fn write_slice<T: Pod>(&mut self, mark: usize, values: &[T]) {
        let count = words_of::<T>(values.len());
        check_range(self.used, mark, count);
        write(&mut self.words.words_mut()[mark..mark + count], values);
    }

    #[inline(always)]
    pub(super) fn drop_slice<T: Pod>(&mut self, n: usize) {
        self.lower(words_of::<T>(n));
    }

    #[inline(always)]
    pub(super) fn room<T: Pod>(&mut self, n: usize) -> Room<'_, T> {
        let words = self.raise(words_of::<T>(n));
        // SAFETY: these are words for `n` values, and the room borrows the tape
        Room::new(unsafe { Places::dense(words.as_mut_ptr(), n) })
    }

    #[inline(always)]
    pub(super) fn take_room<T: Pod>(&mut self, n: usize) -> Taken<'_, T> {
        taken(self.lower(words_of::<T>(n)), n)
    }

    #[inline(always)]
    pub(super) fn read_room<T: Pod>(&self, mark: usize, n: usize) -> Taken<'_, T> {
        let count = words_of::<T>(n);
        check_range(self.used, mark, count);
        // SAFETY: `mark + count <= used`, which is at most the number of words
        taken(unsafe { self.words.words().get_unchecked(mark..mark + count) }, n)
    }

    /// Takes `count` more words into use and gives them.
    #[inline(always)]
    fn raise(&mut self, count: usize) -> &mut [u32] {
        let first = self.used;
        if self.words.words().len() - first < count {
            self.words.make_room(first, count);
        }
        self.used = first + count;
        // SAFETY: `first + count <= len`: `used <= len` held, and either there was room for `count`
        // more or `make_room` made it.
        unsafe { self.words.words_mut().get_unchecked_mut(first..first + count) }
    }

    /// Takes the top `count` words out of use and gives them.
    #[inline(always)]
    fn lower(&mut self, count: usize) -> &[u32] {
        let last = self.used;
        if last < count {
            underflow(last, count);
        }
        self.used = last - count;
        // SAFETY: `last`, the words in use until now, is at most the number of words.
        unsafe { self.words.words().get_unchecked(last - count..last) }
    }
}

/// The `n` values in some words.
#[inline(always)]
fn taken<T: Pod>(words: &[u32], n: usize) -> Taken<'_, T> {
    // SAFETY: these are words for `n` values, borrowed, and what is taken is only read
    Taken::new(unsafe { Places::dense(words.as_ptr().cast_mut(), n) }, n)
}

/// Words of `n` values of `T`.
#[inline(always)]
fn words_of<T: Pod>(n: usize) -> usize {
    n.checked_mul(T::WORDS).unwrap_or_else(|| too_large(n))
}

#[inline(always)]
fn write<T: Pod>(words: &mut [u32], values: &[T]) {
    if T::WORDS > 0 {
        for (value, place) in values.iter().zip(words.chunks_exact_mut(T::WORDS)) {
            value.store(place, 0);
        }
    }
}

#[inline(always)]
fn read<T: Pod>(words: &[u32], values: &mut [T]) {
    if T::WORDS > 0 {
        for (value, place) in values.iter_mut().zip(words.chunks_exact(T::WORDS)) {
            *value = T::load(place, 0);
        }
    }
}

#[inline(always)]
fn check_range(used: usize, mark: usize, count: usize) {
    if mark > used || used - mark < count {
        outside(used, mark, count);
    }
}

/// What a tape of fixed size does when `count` more words do not fit.
#[cold]
#[inline(never)]
pub(super) fn overflow(used: usize, capacity: usize, count: usize) -> ! {
    panic!(
        "tape overflow: {used} of {capacity} words are in use and {count} more are needed; \
         take a larger tape (CountTape finds the size)"
    )
}

#[cold]
#[inline(never)]
fn underflow(used: usize, count: usize) -> ! {
    panic!(
        "tape underflow: {count} words are popped and {used} are on the tape; \
         was `rev` called with the tape of its `fwd`?"
    )
}

#[cold]
#[inline(never)]
fn outside(used: usize, mark: usize, count: usize) -> ! {
    panic!("tape: {count} words from mark {mark} reach beyond the {used} words in use")
}

#[cold]
#[inline(never)]
fn too_large(n: usize) -> ! {
    panic!("tape: {n} values have more than usize::MAX words")
}

/// Implements [`Tape`](super::Tape) for a struct by its field `stack: Linear<_>`.
macro_rules! tape_of_stack {
    ($tape:ty $(, const $parameter:ident)?) => {
        impl$(<const $parameter: usize>)? $crate::Tape for $tape {
            type Below = Self;
            #[inline(always)]
            fn below(&mut self) -> &mut Self {
                self
            }
            #[inline(always)]
            fn push<T: $crate::Pod>(&mut self, value: T) {
                self.stack.push(value);
            }
            #[inline(always)]
            fn pop<T: $crate::Pod>(&mut self) -> T {
                self.stack.pop()
            }
            #[inline(always)]
            fn mark(&self) -> usize {
                self.stack.used()
            }
            #[inline(always)]
            fn push_slice<T: $crate::Pod>(&mut self, values: &[T]) {
                self.stack.push_slice(values);
            }
            #[inline(always)]
            fn read_slice<T: $crate::Pod>(&self, mark: usize, values: &mut [T]) {
                self.stack.read_slice(mark, values);
            }
            #[inline(always)]
            fn write_slice<T: $crate::Pod>(&mut self, mark: usize, values: &[T]) {
                self.stack.write_slice(mark, values);
            }
            #[inline(always)]
            fn drop_slice<T: $crate::Pod>(&mut self, n: usize) {
                self.stack.drop_slice::<T>(n);
            }
            #[inline(always)]
            fn room<T: $crate::Pod>(&mut self, n: usize) -> $crate::tape::Room<'_, T> {
                self.stack.room(n)
            }
            #[inline(always)]
            fn take_room<T: $crate::Pod>(&mut self, n: usize) -> $crate::tape::Taken<'_, T> {
                self.stack.take_room(n)
            }
            #[inline(always)]
            fn read_room<T: $crate::Pod>(&self, mark: usize, n: usize) -> $crate::tape::Taken<'_, T> {
                self.stack.read_room(mark, n)
            }
        }
    };
}

pub(super) use tape_of_stack;
