//! `vjp_n` and `jvp_n`: many directions in one call give the bits of one call each.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::tape::{Room, Taken};
use costate::{CountTape, Diff, HeapTape, Real, Tape, differentiable};

/// Reads, writes, loops over nested calls and leaves early.
#[differentiable]
fn stir<T: Real>(y: &mut [T], k: T, from: usize) -> T {
    let mut sum = T::ZERO;
    for i in from..y.len() {
        y[i] = y[i] * k + sum.sin();
        sum += y[i] * y[i];
    }
    sum
}

#[differentiable(vjp_n, jvp_n)]
fn mix(x: &[f64], y: &mut [f64], k: f64, n: usize) -> f64 {
    let mut s = 0.1;
    for step in 0..n {
        for i in 0..x.len() {
            y[i] = y[i] * x[i] * k + s;
            s += y[i].sin();
        }
        if s > 1e6 {
            return s * k;
        }
        s *= stir(y, k, step % 2);
    }
    s
}

const X: [f64; 3] = [0.3, -0.4, 0.5];
const Y: [f64; 3] = [1.0, 0.2, -0.7];
const DY: [[f64; 3]; 4] = [[1.0, 0.0, 0.0], [0.0, 0.5, -0.5], [0.0; 3], [0.3, 0.2, 0.1]];
const DR: [f64; 4] = [1.0, -2.0, 0.5, 0.0];

/// The value, `y`, and the adjoints of `x`, `y` and `k` for each cotangent.
type Outcome = (f64, [f64; 3], [[f64; 3]; 4], [[f64; 3]; 4], [f64; 4]);

/// `mix` and its adjoints, one call for all.
fn together(tape: &mut impl Tape) -> Outcome {
    let (mut y, mut dx, mut dy, mut dk) = (Y, [[0.1; 3]; 4], DY, [0.2; 4]);
    let value = mix::vjp_n(
        &X,
        dx.each_mut().map(|d| d.as_mut_slice()),
        &mut y,
        dy.each_mut().map(|d| d.as_mut_slice()),
        0.9,
        dk.each_mut(),
        3,
        DR,
        tape,
    );
    (value, y, dx, dy, dk)
}

#[test]
fn many_cotangents_have_the_bits_of_single_ones() {
    let mut tape = HeapTape::new();
    let (value, y, dx, dy, dk) = together(&mut tape);
    for k in 0..4 {
        let (mut y1, mut dx1, mut dy1, mut dk1) = (Y, [0.1; 3], DY[k], 0.2);
        let single = mix::vjp(&X, &mut dx1, &mut y1, &mut dy1, 0.9, &mut dk1, 3, DR[k], &mut tape);
        assert_eq!((value.to_bits(), y.map(f64::to_bits)), (single.to_bits(), y1.map(f64::to_bits)));
        assert_eq!(dx[k].map(f64::to_bits), dx1.map(f64::to_bits), "adjoint of x, cotangent {k}");
        assert_eq!(dy[k].map(f64::to_bits), dy1.map(f64::to_bits), "adjoint of y, cotangent {k}");
        assert_eq!(dk[k].to_bits(), dk1.to_bits(), "adjoint of k, cotangent {k}");
    }
}

#[test]
fn the_tape_is_left_as_it_was_found() {
    let mut tape = HeapTape::new();
    tape.push(7_u32);
    let before = tape.mark();
    let first = together(&mut tape);
    assert_eq!(first, together(&mut tape));
    assert_eq!((tape.mark(), tape.pop::<u32>()), (before, 7));
}

/// Counts what is pushed.
struct Pushes(HeapTape, usize);

impl Tape for Pushes {
    type Below = Self;
    #[inline(always)]
    fn below(&mut self) -> &mut Self {
        self
    }
    fn push<T: costate::Pod>(&mut self, value: T) {
        self.1 += 1;
        self.0.push(value);
    }
    fn pop<T: costate::Pod>(&mut self) -> T {
        self.0.pop()
    }
    fn mark(&self) -> usize {
        self.0.mark()
    }
    fn push_slice<T: costate::Pod>(&mut self, values: &[T]) {
        self.0.push_slice(values);
    }
    fn read_slice<T: costate::Pod>(&self, mark: usize, values: &mut [T]) {
        self.0.read_slice(mark, values);
    }
    fn write_slice<T: costate::Pod>(&mut self, mark: usize, values: &[T]) {
        self.0.write_slice(mark, values);
    }
    fn drop_slice<T: costate::Pod>(&mut self, n: usize) {
        self.0.drop_slice::<T>(n);
    }
    fn room<T: costate::Pod>(&mut self, n: usize) -> Room<'_, T> {
        self.1 += n;
        self.0.room(n)
    }
    fn take_room<T: costate::Pod>(&mut self, n: usize) -> Taken<'_, T> {
        self.0.take_room(n)
    }
    fn read_room<T: costate::Pod>(&self, mark: usize, n: usize) -> Taken<'_, T> {
        self.0.read_room(mark, n)
    }
}

