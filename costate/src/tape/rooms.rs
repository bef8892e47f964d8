//! Rooms on all tapes: the same words as pushes put there, and what a full, an empty or a lost room does.

use std::vec::Vec;

use super::tests::{message, on_every_tape};
use super::*;

mod open;

type Kept = (f64, u32, [f32; 2], bool);

fn value(i: usize) -> Kept {
    (0.5 * i as f64 - 1.0, 7 * i as u32, [i as f32, -0.0], i.is_multiple_of(2))
}

/// 1 + 5 · 6 + 2 words.
fn last_in_first_out(tape: &mut impl Tape) {
    tape.push(9_u32);
    let mut room = tape.room(5);
    (0..5).for_each(|i| room.push(value(i)));
    tape.push(0.25);
    assert_eq!((tape.mark(), tape.pop::<f64>()), (33, 0.25));
    let mut taken = tape.take_room::<Kept>(5);
    (0..5).rev().for_each(|i| assert_eq!(taken.pop(), value(i)));
    assert_eq!((tape.mark(), tape.pop::<u32>()), (1, 9));
}

#[test]
fn rooms_are_filled_upward_and_emptied_downward() {
    on_every_tape!(last_in_first_out, 33);
    last_in_first_out(&mut &mut HeapTape::new());
    let mut inner = StackTape::<40>::new();
    inner.push(1.0);
    last_in_first_out(&mut Beside(Replay::new(&mut inner)));
}

/// A value that is copied as a whole: 3 · 41 words.
fn large_values_are_the_same(tape: &mut impl Tape) {
    let large = |i: usize| (core::array::from_fn::<f64, 20, _>(|k| value(i + k).0), i as u32);
    let mut room = tape.room(3);
    (0..3).for_each(|i| room.push(large(i)));
    let mut taken = tape.take_room::<([f64; 20], u32)>(3);
    (0..3).rev().for_each(|i| assert_eq!(taken.pop(), large(i)));
    assert_eq!(tape.mark(), 0);
}

#[test]
fn large_values_are_copied_as_small_ones_are() {
    on_every_tape!(large_values_are_the_same, 123);
    large_values_are_the_same(&mut HeapTape::new());
}

/// A replay that is empty to its user, over a tape that is not.
struct Beside<'a>(Replay<'a, StackTape<40>>);

impl Beside<'_> {
    const BELOW: usize = 2;
}

impl Tape for Beside<'_> {
    type Below = Self;
    #[inline(always)]
    fn below(&mut self) -> &mut Self {
        self
    }
    fn push<T: Pod>(&mut self, value: T) {
        self.0.push(value);
    }
    fn pop<T: Pod>(&mut self) -> T {
        self.0.pop()
    }
    fn mark(&self) -> usize {
        self.0.mark() - Self::BELOW
    }
    fn push_slice<T: Pod>(&mut self, values: &[T]) {
        self.0.push_slice(values);
    }
    fn read_slice<T: Pod>(&self, mark: usize, values: &mut [T]) {
        self.0.read_slice(mark + Self::BELOW, values);
    }
    fn write_slice<T: Pod>(&mut self, mark: usize, values: &[T]) {
        self.0.write_slice(mark + Self::BELOW, values);
    }
    fn drop_slice<T: Pod>(&mut self, n: usize) {
        self.0.drop_slice::<T>(n);
    }
    fn room<T: Pod>(&mut self, n: usize) -> Room<'_, T> {
        self.0.room(n)
    }
    fn take_room<T: Pod>(&mut self, n: usize) -> Taken<'_, T> {
        self.0.take_room(n)
    }
    fn read_room<T: Pod>(&self, mark: usize, n: usize) -> Taken<'_, T> {
        self.0.read_room(mark + Self::BELOW, n)
    }
}

/// 3 · 6 words.
fn as_pushes(tape: &mut impl Tape) {
    let mut room = tape.room(3);
    (0..3).for_each(|i| room.push(value(i)));
    assert_eq!([2, 1, 0].map(|_| tape.pop::<Kept>()), [2, 1, 0].map(value));
    (0..3).for_each(|i| tape.push(value(i)));
    let mut taken = tape.read_room::<Kept>(6, 2);
    assert_eq!([2, 1].map(|_| taken.pop()), [2, 1].map(value));
    let mut taken = tape.take_room::<Kept>(3);
    assert_eq!([2, 1, 0].map(|_| taken.pop()), [2, 1, 0].map(value));
}

