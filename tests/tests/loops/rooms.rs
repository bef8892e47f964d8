//! Loops that take room on the tape for all their iterations at once, of every kind of range, and loops that only
//! look as if they could. Each function runs in one scope (`vjp`) and in two (`fwd` and `rev`, by a caller).

// what people write, also where clippy knows better
#![allow(
    clippy::mut_range_bound,
    clippy::needless_range_loop,
    clippy::explicit_counter_loop,
    clippy::assign_op_pattern
)]
#![allow(clippy::reversed_empty_ranges)]

use core::ops::{Add, Mul};
use std::panic::{AssertUnwindSafe, catch_unwind};

use costate::{
    CountTape, Diff, HeapTape, Real, Scalar, SliceTape, StackTape, StridedTape, Tape, differentiable,
};
use costate_tests::{check, check_called};

check_called! {
    from_zero by calls_from_zero,
    from_one by calls_from_one,
    narrow_counters by calls_narrow_counters,
    negative_counters by calls_negative_counters,
    to_the_last by calls_to_the_last,
    in_steps by calls_in_steps,
    in_steps_backwards by calls_in_steps_backwards,
    by_a_variable_step by calls_by_a_variable_step,
    of_letters by calls_of_letters,
    never_entered by calls_never_entered,
    bound_that_changes by calls_bound_that_changes,
    bound_that_is_carried by calls_bound_that_is_carried,
    many_values by calls_many_values,
    more_values_than_a_tuple_of_tuples by calls_more_values_than_a_tuple_of_tuples,
    values_of_all_types by calls_values_of_all_types,
    chosen_values by calls_chosen_values,
    values_of_branches by calls_values_of_branches,
    loops_that_keep_inside by calls_loops_that_keep_inside,
    loops_that_keep_nothing_inside by calls_loops_that_keep_nothing_inside,
    calls_inside by calls_calls_inside,
    left_early by calls_left_early,
    left_by_return by calls_left_by_return,
    beside_each_other by calls_beside_each_other,
    names_that_are_taken by calls_names_that_are_taken,
    inside_checkpoints by calls_inside_checkpoints,
    with_checkpoints by calls_with_checkpoints,
    while_it_is_small by calls_while_it_is_small,
    windows by calls_windows,
    operators_inside by calls_operators_inside,
    operators_in_loops_of_loops by calls_operators_in_loops_of_loops,
}

#[differentiable]
fn from_zero<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = (s * x[i]).sin() + s * 0.5;
        x[i] = s.cos() * 0.1;
    }
    s
}

#[differentiable]
fn from_one<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 1..x.len() {
        s = (s * x[i - 1]).sin() * x[i];
        x[i - 1] = s * x[i];
    }
    s
}

#[differentiable]
fn narrow_counters<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, n) = (c, 3_u8);
    for i in 1..n {
        s = (s * x[i as usize]).sin();
    }
    for i in (0..2_u32).rev() {
        s = (s + x[i as usize]).cos();
    }
    s
}

#[differentiable]
fn negative_counters<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in -2..2_i32 {
        s = (s * x[(i + 2) as usize]).sin() + T::from_f64(i as f64) * s;
    }
    for i in (-3_i64..=-1).rev() {
        s = (s + x[(-i) as usize]).cos();
    }
    s
}

#[differentiable]
fn to_the_last<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, last) = (c, x.len() - 1);
    for i in 0..=last {
        s = (s * x[i]).sin() + c;
    }
    for i in 250..=255_u8 {
        s = (s * x[(i % 2) as usize]).cos();
    }
    s
}

#[differentiable]
fn in_steps<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in (0..x.len()).step_by(2) {
        s = (s * x[i]).sin() + s;
    }
    for i in (1..=x.len()).step_by(3) {
        s = (s * x[i - 1]).cos();
    }
    s
}

