use super::*;
use std::{vec, vec::Vec};

/// β(c, r) = C(c + r, c)
fn beta(c: usize, r: usize) -> u128 {
    (1..=r as u128).fold(1, |b, k| b * (c as u128 + k) / k)
}

/// t(l, c) = r l − β(c + 1, r − 1)
fn optimum(l: usize, c: usize) -> u128 {
    let r = (0..).find(|r| beta(c, *r) >= l as u128).expect("β grows with r");
    if r == 0 { 0 } else { r as u128 * l as u128 - beta(c + 1, r - 1) }
}

/// What a checkpointed loop goes through.
#[derive(Debug, Default)]
struct Run {
    /// Iterations without recording.
    plain: u128,
    /// The order in which iterations were run back.
    back: Vec<usize>,
    /// The most states that lay on the tape.
    states: usize,
}

/// The sweeps of a loop as generated code runs them; `done` of the `trips` that were announced.
fn binomial(trips: usize, done: usize, slots: usize) -> Run {
    let (mut run, mut tape) = (Run::default(), Vec::new());
    let mut schedule = Binomial::new(trips, slots);
    for at in 0..done {
        tape.extend(schedule.keeps(at));
        run.plain += 1;
    }
    run.states = tape.len();
    let mut end = done;
    while end > 0 {
        let (mut at, mut free) = tape.pop().expect("a state below each iteration that is left");
        while end - at > 1 {
            tape.push((at, free));
            run.states = run.states.max(tape.len());
            let to = at + stride(end - at, free);
            run.plain += (to - at) as u128;
            (at, free) = (to, free.saturating_sub(1));
        }
        run.back.push(at);
        end = at;
    }
    assert!(tape.is_empty(), "{trips} trips, {slots} slots: a state is left");
    run
}

#[test]
fn the_number_of_iterations_is_the_known_optimum() {
    for slots in 1..=20 {
        for n in 0..=200 {
            let run = binomial(n, n, slots);
            assert_eq!(run.plain, optimum(n + 1, slots), "n = {n}, s = {slots}");
            assert!(run.states <= slots, "n = {n}, s = {slots}: {} states", run.states);
            assert!(run.back.iter().copied().eq((0..n).rev()), "n = {n}, s = {slots}");
        }
    }
}

/// t(l, c) by its definition, the least over all places of the next state, and not by the formula.
#[test]
fn the_formula_is_the_least_of_all_schedules() {
    let n = 60;
    let mut least = vec![vec![0_u128; n + 1]; 8];
    for l in 2..=n {
        least[1][l] = (l * (l - 1) / 2) as u128;
    }
    for c in 2..8 {
        for l in 2..=n {
            let at = |m: usize| m as u128 + least[c][m] + least[c - 1][l - m];
            least[c][l] = (1..l).map(at).min().expect("l > 1");
        }
    }
    for c in 1..8 {
        for l in 1..=n {
            assert_eq!(least[c][l], optimum(l, c), "l = {l}, c = {c}");
        }
    }
}

#[test]
fn a_loop_that_is_left_early_is_brought_back_whole() {
    for slots in [1, 2, 3, 7, 40] {
        for done in 0..=30 {
            let run = binomial(30, done, slots);
            assert!(run.back.iter().copied().eq((0..done).rev()), "{done} of 30, s = {slots}");
            assert!(run.states <= slots);
        }
    }
}

#[test]
fn a_million_iterations_need_few_states() {
    let run = binomial(1_000_000, 1_000_000, 30);
    assert_eq!(run.plain, optimum(1_000_001, 30));
    assert!(run.plain < 6_000_000, "{}", run.plain);
    assert_eq!(run.states, 30);
}

#[test]
fn the_greatest_numbers_do_not_overflow() {
    assert_eq!(stride(usize::MAX, 0), usize::MAX - 1);
    for free in [2, 3, 100, usize::MAX] {
        let far = stride(usize::MAX, free);
        assert!(far > 0 && far < usize::MAX, "{free}: {far}");
    }
    assert_eq!(stride(2, usize::MAX), 1);
    let mut schedule = Binomial::new(usize::MAX, 3);
    assert_eq!(schedule.keeps(0), Some((0, 2)));
}

#[test]
fn every_keeps_the_multiples() {
    let mut schedule = Every::new(3);
    let kept: Vec<usize> = (0..8).filter_map(|at| schedule.keeps(at)).collect();
    assert_eq!(kept, [0, 3, 6]);
}

#[test]
#[should_panic(expected = "k must be at least 1")]
fn every_zero_is_refused() {
    let _ = Every::new(0);
}

#[test]
#[should_panic(expected = "s must be at least 1")]
fn no_slot_is_refused() {
    let _ = Binomial::new(5, 0);
}
