//! All tapes: last in, first out; exact sizes; what a full or an empty tape does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::string::String;
use std::vec::Vec;

use super::*;

/// Runs one check on an empty tape of each kind, with room for `$words` words.
macro_rules! on_every_tape {
    ($check:ident, $words:literal) => {{
        $check(&mut HeapTape::new());
        $check(&mut HeapTape::with_capacity(1));
        $check(&mut StackTape::<$words>::new());
        $check(&mut SliceTape::new(&mut [7; $words]));
        $check(&mut Near::over(&mut [7; 20], &mut HeapTape::new()));
        $check(&mut Near::over(&mut [], &mut StackTape::<$words>::new()));
        $check(&mut CountTape::new());
        $check(&mut CountTape::over(StackTape::<$words>::new()));
        for thread in 0..3 {
            let mut arena = [7; 3 * $words];
            let mut tape = StridedTape::new(&mut arena, thread, 3);
            $check(&mut tape);
            assert!(!tape.failed());
        }
    }};
}
pub(super) use on_every_tape;

pub(super) fn message(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).expect_err("this should have panicked");
    panic.downcast_ref::<String>().cloned().expect("a formatted message")
}

/// 2 + 1 + 18 + 3 words.
fn lifo(tape: &mut impl Tape) {
    tape.push(0.1_f64);
    tape.push(true);
    tape.push([0.5_f64; 9]);
    tape.push((1_usize, 'x', ()));
    assert_eq!(tape.mark(), 24);
    assert_eq!(tape.pop::<(usize, char, ())>(), (1, 'x', ()));
    assert_eq!(tape.pop_as(|| unreachable!("a witness is never called") as [f64; 9]), [0.5; 9]);
    assert!(tape.pop::<bool>());
    assert_eq!(tape.pop::<f64>(), 0.1);
    assert_eq!(tape.mark(), 0);
}

#[test]
fn last_in_first_out() {
    on_every_tape!(lifo, 24);
}

fn slices(tape: &mut impl Tape) {
    tape.push(9_u32);
    let mark = tape.mark();
    tape.push_slice(&[1.0, 2.0, 3.0]);
    tape.push_slice::<f64>(&[]);
    tape.push_slice(&[(), ()]);
    tape.push(8_u32);
    let mut values = [0.0; 3];
    tape.read_slice(mark, &mut values);
    assert_eq!(values, [1.0, 2.0, 3.0]);
    tape.write_slice(mark + 2, &[20.0]);
    tape.read_slice(mark, &mut values);
    assert_eq!(values, [1.0, 20.0, 3.0]);
    let mut units = [(); 2];
    tape.read_slice(mark, &mut units);
    tape.write_slice(mark, &units);
    assert_eq!(tape.pop::<u32>(), 8);
    tape.drop_slice::<()>(2);
    tape.drop_slice::<f64>(2);
    assert_eq!(tape.pop::<f64>(), 1.0);
    assert_eq!((tape.pop::<u32>(), tape.mark()), (9, 0));
}

#[test]
fn slices_are_read_and_written_in_place() {
    on_every_tape!(slices, 8);
}

#[test]
fn a_heap_tape_grows_by_doubling() {
    let mut tape = HeapTape::new();
    let mut sizes = Vec::new();
    for i in 0..100_000 {
        tape.push(i);
        if sizes.last() != Some(&tape.capacity()) {
            sizes.push(tape.capacity());
        }
    }
    assert!(sizes.len() < 12, "{sizes:?}");
}

fn through_a_reference(mut tape: impl Tape) {
    tape.push(1.0_f32);
    assert_eq!(tape.pop::<f32>(), 1.0);
}

#[test]
fn a_reference_to_a_tape_is_a_tape() {
    let mut tape = StackTape::<1>::new();
    through_a_reference(&mut tape);
    through_a_reference(&mut &mut tape);
    slices(&mut &mut HeapTape::new());
}

#[test]
fn a_heap_tape_that_is_used_again_does_not_grow() {
    let mut tape = HeapTape::new();
    assert_eq!(tape.capacity(), 0);
    for round in 0..3 {
        (0..1000).for_each(|i| tape.push(i));
        let capacity = tape.capacity();
        assert!(capacity >= 1000, "{capacity}");
        assert!((0..1000).rev().all(|i| tape.pop::<i32>() == i));
        assert_eq!(tape.capacity(), capacity, "round {round}");
    }
    tape.push(1.0);
    tape.clear();
    assert_eq!(tape.mark(), 0);
    tape.push([1_u8; 5000]);
    assert_eq!(tape.mark(), 5000);
}

#[test]
fn a_full_tape_says_what_it_needs() {
    let mut stack = StackTape::<3>::new();
    stack.push(1.0);
    let wanted = "tape overflow: 2 of 3 words are in use and 2 more are needed";
    assert!(message(|| stack.push(1.0)).starts_with(wanted));
    assert!(message(|| stack.push_slice(&[1.0_f32, 2.0])).starts_with(wanted));
    // what was on it is there still
    assert_eq!((stack.mark(), stack.pop::<f64>()), (2, 1.0));

    let mut words = [0; 3];
    let mut slice = SliceTape::new(&mut words);
    assert_eq!(slice.capacity(), 3);
    slice.push(1.0);
    assert!(message(|| slice.push(1.0)).starts_with(wanted));
}