#[differentiable]
fn in_steps_backwards<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in (1..x.len()).step_by(2).rev() {
        s = (s * x[i]).sin() + s;
    }
    for i in (0..x.len()).rev() {
        x[i] = (s * x[i]).cos() * 0.3;
        s = x[i] * s;
    }
    s
}

#[differentiable]
fn by_a_variable_step<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for step in 1..3 {
        for i in (0..x.len()).step_by(step) {
            s = (s * x[i]).sin() + s;
        }
    }
    s
}

/// Not numbers, and between these two are numbers that are no letters.
#[differentiable]
fn of_letters<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for letter in 'a'..='c' {
        s = (s * x[1]).sin() + T::from_f64(letter as u32 as f64 * 0.01) * s;
    }
    for _ in '\u{d7fe}'..'\u{e001}' {
        s = (s * x[2]).cos();
    }
    s
}

#[differentiable]
fn never_entered<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in x.len()..2 {
        s = (s * x[i]).sin();
    }
    for i in 3..=1_i8 {
        s = (s * x[i as usize]).sin();
    }
    s * x[0]
}

#[differentiable]
fn bound_that_changes<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut n) = (c, 3);
    for i in 0..n {
        n = i;
        s = (s * x[i]).sin() + T::from_f64(n as f64);
    }
    for i in n..4 {
        n += 1;
        s = (s * x[i]).cos();
    }
    s * T::from_f64(n as f64)
}

#[differentiable]
fn bound_that_is_carried<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut n) = (c, 1);
    for k in 0..3 {
        for i in 0..n {
            s = (s * x[i]).sin() + s * 0.3;
        }
        n = if s > 0.2 { n + 1 } else { k };
    }
    s
}

/// Thirteen sines are more than one tuple.
#[differentiable]
fn many_values<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let (a, b, d) = ((s * x[i]).sin(), (s + x[i]).sin(), (s - x[i]).cos());
        let (e, f, g) = ((a * b).sin(), (b * d).exp(), (d * a).cos());
        let (h, k, l) = ((e * f).sin(), (f * g).tanh(), (g * e).cos());
        let (m, n, o) = ((h * k).sin(), (k * l).tanh(), (l * h).cos());
        let (p, q) = ((m * n).sin(), (n * o).exp());
        s = (p * q + a * e * h + b * f * k + d * g * l + m * n * o).sin();
        x[i] = s * a;
    }
    s
}

#[differentiable]
fn twelve<T: Real>(v: [T; 12], s: T) -> [T; 12] {
    let mut v = v;
    for k in 0..12 {
        v[k] = (v[k] * s + T::from_f64(k as f64) * 0.1).sin();
    }
    v
}

#[differentiable]
fn more_values_than_a_tuple_of_tuples<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..2 {
        let mut v = [s * x[i]; 12];
        v = twelve(v, s);
        let [a, b, d, e, f, g, h, k, l, m, n, o] = v;
        s = (a * b * d + e * f * g + h * k * l + m * n * o).sin();
    }
    s
}

/// Numbers, what they are compared to, arrays and options.
#[differentiable]
fn values_of_all_types<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut turns, mut last) = (c, 0_u16, None);
    for i in 0..x.len() {
        let large = s * x[i] > 0.3;
        turns = if large { turns + 1 } else { turns };
        let pair = [(s * x[i]).sin(), (s + x[i]).cos()];
        s = if large { pair[0] * pair[1] } else { pair[0] + pair[(turns % 2) as usize] };
        if let Some(before) = last {
            s = s * before + pair[1];
        }
        last = if turns > 1 { None } else { Some(s * pair[0]) };
        x[i] = s * s;
    }
    s
}

/// The branches themselves keep nothing.
#[differentiable]
fn chosen_values<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        let y = (s * x[i]).sin();
        s = if y > 0.3 { s + y * 2.0 } else { s - y };
        if s > 0.9 {
            x[i] += s;
        }
    }
    s
}

