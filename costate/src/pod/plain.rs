//! Values whose words are their memory: many of them go to a tape as one copy.
//!
//! Word by word, an array of lanes would be hundreds of loads and stores, in which LLVM does not always see the copy.

use core::mem::MaybeUninit;

use super::{Pod, Words, WordsMut};

/// Arrays of more words do not fit into registers.
const LARGE: usize = 256;

/// Whether a type's words, in their order, are its memory.
#[derive(Clone, Copy, Debug)]
pub struct Plain {
    is_memory: bool,
    /// It is made of lanes. Small arrays of other numbers rather stay in registers.
    is_wide: bool,
}

impl Plain {
    /// They are not, or nobody says so.
    pub const NO: Self = Plain { is_memory: false, is_wide: false };

    /// They are, on a machine that stores the low half of a number first.
    ///
    /// # Safety
    /// The type is `Copy`, has `4 * WORDS` bytes and the alignment of a word at least, none of them padding, and any
    /// bytes are a value.
    pub const unsafe fn yes() -> Self {
        Plain { is_memory: cfg!(target_endian = "little"), is_wide: false }
    }

    /// The same, of lanes.
    pub const fn wide(self) -> Self {
        Plain { is_wide: true, ..self }
    }

    /// Whether arrays of so many words are copied in one go.
    pub(crate) const fn as_one(self, words: usize) -> bool {
        self.is_memory && (self.is_wide || words > LARGE)
    }
}

/// Copies the words of a value to `at`, if it is plain and they lie one behind the other there.
#[inline(always)]
pub(crate) fn copied<T: Pod, W: WordsMut + ?Sized>(value: &T, words: &mut W, at: usize) -> bool {
    match words.run_mut(at, T::WORDS) {
        Some(run) if T::PLAIN.is_memory => {
            // SAFETY: a plain value is so many words, all of them initialised
            run.copy_from_slice(unsafe { core::slice::from_raw_parts((&raw const *value).cast(), T::WORDS) });
            true
        }
        _ => false,
    }
}

/// The value at `at`, if it is plain and its words lie one behind the other there.
#[inline(always)]
pub(crate) fn copy<T: Pod, W: Words + ?Sized>(words: &W, at: usize) -> Option<T> {
    let run = words.run(at, T::WORDS).filter(|run| T::PLAIN.is_memory && run.len() == T::WORDS)?;
    let mut value = MaybeUninit::<T>::uninit();
    // SAFETY: a plain value is so many words, and any words are a value
    unsafe {
        core::ptr::copy_nonoverlapping(run.as_ptr(), value.as_mut_ptr().cast(), T::WORDS);
        Some(value.assume_init())
    }
}
