//! Values of every kind in a kernel: integers, tables, enums and flags in structs, vectors in one
//! precision only, systems made of systems.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop, clippy::nonminimal_bool)]

use costate::{Diff, Real, Scalar, detach, differentiable};
use costate_tests::{argument_struct, check};

static TABLE: [f64; 4] = [0.5, -1.5, 2.5, 0.25];
const WEIGHTS: [[f64; 2]; 2] = [[1.0, 2.0], [3.0, 4.0]];

#[differentiable]
fn tables<T: Real>(x: T, n: usize) -> T {
    const LOCAL: [f64; 2] = [0.3, 0.7];
    let mut s = x;
    for i in 0..n {
        s = s * T::from_f64(TABLE[i % TABLE.len()]) + T::from_f64(WEIGHTS[i % 2][1] * 2.0) * x;
        s += T::from_f64(LOCAL[i % 2] + 1.0);
    }
    s
}

#[differentiable]
fn tables_of_f64(x: f64, n: usize) -> f64 {
    let mut s = x;
    for i in 0..n {
        s = s * TABLE[i % TABLE.len()] + WEIGHTS[i % 2][1] * x;
    }
    s
}

#[test]
fn tables_of_constants() {
    check!(tables(in 0.6, fix 5usize));
    check!(f64 tables_of_f64(in 0.6, fix 5usize));
}

#[differentiable]
fn integers<T: Real>(x: T, n: u32, k: i64) -> T {
    let mut m: u32 = n;
    m <<= 2;
    m |= 1;
    m ^= 0b110;
    m %= 7;
    let odd = m & 1 == 1 && !(k < 0);
    let p = m.pow(2).min(20) as usize + usize::from(odd) + k.unsigned_abs() as usize;
    let q = (k / 2 + i64::from(n)) as i32 - 3;
    let mut s = x;
    for i in 0..p.wrapping_sub(1) {
        s = s * x + T::from_f64(f64::from(q) * (i / 2) as f64);
    }
    s * x.powi(q)
}

#[differentiable]
fn looked_up<T: Scalar>(x: T, table: &[T]) -> T {
    let cell = x.floor().to_f64() as usize;
    let t = x - x.floor();
    assert!(cell + 1 < table.len());
    table[cell] * (1.0 - t) + table[cell + 1] * t * t
}

#[differentiable]
fn tests_on_floats(x: f64, y: f64) -> f64 {
    if x.is_nan() || !y.is_finite() || x == y {
        return 0.0;
    }
    let sign = if y.is_sign_negative() { -1.0 } else { 1.0 };
    sign * x * y
}

#[test]
fn integers_and_tests_on_floats() {
    check!(integers(in 0.9, fix 5u32, fix 3i64));
    check!(integers(in 0.9, fix 4u32, fix -2i64));
    check!(looked_up(in 1.4, ref vec![0.3, 0.5, 0.7, 1.1]));
    check!(f64 tests_on_floats(in 0.4, in -0.7));
    check!(f64 tests_on_floats(in 0.4, in 0.7));
}

#[differentiable]
fn loops_over_odd_ranges<T: Real>(x: T, low: i32, high: i32, step: usize) -> T {
    let mut s = x;
    for i in (low..=high).rev() {
        s = s * x + T::from_f64(f64::from(i));
    }
    for i in (low..high).step_by(step) {
        s += x * T::from_f64(f64::from(i * i));
    }
    for i in high..low {
        s = s * T::from_f64(f64::from(i));
    }
    for mut i in 0..3 {
        i += step;
        s = s * x + T::from_f64(i as f64);
    }
    s
}

#[differentiable]
fn leaves_without_a_value<T: Scalar>(x: &mut T, limit: T) {
    if *x > limit {
        return;
    }
    for _ in 0..10 {
        *x = *x * *x + limit;
        if *x > limit {
            return;
        }
    }
    *x = limit * limit;
}