/// How many values go on the tape depends on the way.
#[differentiable]
fn values_of_branches<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        if s * x[i] > 0.3 {
            let y = (s * x[i]).sin();
            s = (y * s).cos() + y;
        } else {
            s = (s * 0.5 + x[i]).tanh() * 0.2;
        }
    }
    s
}

#[differentiable]
fn loops_that_keep_inside<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..3 {
        s = (s * x[i]).sin();
        for k in 0..i {
            for l in k..2 {
                s = (s * x[k] + x[l]).cos();
            }
            s = (s + x[i]).sin() * 0.1;
        }
    }
    s
}

#[differentiable]
fn loops_that_keep_nothing_inside<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..3 {
        let y = (s * x[i]).sin();
        let mut sum = T::ZERO;
        for k in 0..i + 1 {
            sum += x[k];
        }
        s = y * sum + y * y;
    }
    s
}

#[differentiable]
fn wave<T: Real>(a: T, b: T) -> T {
    (a * b).sin() * a
}

#[differentiable]
fn calls_inside<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = (wave(s, x[i]) + s * x[i]).cos();
    }
    s
}

#[differentiable]
fn left_early<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = (s * x[i]).sin() + s;
        if s > 1.0 {
            break;
        }
        if i == 1 {
            continue;
        }
        x[i] = s.cos();
    }
    s
}

#[differentiable]
fn left_by_return<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for i in 0..x.len() {
        s = (s * x[i]).sin() + s;
        if s > 1.2 {
            return s * x[i];
        }
    }
    s
}

#[differentiable]
fn beside_each_other<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut r) = (c, c * x[0]);
    for i in 0..3 {
        s = (s * x[i]).sin();
    }
    let kept = (s * r).exp();
    for i in 0..3 {
        r = (r * x[i]).cos() * kept;
    }
    for i in 0..3 {
        x[i] = (s * r * x[i]).tanh();
    }
    s + r
}

#[differentiable]
fn names_that_are_taken<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut room, kept, t) = (c, x[0], x[1] * c);
    for room_1 in 0..x.len() {
        room = (room * x[room_1] + kept).sin() * t;
    }
    room
}

#[differentiable]
fn inside_checkpoints<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    #[checkpoint(every = 2)]
    for k in 0..5 {
        for i in 0..x.len() {
            s = (s * x[i]).sin() + s * 0.2;
            x[i] = s * 0.7;
        }
        s = s + T::from_f64(k as f64) * 0.1;
    }
    s
}

#[differentiable]
fn with_checkpoints<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    #[checkpoint(binomial, slots = 2)]
    for i in 0..x.len() {
        s = (s * x[i]).sin() + s * 0.2;
    }
    s
}

#[differentiable]
fn while_it_is_small<T: Scalar>(x: &mut [T], c: T) -> T {
    let (mut s, mut i) = (c, 0);
    while s < 1.5 && i < x.len() {
        s = (s * x[i]).sin() + s;
        i += 1;
    }
    s
}

#[differentiable]
fn windows<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = c;
    for (pair, y) in x.windows(2).zip(x.iter().rev()) {
        s = (s * pair[0] + pair[1]).sin() * *y;
    }
    for v in x.iter_mut() {
        *v = (*v * s).cos() * 0.2;
        s = s * *v;
    }
    s
}

type Pair = (f64, f64);

/// Types that only rustc knows.
#[differentiable]
fn unknown_types(at: Pair, n: usize) -> Pair {
    let (mut a, mut b) = at;
    for _ in 0..n {
        let wave = a.sin();
        let next = if b > 0.0 { wave.exp() } else { wave.cos() };
        b = wave;
        a = next;
    }
    (a, b)
}

#[test]
fn values_of_types_that_only_rustc_knows() {
    for n in [0, 1, 5] {
        check!(f64 unknown_types(in (0.7, 0.3), fix n));
    }
}

