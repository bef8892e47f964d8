//! Plain data as 32-bit words: what a tape can hold.
//!
//! A [`Pod`] value is a fixed number of words. It is written to and read from numbered places
//! (`at`, `at + 1`, …), so a tape checks its room once a value and every place is a constant after
//! inlining: LLVM removes the index checks and leaves plain stores and loads. `Pod` is a safe
//! trait: a wrong implementation panics or reads a wrong value, it cannot harm memory.

/// Words that can be read by their place.
pub trait Words {
    /// The word at place `at`.
    fn word(&self, at: usize) -> u32;

    /// The `count` words from `at` on, where they lie one behind the other.
    #[inline(always)]
    fn run(&self, at: usize, count: usize) -> Option<&[u32]> {
        let _ = (at, count);
        None
    }

    /// The words at `at` and `at + 1` as one number, the low half first.
    #[inline(always)]
    fn pair(&self, at: usize) -> u64 {
        u64::from(self.word(at)) | u64::from(self.word(at + 1)) << 32
    }
}

/// Words that can be written by their place.
pub trait WordsMut {
    /// Sets the word at place `at`.
    fn set_word(&mut self, at: usize, word: u32);

    /// The `count` words from `at` on, where they lie one behind the other.
    #[inline(always)]
    fn run_mut(&mut self, at: usize, count: usize) -> Option<&mut [u32]> {
        let _ = (at, count);
        None
    }

    /// Sets the words at `at` and `at + 1` from one number, the low half first.
    #[inline(always)]
    fn set_pair(&mut self, at: usize, pair: u64) {
        self.set_word(at, pair as u32);
        self.set_word(at + 1, (pair >> 32) as u32);
    }
}

impl Words for [u32] {
    #[inline(always)]
    fn word(&self, at: usize) -> u32 {
        self[at]
    }

    #[inline(always)]
    fn run(&self, at: usize, count: usize) -> Option<&[u32]> {
        Some(&self[at..at + count])
    }

    /// One load of 64 bits; LLVM pairs two of 32 with others before it sees what they are.
    #[inline(always)]
    fn pair(&self, at: usize) -> u64 {
        let two = &self[at..at + 2];
        // SAFETY: these are eight bytes, initialised
        in_order(unsafe { two.as_ptr().cast::<u64>().read_unaligned() })
    }
}

impl WordsMut for [u32] {
    #[inline(always)]
    fn set_word(&mut self, at: usize, word: u32) {
        self[at] = word;
    }

    #[inline(always)]
    fn run_mut(&mut self, at: usize, count: usize) -> Option<&mut [u32]> {
        Some(&mut self[at..at + count])
    }

    /// One store of 64 bits; two stores of 32 cost shuffles where LLVM vectorises.
    #[inline(always)]
    fn set_pair(&mut self, at: usize, pair: u64) {
        self[at..at + 2].copy_from_slice(&[pair as u32, (pair >> 32) as u32]);
    }
}

/// Two words as they lie in memory, the low half first, and back.
#[inline(always)]
pub(crate) const fn in_order(pair: u64) -> u64 {
    if cfg!(target_endian = "big") { pair.rotate_left(32) } else { pair }
}

/// Plain data that a [`Tape`](crate::Tape) can hold.
///
/// Implemented field by field; `#[derive(Diff)]` writes it for structs:
/// ```
/// use costate::{Pod, pod::{Words, WordsMut}};
///
/// struct Contact { depth: f64, body: u32 }
///
/// impl Pod for Contact {
///     const WORDS: usize = f64::WORDS + u32::WORDS;
///     fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
///         self.depth.store(words, at);
///         self.body.store(words, at + f64::WORDS);
///     }
///     fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
///         Contact { depth: Pod::load(words, at), body: Pod::load(words, at + f64::WORDS) }
///     }
///     fn filler() -> Self {
///         Contact { depth: Pod::filler(), body: Pod::filler() }
///     }
///     fn detached(self) -> Self {
///         self
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be kept on a tape",
    label = "not plain data",
    note = "numbers, `bool`, `char`, arrays, tuples and `Option` of plain data can; for a struct write `#[derive(Diff)]`"
)]
pub trait Pod: Sized {
    /// Size in 32-bit words.
    const WORDS: usize;

    /// Whether the words are the value as it lies in memory.
    #[doc(hidden)]
    const PLAIN: Plain = Plain::NO;

    /// Writes the value to the places `at .. at + Self::WORDS`.
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize);

    /// Reads a value from the places `at .. at + Self::WORDS`. Every bit pattern gives some value.
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self;

    /// Some value; it stands in a variable that is not read.
    fn filler() -> Self;

    /// This value, but the tangents of all dual numbers in it are zero: see [`detach`](fn@crate::detach).
    #[must_use]
    fn detached(self) -> Self;

    /// The same value again: what `Copy` would give. `#[derive(Diff)]` writes it field by field; without it
    /// the value is stored and loaded.
    #[must_use]
    #[inline(always)]
    fn duplicate(&self) -> Self {
        Self::load(&Stored(self), 0)
    }
}

/// A value seen as its words.
struct Stored<'a, T>(&'a T);

impl<T: Pod> Words for Stored<'_, T> {
    #[inline(always)]
    fn word(&self, at: usize) -> u32 {
        let mut one = One { at, word: 0 };
        self.0.store(&mut one, 0);
        one.word
    }
}

/// One word among those that are written.
struct One {
    at: usize,
    word: u32,
}

impl WordsMut for One {
    #[inline(always)]
    fn set_word(&mut self, at: usize, word: u32) {
        if at == self.at {
            self.word = word;
        }
    }
}

mod containers;
mod numbers;
mod plain;

#[doc(hidden)]
pub use plain::Plain;
pub(crate) use plain::{copied, copy};

#[cfg(test)]
mod tests;