#[test]
fn the_primal_runs_once() {
    let mut recorded = Pushes(HeapTape::new(), 0);
    let mut y = Y;
    mix::fwd(&X, &mut y, 0.9, 3, &mut recorded);
    let mut tape = Pushes(HeapTape::new(), 0);
    together(&mut tape);
    assert!(recorded.1 > 10);
    assert_eq!(tape.1, recorded.1);
    // and the record is not copied: it, and `y` before and after, is all there is
    let mut count = CountTape::new();
    together(&mut count);
    assert!(count.peak() <= recorded.0.mark() + 2 * 6 + 12, "{} {}", count.peak(), recorded.0.mark());
}

#[test]
fn many_tangents_have_the_bits_of_single_ones() {
    let tx = [[1.0, 0.0, 0.0], [0.3, 0.2, 0.1]];
    let (mut y, mut ty) = (Y, [DY[0], DY[1]]);
    let (value, tangents) = mix::jvp_n(
        &X,
        tx.each_ref().map(|t| t.as_slice()),
        &mut y,
        ty.each_mut().map(|t| t.as_mut_slice()),
        0.9,
        [0.5, 0.0],
        3,
    );
    for k in 0..2 {
        let (mut y1, mut ty1) = (Y, DY[k]);
        let (single, tangent) = mix::jvp(&X, &tx[k], &mut y1, &mut ty1, 0.9, [0.5, 0.0][k], 3);
        assert_eq!((value.to_bits(), tangents[k].to_bits()), (single.to_bits(), tangent.to_bits()));
        assert_eq!((y, ty[k]), (y1, ty1));
    }
}

#[test]
#[should_panic(expected = "the adjoint of `x` has length 2, `x` has 3")]
fn every_slice_of_adjoints_has_the_arguments_length() {
    let (mut y, mut dx, mut short) = (Y, [0.0; 3], [0.0; 2]);
    let (mut dy, mut tape) = (DY, HeapTape::new());
    let [dy0, dy1, ..] = dy.each_mut().map(|d| d.as_mut_slice());
    mix::vjp_n(
        &X,
        [&mut dx, &mut short],
        &mut y,
        [dy0, dy1],
        0.9,
        [&mut 0.0, &mut 0.0],
        3,
        [1.0; 2],
        &mut tape,
    );
}

/// Two results, of arrays by value and by reference, in any number type.
#[differentiable(vjp_n, jvp_n)]
fn pair<T: Real, const D: usize>(x: [T; D], y: &[T; D], #[constant] scale: T) -> (T, T) {
    let (mut dot, mut norm) = (T::ZERO, T::ZERO);
    for i in 0..D {
        dot += x[i] * y[i];
        norm += x[i] * x[i] * scale;
    }
    (dot, norm.sqrt())
}

#[test]
fn a_jacobian_is_as_many_cotangents_as_results() {
    let (x, y) = ([0.0, 4.0], [0.5, -0.5]);
    let (mut dx, mut dy) = ([[0.0; 2]; 2], [[0.0; 2]; 2]);
    let mut tape = HeapTape::new();
    let value = pair::vjp_n(x, dx.each_mut(), &y, dy.each_mut(), 1.0, [(1.0, 0.0), (0.0, 1.0)], &mut tape);
    assert_eq!(value, (-2.0, 4.0));
    assert_eq!((dx, dy), ([[0.5, -0.5], [0.0, 1.0]], [[0.0, 4.0], [0.0, 0.0]]));
    let none: (f64, f64) = pair::vjp_n(x, [], &y, [], 1.0, [], &mut tape);
    assert_eq!(none, value);
    let (again, columns) = pair::jvp_n(x, [[1.0, 0.0], [0.0, 1.0]], &y, [&[0.0; 2]; 2], 1.0);
    assert_eq!((again, columns), (value, [(0.5, 0.0), (-0.5, 1.0)]));
}

/// Its backward sweeps run parts of the loop again, and record them on top of what is kept.
#[differentiable(vjp_n)]
fn marched<T: Real>(x: &mut [T], k: T, n: usize) -> T {
    let mut s = k;
    #[checkpoint(binomial, slots = 2)]
    for i in 0..n {
        x[i % 3] = x[i % 3] * s + k;
        s = s * x[(i + 1) % 3].cos() + stir(x, k, 1);
    }
    s
}