/// A number of the user's own, whose product keeps what it needs on the tape itself.
#[derive(Clone, Copy, Debug, Diff)]
#[diff(tangent = Self)]
struct Own<T> {
    v: T,
}

#[differentiable]
impl<T: Real> Mul for Own<T> {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        let wave = (self.v * o.v).sin();
        Own { v: (wave.tanh() + self.v * T::from_f64(0.5)).cos() }
    }
}

/// Its sum keeps nothing.
#[differentiable]
impl<T: Real> Add for Own<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Own { v: self.v + o.v }
    }
}

/// The operators of these loops record nothing, all the time, or now and then.
#[differentiable]
fn operators_inside<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = Own { v: c };
    for i in 0..x.len() {
        let wave = (s.v * x[i]).sin();
        s = s + Own { v: wave.tanh() * T::from_f64(0.2) };
    }
    for i in 0..x.len() {
        let wave = (s.v * x[i]).sin();
        s = s * Own { v: wave.tanh() };
    }
    for i in 0..x.len() {
        let wave = (s.v * x[i]).sin();
        let y = Own { v: wave * x[0] };
        s = if i % 3 == 1 { s * y } else { s + y };
        x[i] = s.v * wave;
    }
    s.v
}

#[differentiable]
fn operators_in_loops_of_loops<T: Scalar>(x: &mut [T], c: T) -> T {
    let mut s = Own { v: c };
    for i in 0..3 {
        for k in 0..i {
            let y = Own { v: (s.v + x[k]).sin() };
            for _ in k..2 {
                s = s * y;
            }
            s = y * s + y;
        }
        s = s * Own { v: x[i] };
    }
    s.v
}

const RATE: f64 = 0.3;

/// Products with a constant, whose type only rustc knows.
#[differentiable]
fn constants_inside(x: &mut [f64], c: f64) -> f64 {
    let mut s = c;
    for i in 0..x.len() {
        let y = RATE * x[i];
        s += RATE * (s * y).sin();
        x[i] = s * y + RATE;
    }
    for v in x.iter_mut() {
        *v = RATE * *v * *v;
        s = s * *v - RATE;
    }
    s
}

#[test]
fn constants_beside_the_values_that_are_kept() {
    check!(f64 constants_inside(mut vec![0.7, 0.4, 1.1, 0.6], in 0.3));
    check!(f64 constants_inside(mut Vec::new(), in 0.3));
    let (mut x, mut dx, mut dc) = ([0.7, 0.4, 1.1], [0.2, 0.3, 0.4], 0.0);
    let mut count = CountTape::new();
    constants_inside::vjp(&mut x, &mut dx, 0.3, &mut dc, 1.0, &mut count);
    assert_eq!(count.mark(), 0);
    let size = count.peak();
    let mut tape = SliceTape::new(vec![0; size].leak());
    constants_inside::vjp(&mut x, &mut dx, 0.3, &mut dc, 1.0, &mut tape);
    assert_eq!(tape.mark(), 0);
}

#[differentiable]
fn bounded<T: Scalar>(x: &[T], end: usize, limit: T) -> T {
    let mut s = T::ONE;
    for i in 0..end {
        s = (s * x[i]).sin() + s;
        assert!(s < limit, "too large at {i}");
    }
    s
}

#[test]
fn after_a_panic_in_a_loop_the_tape_serves_again() {
    let (x, mut dx, mut dlimit) = ([0.7, 0.4, 1.1, 0.6], [0.0; 4], 0.0);
    let mut tape = HeapTape::new();
    tape.push(3_u32);
    for (end, limit) in [(4, 1.5), (9, 100.0)] {
        let mark = tape.mark();
        let run = AssertUnwindSafe(|| bounded::vjp(&x, &mut dx, end, limit, &mut dlimit, 1.0, &mut tape));
        assert!(catch_unwind(run).is_err());
        // what lay below is there still
        assert!(tape.mark() >= mark);
        tape.drop_slice::<u32>(tape.mark() - mark);
    }
    let value = bounded::vjp(&x, &mut dx, 4, 100.0, &mut dlimit, 1.0, &mut tape);
    let (wanted, (slope, _)) = bounded::value_and_grad(&x, 4, 100.0);
    assert_eq!((value, dx.as_slice()), (wanted, slope.as_slice()));
    assert_eq!((tape.mark(), tape.pop::<u32>()), (1, 3));
}