#[test]
fn ranges_and_leaving_without_a_value() {
    for (low, high, step) in [(-2, 3, 2usize), (3, -2, 1), (0, 0, 3)] {
        check!(loops_over_odd_ranges(in 0.8, fix low, fix high, fix step));
    }
    for limit in [0.2, 0.45, 5.0] {
        check!(leaves_without_a_value(mut 0.3, in limit) -> ());
    }
}

/// What holds a foot.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
enum Ground {
    Air,
    Rock,
    Sand,
}

/// A foot, with everything that has no derivative.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct Foot<T> {
    height: T,
    ground: Ground,
    touches: u32,
    slipping: bool,
    limit: Option<T>,
    #[diff(constant)]
    radius: T,
}

#[differentiable]
fn land<T: Scalar>(foot: &mut Foot<T>, speed: T) -> T {
    foot.height -= speed * detach(foot.radius);
    if foot.height < 0.0 {
        foot.ground = if speed > 1.0 { Ground::Sand } else { Ground::Rock };
        foot.touches += 1;
        foot.height = -foot.height * foot.height;
    }
    let grip = match foot.ground {
        Ground::Air => T::ZERO,
        Ground::Rock => foot.height * speed,
        Ground::Sand => {
            foot.slipping = true;
            speed * speed
        }
    };
    if foot.slipping && foot.touches == 1 { grip * foot.height } else { grip + foot.height }
}

#[differentiable]
fn walk<T: Scalar>(height: T, speed: T, steps: usize) -> T {
    let limit = None;
    let mut foot = Foot { height, ground: Ground::Air, touches: 0, slipping: false, limit, radius: 0.5 };
    let mut work = T::ZERO;
    for _ in 0..steps {
        work += land(&mut foot, speed);
        foot.height = foot.height + work * 0.1;
    }
    work * T::from_f64(foot.touches as f64)
}

#[test]
fn structs_with_flags_enums_and_counts() {
    for speed in [0.6, 1.3] {
        check!(walk(in 0.4, in speed, fix 4usize));
    }
}

/// A vector of `f64`.
#[derive(Clone, Copy, Debug, PartialEq, Default, Diff)]
#[diff(tangent = Self)]
struct Point {
    x: f64,
    y: f64,
}

#[differentiable]
impl core::ops::Add for Point {
    type Output = Point;
    fn add(self, o: Point) -> Point {
        Point { x: self.x + o.x, y: self.y + o.y }
    }
}

#[differentiable]
impl core::ops::AddAssign for Point {
    fn add_assign(&mut self, o: Point) {
        *self = *self + o;
    }
}

#[differentiable]
impl core::ops::Mul<Point> for f64 {
    type Output = Point;
    fn mul(self, p: Point) -> Point {
        Point { x: self * p.x, y: self * p.y }
    }
}

#[differentiable]
impl core::ops::Mul for Point {
    type Output = f64;
    fn mul(self, o: Point) -> f64 {
        self.x * o.x + self.y * o.y
    }
}

#[differentiable]
fn path(points: &[Point], k: f64) -> f64 {
    let mut sum = Point::default();
    let mut area = 0.0;
    for i in 0..points.len() {
        sum += 2.0 * points[i];
        sum = k * sum + points[i];
        area += sum * points[i];
    }
    area * (sum * (0.5 * sum))
}

#[test]
fn operators_between_scalars_and_vectors_of_f64() {
    let (points, k) = ([Point { x: 0.3, y: 0.5 }, Point { x: -0.2, y: 0.7 }], 0.9);
    let (d, dk) = path::grad(&points, k);
    let slope = (path(&points, k + 1e-6) - path(&points, k - 1e-6)) / 2e-6;
    assert!((dk - slope).abs() < 1e-7 * slope.abs().max(1.0), "{dk} {slope}");
    for i in 0..2 {
        let moved = |by: Point| {
            let mut there = points;
            there[i] += by;
            path(&there, k)
        };
        let x = (moved(Point { x: 1e-6, y: 0.0 }) - moved(Point { x: -1e-6, y: 0.0 })) / 2e-6;
        let y = (moved(Point { x: 0.0, y: 1e-6 }) - moved(Point { x: 0.0, y: -1e-6 })) / 2e-6;
        assert!((d[i].x - x).abs() < 1e-7 && (d[i].y - y).abs() < 1e-7, "{d:?} {x} {y}");
    }
}