#[test]
fn checkpointed_loops_are_swept_again() {
    let mut tape = HeapTape::new();
    tape.push(7_u32);
    for n in [0, 1, 6, 11] {
        let (mut x, mut dx, mut dk) = (X, [DY[0], DY[3]], [0.0; 2]);
        let value = marched::vjp_n(
            &mut x,
            dx.each_mut().map(|d| d.as_mut_slice()),
            0.9,
            dk.each_mut(),
            n,
            [1.0, -0.5],
            &mut tape,
        );
        for k in 0..2 {
            let (mut x1, mut dx1, mut dk1) = (X, [DY[0], DY[3]][k], 0.0);
            let single = marched::vjp(&mut x1, &mut dx1, 0.9, &mut dk1, n, [1.0, -0.5][k], &mut tape);
            assert_eq!(
                (value.to_bits(), x, dx[k], dk[k].to_bits()),
                (single.to_bits(), x1, dx1, dk1.to_bits())
            );
        }
    }
    assert_eq!(tape.pop::<u32>(), 7);
}

/// A point of the phase plane.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct State<T> {
    qpos: T,
    qvel: T,
    steps: usize,
}

#[differentiable(vjp_n)]
impl<T: Real> State<T> {
    #[differentiable(jvp_n)]
    fn advance(&mut self, h: T) {
        self.qvel -= h * self.qpos.sin();
        self.qpos += h * self.qvel;
        self.steps += 1;
    }

    fn energy(&self) -> T {
        0.5 * self.qvel * self.qvel - self.qpos.cos()
    }

    #[differentiable(skip)]
    fn label(&self) -> String {
        format!("{} steps", self.steps)
    }
}

#[test]
fn methods_have_them_too() {
    let start = State { qpos: 0.4, qvel: 0.2, steps: 5 };
    let axes =
        [StateTangent { qpos: 1.0, ..Default::default() }, StateTangent { qvel: 1.0, ..Default::default() }];
    let mut tape = HeapTape::new();

    let (mut s, mut ds, mut dh) = (start, axes, [0.0; 2]);
    s.advance_vjp_n(ds.each_mut(), 0.1, dh.each_mut(), &mut tape);
    let (mut t, mut ts) = (start, axes);
    t.advance_jvp_n(ts.each_mut(), 0.1, [0.0; 2]);
    assert_eq!((s, s.label()), (t, "6 steps".into()));
    let mut plain = start;
    plain.advance(0.1);
    assert_eq!(s, plain);
    for k in 0..2 {
        let (mut s1, mut ds1, mut dh1) = (start, axes[k], 0.0);
        s1.advance_vjp(&mut ds1, 0.1, &mut dh1, &mut tape);
        assert_eq!((s, ds[k], dh[k]), (s1, ds1, dh1));
        let (mut s1, mut ts1) = (start, axes[k]);
        s1.advance_jvp(&mut ts1, 0.1, 0.0);
        assert_eq!((s, ts[k]), (s1, ts1));
    }
    let mut d = StateTangent::default();
    assert_eq!(s.energy_vjp_n([&mut d], [2.0], &mut tape), s.energy());
    assert_eq!(d.qvel, 2.0 * s.qvel);
}

#[differentiable(vjp_n, jvp_n)]
trait Shape: Copy {
    fn area(&self, k: f64) -> f64;
}

#[derive(Clone, Copy, Diff)]
struct Disc {
    radius: f64,
}

#[differentiable]
impl Shape for Disc {
    fn area(&self, k: f64) -> f64 {
        3.0 * self.radius * self.radius * k
    }
}

fn slopes<S: Shape>(s: S, d: &mut S::Tangent) -> (f64, [f64; 2]) {
    let (mut dk, mut tape) = (0.0, HeapTape::new());
    s.area_vjp_n([d], 2.0, [&mut dk], [1.0], &mut tape);
    let zero = costate::Zero::zero();
    let (value, along) = s.area_jvp_n([&zero, &zero], 2.0, [1.0, 2.0]);
    assert_eq!((along[0], value), (dk, s.area(2.0)));
    (value, along)
}

#[test]
fn traits_have_them_for_every_implementation() {
    let mut d = DiscTangent::default();
    assert_eq!(slopes(Disc { radius: 2.0 }, &mut d), (24.0, [12.0, 24.0]));
    assert_eq!(d.radius, 24.0);
}