#[differentiable(vjp_n)]
fn steps<T: Real>(x: &[T], c: T) -> T {
    let mut s = c;
    for k in 0..3 {
        for i in 1..x.len() {
            s = (s * x[i] + x[i - 1]).sin() + s * x[k];
        }
    }
    s
}

/// Value and gradient on a tape, and the same in two sweeps.
fn on(tape: &mut impl Tape) -> [Vec<u64>; 2] {
    let x = [0.7, 0.4, 1.1, 0.6, 0.9];
    let bits = |value: f64, dx: [f64; 5], dc: f64| {
        dx.iter().chain(&[value, dc]).map(|v| v.to_bits()).collect::<Vec<_>>()
    };
    let (mut dx, mut dc) = ([0.0; 5], 0.0);
    let value = steps::vjp(&x, &mut dx, 0.3, &mut dc, 1.0, tape);
    let joint = bits(value, dx, dc);
    let (mut dx, mut dc) = ([0.0; 5], 0.0);
    let value = steps::fwd(&x, 0.3, tape);
    steps::rev(&x, &mut dx, 0.3, &mut dc, 1.0, tape);
    [joint, bits(value, dx, dc)]
}

#[test]
fn all_tapes_give_the_same_bits_and_the_counted_size_is_enough() {
    let mut count = CountTape::new();
    let wanted = on(&mut count);
    let words = count.peak();
    // two numbers an iteration: 12 iterations, and nothing else
    assert_eq!((words, count.mark()), (48, 0));
    assert_eq!(on(&mut StackTape::<48>::new()), wanted);
    assert_eq!(on(&mut SliceTape::new(&mut vec![9; words])), wanted);
    let mut arena = vec![9; 3 * words];
    for thread in 0..3 {
        let mut tape = StridedTape::new(&mut arena, thread, 3);
        assert_eq!(on(&mut tape), wanted);
        assert!(!tape.failed());
        assert_eq!(tape.mark(), 0);
    }
    let short = catch_unwind(|| on(&mut StackTape::<23>::new())).expect_err("a word is missing");
    assert!(short.downcast_ref::<String>().is_some_and(|m| m.starts_with("tape overflow")));
    let mut arena = vec![9; words - 1];
    let mut tape = StridedTape::new(&mut arena, 0, 1);
    let _ = on(&mut tape);
    assert!(tape.failed());
}

#[test]
fn a_tape_that_is_used_again_does_not_grow() {
    let mut tape = HeapTape::new();
    let first = on(&mut tape);
    let capacity = tape.capacity();
    for _ in 0..3 {
        assert_eq!(on(&mut tape), first);
    }
    assert_eq!(tape.capacity(), capacity);
}

#[test]
fn cotangents_read_one_room_in_turn() {
    let (x, mut tape) = ([0.7, 0.4, 1.1, 0.6, 0.9], HeapTape::new());
    let (mut dx, mut dc) = ([[0.0; 5]; 2], [0.0; 2]);
    let [first, second] = &mut dx;
    steps::vjp_n(&x, [first, second], 0.3, dc.each_mut(), [1.0, -0.5], &mut tape);
    let (wanted, of_c) = steps::grad(&x, 0.3);
    assert_eq!((dx[0].as_slice(), dc[0]), (wanted.as_slice(), of_c));
    for (second, first) in dx[1].iter().zip(&wanted) {
        assert!((second + 0.5 * first).abs() < 1e-15);
    }
    assert_eq!(tape.mark(), 0);
}
