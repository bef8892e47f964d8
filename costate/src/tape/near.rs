//! A tape whose first words lie in variables of the function that uses it.

use super::{Room, SliceTape, Taken, Tape};
use crate::Pod;

/// Words for a function's own use. On a GPU there are none: memory that a thread has alone is not faster there.
pub const NEAR: usize = if cfg!(target_arch = "nvptx64") { 0 } else { 64 };

/// A stack of which the first words are near, and what does not fit goes to another tape.
///
/// Where both sweeps stand in one function, and neither has a loop, the compiler sees how many words are in use at
/// each place: nothing is left of the checks, nor of how the tape grows. Once a value did not fit, or a loop took room,
/// all that follow go far, until values are taken off that lie near:
/// ```text
/// near | 0 1 … used−1 |       far | … base−1 | base … |
///        first values               of others  what did not fit
/// ```
/// To its user the two parts are one stack, whose marks count from 0.
/// ```
/// use costate::{HeapTape, Tape, tape::Near};
/// let mut far = HeapTape::new();
/// far.push(9.0);
/// let mut words = [0; 64];
/// let mut tape = Near::over(&mut words, &mut far);
/// (0..100_u32).for_each(|k| tape.push(k));
/// assert_eq!(tape.mark(), 100);
/// assert!((0..100).rev().all(|k| tape.pop::<u32>() == k));
/// assert_eq!(far.pop::<f64>(), 9.0);
/// ```
#[derive(Debug)]
pub struct Near<'a, Far: Tape> {
    /// In an array of its own: LLVM would leave what lies beside it in memory, too.
    near: SliceTape<'a>,
    far: &'a mut Far,
    /// Words of others on the far tape.
    base: usize,
    /// What follows goes far. While this is false, nothing is there.
    full: bool,
}

impl<'a, Far: Tape> Near<'a, Far> {
    /// An empty stack in `words`, with `far` for what does not fit.
    #[inline(always)]
    pub fn over(words: &'a mut [u32], far: &'a mut Far) -> Self {
        let base = far.mark();
        Self { near: SliceTape::new(words), far, base, full: false }
    }

    /// Words that went far and are still there.
    #[inline(always)]
    fn beyond(&self) -> usize {
        if self.full { self.far.mark().saturating_sub(self.base) } else { 0 }
    }

    /// Whether `words` more go near.
    #[inline(always)]
    fn fits(&mut self, words: usize) -> bool {
        self.full |= words > self.near.capacity() - self.near.mark();
        !self.full
    }

    /// Whether the last `words` lie near. Where there are not so many, the far tape says so.
    #[inline(always)]
    fn is_near(&mut self, words: usize) -> bool {
        self.full &= self.beyond() > 0 || words == 0;
        !self.full && words <= self.near.mark()
    }

    /// Where a mark lies far, if it does.
    #[inline(always)]
    fn place(&self, mark: usize) -> Option<usize> {
        let near = self.near.mark();
        (self.full && mark >= near).then(|| self.base + (mark - near))
    }
}

