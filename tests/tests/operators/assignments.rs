//! `+=`, `-=`, `*=` and `/=` of the user's own types: what they do is what is differentiated, also
//! where it is not `a = a + b`.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::assign_op_pattern, clippy::suspicious_op_assign_impl)]

use core::ops::{Add, AddAssign, DivAssign, Mul, MulAssign, SubAssign};

use costate::check::check_hessian;
use costate::{Diff, HeapTape, Real, Scalar, Tape, differentiable};
use costate_tests::check;

/// A vector that is assigned to in the way of vectors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Vec2<T: Real> {
    x: T,
    y: T,
}

#[differentiable]
impl<T: Real> Vec2<T> {
    fn new(x: T, y: T) -> Self {
        Vec2 { x, y }
    }

    fn dot(self, o: Self) -> T {
        self.x * o.x + self.y * o.y
    }
}

#[differentiable]
impl<T: Real> AddAssign for Vec2<T> {
    fn add_assign(&mut self, o: Self) {
        self.x += o.x;
        self.y += o.y;
    }
}

#[differentiable]
impl<T: Real> SubAssign for Vec2<T> {
    fn sub_assign(&mut self, held: Self) {
        *self = Vec2::new(self.x - held.x, self.y - held.y);
    }
}

#[differentiable]
impl<T: Real> MulAssign<T> for Vec2<T> {
    fn mul_assign(&mut self, k: T) {
        *self = *self * k;
    }
}

#[differentiable]
impl<T: Real> DivAssign<T> for Vec2<T> {
    fn div_assign(&mut self, t: T) {
        self.x /= t;
        let y = &mut self.y;
        *y /= t;
    }
}

#[differentiable]
impl<T: Real> Mul<T> for Vec2<T> {
    type Output = Self;
    fn mul(self, k: T) -> Self {
        Vec2::new(self.x * k, self.y * k)
    }
}

#[derive(Clone, Copy, Debug, Diff)]
struct Body<T: Real> {
    at: Vec2<T>,
    v: Vec2<T>,
    steps: usize,
    heat: T,
}

#[differentiable]
fn flight<T: Real>(a: [T; 2], v: [T; 2], k: T, n: usize) -> T {
    let mut body = Body { at: Vec2::new(a[0], a[1]), v: Vec2::new(v[0], v[1]), steps: 0, heat: T::ZERO };
    let mut sum = body.at;
    for i in 0..n {
        let drag = body.v * body.v.dot(body.v);
        body.v -= drag * k;
        body.at += body.v * T::from_f64(0.1);
        body.steps += 1;
        body.heat += drag.dot(body.v);
        body.heat *= k;
        body.heat /= body.at.x;
        if i % 2 == 1 {
            sum += body.at;
        }
        sum *= k;
        sum /= body.heat + T::from_f64(2.0);
    }
    sum.dot(body.at) + body.heat * T::from_f64(body.steps as f64)
}

#[differentiable]
fn in_memory<T: Real>(a: &[T], path: &mut [T], k: T) -> T {
    let mut all = [Vec2::new(k, a[0]); 3];
    for i in 0..a.len() {
        let step = Vec2::new(a[i], k * a[i]);
        all[i % 3] += step;
        let other = &mut all[(i + 1) % 3];
        *other -= step * k;
        other.x += a[i];
        *other *= a[i];
        path[i] += all[0].x;
        path[i] *= all[1].dot(all[2]);
    }
    all[0].dot(all[1]) + all[2].x
}

#[test]
fn vectors_in_the_way_of_vectors() {
    for n in 0..5usize {
        check!(flight(in [0.3, 0.5], in [0.7, -0.2], in 0.6, fix n));
    }
    check!(in_memory(ref vec![0.3, -0.5, 0.7, 0.9], mut vec![0.1, 0.2, 0.3, -0.4], in 0.6));
    check!(in_memory(ref vec![0.3], mut vec![0.1], in 0.6));
}

/// Sums squares: `a += b` is not `a = a + b`, which sums.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Squares<T: Real> {
    sum: T,
    count: usize,
}

#[differentiable]
impl<T: Real> Add for Squares<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Squares { sum: self.sum + o.sum, count: self.count + o.count }
    }
}

