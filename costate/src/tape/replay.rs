//! The tape that is read more than once.

use super::{Room, Taken, Tape};
use crate::Pod;

/// What a forward sweep recorded, for a backward sweep that is to leave it there.
///
/// `rev` takes off what its `fwd` put on. Over a `Replay` it reads down from a cursor instead, and
/// the tape below stays as it is, so the next `rev` can have it too. What `rev` pushes itself lies
/// above everything else, and is gone when it has taken it off:
/// ```text
/// words | 0 … cursor−1 | cursor … floor−1     | floor … mark−1 |
///         still to read  read, or not for it    pushed since
/// ```
/// A mark below the cursor is one of the inner tape. Marks of what was pushed since count on from
/// the cursor, so to its user the two parts are one stack.
/// ```
/// use costate::{StackTape, Tape, tape::Replay};
/// let mut tape = StackTape::<8>::new();
/// tape.push(0.5);
/// for _ in 0..2 {
///     let mut replay = Replay::new(&mut tape);
///     replay.push(1_u32);
///     assert_eq!((replay.pop::<u32>(), replay.pop::<f64>()), (1, 0.5));
/// }
/// assert_eq!(tape.pop::<f64>(), 0.5);
/// ```
#[derive(Debug)]
pub struct Replay<'a, Inner: Tape> {
    inner: &'a mut Inner,
    cursor: usize,
    floor: usize,
}

impl<'a, Inner: Tape> Replay<'a, Inner> {
    /// Everything on `inner`, to be read down from its top.
    pub fn new(inner: &'a mut Inner) -> Self {
        let top = inner.mark();
        Self::below(inner, top)
    }

    /// What lies on `inner` below the mark `top`.
    ///
    /// # Panics
    /// Where there is less on the tape than that.
    pub fn below(inner: &'a mut Inner, top: usize) -> Self {
        let floor = inner.mark();
        if top > floor {
            above(top, floor);
        }
        Self { inner, cursor: top, floor }
    }

    /// Words pushed since.
    fn pushed(&self) -> usize {
        self.inner.mark() - self.floor
    }

    /// Where on the inner tape `mark` lies.
    fn place(&self, mark: usize) -> usize {
        if mark < self.cursor { mark } else { self.floor + (mark - self.cursor) }
    }

    /// Moves the cursor down by `words`; nothing may lie above it.
    fn lower(&mut self, words: usize) {
        let pushed = self.pushed();
        if pushed > 0 || words > self.cursor {
            missing(words, pushed, self.cursor);
        }
        self.cursor -= words;
    }
}

// what these are told they are told by value: a replay whose address is given away stays in memory

#[cold]
#[inline(never)]
fn above(top: usize, floor: usize) -> ! {
    panic!("replay: mark {top} is above the {floor} words in use")
}

#[cold]
#[inline(never)]
fn missing(words: usize, pushed: usize, left: usize) -> ! {
    panic!(
        "replay: {words} words are popped, {pushed} were pushed and {left} are left below; \
         was `rev` called with the tape of its `fwd`?"
    )
}

