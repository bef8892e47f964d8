//! What checkpoints put on the tape, of every kind of tape, and how little it is.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::too_many_arguments)]

use costate::{
    CountTape, Diff, HeapTape, Lanes, Real, SliceTape, StackTape, StridedTape, Tape, differentiable,
};
use costate_tests::check;

/// Words of a state of two numbers, with its place; a binomial one says how many may follow.
const EVERY: usize = 2 * 2 + 2;
const BINOMIAL: usize = 2 * 2 + 4;

/// One step of a pendulum of 1 m, `h` = 1 ms.
///
/// q̈ = −g sin q − c q̇
#[differentiable]
fn step<T: Real>(q: T, v: T, g: T, c: T) -> (T, T) {
    let v = v - 0.001 * (g * q.sin() + c * v);
    (q + 0.001 * v, v)
}

#[differentiable]
fn swing<T: Real>(q0: T, g: T, c: T, n: usize) -> T {
    let mut q = q0;
    let mut v = T::ZERO;
    for _ in 0..n {
        (q, v) = step(q, v, g, c);
    }
    q * v
}

#[differentiable]
fn swing_every<T: Real, const K: usize>(q0: T, g: T, c: T, n: usize) -> T {
    let mut q = q0;
    let mut v = T::ZERO;
    #[checkpoint(every = K)]
    for _ in 0..n {
        (q, v) = step(q, v, g, c);
    }
    q * v
}

#[differentiable]
fn swing_binomial<T: Real, const S: usize>(q0: T, g: T, c: T, n: usize) -> T {
    let mut q = q0;
    let mut v = T::ZERO;
    #[checkpoint(binomial, slots = S)]
    for _ in 0..n {
        (q, v) = step(q, v, g, c);
    }
    q * v
}

macro_rules! pull {
    ($($f:ident)::+ $(::<$($g:tt),*>)?, $n:expr, $tape:expr) => {{
        let (mut dq, mut dg, mut dc) = (0.0, 0.0, 0.0);
        let r = $($f)::+::vjp $(::<$($g),*>)? (0.5, &mut dq, 9.8, &mut dg, 0.1, &mut dc, $n, 1.0, $tape);
        [r, dq, dg, dc].map(f64::to_bits)
    }};
}

#[test]
fn a_million_steps_need_a_few_kilobytes() {
    let n = 1_000_000;
    let mut counted = CountTape::new();
    let binomial = pull!(swing_binomial::<_, 200>, n, &mut counted);
    assert_eq!(counted.mark(), 0);
    // all slots, and the words of one step
    let words = counted.peak();
    assert!((200 * BINOMIAL..200 * BINOMIAL + 40).contains(&words), "{words} words");
    assert_eq!(binomial, pull!(swing_every::<_, 1000>, n, &mut HeapTape::new()));
}

#[test]
fn what_each_schedule_keeps_is_known() {
    let n = 60;
    let mut one = CountTape::new();
    let known = pull!(swing, 1, &mut one);
    let a_step = one.peak();
    let mut counted = CountTape::new();
    let all = pull!(swing, n, &mut counted);
    assert_eq!(counted.peak(), n * a_step);
    let mut counted = CountTape::new();
    assert_eq!(all, pull!(swing_every::<_, 12>, n, &mut counted));
    // while the last stretch runs, the states below it are on the tape
    assert_eq!(counted.peak(), 4 * EVERY + 12 * a_step);
    let mut counted = CountTape::new();
    assert_eq!(all, pull!(swing_binomial::<_, 5>, n, &mut counted));
    assert!((5 * BINOMIAL..=5 * BINOMIAL + a_step).contains(&counted.peak()));
    assert_eq!(known, pull!(swing_binomial::<_, 5>, 1, &mut CountTape::new()));
}

#[test]
fn every_tape_holds_them() {
    let n = 60;
    let all = pull!(swing, n, &mut HeapTape::new());
    assert_eq!(all, pull!(swing_binomial::<_, 5>, n, &mut StackTape::<100>::new()));
    assert_eq!(all, pull!(swing_every::<_, 8>, n, &mut StackTape::<300>::new()));
    let mut words = [0; 100];
    assert_eq!(all, pull!(swing_binomial::<_, 5>, n, &mut SliceTape::new(&mut words)));
    let mut arena = [0; 300];
    let mut strided = StridedTape::new(&mut arena, 1, 3);
    assert_eq!(all, pull!(swing_binomial::<_, 5>, n, &mut strided));
    assert!(!strided.failed());
}

#[test]
#[should_panic(expected = "tape overflow")]
fn a_tape_that_is_too_small_panics() {
    let _ = pull!(swing_binomial::<_, 5>, 60, &mut StackTape::<30>::new());
}

#[test]
fn a_strided_tape_that_is_too_small_says_so() {
    let mut arena = [0; 30];
    let mut strided = StridedTape::new(&mut arena, 0, 1);
    let _ = pull!(swing_binomial::<_, 5>, 60, &mut strided);
    assert!(strided.failed());
    let mut arena = [0; 30];
    let mut strided = StridedTape::new(&mut arena, 0, 1);
    let _ = pull!(swing_every::<_, 3>, 60, &mut strided);
    assert!(strided.failed());
}

