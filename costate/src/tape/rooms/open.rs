//! Rooms beside which operators record.

use super::*;

/// An operator records a number in the iterations from `from` on: 5 · 6 words, and one for each of these.
fn fill(tape: &mut impl Tape, from: usize) {
    let below = tape.mark();
    let mut room = OpenRoom::new(tape, 5);
    for i in 0..5_usize {
        let recorded = (i + 1).saturating_sub(from);
        if i >= from {
            Tape::push(&mut room, i as u32);
        }
        room.push(value(i));
        assert_eq!(room.mark(), below + 6 * (i + 1) + recorded);
    }
}

fn empty(tape: &mut impl Tape, from: usize) {
    let mut taken = OpenTaken::<Kept, _>::new(tape, 5);
    for i in (0..5).rev() {
        assert_eq!(taken.pop(), value(i));
        if i >= from {
            assert_eq!(Tape::pop::<u32>(&mut taken), i as u32);
        }
    }
    taken.end();
}

fn interrupted(tape: &mut impl Tape) {
    for from in 0..=5 {
        fill(tape, from);
        assert_eq!(tape.mark(), 30 + 5 - from);
        empty(tape, from);
        assert_eq!(tape.mark(), 0);
    }
}

#[test]
fn operators_may_record_beside_a_room() {
    on_every_tape!(interrupted, 35);
    interrupted(&mut &mut HeapTape::new());
    let mut inner = StackTape::<40>::new();
    inner.push(1.0);
    interrupted(&mut Beside(Replay::new(&mut inner)));
}

#[test]
fn operators_read_again_what_they_recorded_beside_a_room() {
    for from in 0..=5 {
        let mut tape = HeapTape::new();
        fill(&mut tape, from);
        let top = tape.mark();
        for _ in 0..2 {
            let mut replay = Replay::new(&mut tape);
            fill(&mut replay, 5 - from);
            empty(&mut replay, 5 - from);
            empty(&mut replay, from);
            assert_eq!(replay.mark(), 0);
        }
        assert_eq!(tape.mark(), top);
    }
}

/// All that a tape can do, beside a room that is half full.
fn beside(tape: &mut impl Tape) {
    let mut room = OpenRoom::new(tape, 4);
    room.push(1_u32);
    let mark = room.mark();
    room.push_slice(&[2.0, 3.0]);
    let mut values = [0.0; 2];
    room.read_slice(mark, &mut values);
    room.write_slice(mark, &[values[1], values[0]]);
    assert_eq!(room.read_room::<f64>(mark, 2).pop(), 2.0);
    room.drop_slice::<f64>(1);
    assert_eq!(Tape::pop::<f64>(&mut room), 3.0);
    let mut inner = OpenRoom::new(room.below(), 2);
    inner.push(5_u32);
    inner.push(6_u32);
    assert_eq!([6, 5].map(|_| Tape::pop::<u32>(&mut room)), [6, 5]);
    room.room(1).push(7_u32);
    assert_eq!(room.take_room::<u32>(1).pop(), 7);
    (2..5_u32).for_each(|i| room.push(i));
    assert_eq!(tape.mark(), 4);
    let mut taken = OpenTaken::<u32, _>::new(tape, 4);
    assert_eq!([4, 3].map(|_| taken.pop()), [4, 3]);
    let mut left = [0_u32; 2];
    taken.read_slice(0, &mut left);
    assert_eq!((left, taken.mark()), ([1, 2], 2));
    assert_eq!([2, 1].map(|_| taken.pop()), [2, 1]);
    taken.end();
    assert_eq!(tape.mark(), 0);
}

#[test]
fn a_room_is_a_tape() {
    on_every_tape!(beside, 8);
}

#[test]
fn a_room_that_is_not_there_is_not_taken() {
    let mut tape = StackTape::<8>::new();
    tape.push(1_u32);
    assert!(message(|| _ = OpenTaken::<f64, _>::new(&mut tape, 2)).starts_with("tape: 4 words from mark 0"));
    assert!(
        message(|| _ = OpenTaken::<f64, _>::new(&mut tape, usize::MAX))
            .contains("more than usize::MAX words")
    );
    let wanted = "tape overflow: 1 of 8 words are in use and 8 more are needed";
    assert!(message(|| _ = OpenRoom::<f64, _>::new(&mut tape, 4)).starts_with(wanted));
    let mut arena = [0; 2];
    let mut tape = StridedTape::new(&mut arena, 0, 1);
    let mut taken = OpenTaken::<f64, _>::new(&mut tape, 2);
    assert_eq!(taken.pop(), 0.0);
    taken.end();
    assert!(tape.failed());
}
