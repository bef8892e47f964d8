//! Numbers and other single values as words.

use core::cmp::Ordering;

use super::{Plain, Pod, Words, WordsMut};

// SAFETY: numbers of 32 and 64 bits have no padding, and any bits are a number
const MEMORY: Plain = unsafe { Plain::yes() };

/// Types of one word: `T => to word, from word, filler`.
macro_rules! one_word {
    ($($type:ty $(: $plain:ident)? => $to:expr, $from:expr, $filler:expr;)*) => {$(
        impl Pod for $type {
            const WORDS: usize = 1;
            $(const PLAIN: Plain = $plain;)?
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
            #[inline(always)]
            fn detached(self) -> Self {
                self
            }
            #[inline(always)]
            fn duplicate(&self) -> Self {
                *self
            }
        }
    )*};
}

one_word! {
    u8 => u32::from, |w| w as u8, 0;
    u16 => u32::from, |w| w as u16, 0;
    u32: MEMORY => |v| v, |w| w, 0;
    i8 => |v| v as u32, |w| w as i8, 0;
    i16 => |v| v as u32, |w| w as i16, 0;
    i32: MEMORY => |v| v as u32, |w| w as i32, 0;
    f32: MEMORY => f32::to_bits, f32::from_bits, 0.0;
    Ordering => |v| v as u32, |w| (w as i32).cmp(&0), Ordering::Equal;
    bool => u32::from, |w| w != 0, false;
    char => u32::from, |w| char::from_u32(w).unwrap_or(char::REPLACEMENT_CHARACTER), '\0';
}

/// Types of two words. `usize` always takes two, so that tape sizes are the same on every machine.
macro_rules! two_words {
    ($($type:ty $(: $plain:ident)? => $to:expr, $from:expr, $filler:expr;)*) => {$(
        impl Pod for $type {
            const WORDS: usize = 2;
            $(const PLAIN: Plain = $plain;)?
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
            #[inline(always)]
            fn detached(self) -> Self {
                self
            }
            #[inline(always)]
            fn duplicate(&self) -> Self {
                *self
            }
        }
    )*};
}

two_words! {
    u64: MEMORY => |v| v, |w| w, 0;
    i64: MEMORY => |v| v as u64, |w| w as i64, 0;
    usize => |v| v as u64, |w| w as usize, 0;
    isize => |v| v as u64, |w| w as isize, 0;
    f64: MEMORY => f64::to_bits, f64::from_bits, 0.0;
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
            #[inline(always)]
            fn detached(self) -> Self {
                self
            }
            #[inline(always)]
            fn duplicate(&self) -> Self {
                *self
            }
        }
    )*};
}

four_words!(u128 i128);
