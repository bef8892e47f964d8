//! `Add`, `Sub` and `Neg` of the user's own vectors, with any body: calls of constructors, closures,
//! iterators, loops, other operators.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use core::ops::{Add, Mul, Neg, Sub};

use costate::{Diff, HeapTape, Lanes, Real, Scalar, Tape, differentiable};
use costate_tests::check;

/// A vector with a constructor, as everybody writes it.
#[derive(Clone, Copy, Debug, Default, Diff)]
#[diff(tangent = Self)]
pub(crate) struct Vec3<T: Real> {
    x: T,
    y: T,
    z: T,
}

#[differentiable]
impl<T: Real> Vec3<T> {
    pub(crate) fn new(x: T, y: T, z: T) -> Self {
        Vec3 { x, y, z }
    }

    pub(crate) fn dot(self, o: Self) -> T {
        self.x * o.x + self.y * o.y + self.z * o.z
    }
}

#[differentiable]
impl<T: Real> Add for Vec3<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Vec3::new(self.x + o.x, self.y + o.y, self.z + o.z)
    }
}

#[differentiable]
impl<T: Real> Sub for Vec3<T> {
    type Output = Self;
    fn sub(self, this: Self) -> Self {
        let apart = |a: T, b: T| a - b;
        Self::new(apart(self.x, this.x), apart(self.y, this.y), apart(self.z, this.z))
    }
}

#[differentiable]
impl<T: Real> Neg for Vec3<T> {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}

#[differentiable]
impl<T: Real> Mul<T> for Vec3<T> {
    type Output = Self;
    fn mul(self, k: T) -> Self {
        Vec3::new(self.x * k, self.y * k, self.z * k)
    }
}

#[differentiable]
fn sums<T: Real>(a: [T; 3], b: [T; 3], k: T) -> T {
    let (a, b) = (Vec3::new(a[0], a[1], a[2]), Vec3::new(b[0], b[1], b[2]));
    let c = a + b;
    // one operand twice, and a sum that is read afterwards
    let d = -(c + c) - b * k;
    (d - a).dot(c) + d.dot(d) * k
}

#[differentiable]
fn taped_loop<T: Scalar>(a: [T; 3], k: T, n: usize) -> T {
    let mut v = Vec3::new(a[0], a[1], a[2]);
    let mut at = Vec3::new(k, k * k, T::ONE);
    for i in 0..n {
        if at.x > T::from_f64(1.2) {
            v = -v;
        } else if i % 2 == 0 {
            v = v + at * T::from_f64(0.1);
        }
        at = at + v * T::from_f64(0.2) - at * (k * v.dot(at));
    }
    at.dot(v) + at.x
}

#[differentiable]
fn untaped_loop<T: Real>(a: &[T], n: usize) -> T {
    let step = Vec3::new(a[0], a[1], a[2]);
    let mut at = -step;
    for _ in 0..n {
        at = step + at;
    }
    at.dot(step)
}

#[differentiable]
fn checkpointed<T: Real>(a: [T; 3], k: T, n: usize) -> T {
    let mut v = Vec3::new(a[0], a[1], a[2]);
    #[checkpoint(every = 3)]
    for _ in 0..n {
        let w = v + v * k;
        v = w - v * w.dot(v);
    }
    let mut w = v;
    #[checkpoint(binomial, slots = 2)]
    for _ in 0..n {
        w = -(w + v) * (k * w.dot(v));
    }
    w.dot(v)
}

#[test]
fn constructors_closures_and_products() {
    check!(sums(in [0.3, -0.5, 0.7], in [0.9, 0.2, -0.4], in 0.6));
    for n in 0..6usize {
        check!(taped_loop(in [0.3, -0.5, 0.7], in 0.6, fix n));
        check!(untaped_loop(ref vec![0.3, -0.5, 0.7], fix n));
        check!(checkpointed(in [0.3, -0.5, 0.7], in 0.6, fix n));
    }
}

/// A vector of any length.
#[derive(Clone, Copy, Debug, Diff)]
#[diff(tangent = Self)]
struct VecN<T: Real, const N: usize>([T; N]);

#[differentiable]
impl<T: Real, const N: usize> Add for VecN<T, N> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        VecN(core::array::from_fn(|i| self.0[i] + o.0[i]))
    }
}

#[differentiable]
impl<T: Real, const N: usize> Sub for VecN<T, N> {
    type Output = Self;
    fn sub(mut self, o: Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(o.0.iter()) {
            *a -= *b;
        }
        self
    }
}

#[differentiable]
impl<T: Real, const N: usize> Neg for VecN<T, N> {
    type Output = Self;
    fn neg(self) -> Self {
        VecN(self.0.map(|a| a * -1.0))
    }
}

/// A shift of all elements, as far as they are large.
#[derive(Clone, Copy, Debug, Diff)]
struct Shift<T: Real>(T);

#[differentiable]
impl<T: Real, const N: usize> Add<Shift<T>> for VecN<T, N> {
    type Output = Self;
    fn add(self, shift: Shift<T>) -> Self {
        let mut all = self.0;
        let mut k = 0;
        while k < N {
            all[k] = all[k] + shift.0 * all[k];
            k += 1;
        }
        VecN(all)
    }
}

