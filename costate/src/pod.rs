//! Plain data as 32-bit words: what a tape can hold.
//!
//! A [`Pod`] value is a fixed number of words. It is written to and read from numbered places
//! (`at`, `at + 1`, …), so a tape checks its room once a value and every place is a constant after
//! inlining: LLVM removes the index checks and leaves plain stores and loads. `Pod` is a safe
//! trait: a wrong implementation panics or reads a wrong value, it cannot harm memory.

use core::marker::PhantomData;

/// Words that can be read by their place.
pub trait Words {
    /// The word at place `at`.
    fn word(&self, at: usize) -> u32;

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
}

impl WordsMut for [u32] {
    #[inline(always)]
    fn set_word(&mut self, at: usize, word: u32) {
        self[at] = word;
    }

    /// One store of 64 bits; two stores of 32 cost shuffles where LLVM vectorises.
    #[inline(always)]
    fn set_pair(&mut self, at: usize, pair: u64) {
        self[at..at + 2].copy_from_slice(&[pair as u32, (pair >> 32) as u32]);
    }
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

    /// Writes the value to the places `at .. at + Self::WORDS`.
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize);

    /// Reads a value from the places `at .. at + Self::WORDS`. Every bit pattern gives some value.
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self;

    /// Some value; it stands in a variable that is not read.
    fn filler() -> Self;
}

/// Types of one word: `T => to word, from word, filler`.
macro_rules! one_word {
    ($($type:ty => $to:expr, $from:expr, $filler:expr;)*) => {$(
        impl Pod for $type {
            const WORDS: usize = 1;
            #[inline(always)]
            fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
                words.set_word(at, ($to)(*self));
            }
            #[inline(always)]
            fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
                ($from)(words.word(at))
            }
            #[inline(always)]
            fn filler() -> Self {
                $filler
            }
        }
    )*};
}

one_word! {
    u8 => u32::from, |w| w as u8, 0;
    u16 => u32::from, |w| w as u16, 0;
    u32 => |v| v, |w| w, 0;
    i8 => |v| v as u32, |w| w as i8, 0;
    i16 => |v| v as u32, |w| w as i16, 0;
    i32 => |v| v as u32, |w| w as i32, 0;
    f32 => f32::to_bits, f32::from_bits, 0.0;
    bool => u32::from, |w| w != 0, false;
    char => u32::from, |w| char::from_u32(w).unwrap_or(char::REPLACEMENT_CHARACTER), '\0';
}

/// Types of two words. `usize` always takes two, so that tape sizes are the same on every machine.
macro_rules! two_words {
    ($($type:ty => $to:expr, $from:expr, $filler:expr;)*) => {$(
        impl Pod for $type {
            const WORDS: usize = 2;
            #[inline(always)]
            fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
                words.set_pair(at, ($to)(*self));
            }
            #[inline(always)]
            fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
                ($from)(words.pair(at))
            }
            #[inline(always)]
            fn filler() -> Self {
                $filler
            }
        }
    )*};
}

two_words! {
    u64 => |v| v, |w| w, 0;
    i64 => |v| v as u64, |w| w as i64, 0;
    usize => |v| v as u64, |w| w as usize, 0;
    isize => |v| v as u64, |w| w as isize, 0;
    f64 => f64::to_bits, f64::from_bits, 0.0;
}

/// Types of four words.
macro_rules! four_words {
    ($($type:ty)*) => {$(
        impl Pod for $type {
            const WORDS: usize = 4;
            #[inline(always)]
            fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
                words.set_pair(at, *self as u64);
                words.set_pair(at + 2, (*self >> 64) as u64);
            }
            #[inline(always)]
            fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
                (u128::from(words.pair(at)) | u128::from(words.pair(at + 2)) << 64) as $type
            }
            #[inline(always)]
            fn filler() -> Self {
                0
            }
        }
    )*};
}

four_words!(u128 i128);

impl<T> Pod for PhantomData<T> {
    const WORDS: usize = 0;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, _: &mut W, _: usize) {}
    #[inline(always)]
    fn load<W: Words + ?Sized>(_: &W, _: usize) -> Self {
        PhantomData
    }
    #[inline(always)]
    fn filler() -> Self {
        PhantomData
    }
}

impl<T: Pod, const N: usize> Pod for [T; N] {
    const WORDS: usize = N * T::WORDS;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
        for (i, value) in self.iter().enumerate() {
            value.store(words, at + i * T::WORDS);
        }
    }
    #[inline(always)]
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
        crate::array::from_fn(|i| T::load(words, at + i * T::WORDS))
    }
    #[inline(always)]
    fn filler() -> Self {
        crate::array::from_fn(|_| T::filler())
    }
}

/// A word that says whether there is a value, then the value.
impl<T: Pod> Pod for Option<T> {
    const WORDS: usize = 1 + T::WORDS;
    #[inline(always)]
    fn store<W: WordsMut + ?Sized>(&self, words: &mut W, at: usize) {
        self.is_some().store(words, at);
        if let Some(value) = self {
            value.store(words, at + 1);
        }
    }
    #[inline(always)]
    fn load<W: Words + ?Sized>(words: &W, at: usize) -> Self {
        bool::load(words, at).then(|| T::load(words, at + 1))
    }
    #[inline(always)]
    fn filler() -> Self {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::fmt::Debug;

    /// Stores `value` behind one foreign word and reads it back.
    fn round_trip<T: Pod + PartialEq + Debug>(value: T) {
        let mut words = [0xdead_beef_u32; 40];
        value.store(&mut words[..], 1);
        assert_eq!(T::load(&words[..], 1), value);
        assert_eq!(words[0], 0xdead_beef);
        assert!(words[1 + T::WORDS..].iter().all(|&w| w == 0xdead_beef), "{value:?} writes past its words");
    }

    #[test]
    fn every_type_comes_back_as_it_was() {
        round_trip((u8::MAX, u16::MAX, u32::MAX, u64::MAX, usize::MAX, u128::MAX));
        round_trip((i8::MIN, i16::MIN, i32::MIN, i64::MIN, isize::MIN, i128::MIN));
        round_trip((-0.1_f32, f64::MIN_POSITIVE / 2.0, true, 'ß'));
        round_trip([[1.5, 2.5], [-3.5, f64::INFINITY]]);
        round_trip([Some(3_u8), None]);
        round_trip(());
        round_trip(PhantomData::<f64>);
    }

    #[test]
    fn floats_keep_their_bits() {
        let nan = f64::from_bits(0x7ff8_0000_dead_beef);
        let mut words = [0; 2];
        nan.store(&mut words[..], 0);
        assert_eq!(f64::load(&words[..], 0).to_bits(), nan.to_bits());
        (-0.0_f64).store(&mut words[..], 0);
        assert_eq!(f64::load(&words[..], 0).to_bits(), (-0.0_f64).to_bits());
    }

    #[test]
    fn any_bit_pattern_is_a_value() {
        let words = [0xffff_ffff_u32; 3];
        assert!(bool::load(&words[..], 0));
        assert_eq!(char::load(&words[..], 0), char::REPLACEMENT_CHARACTER);
        assert_eq!(Option::<i64>::load(&words[..], 0), Some(-1));
    }

    #[test]
    fn words_add_up() {
        assert_eq!(<(f64, [f32; 3], u8)>::WORDS, 2 + 3 + 1);
        assert_eq!(<[[f64; 3]; 3]>::WORDS, 18);
        assert_eq!(Option::<(usize, bool)>::WORDS, 4);
    }
}
