//! The tape that measures.

use super::{Room, Taken, Tape};
use crate::Pod;

/// Any tape, and the largest number of words that were on it at once: the exact size a
/// [`StackTape`](super::StackTape), [`SliceTape`](super::SliceTape) or
/// [`StridedTape`](super::StridedTape) needs for the same run.
/// ```
/// use costate::{CountTape, StackTape, Tape};
/// let mut tape = CountTape::over(StackTape::<64>::new());
/// tape.push([1.0, 2.0]);
/// let _ = tape.pop::<[f64; 2]>();
/// tape.push(3.0_f32);
/// assert_eq!((tape.peak(), tape.mark()), (4, 1));
/// ```
#[derive(Clone, Debug, Default)]
pub struct CountTape<Inner> {
    inner: Inner,
    peak: usize,
}

#[cfg(feature = "std")]
impl CountTape<super::HeapTape> {
    /// Counts over an empty [`HeapTape`](super::HeapTape), so a dry run of any size fits.
    pub const fn new() -> Self {
        Self { inner: super::HeapTape::new(), peak: 0 }
    }
}

impl<Inner: Tape> CountTape<Inner> {
    /// Counts over `inner`.
    pub fn over(inner: Inner) -> Self {
        let peak = inner.mark();
        Self { inner, peak }
    }

    /// The largest number of words that were in use at once.
    pub const fn peak(&self) -> usize {
        self.peak
    }

    /// The counted tape.
    pub fn into_inner(self) -> Inner {
        self.inner
    }

    fn note(&mut self) {
        self.peak = self.peak.max(self.inner.mark());
    }
}

impl<Inner: Tape> Tape for CountTape<Inner> {
    type Below = Self;
    #[inline(always)]
    fn below(&mut self) -> &mut Self {
        self
    }
    fn push<T: Pod>(&mut self, value: T) {
        self.inner.push(value);
        self.note();
    }
    fn pop<T: Pod>(&mut self) -> T {
        self.inner.pop()
    }
    fn mark(&self) -> usize {
        self.inner.mark()
    }
    fn push_slice<T: Pod>(&mut self, values: &[T]) {
        self.inner.push_slice(values);
        self.note();
    }
    fn read_slice<T: Pod>(&self, mark: usize, values: &mut [T]) {
        self.inner.read_slice(mark, values);
    }
    fn write_slice<T: Pod>(&mut self, mark: usize, values: &[T]) {
        self.inner.write_slice(mark, values);
    }
    fn drop_slice<T: Pod>(&mut self, n: usize) {
        self.inner.drop_slice::<T>(n);
    }
    fn room<T: Pod>(&mut self, n: usize) -> Room<'_, T> {
        // what there will be on the tape: the room is lent from it
        let words = n.saturating_mul(T::WORDS);
        self.peak = self.peak.max(self.inner.mark().saturating_add(words));
        self.inner.room(n)
    }
    fn take_room<T: Pod>(&mut self, n: usize) -> Taken<'_, T> {
        self.inner.take_room(n)
    }
    fn read_room<T: Pod>(&self, mark: usize, n: usize) -> Taken<'_, T> {
        self.inner.read_room(mark, n)
    }
}