#[differentiable]
fn of_arrays<T: Real>(a: [T; 4], b: &[T; 4], k: T, n: usize) -> T {
    let (mut v, w) = (VecN(a), VecN(*b));
    for _ in 0..n {
        v = -(v - w) + w + Shift(k);
    }
    v = v + Shift(k) + v;
    v.0[0] * v.0[1] + v.0[2] * v.0[3]
}

#[test]
fn arrays_closures_and_iterators() {
    for n in 0..4usize {
        check!(of_arrays(in [0.3, -0.5, 0.7, 1.1], ref [0.9, 0.2, -0.4, 0.8], in 0.6, fix n));
    }
}

/// Spelled in `f64`, with a plain constructor beside.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Point {
    x: f64,
    y: f64,
}

#[differentiable]
fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

#[differentiable]
impl Add for Point {
    type Output = Point;
    fn add(self, t: Point) -> Point {
        point(self.x + t.x, self.y + t.y)
    }
}

/// The operator of another pair of types.
#[differentiable]
impl Sub<Point> for [f64; 2] {
    type Output = Point;
    fn sub(self, o: Point) -> Point {
        point(self[0] - o.x, self[1] * o.y)
    }
}

#[differentiable]
fn walk(a: f64, b: f64, n: usize) -> f64 {
    let mut p = point(a, b);
    let q = point(b, a * b);
    for _ in 0..n {
        p = ([b, a] - p) + q;
    }
    p.x * p.y
}

#[test]
fn operators_of_f64() {
    for n in 0..4usize {
        check!(f64 walk(in 0.3, in 0.5, fix n));
    }
}

/// What the operators are called by: a method, a trait, a function that is called twice.
#[differentiable]
trait Field<T: Real> {
    fn force(&self, at: Vec3<T>) -> Vec3<T>;
}

#[derive(Clone, Copy, Debug, Diff)]
struct Spring<T: Real> {
    rest: Vec3<T>,
    stiffness: T,
}

#[differentiable]
impl<T: Real> Field<T> for Spring<T> {
    fn force(&self, at: Vec3<T>) -> Vec3<T> {
        -(at - self.rest) * self.stiffness
    }
}

#[differentiable]
fn pushed<T: Real, F: Field<T>>(field: &F, at: &mut Vec3<T>, h: T) -> T {
    *at = *at + field.force(*at) * h;
    at.dot(*at)
}

#[differentiable]
fn oscillate<T: Real>(a: [T; 3], stiffness: T, n: usize) -> T {
    let field = Spring { rest: Vec3::new(a[1], a[2], a[0]), stiffness };
    let mut at = Vec3::new(a[0], a[1], a[2]);
    let mut sum = T::ZERO;
    for _ in 0..n {
        sum += pushed(&field, &mut at, T::from_f64(0.3));
        sum += pushed(&field, &mut at, stiffness);
    }
    sum
}

#[test]
fn through_methods_traits_and_calls() {
    for n in 0..3usize {
        check!(oscillate(in [0.3, -0.5, 0.7], in 0.6, fix n));
    }
}

#[test]
fn lanes_have_the_bits_of_numbers() {
    let (a, b) = ([0.3, -0.5, 0.7], [0.9, 0.2, -0.4]);
    let wide = |x: f64| Lanes([x, x * 0.5]);
    let (mut da, mut db, mut dk) = ([wide(0.0); 3], [wide(0.0); 3], wide(0.0));
    sums::vjp(
        a.map(wide),
        &mut da,
        b.map(wide),
        &mut db,
        wide(0.6),
        &mut dk,
        wide(1.0),
        &mut HeapTape::new(),
    );
    for (lane, half) in [1.0, 0.5].into_iter().enumerate() {
        let (mut want_a, mut want_b, mut want_k) = ([0.0; 3], [0.0; 3], 0.0);
        let (a, b) = (a.map(|x| x * half), b.map(|x| x * half));
        let tape = &mut HeapTape::new();
        sums::vjp(a, &mut want_a, b, &mut want_b, 0.6 * half, &mut want_k, half, tape);
        assert_eq!(da.map(|d| d.0[lane]), want_a);
        assert_eq!(db.map(|d| d.0[lane]), want_b);
        assert_eq!(dk.0[lane], want_k);
    }
}

/// Put together from fields.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Plane<T: Real> {
    x: T,
    y: T,
}

#[differentiable]
impl<T: Real> Add for Plane<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Plane { x: self.x + o.x, y: self.y + o.y }
    }
}

/// A sum of fields and literals records nothing, one by a constructor its operands.
#[test]
fn what_an_operator_keeps() {
    use costate::twin::DiffAdd;

    let mut tape = HeapTape::new();
    let plane = Plane { x: 1.0, y: 2.0 };
    assert_eq!(plane.add_fwd(plane, &mut tape), Plane { x: 2.0, y: 4.0 });
    assert_eq!(tape.mark(), 0, "a sum of fields needs no values");
    let v = Vec3 { x: 1.0, y: 2.0, z: 3.0 };
    let sum = v.add_fwd(v, &mut tape);
    assert_eq!((sum.x, sum.y, sum.z), (2.0, 4.0, 6.0));
    assert_eq!(tape.mark(), 12, "the constructor's adjoint is given its arguments");
    let (mut da, mut db) = (Vec3::default(), Vec3::default());
    Vec3::add_rev(costate::twin::Of::new(), &mut da, costate::twin::Of::new(), &mut db, v, &mut tape);
    assert_eq!((da.dot(da), db.dot(v)), (14.0, 14.0));
    assert_eq!(tape.mark(), 0);
}