#[test]
fn an_empty_tape_says_so() {
    fn check(tape: &mut impl Tape) {
        tape.push(1_u32);
        let wanted = "tape underflow: 2 words are popped and 1 are on the tape";
        assert!(message(|| _ = tape.pop::<f64>()).starts_with(wanted));
        assert!(message(|| tape.drop_slice::<u32>(2)).starts_with(wanted));
        let wanted = "tape: 2 words from mark 0 reach beyond the 1 words in use";
        assert_eq!(message(|| tape.read_slice(0, &mut [0.0])), wanted);
        assert_eq!(message(|| tape.write_slice(0, &[0.0])), wanted);
        assert!(message(|| tape.read_slice(usize::MAX, &mut [0.0])).starts_with("tape: 2 words from"));
        assert!(message(|| tape.drop_slice::<f64>(usize::MAX)).contains("more than usize::MAX words"));
        assert_eq!(tape.pop::<u32>(), 1);
    }
    check(&mut HeapTape::new());
    check(&mut StackTape::<8>::new());
    check(&mut SliceTape::new(&mut [0; 8]));
    check(&mut CountTape::new());
}

#[test]
fn the_counted_size_is_exact() {
    /// Pushes and pops with a peak somewhere in the middle.
    fn sweep(tape: &mut impl Tape) {
        for n in [3, 11, 5] {
            (0..n).for_each(|i| tape.push(f64::from(i)));
            tape.push_slice(&[1_u32; 3]);
            tape.drop_slice::<u32>(3);
            (0..n).for_each(|_| _ = tape.pop::<f64>());
        }
    }
    let mut count = CountTape::new();
    sweep(&mut count);
    assert_eq!((count.peak(), count.mark()), (25, 0));
    sweep(&mut StackTape::<25>::new());
    assert!(message(|| sweep(&mut StackTape::<24>::new())).starts_with("tape overflow"));
    assert_eq!(count.into_inner().mark(), 0);
}

#[test]
fn counting_begins_with_what_is_on_the_tape() {
    let mut tape = StackTape::<8>::new();
    tape.push(1.0);
    assert_eq!(CountTape::over(tape).peak(), 2);
}

#[test]
fn strided_tapes_share_an_arena_word_by_word() {
    // 3 threads; the arena ends within a row: threads 0 and 1 have 3 words, thread 2 has 2
    let mut arena = [0; 8];
    for thread in 0..3_u32 {
        let mut tape = StridedTape::new(&mut arena, thread as usize, 3);
        assert_eq!(tape.capacity(), if thread < 2 { 3 } else { 2 });
        tape.push([10 * thread, 10 * thread + 1]);
    }
    assert_eq!(arena, [0, 10, 20, 1, 11, 21, 0, 0]);
}

#[test]
fn a_strided_tape_sets_a_flag_and_goes_on() {
    let mut arena = [0; 6];
    let mut tape = StridedTape::new(&mut arena, 1, 2);
    tape.push(1_u32);
    tape.push(2.0);
    assert!(!tape.failed());
    tape.push([3_u32, 4]);
    assert!(tape.failed());
    // counts stay right, so what fitted comes back
    assert_eq!((tape.mark(), tape.pop::<[u32; 2]>()), (5, [0, 0]));
    assert_eq!((tape.pop::<f64>(), tape.pop::<u32>()), (2.0, 1));
    assert!(tape.failed(), "the flag stays");
}

#[test]
fn a_strided_tape_flags_what_is_not_on_it() {
    let runs: [fn(&mut StridedTape<'_>); 5] = [
        |tape| assert_eq!(tape.pop::<f64>(), 0.0),
        |tape| tape.drop_slice::<f64>(2),
        |tape| tape.read_slice(0, &mut [0.0]),
        |tape| tape.write_slice(0, &[0.0]),
        |tape| tape.push_slice(&[0.0; 3]),
    ];
    for run in runs {
        let mut arena = [0; 4];
        let mut tape = StridedTape::new(&mut arena, 0, 1);
        run(&mut tape);
        assert!(tape.failed());
    }
}

#[test]
#[should_panic(expected = "thread 3 of 3")]
fn a_thread_outside_the_stride_is_refused() {
    StridedTape::new(&mut [0; 9], 3, 3);
}

#[test]
fn tapes_of_one_run_hold_the_same_words() {
    let mut words = Vec::from([0; 6]);
    SliceTape::new(&mut words).push((1.5, [2_u8; 3], true));
    let mut arena = [0; 6];
    StridedTape::new(&mut arena, 0, 1).push((1.5, [2_u8; 3], true));
    assert_eq!(words, arena);
}
