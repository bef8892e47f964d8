//! The growing tape of hosts.

use std::vec::Vec;

use super::linear::{Linear, Store, tape_of_stack};

/// A tape that grows: the everyday choice on hosts.
///
/// Keep it and use it again: once it has grown to the size a gradient needs, it allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct HeapTape {
    stack: Linear<Vec<u32>>,
}

impl HeapTape {
    /// An empty tape; it allocates at the first push.
    pub const fn new() -> Self {
        Self { stack: Linear::new(Vec::new()) }
    }

    /// An empty tape with room for `words` 32-bit words.
    pub fn with_capacity(words: usize) -> Self {
        Self { stack: Linear::new(std::vec![0; words]) }
    }

    /// Words there is room for before the tape grows.
    pub fn capacity(&self) -> usize {
        self.stack.capacity()
    }

    /// Forgets what is on the tape and keeps its room.
    pub const fn clear(&mut self) {
        self.stack.clear();
    }
}

// SAFETY: the length changes in `make_room` only, to something larger.
unsafe impl Store for Vec<u32> {
    #[inline(always)]
    fn words(&self) -> &[u32] {
        self
    }
    #[inline(always)]
    fn words_mut(&mut self) -> &mut [u32] {
        self
    }
    /// Doubles the room, at least.
    #[cold]
    #[inline(never)]
    fn make_room(&mut self, used: usize, count: usize) {
        let needed = used.checked_add(count).expect("a tape has at most usize::MAX words");
        self.resize(needed.max(2 * self.len()).max(256), 0);
    }
}

tape_of_stack!(HeapTape);