#[test]
fn a_room_holds_the_words_that_pushes_would_put_there() {
    on_every_tape!(as_pushes, 18);
}

fn nothing(tape: &mut impl Tape) {
    tape.push(3_u32);
    let _ = tape.room::<f64>(0);
    let mut room = tape.room(4);
    (0..4).for_each(|_| room.push(()));
    assert_eq!(tape.mark(), 1);
    let mut taken = tape.take_room::<()>(4);
    (0..4).for_each(|_| taken.pop());
    let _ = tape.take_room::<f64>(0);
    let _ = tape.read_room::<f64>(1, 0);
    assert_eq!(tape.pop::<u32>(), 3);
}

#[test]
fn a_room_may_be_empty() {
    on_every_tape!(nothing, 1);
}

/// A loop that is left by a panic leaves what it did not push as it was.
fn half(tape: &mut impl Tape) {
    let mut room = tape.room(4);
    room.push(1_u32);
    room.push(2_u32);
    assert_eq!(tape.mark(), 4);
    tape.drop_slice::<u32>(2);
    assert_eq!([2, 1].map(|_| tape.pop::<u32>()), [2, 1]);
}

#[test]
fn what_was_not_pushed_is_any_value() {
    on_every_tape!(half, 4);
}

#[test]
fn a_replay_reads_a_room_again_and_again() {
    let mut tape = StackTape::<33>::new();
    let mut room = tape.room(5);
    (0..5).for_each(|i| room.push(value(i)));
    for _ in 0..3 {
        let mut replay = Replay::new(&mut tape);
        let mut own = replay.room(1);
        own.push(5_u32);
        assert_eq!(replay.take_room::<u32>(1).pop(), 5);
        let mut taken = replay.take_room::<Kept>(3);
        assert_eq!([4, 3, 2].map(|_| taken.pop()), [4, 3, 2].map(value));
        let mut taken = replay.take_room::<Kept>(2);
        assert_eq!([1, 0].map(|_| taken.pop()), [1, 0].map(value));
        assert_eq!(replay.mark(), 0);
    }
    assert_eq!(tape.mark(), 30);
    let wanted = "replay: 36 words are popped, 0 were pushed and 30 are left below";
    assert!(message(|| _ = Replay::new(&mut tape).take_room::<Kept>(6)).starts_with(wanted));
}

#[test]
fn a_room_that_does_not_fit_says_what_it_needs() {
    let mut stack = StackTape::<7>::new();
    stack.push(1.0);
    let wanted = "tape overflow: 2 of 7 words are in use and 6 more are needed";
    assert!(message(|| _ = stack.room::<f64>(3)).starts_with(wanted));
    assert_eq!((stack.mark(), stack.pop::<f64>()), (2, 1.0));
    assert!(message(|| _ = stack.room::<f64>(usize::MAX)).contains("more than usize::MAX words"));
    assert!(message(|| _ = HeapTape::new().room::<f64>(usize::MAX)).contains("more than usize::MAX words"));
}

#[test]
fn a_room_that_is_not_there_says_so() {
    fn check(tape: &mut impl Tape) {
        tape.push(1_u32);
        assert!(message(|| _ = tape.take_room::<u32>(2)).starts_with("tape underflow: 2 words are popped"));
        assert!(message(|| _ = tape.read_room::<u32>(0, 2)).starts_with("tape: 2 words from mark 0"));
        assert!(message(|| _ = tape.read_room::<u32>(2, 0)).starts_with("tape: 0 words from mark 2"));
        assert!(message(|| _ = tape.take_room::<f64>(usize::MAX)).contains("more than usize::MAX words"));
        assert_eq!(tape.pop::<u32>(), 1);
    }
    check(&mut HeapTape::new());
    check(&mut StackTape::<8>::new());
    check(&mut SliceTape::new(&mut [0; 8]));
    check(&mut CountTape::new());
}