impl<Inner: Tape> Tape for Replay<'_, Inner> {
    type Below = Self;
    #[inline(always)]
    fn below(&mut self) -> &mut Self {
        self
    }
    #[inline(always)]
    fn push<T: Pod>(&mut self, value: T) {
        self.inner.push(value);
    }
    #[inline(always)]
    fn pop<T: Pod>(&mut self) -> T {
        if T::WORDS <= self.pushed() {
            return self.inner.pop();
        }
        self.lower(T::WORDS);
        let mut value = [T::filler()];
        self.inner.read_slice(self.cursor, &mut value);
        let [value] = value;
        value
    }
    #[inline(always)]
    fn mark(&self) -> usize {
        self.cursor + self.pushed()
    }
    #[inline(always)]
    fn push_slice<T: Pod>(&mut self, values: &[T]) {
        self.inner.push_slice(values);
    }
    #[inline(always)]
    fn read_slice<T: Pod>(&self, mark: usize, values: &mut [T]) {
        self.inner.read_slice(self.place(mark), values);
    }
    /// Only what was pushed since can be overwritten.
    ///
    /// # Panics
    /// Where `mark` is below the cursor: the next replay needs what lies there.
    #[inline(always)]
    fn write_slice<T: Pod>(&mut self, mark: usize, values: &[T]) {
        let empty = values.is_empty() || T::WORDS == 0;
        assert!(empty || mark >= self.cursor, "replay: what a forward sweep recorded cannot be overwritten");
        self.inner.write_slice(self.place(mark), values);
    }
    #[inline(always)]
    fn drop_slice<T: Pod>(&mut self, n: usize) {
        let words = n.saturating_mul(T::WORDS);
        if words <= self.pushed() {
            self.inner.drop_slice::<T>(n);
        } else {
            self.lower(words);
        }
    }
    #[inline(always)]
    fn room<T: Pod>(&mut self, n: usize) -> Room<'_, T> {
        self.inner.room(n)
    }
    #[inline(always)]
    fn take_room<T: Pod>(&mut self, n: usize) -> Taken<'_, T> {
        let words = n.saturating_mul(T::WORDS);
        if words <= self.pushed() {
            return self.inner.take_room(n);
        }
        self.lower(words);
        self.inner.read_room(self.cursor, n)
    }
    #[inline(always)]
    fn read_room<T: Pod>(&self, mark: usize, n: usize) -> Taken<'_, T> {
        self.inner.read_room(self.place(mark), n)
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::HeapTape;

    fn recorded() -> HeapTape {
        let mut tape = HeapTape::new();
        tape.push(0.5);
        tape.push_slice(&[1.0_f32, 2.0, 3.0]);
        tape.push((7_u32, true));
        tape
    }

    #[test]
    fn every_replay_reads_the_same_and_leaves_the_tape() {
        let mut tape = recorded();
        let before = tape.mark();
        for _ in 0..3 {
            let mut replay = Replay::new(&mut tape);
            assert_eq!(replay.pop::<(u32, bool)>(), (7, true));
            let mut values = [0.0_f32; 3];
            replay.read_slice(2, &mut values);
            replay.drop_slice::<f32>(3);
            assert_eq!((values, replay.mark()), ([1.0, 2.0, 3.0], 2));
            assert_eq!(replay.pop::<f64>(), 0.5);
        }
        assert_eq!(tape.mark(), before);
        assert_eq!(tape.pop::<(u32, bool)>(), (7, true));
    }

    #[test]
    fn what_is_pushed_lies_on_top_at_marks_of_one_stack() {
        let mut tape = recorded();
        let mut replay = Replay::new(&mut tape);
        assert_eq!(replay.pop::<(u32, bool)>(), (7, true));
        let mark = replay.mark();
        replay.push_slice(&[4.0, 5.0]);
        replay.push(6_u32);
        let mut values = [0.0; 2];
        replay.read_slice(mark, &mut values);
        assert_eq!((values, replay.mark()), ([4.0, 5.0], mark + 5));
        replay.write_slice(mark, &[8.0]);
        assert_eq!(replay.pop::<u32>(), 6);
        assert_eq!(replay.pop::<[f64; 2]>(), [8.0, 5.0]);
        assert_eq!(replay.pop::<[f32; 3]>(), [1.0, 2.0, 3.0]);
    }

    #[test]
    fn a_replay_can_begin_below_the_top() {
        let mut tape = recorded();
        let top = tape.mark();
        tape.push(9.0);
        let mut replay = Replay::below(&mut tape, top);
        replay.push(1.5);
        assert_eq!((replay.pop::<f64>(), replay.pop::<(u32, bool)>()), (1.5, (7, true)));
        assert_eq!(tape.pop::<f64>(), 9.0);
    }

    #[test]
    #[should_panic(expected = "cannot be overwritten")]
    fn what_was_recorded_is_not_overwritten() {
        Replay::new(&mut recorded()).write_slice(0, &[2.0]);
    }

    #[test]
    #[should_panic(expected = "2 words are popped, 1 were pushed")]
    fn a_value_across_the_border_is_a_mistake() {
        let mut tape = recorded();
        let mut replay = Replay::new(&mut tape);
        replay.push(1_u32);
        let _ = replay.pop::<f64>();
    }
}
