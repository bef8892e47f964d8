//! The tape of fixed size that lives where it is declared.

use super::linear::{Linear, Store, overflow, tape_of_stack};

/// A tape of `WORDS` 32-bit words in an array of its own: no heap, `no_std`.
///
/// Overflow panics. [`CountTape`](super::CountTape) finds the size that a gradient needs.
#[derive(Clone, Debug)]
pub struct StackTape<const WORDS: usize> {
    stack: Linear<[u32; WORDS]>,
}

impl<const WORDS: usize> StackTape<WORDS> {
    /// An empty tape.
    pub const fn new() -> Self {
        Self { stack: Linear::new([0; WORDS]) }
    }
}

impl<const WORDS: usize> Default for StackTape<WORDS> {
    fn default() -> Self {
        Self::new()
    }
}

// SAFETY: an array's length never changes.
unsafe impl<const WORDS: usize> Store for [u32; WORDS] {
    #[inline(always)]
    fn words(&self) -> &[u32] {
        self
    }
    #[inline(always)]
    fn words_mut(&mut self) -> &mut [u32] {
        self
    }
    #[inline(always)]
    fn make_room(&mut self, used: usize, count: usize) {
        overflow(used, WORDS, count)
    }
}

tape_of_stack!(StackTape<WORDS>, const WORDS);