#[test]
fn a_full_and_an_empty_room_say_so() {
    fn check(tape: &mut impl Tape) {
        let mut room = tape.room(1);
        room.push(1_u32);
        assert!(message(|| room.push(2_u32)).starts_with("tape: value 1 of a room for 1 values"));
        let mut taken = tape.take_room::<u32>(1);
        assert_eq!(taken.pop(), 1);
        assert!(message(|| _ = taken.pop()).contains("of a room for 1 values"));
    }
    check(&mut HeapTape::new());
    check(&mut StackTape::<8>::new());
    check(&mut SliceTape::new(&mut [0; 8]));
    check(&mut CountTape::new());
}

#[test]
fn a_room_is_counted() {
    let mut count = CountTape::new();
    count.push(1.0);
    let mut room = count.room(10);
    (0..10).for_each(|i| room.push(f64::from(i)));
    let _ = count.take_room::<f64>(10);
    assert_eq!((count.peak(), count.mark()), (22, 2));
    let mut fits = CountTape::over(StackTape::<4>::new());
    assert!(message(|| _ = fits.room::<f64>(3)).starts_with("tape overflow"));
}

#[test]
fn a_strided_tape_sets_a_flag_where_a_room_does_not_fit() {
    let mut arena = [0; 6];
    let mut tape = StridedTape::new(&mut arena, 0, 1);
    tape.push(4_u32);
    let mut room = tape.room(3);
    (0..3).for_each(|i| room.push(f64::from(i)));
    assert_eq!(tape.mark(), 7);
    assert!(tape.failed());
    let mut taken = tape.take_room::<f64>(3);
    assert_eq!([0; 3].map(|_| taken.pop()), [0.0; 3]);
    // counts stay right, so what fitted comes back
    assert_eq!((tape.pop::<u32>(), tape.mark()), (4, 0));
}

/// The words of so many values would be 0 or 2 again, if their number went round.
#[test]
fn a_strided_tape_has_no_room_for_more_values_than_there_are_words() {
    for n in [1 << (usize::BITS - 1), (1 << (usize::BITS - 1)) + 1, usize::MAX] {
        let mut arena = [7; 4];
        let mut tape = StridedTape::new(&mut arena[..2], 0, 1);
        let mut room = tape.room(n);
        (0..2).for_each(|_| room.push(1.5));
        assert!(tape.failed());
        assert_eq!(tape.read_room::<f64>(0, n).pop(), 0.0);
        assert_eq!(tape.take_room::<f64>(n).pop(), 0.0);
        assert_eq!(arena, [7; 4]);
    }
}

#[test]
fn a_strided_tape_flags_rooms_that_are_not_on_it() {
    let runs: [fn(&mut StridedTape<'_>); 5] = [
        |tape| assert_eq!(tape.take_room::<f64>(2).pop(), 0.0),
        |tape| assert_eq!(tape.read_room::<u32>(0, 2).pop(), 0),
        |tape| _ = tape.room::<f64>(3),
        |tape| {
            let mut room = tape.room(1);
            room.push(1_u32);
            room.push(2_u32);
        },
        |tape| {
            tape.push(5_u32);
            let mut taken = tape.take_room::<u32>(1);
            assert_eq!((taken.pop(), taken.pop()), (5, 0));
        },
    ];
    for run in runs {
        let mut arena = [0; 4];
        let mut tape = StridedTape::new(&mut arena, 0, 1);
        run(&mut tape);
        assert!(tape.failed());
    }
}

#[test]
fn rooms_of_one_run_hold_the_same_words() {
    let fill = |tape: &mut dyn FnMut(Kept)| (0..3).for_each(|i| tape(value(i)));
    let mut words = Vec::from([0; 18]);
    let mut tape = SliceTape::new(&mut words);
    let mut room = tape.room(3);
    fill(&mut |v| room.push(v));
    let mut pushed = Vec::from([0; 18]);
    let mut tape = SliceTape::new(&mut pushed);
    fill(&mut |v| tape.push(v));
    assert_eq!(words, pushed);
    // word by word between those of the other threads
    let mut arena = [3; 36];
    let mut tape = StridedTape::new(&mut arena, 1, 2);
    let mut room = tape.room(3);
    fill(&mut |v| room.push(v));
    assert!(arena.iter().step_by(2).all(|&w| w == 3));
    assert!(arena.iter().skip(1).step_by(2).eq(&words));
}
