//! The tape in a borrowed slice.

use super::linear::{Linear, Store, overflow, tape_of_stack};

/// A tape in words that the caller lends: no heap, `no_std`, any size.
///
/// Overflow panics. [`CountTape`](super::CountTape) finds the size that a gradient needs.
#[derive(Debug)]
pub struct SliceTape<'a> {
    stack: Linear<&'a mut [u32]>,
}

impl<'a> SliceTape<'a> {
    /// An empty tape in `words`, whatever they hold.
    pub const fn new(words: &'a mut [u32]) -> Self {
        Self { stack: Linear::new(words) }
    }

    /// Words there are, in use or free.
    pub fn capacity(&self) -> usize {
        self.stack.capacity()
    }
}

// SAFETY: a borrowed slice keeps its length.
unsafe impl Store for &mut [u32] {
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
        overflow(used, self.len(), count)
    }
}

tape_of_stack!(SliceTape<'_>);