impl<Far: Tape> Tape for Near<'_, Far> {
    type Below = Self;
    #[inline(always)]
    fn below(&mut self) -> &mut Self {
        self
    }
    #[inline(always)]
    fn push<T: Pod>(&mut self, value: T) {
        if self.fits(T::WORDS) { self.near.push(value) } else { self.far.push(value) }
    }
    #[inline(always)]
    fn pop<T: Pod>(&mut self) -> T {
        if self.is_near(T::WORDS) { self.near.pop() } else { self.far.pop() }
    }
    #[inline(always)]
    fn mark(&self) -> usize {
        self.near.mark() + self.beyond()
    }
    #[inline(always)]
    fn push_slice<T: Pod>(&mut self, values: &[T]) {
        if self.fits(values.len().saturating_mul(T::WORDS)) {
            self.near.push_slice(values);
        } else {
            self.far.push_slice(values);
        }
    }
    #[inline(always)]
    fn read_slice<T: Pod>(&self, mark: usize, values: &mut [T]) {
        match self.place(mark) {
            Some(place) => self.far.read_slice(place, values),
            None => self.near.read_slice(mark, values),
        }
    }
    #[inline(always)]
    fn write_slice<T: Pod>(&mut self, mark: usize, values: &[T]) {
        match self.place(mark) {
            Some(place) => self.far.write_slice(place, values),
            None => self.near.write_slice(mark, values),
        }
    }
    #[inline(always)]
    fn drop_slice<T: Pod>(&mut self, n: usize) {
        let words = n.saturating_mul(T::WORDS);
        let near = words.saturating_sub(self.beyond()).min(self.near.mark());
        if words > near {
            self.far.drop_slice::<u32>(words - near);
        }
        if near > 0 {
            self.near.drop_slice::<u32>(near);
            self.full = false;
        }
    }
    #[inline(always)]
    fn room<T: Pod>(&mut self, n: usize) -> Room<'_, T> {
        // what is recorded beside a room lies between its values: all that is read as one is far
        self.full = true;
        self.far.room(n)
    }
    #[inline(always)]
    fn take_room<T: Pod>(&mut self, n: usize) -> Taken<'_, T> {
        if self.is_near(n.saturating_mul(T::WORDS)) { self.near.take_room(n) } else { self.far.take_room(n) }
    }
    #[inline(always)]
    fn read_room<T: Pod>(&self, mark: usize, n: usize) -> Taken<'_, T> {
        match self.place(mark) {
            Some(place) => self.far.read_room(place, n),
            None => self.near.read_room(mark, n),
        }
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::{HeapTape, tape::Replay};

    #[test]
    fn a_small_value_after_a_large_one_goes_far_too() {
        let (mut words, mut heap) = ([0; NEAR], HeapTape::new());
        let mut tape = Near::over(&mut words, &mut heap);
        tape.push([1.0; 20]);
        tape.push([2.0; 20]);
        tape.push(3_u32);
        assert_eq!((tape.pop::<u32>(), tape.pop::<[f64; 20]>()), (3, [2.0; 20]));
        tape.push(4_u32);
        assert_eq!((tape.pop::<u32>(), tape.pop::<[f64; 20]>()), (4, [1.0; 20]));
        assert_eq!((tape.mark(), heap.mark()), (0, 0));
    }

    #[test]
    fn slices_are_read_written_and_dropped_by_their_marks() {
        let (mut words, mut heap) = ([0; NEAR], HeapTape::new());
        heap.push(9.0);
        let mut tape = Near::over(&mut words, &mut heap);
        let place = |tape: &mut Near<'_, _>, k: u32| {
            tape.push_slice(&[f64::from(k); 5]);
            tape.mark() - 10
        };
        let marks: [usize; 10] = core::array::from_fn(|k| place(&mut tape, k as u32));
        for (k, mark) in marks.into_iter().enumerate() {
            let mut values = [0.0; 5];
            tape.read_slice(mark, &mut values);
            assert_eq!(values, [k as f64; 5]);
            tape.write_slice(mark + 2, &[0.5]);
            assert_eq!(tape.read_room::<f64>(mark, 2).pop(), 0.5);
        }
        tape.drop_slice::<f64>(30);
        assert_eq!(tape.pop::<[f64; 2]>(), [3.0; 2]);
        tape.drop_slice::<f64>(18);
        assert_eq!((tape.mark(), heap.mark()), (0, 2));
    }

    #[test]
    fn it_can_be_replayed() {
        let (mut words, mut heap) = ([0; NEAR], HeapTape::new());
        let mut tape = Near::over(&mut words, &mut heap);
        (0..100_u32).for_each(|k| tape.push(k));
        for _ in 0..2 {
            let mut replay = Replay::new(&mut tape);
            assert!((0..100).rev().all(|k| replay.pop::<u32>() == k));
        }
        assert_eq!(tape.mark(), 100);
    }

    #[test]
    #[should_panic(expected = "was `rev` called with the tape of its `fwd`?")]
    fn what_was_not_pushed_is_not_popped() {
        let (mut words, mut heap) = ([0; NEAR], HeapTape::new());
        let mut tape = Near::over(&mut words, &mut heap);
        tape.push(1_u32);
        let _ = tape.pop::<f64>();
    }
}