/// A force law.
#[differentiable]
trait Law<T: Real>: Diff + Copy {
    fn force(&self, x: T) -> T;
}

/// A linear spring.
#[derive(Clone, Copy, Diff)]
struct Linear<T> {
    k: T,
}

#[differentiable]
impl<T: Real> Law<T> for Linear<T> {
    fn force(&self, x: T) -> T {
        -self.k * x
    }
}

/// Two laws, one inside the other, and a gain.
#[derive(Clone, Copy, Diff)]
struct Chain<T, A, B> {
    first: A,
    second: B,
    gain: T,
}

#[differentiable]
impl<T: Real, A: Law<T>, B: Law<T>> Law<T> for Chain<T, A, B> {
    fn force(&self, x: T) -> T {
        self.gain * self.first.force(x) + self.second.force(x * self.gain)
    }
}

#[differentiable]
fn descend<T: Real, L: Law<T>>(law: &L, x: T, steps: usize) -> T {
    let mut x = x;
    for _ in 0..steps {
        x = x + 0.1 * law.force(x) * x;
    }
    x
}

#[differentiable]
fn of_chain<T: Real>(k: T, gain: T, x: T) -> T {
    let inner = Chain { first: Linear { k }, second: Linear { k: k * k }, gain };
    let outer = Chain { first: inner, second: Linear { k: gain }, gain: k };
    descend(&outer, x, 3)
}

#[test]
fn systems_made_of_systems() {
    check!(of_chain(in 0.5, in 0.7, in 0.9));
}

/// A vector of any length.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Vector<T: Real, const N: usize>([T; N]);

#[differentiable]
impl<T: Real, const N: usize> core::ops::Add for Vector<T, N> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        let mut sum = self.0;
        for i in 0..N {
            sum[i] += o.0[i];
        }
        Vector(sum)
    }
}

#[differentiable]
impl<T: Real, const N: usize> Vector<T, N> {
    fn axpy(self, k: T, o: &Self) -> Self {
        let mut out = self;
        for i in 0..N {
            out.0[i] += k * o.0[i];
        }
        out + *o
    }

    fn norm(&self) -> T {
        let mut s = T::ZERO;
        for x in 0..N {
            s += self.0[x] * self.0[x];
        }
        s.sqrt()
    }
}

#[differentiable]
fn of_lengths<T: Real, const N: usize, const M: usize>(a: [T; N], b: [T; M], k: T) -> T {
    let v = Vector(a).axpy(k, &Vector([k; N]));
    let w = Vector(b).axpy(v.norm(), &Vector(b));
    v.norm() * w.norm() * T::from_f64((N + M) as f64)
}

#[differentiable]
fn of_two_lengths<T: Real>(k: T) -> T {
    of_lengths([k, k * k, T::ONE], [k, 2.0 * k], k) + of_lengths::<T, 1, 1>([k], [k], k)
}

#[test]
fn vectors_of_any_length() {
    check!(of_lengths(in [0.3, 0.5, 0.7], in [0.2, 0.4], in 0.9));
    check!(of_two_lengths(in 0.9));
}

argument_struct!(Linear, LinearTangent { k: f64 });

#[differentiable]
fn made_by_default<T: Real>(law: Linear<T>, x: T) -> T {
    let zero = T::default();
    let costate_half = costate::lit::<T>(0.5);
    zero + law.force(x) * costate_half + costate::lit::<T>(2.0) * x * x
}