#[differentiable]
impl<T: Real> AddAssign for Squares<T> {
    fn add_assign(&mut self, o: Self) {
        self.count += 1;
        self.sum += o.sum * o.sum;
    }
}

/// A sample that is left out where it is negative.
#[derive(Clone, Copy, Debug, Diff)]
struct Sample<T: Real>(T);

#[differentiable]
impl<T: Scalar> SubAssign<Sample<T>> for Squares<T> {
    fn sub_assign(&mut self, sample: Sample<T>) {
        if sample.0 < T::ZERO {
            return;
        }
        self.sum = sample.0.sin() - self.sum * self.sum;
        let mut left = 2;
        while left > 0 {
            self.sum *= sample.0;
            left -= 1;
        }
    }
}

#[differentiable]
fn squares<T: Scalar>(x: &[T], rounds: usize) -> T {
    let mut all = Squares { sum: x[0], count: 0 };
    for _ in 0..rounds {
        for v in x.iter() {
            all += Squares { sum: *v, count: 5 };
            all -= Sample(*v);
        }
        // one value on both sides
        all += all;
        all = all + all;
    }
    all.sum * T::from_f64(all.count as f64)
}

#[differentiable]
fn from_checkpoints<T: Scalar>(x: &[T], rounds: usize) -> T {
    let mut all = Squares { sum: x[0], count: 0 };
    #[checkpoint(every = 2)]
    for _ in 0..rounds {
        for v in x.iter() {
            all += Squares { sum: *v, count: 5 };
        }
        all -= Sample(x[1]);
    }
    all.sum
}

#[test]
fn assignments_with_a_meaning_of_their_own() {
    for rounds in 0..4usize {
        check!(squares(ref vec![0.3, 0.6, -0.4], fix rounds));
        check!(from_checkpoints(ref vec![0.3, 0.6, -0.4], fix rounds));
    }
}

/// The function without the attribute.
fn squares_as_written(x: &[f64], rounds: usize) -> f64 {
    let mut all = Squares { sum: x[0], count: 0 };
    for _ in 0..rounds {
        for v in x.iter() {
            all += Squares { sum: *v, count: 5 };
            all -= Sample(*v);
        }
        all += all;
        all = all + all;
    }
    all.sum * all.count as f64
}

#[test]
fn the_attribute_does_not_change_the_function() {
    let x = [0.3_f64, 0.6, -0.4];
    for rounds in 0..4 {
        assert_eq!(squares(&x, rounds).to_bits(), squares_as_written(&x, rounds).to_bits());
    }
}

/// Of no interest to any derivative: needs no attribute.
#[derive(Clone, Copy, Debug, Diff)]
#[diff(constant)]
struct Clock(usize);

impl AddAssign<usize> for Clock {
    fn add_assign(&mut self, ticks: usize) {
        self.0 += 2 * ticks;
    }
}

#[differentiable]
fn ticking<T: Real>(x: T, n: usize) -> T {
    let mut clock = Clock(1);
    let mut y = x;
    while clock.0 < n {
        clock += 1;
        y = y * x.sin();
    }
    y
}

#[test]
fn what_has_no_derivative_needs_no_attribute() {
    check!(ticking(in 0.7, fix 6));
}

/// Numbers and integers in the fields of a struct, whose types the macro does not know.
#[derive(Clone, Copy, Debug, Diff)]
struct Plain {
    a: f64,
    b: f64,
    n: u8,
}

#[differentiable]
fn fields(x: f64, y: f64, n: usize) -> f64 {
    let mut p = Plain { a: x, b: y, n: 3 };
    for _ in 0..n {
        p.a += p.b;
        p.b -= p.a * 0.5;
        p.a *= p.b;
        p.b /= p.a;
        p.n -= 1;
        p.a += 1.0;
        let mut s = p.a;
        s += p.b;
        s *= s;
        p.b += s;
    }
    p.a * p.b + p.n as f64 * x
}

#[test]
fn numbers_of_unknown_types() {
    for n in 0..4usize {
        check!(f64 fields(in 0.7, in 0.4, fix n));
    }
}

