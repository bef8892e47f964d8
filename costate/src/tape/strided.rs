//! The tape of one GPU thread among many.

use core::cell::Cell;
use core::marker::PhantomData;

use super::room::Places;
use super::{Room, Taken, Tape};
use crate::{
    Pod,
    pod::{Words, WordsMut},
};

/// A tape whose words lie `stride` apart in a shared arena.
///
/// ```text
/// arena | word 0 of threads 0 1 2 … | word 1 of threads 0 1 2 … | …
/// ```
/// Word `w` of thread `t` is `arena[w * stride + t]`: threads which push together write
/// neighbouring words, which a GPU joins to one access. Nothing panics: overflow, and popping more
/// than was pushed, set a flag that stays; what was not stored reads as [`Pod::filler`].
#[derive(Debug)]
pub struct StridedTape<'a> {
    /// Word 0 of this thread.
    base: *mut u32,
    stride: usize,
    /// Words this thread has.
    capacity: usize,
    /// Words in use; beyond `capacity` they are only counted.
    used: usize,
    failed: Cell<bool>,
    arena: PhantomData<&'a mut [u32]>,
}

impl<'a> StridedTape<'a> {
    /// The tape of `thread`, of `stride` threads, in an arena which is this thread's alone.
    ///
    /// # Panics
    /// Where `thread >= stride`.
    pub fn new(arena: &'a mut [u32], thread: usize, stride: usize) -> Self {
        assert!(thread < stride, "thread {thread} of {stride}");
        let capacity = arena.len().saturating_sub(thread).div_ceil(stride);
        // SAFETY: word w < capacity lies at w * stride + thread < arena.len(), in a borrowed slice.
        unsafe { Self::from_raw(arena.as_mut_ptr(), thread, stride, capacity) }
    }

    /// The tape of `thread` in an arena which `stride` threads share, of `capacity` words a thread.
    ///
    /// # Safety
    /// For every `w < capacity`, `arena.add(w * stride + thread)` is valid for reads and writes
    /// during `'a`, holds an initialised word, and is touched through this tape only.
    pub const unsafe fn from_raw(arena: *mut u32, thread: usize, stride: usize, capacity: usize) -> Self {
        // a tape without words never touches its base
        let base = arena.wrapping_add(thread);
        Self { base, stride, capacity, used: 0, failed: Cell::new(false), arena: PhantomData }
    }

    /// Whether the tape overflowed, or more was popped than pushed, at any time: its results are
    /// then worthless.
    pub const fn failed(&self) -> bool {
        self.failed.get()
    }

    /// Words there is room for.
    pub const fn capacity(&self) -> usize {
        self.capacity
    }

    /// The words `first .. first + count`, if the tape has them all; else the flag is set.
    #[inline(always)]
    fn place(&self, first: usize, count: usize) -> Option<Place<'_>> {
        if first > self.capacity || self.capacity - first < count {
            self.failed.set(true);
            return None;
        }
        let base = self.base.wrapping_add(first * self.stride);
        Some(Place { base, stride: self.stride, count, tape: PhantomData })
    }

    /// Places for `n` values from word `first` on: for none if the tape has not all of them, and then the flag is set.
    #[inline(always)]
    fn places<T: Pod>(&self, first: usize, n: usize) -> Places<'_> {
        let count = if self.place(first, n.saturating_mul(T::WORDS)).is_some() { n } else { 0 };
        let base = self.base.wrapping_add(first * self.stride);
        // SAFETY: `place` made sure that all words of `count` values lie in the arena, and `from_raw`'s caller
        // that they are initialised and ours; a `Room` borrows the tape as its own, and what is `Taken` is read
        unsafe { Places::strided(base, count, self.stride, &self.failed) }
    }

    #[inline(always)]
    fn load<T: Pod>(&self, first: usize) -> T {
        match self.place(first, T::WORDS) {
            Some(place) => T::load(&place, 0),
            None => T::filler(),
        }
    }

    #[inline(always)]
    fn store<T: Pod>(&mut self, first: usize, value: &T) {
        if let Some(mut place) = self.place(first, T::WORDS) {
            value.store(&mut place, 0);
        }
    }

    /// Takes `count` words off; `None` and the flag where there are fewer.
    #[inline(always)]
    fn lower(&mut self, count: usize) -> Option<usize> {
        let lowered = self.used.checked_sub(count);
        match lowered {
            Some(used) => self.used = used,
            None => self.failed.set(true),
        }
        lowered
    }

    #[inline(always)]
    fn check_range<T: Pod>(&self, mark: usize, n: usize) {
        if mark > self.used || self.used - mark < n.saturating_mul(T::WORDS) {
            self.failed.set(true);
        }
    }
}