#[test]
fn defaults_and_spelled_literals() {
    check!(made_by_default(in Linear { k: 0.4 }, in 0.9));
}

#[costate::differentiable]
fn questions(x: f64, a: &mut [f64; 2]) -> f64 {
    a[0] = a[0] * x;
    let mut s = x * x;
    if a[0].is_nan() || s.is_infinite() || x.is_sign_negative() {
        s = s * a[1];
    }
    for v in a.iter_mut() {
        if v.is_finite() && !s.is_nan() {
            *v = v.sin() * s;
        }
    }
    match x.total_cmp(&a[1]) {
        core::cmp::Ordering::Less => s * 2.0,
        _ => s * a[0],
    }
}

#[test]
fn questions_about_floats() {
    costate_tests::check!(f64 questions(in 0.3, mut [0.5, 0.7]));
    costate_tests::check!(f64 questions(in -0.3, mut [0.5, 0.7]));
}

/// The trap of a branch that is not taken: what it would have computed is infinite.
#[costate::differentiable]
fn left_out<T: costate::Scalar>(x: T, y: T) -> T {
    let q = 1.0 / x;
    let r = q * y * q;
    let s = (x - 1.0).sqrt() * y;
    let mut a = [r, s];
    a[0] = a[0] * y;
    let chosen = if x > T::ONE { a[0] + s } else { y * y };
    let w = T::select(x.gt(T::ONE), x.ln() * y, y);
    chosen * w * (q * y).min(y)
}

#[derive(Clone, Copy, costate::Diff)]
struct Pair<T> {
    x: T,
    y: T,
}

#[costate::differentiable]
fn left_out_of_a_struct(x: f64, y: f64) -> f64 {
    let p = Pair { x: 1.0 / x, y };
    let r = p.x * p.y;
    if x > 0.0 { r } else { y * y }
}

#[test]
fn an_infinite_product_that_is_left_out_gives_nothing() {
    let (dx, dy): (f64, f64) = left_out::grad(0.0, 0.7);
    assert!(dx.is_finite() && dy.is_finite(), "{dx} {dy}");
    // y² · y · y
    assert!((dy - 4.0 * 0.7_f64.powi(3)).abs() < 1e-12);
    assert_eq!(dx, 0.0);
    let (dx, dy) = left_out_of_a_struct::grad(0.0, 0.7);
    assert_eq!((dx, dy), (0.0, 1.4));
    costate_tests::check!(left_out(in 1.7, in 0.7));
    costate_tests::check!(left_out(in 0.7, in 0.4));
    costate_tests::check!(f64 left_out_of_a_struct(in 0.3, in 0.7));
}

#[costate::differentiable]
fn exactly(x: f32, n: u32, y: f64) -> f64 {
    let mut s = f64::from(x) * y;
    for i in 0..n {
        s += f64::from(i) * f64::from(x * x) * s;
    }
    s
}

#[test]
fn numbers_made_floats() {
    let (dx, dy) = exactly::grad(0.5, 3, 0.7);
    // s = x y (1 + x²)(1 + 2 x²)
    let (x, y) = (0.5_f64, 0.7);
    let grown = (1.0 + x * x) * (1.0 + 2.0 * x * x);
    assert!((dy - x * grown).abs() < 1e-12);
    let per_x = y * grown + x * y * (2.0 * x * (1.0 + 2.0 * x * x) + (1.0 + x * x) * 4.0 * x);
    assert!((f64::from(dx) - per_x).abs() < 1e-6);
}

#[differentiable]
fn with_a_step_of_its_own_type<T: Real>(x: T, n: usize) -> T {
    let h: f64 = 1e-3;
    let whole: f64 = 2.0 * h * n as f64;
    x * T::from_f64(whole) + 0.5 * x * x + T::from_f64(h)
}

#[test]
fn literals_of_a_spelled_float_are_what_they_are() {
    check!(with_a_step_of_its_own_type(in 0.7, fix 3usize));
}
