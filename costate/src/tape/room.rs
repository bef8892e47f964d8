//! Room for all values of a loop, taken from a tape at once.
//!
//! A loop that keeps one value in each iteration knows before it begins how many there will be. It takes
//! room for them, fills it from the first to the last, and its backward sweep empties it from the last to the
//! first. The tape is not touched in between: how many values are in the room is a local variable, which
//! rustc recognises as another counter of the loop, so that no check remains in it.
//!
//! ```text
//! words | 0 … mark−1 | value 0 | value 1 | … | value n−1 |
//!         on the tape  room for n values
//! ```

use core::cell::Cell;
use core::marker::PhantomData;

use crate::{
    Pod,
    pod::{Words, WordsMut, in_order},
};

/// Room for values of type `T` on a tape: it is filled in order, see [`Tape::room`](super::Tape::room).
#[derive(Debug)]
pub struct Room<'a, T> {
    places: Places<'a>,
    /// Values in it.
    len: usize,
    values: PhantomData<(&'a mut [u32], T)>,
}

/// Values of type `T` from a tape, the last first, see [`Tape::take_room`](super::Tape::take_room).
#[derive(Debug)]
pub struct Taken<'a, T> {
    places: Places<'a>,
    /// Values that are left.
    left: usize,
    values: PhantomData<(&'a [u32], T)>,
}

/// Where the values lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    base: *mut u32,
    /// Values there is room for.
    count: usize,
    spread: Spread<'a>,
}

/// How far it is from word to word. Which of both is known where a room is made: after inlining, no
/// branch asks for it.
#[derive(Clone, Copy, Debug)]
enum Spread<'a> {
    /// Each word is behind the other.
    Dense,
    /// Words of other threads are in between; a value without a place sets the flag.
    Strided(usize, &'a Cell<bool>),
}

impl<'a> Places<'a> {
    /// Consecutive words for `count` values.
    ///
    /// # Safety
    /// From `base` on there are words for `count` values, initialised, which are valid for reads (to fill a
    /// [`Room`]: for writes, too) during `'a`, and nobody else changes them.
    #[inline(always)]
    pub(super) unsafe fn dense(base: *mut u32, count: usize) -> Self {
        Self { base, count, spread: Spread::Dense }
    }

    /// Words for `count` values, `stride` apart.
    ///
    /// # Safety
    /// As [`dense`](Self::dense), of the words `base`, `base + stride`, `base + 2 stride`, …
    #[inline(always)]
    pub(super) unsafe fn strided(
        base: *mut u32,
        count: usize,
        stride: usize,
        failed: &'a Cell<bool>,
    ) -> Self {
        Self { base, count, spread: Spread::Strided(stride, failed) }
    }

    /// The place of value `k`.
    #[inline(always)]
    fn place<T: Pod>(&self, k: usize) -> Option<Place> {
        let (stride, dense) = match self.spread {
            Spread::Dense => (1, true),
            Spread::Strided(stride, _) => (stride, false),
        };
        if k >= self.count {
            return self.missing(k);
        }
        // SAFETY: value k has a place, so its words lie among those that the constructor was given
        let base = unsafe { self.base.add(k * T::WORDS * stride) };
        Some(Place { base, stride, dense, count: T::WORDS })
    }

    /// There is no value `k`: the flag, or a panic.
    #[inline(always)]
    fn missing(&self, k: usize) -> Option<Place> {
        match self.spread {
            Spread::Dense => outside(k, self.count),
            Spread::Strided(_, failed) => failed.set(true),
        }
        None
    }
}

impl<'a, T: Pod> Room<'a, T> {
    #[inline(always)]
    pub(super) fn new(places: Places<'a>) -> Self {
        Self { places, len: 0, values: PhantomData }
    }

    /// Puts in the next value.
    ///
    /// # Panics
    /// Where the room is full; that of a [`StridedTape`](super::StridedTape) sets its flag.
    #[inline(always)]
    pub fn push(&mut self, value: T) {
        if let Some(mut place) = self.places.place::<T>(self.len) {
            match place.whole_mut() {
                Some(words) => value.store(words, 0),
                None => value.store(&mut place, 0),
            }
        }
        self.len += 1;
    }
}