/// A trajectory that is only written is no part of the state.
#[differentiable]
fn recorded(q0: f64, path: &mut [f64], slots: usize) -> f64 {
    let mut q = q0;
    let mut v = 0.0;
    let mut turns = [0.0; 8];
    #[checkpoint(binomial, slots = slots)]
    for i in 0..path.len() {
        (q, v) = step(q, v, 9.8, 0.1);
        path[path.len() - 1 - i] = q;
        turns[i % 8] += v;
    }
    q + turns[3]
}

#[test]
fn what_is_only_written_is_not_kept() {
    let n = 500;
    let (mut dq, mut path, mut dpath) = (0.0, vec![0.0; n], vec![1.0; n]);
    let mut counted = CountTape::new();
    recorded::vjp(0.5, &mut dq, &mut path, &mut dpath, 4, 1.0, &mut counted);
    assert!(counted.peak() <= 4 * BINOMIAL + 40, "{} words", counted.peak());
    for n in [0, 1, 9] {
        check!(f64 recorded(in 0.5, mut vec![0.0; n], fix 3usize));
    }
}

// ---- numbers of all kinds

#[test]
fn lanes_are_scalars_to_the_bit() {
    let starts = [0.5, -0.2, 1.5, 3.0];
    let q0 = Lanes(starts);
    let (g, c) = (Lanes([9.8; 4]), Lanes([0.1; 4]));
    let (mut dq, mut dg, mut dc) = (Lanes([0.0; 4]), Lanes([0.0; 4]), Lanes([0.0; 4]));
    let one = Lanes([1.0; 4]);
    let mut tape = HeapTape::new();
    let r = swing_binomial::vjp::<_, 3>(q0, &mut dq, g, &mut dg, c, &mut dc, 20, one, &mut tape);
    for (lane, start) in starts.into_iter().enumerate() {
        let (mut eq, mut eg, mut ec) = (0.0, 0.0, 0.0);
        let s = swing::vjp(start, &mut eq, 9.8, &mut eg, 0.1, &mut ec, 20, 1.0, &mut tape);
        let lanes = [r.0[lane], dq.0[lane], dg.0[lane], dc.0[lane]].map(f64::to_bits);
        assert_eq!(lanes, [s, eq, eg, ec].map(f64::to_bits), "lane {lane}");
    }
}

#[test]
fn single_precision_too() {
    let (mut d, mut e) = ([0.0_f32; 3], [0.0_f32; 3]);
    let mut tape = HeapTape::new();
    let [a, b, c] = &mut d;
    let r = swing_every::vjp::<f32, 7>(0.5, a, 9.8, b, 0.1, c, 40, 1.0, &mut tape);
    let [a, b, c] = &mut e;
    let s = swing::vjp(0.5_f32, a, 9.8, b, 0.1, c, 40, 1.0, &mut tape);
    assert_eq!((r.to_bits(), d.map(f32::to_bits)), (s.to_bits(), e.map(f32::to_bits)));
}

/// A vector, whose operators have twins.
#[derive(Clone, Copy, Debug, Diff)]
#[diff(tangent = Self)]
struct Vec2<T> {
    x: T,
    y: T,
}

#[differentiable]
impl<T: Real> std::ops::Add for Vec2<T> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Vec2 { x: self.x + other.x, y: self.y + other.y }
    }
}

#[differentiable]
impl<T: Real> std::ops::Mul<T> for Vec2<T> {
    type Output = Self;
    fn mul(self, k: T) -> Self {
        Vec2 { x: self.x * k, y: self.y * k }
    }
}

#[differentiable]
trait Field<T: Real> {
    fn at(&self, p: Vec2<T>) -> Vec2<T>;

    fn follow(&self, p: Vec2<T>, h: T, n: usize) -> Vec2<T> {
        let mut p = p;
        #[checkpoint(binomial, slots = 2)]
        for _ in 0..n {
            let half = p + self.at(p) * (h * T::from_f64(0.5));
            p = p + self.at(half) * h;
        }
        p
    }
}

/// A whirl of some strength.
#[derive(Clone, Copy, Debug, Diff)]
struct Whirl<T> {
    strength: T,
}

#[differentiable]
impl<T: Real> Field<T> for Whirl<T> {
    fn at(&self, p: Vec2<T>) -> Vec2<T> {
        Vec2 { x: -self.strength * p.y, y: self.strength * p.x.sin() }
    }
}

#[differentiable]
fn followed<T: Real>(x: T, y: T, strength: T, n: usize) -> T {
    let whirl = Whirl { strength };
    let p = whirl.follow(Vec2 { x, y }, T::from_f64(0.1), n);
    p.x * p.y
}

#[test]
fn operators_and_methods_of_traits() {
    for n in [0, 1, 2, 7] {
        check!(followed(in 0.4, in -0.3, in 1.2, fix n));
    }
}