/// A quotient that may be left out where it is infinite: its cotangent of zero stays zero.
#[differentiable]
fn guarded(x: f64, y: f64) -> f64 {
    let p = Plain { a: x, b: y, n: 0 };
    let mut s = p.b;
    s /= p.a;
    let mut r = p.b;
    r *= s;
    if x > 0.0 { r } else { 2.0 * y }
}

#[test]
fn what_is_left_out_has_no_slope() {
    check!(f64 guarded(in 0.7, in 0.4));
    assert_eq!(guarded::grad(0.0, 0.4), (0.0, 2.0));
}

#[differentiable(hvp, vjp_n, jvp_n)]
fn energy<T: Scalar>(x: &[T], n: usize) -> T {
    let mut v = Vec2::new(x[0], x[1]);
    let mut all = Squares { sum: x[2], count: 0 };
    for _ in 0..n {
        v += v * all.sum;
        all += Squares { sum: v.dot(v), count: 0 };
        v /= all.sum;
        all -= Sample(v.x);
    }
    v.dot(v) * all.sum
}

#[test]
fn second_derivatives() {
    for n in 0..3usize {
        check_hessian(
            "energy",
            vec![0.3, -0.5, 0.7],
            |x| energy(x, n),
            |x| energy::grad(x, n),
            |x, v| energy::hvp(x, v, n),
        )
        .unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn many_directions_give_the_bits_of_one_each() {
    let x = [0.3, -0.5, 0.7];
    let mut tape = HeapTape::new();
    let mut d = [[0.0; 3], [0.5; 3]];
    let [d0, d1] = &mut d;
    energy::vjp_n(&x, [d0, d1], 2, [1.0, -2.0], &mut tape);
    assert_eq!(tape.mark(), 0);
    for (d, (start, seed)) in d.iter().zip([(0.0, 1.0), (0.5, -2.0)]) {
        let mut want = [start; 3];
        energy::vjp(&x, &mut want, 2, seed, &mut tape);
        assert_eq!(*d, want);
        assert_eq!(tape.mark(), 0);
    }
    let (value, slopes) = energy::jvp_n(&x, [&[1.0, 0.0, 0.0], &[0.0, 1.0, 2.0]], 2);
    assert_eq!((value, slopes[0]), energy::jvp(&x, &[1.0, 0.0, 0.0], 2));
    assert_eq!((value, slopes[1]), energy::jvp(&x, &[0.0, 1.0, 2.0], 2));
}

/// An assignment of fields records nothing.
#[test]
fn what_an_assignment_keeps() {
    use costate::twin::DiffAddAssign;

    let mut tape = HeapTape::new();
    let v = Vec2::new(1.0, 2.0);
    assert_eq!(v.add_assign_fwd(v, &mut tape), Vec2::new(2.0, 4.0));
    assert_eq!(tape.mark(), 0);
}

/// Which side runs first makes no difference: what is lent to a call inside a tuple is a value.
#[differentiable]
fn reads_on_both_sides<T: Real>(a: &mut [T], n: usize) {
    a[n % 3] -= spread((a[0], a[1]), &a[2]);
    a[n % 2] += spread((a[2], a[n % 3]), &a[0]);
}

#[differentiable]
fn spread<T: Real>(pair: (T, T), by: &T) -> T {
    (pair.0 - pair.1).sin() * *by
}

#[test]
fn values_in_a_tuple_are_not_lent() {
    for n in 0..3 {
        check!(reads_on_both_sides(mut vec![0.4, -0.7, 1.2], fix n) -> ());
    }
}

/// Nothing that the right side does changes the length that the index reads.
#[differentiable]
fn length_in_an_index<T: Scalar>(a: &mut [T], n: usize) {
    let (l, r) = a.split_at_mut(2);
    l[(n + 1) % l.len()] *= {
        r[0] += 0.5;
        total(l, r)
    };
}

#[differentiable]
fn total<T: Scalar>(a: &[T], b: &[T]) -> T {
    a[0].sin() * b[0]
}

#[test]
fn lengths_do_not_depend_on_the_order() {
    for n in 0..2 {
        check!(length_in_an_index(mut vec![0.4, -0.7, 1.2], fix n) -> ());
    }
}