impl<'a, T: Pod> Taken<'a, T> {
    #[inline(always)]
    pub(super) fn new(places: Places<'a>, left: usize) -> Self {
        Self { places, left, values: PhantomData }
    }

    /// Takes the last value that is left.
    ///
    /// # Panics
    /// Where none is left; that of a [`StridedTape`](super::StridedTape) sets its flag.
    #[inline(always)]
    pub fn pop(&mut self) -> T {
        // none is left: there is no value of this number
        self.left = self.left.wrapping_sub(1);
        match self.places.place::<T>(self.left) {
            Some(place) => match place.whole() {
                Some(words) => T::load(words, 0),
                None => T::load(&place, 0),
            },
            None => T::filler(),
        }
    }
}

/// Values of more words, as lanes are, are copied in one go.
const LARGE: usize = 32;

/// The words of one value, all of them ours.
struct Place {
    base: *mut u32,
    stride: usize,
    /// Each word is behind the other.
    dense: bool,
    count: usize,
}

impl Place {
    /// The words of a large value as a slice.
    #[inline(always)]
    fn whole(&self) -> Option<&[u32]> {
        // SAFETY: the words are this value's, initialised, and each is behind the other
        self.is_large().then(|| unsafe { core::slice::from_raw_parts(self.base, self.count) })
    }

    /// The same, to write them.
    #[inline(always)]
    fn whole_mut(&mut self) -> Option<&mut [u32]> {
        // SAFETY: as above; a place that is written is a room's, whose words are valid for writes
        self.is_large().then(|| unsafe { core::slice::from_raw_parts_mut(self.base, self.count) })
    }

    #[inline(always)]
    fn is_large(&self) -> bool {
        self.dense && self.count > LARGE
    }
}

impl Words for Place {
    #[inline(always)]
    fn word(&self, at: usize) -> u32 {
        if at >= self.count {
            return 0;
        }
        // SAFETY: the word is one of this value's `count`, initialised
        unsafe { self.base.add(at * self.stride).read() }
    }

    #[inline(always)]
    fn run(&self, at: usize, count: usize) -> Option<&[u32]> {
        let inside = self.dense && at <= self.count && self.count - at >= count;
        // SAFETY: the words are among this value's, initialised, and each is behind the other
        inside.then(|| unsafe { core::slice::from_raw_parts(self.base.add(at), count) })
    }

    /// One load of 64 bits.
    #[inline(always)]
    fn pair(&self, at: usize) -> u64 {
        if !self.dense || at + 1 >= self.count {
            return u64::from(self.word(at)) | u64::from(self.word(at + 1)) << 32;
        }
        // SAFETY: both words are of this value's `count`, initialised, and one is behind the other
        let pair = unsafe { self.base.add(at).cast::<u64>().read_unaligned() };
        in_order(pair)
    }
}

impl WordsMut for Place {
    #[inline(always)]
    fn set_word(&mut self, at: usize, word: u32) {
        if at < self.count {
            // SAFETY: the word is one of this value's `count`
            unsafe { self.base.add(at * self.stride).write(word) }
        }
    }

    #[inline(always)]
    fn run_mut(&mut self, at: usize, count: usize) -> Option<&mut [u32]> {
        let inside = self.dense && at <= self.count && self.count - at >= count;
        // SAFETY: as above; a place that is written is a room's, whose words are valid for writes
        inside.then(|| unsafe { core::slice::from_raw_parts_mut(self.base.add(at), count) })
    }

    /// One store of 64 bits.
    #[inline(always)]
    fn set_pair(&mut self, at: usize, pair: u64) {
        if self.dense && at + 1 < self.count {
            // SAFETY: both words are of this value's `count`, and one is behind the other
            unsafe { self.base.add(at).cast::<u64>().write_unaligned(in_order(pair)) }
        } else {
            self.set_word(at, pair as u32);
            self.set_word(at + 1, (pair >> 32) as u32);
        }
    }
}

#[cold]
#[inline(never)]
fn outside(k: usize, count: usize) -> ! {
    panic!("tape: value {k} of a room for {count} values; was `rev` called with the tape of its `fwd`?")
}