/// `count` words of one thread, `stride` apart, all inside the arena.
struct Place<'a> {
    base: *mut u32,
    stride: usize,
    count: usize,
    tape: PhantomData<&'a StridedTape<'a>>,
}

impl Words for Place<'_> {
    #[inline(always)]
    fn word(&self, at: usize) -> u32 {
        if at >= self.count {
            return 0;
        }
        // SAFETY: `place` made sure that all `count` words lie in the arena, and
        // `from_raw`'s caller that they are initialised and ours.
        unsafe { self.base.add(at * self.stride).read() }
    }
}

impl WordsMut for Place<'_> {
    #[inline(always)]
    fn set_word(&mut self, at: usize, word: u32) {
        if at < self.count {
            // SAFETY: `place` made sure that all `count` words lie in the arena, and
            // `from_raw`'s caller that they are ours.
            unsafe { self.base.add(at * self.stride).write(word) }
        }
    }
}

impl Tape for StridedTape<'_> {
    type Below = Self;
    #[inline(always)]
    fn below(&mut self) -> &mut Self {
        self
    }
    #[inline(always)]
    fn push<T: Pod>(&mut self, value: T) {
        self.store(self.used, &value);
        self.used += T::WORDS;
    }
    #[inline(always)]
    fn pop<T: Pod>(&mut self) -> T {
        match self.lower(T::WORDS) {
            Some(first) => self.load(first),
            None => T::filler(),
        }
    }
    #[inline(always)]
    fn mark(&self) -> usize {
        self.used
    }
    #[inline(always)]
    fn push_slice<T: Pod>(&mut self, values: &[T]) {
        for value in values {
            self.store(self.used, value);
            self.used += T::WORDS;
        }
    }
    #[inline(always)]
    fn read_slice<T: Pod>(&self, mark: usize, values: &mut [T]) {
        self.check_range::<T>(mark, values.len());
        for (i, value) in values.iter_mut().enumerate() {
            *value = self.load(mark + i * T::WORDS);
        }
    }
    #[inline(always)]
    fn write_slice<T: Pod>(&mut self, mark: usize, values: &[T]) {
        self.check_range::<T>(mark, values.len());
        for (i, value) in values.iter().enumerate() {
            self.store(mark + i * T::WORDS, value);
        }
    }
    #[inline(always)]
    fn drop_slice<T: Pod>(&mut self, n: usize) {
        let _ = self.lower(n.saturating_mul(T::WORDS));
    }
    #[inline(always)]
    fn room<T: Pod>(&mut self, n: usize) -> Room<'_, T> {
        let first = self.used;
        self.used = first.saturating_add(n.saturating_mul(T::WORDS));
        Room::new(self.places::<T>(first, n))
    }
    #[inline(always)]
    fn take_room<T: Pod>(&mut self, n: usize) -> Taken<'_, T> {
        match self.lower(n.saturating_mul(T::WORDS)) {
            Some(first) => Taken::new(self.places::<T>(first, n), n),
            None => Taken::new(self.places::<T>(0, 0), n),
        }
    }
    #[inline(always)]
    fn read_room<T: Pod>(&self, mark: usize, n: usize) -> Taken<'_, T> {
        self.check_range::<T>(mark, n);
        Taken::new(self.places::<T>(mark, n), n)
    }
}
