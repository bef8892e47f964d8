//! Methods, associated functions, operators of vectors.

// what people write, also where clippy knows better
#![allow(clippy::needless_range_loop)]

use costate::{Diff, HeapTape, Real, differentiable};
use costate_tests::kernels::{self, Damper};
use costate_tests::{argument_struct, check};

/// A point of the phase plane.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
struct State<T> {
    qpos: T,
    qvel: T,
}
argument_struct!(State, StateTangent { qpos: f64, qvel: f64 });

#[differentiable]
impl<T: Real> State<T> {
    fn new(qpos: T, qvel: T) -> Self {
        State { qpos, qvel }
    }

    fn energy(&self) -> T {
        0.5 * self.qvel * self.qvel - self.qpos.cos()
    }

    fn kicked(self, by: T) -> Self {
        State { qvel: self.qvel + by * by, ..self }
    }

    fn advance(&mut self, h: T) {
        self.qvel -= h * self.qpos.sin();
        self.qpos += h * self.qvel;
    }

    #[differentiable(skip)]
    fn label() -> &'static str {
        "state"
    }
}

#[differentiable]
fn with_methods<T: Real>(q: T, v: T, h: T) -> T {
    let mut s = State::new(q, v);
    s.advance(h);
    let before = s.energy();
    s = s.kicked(h);
    s.advance(h * before);
    State::energy(&s) * before
}

#[test]
fn associated_functions_and_methods() {
    check!(with_methods(in 0.4, in 0.2, in 0.1));
    assert_eq!(State::<f64>::label(), "state");
    let mut tape = HeapTape::new();
    let (mut s, mut ds) = (State { qpos: 0.4, qvel: 0.2 }, StateTangent { qpos: 0.0, qvel: 1.0 });
    let mut dh = 0.0;
    s.advance_vjp(&mut ds, 0.1, &mut dh, &mut tape);
    let qvel = 0.2 - 0.1 * Real::sin(0.4);
    assert_eq!(s, State { qpos: 0.4 + 0.1 * qvel, qvel });
    assert_eq!((ds.qpos, ds.qvel, dh), (-0.1 * 0.4_f64.cos(), 1.0, -0.4_f64.sin()));
}

#[differentiable]
fn with_foreign_methods<T: Real>(damper: &Damper<T>, v: T) -> T {
    damper.force(v) * v
}

#[test]
fn methods_of_another_crate() {
    let damper = Damper { damping: 0.3, count: 2 };
    let mut tape = HeapTape::new();
    let (mut d, mut dv) = (kernels::DamperTangent::<f64>::default(), 0.0);
    let value = with_foreign_methods::vjp(&damper, &mut d, 2.0, &mut dv, 1.0, &mut tape);
    assert_eq!(value, with_foreign_methods(&damper, 2.0));
    let found = [value, d.damping, dv];
    let wanted = [-0.6 * 8.0, -2.0 * 8.0, -0.6 * 12.0];
    assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
}

/// A vector that is its own tangent, with operators.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Vec2<T> {
    x: T,
    y: T,
}
argument_struct!(Vec2, Vec2 { x: f64, y: f64 });

#[differentiable]
impl<T: Real> core::ops::Add for Vec2<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Vec2 { x: self.x + o.x, y: self.y + o.y }
    }
}

#[differentiable]
impl<T: Real> core::ops::Mul<T> for Vec2<T> {
    type Output = Self;
    fn mul(self, k: T) -> Self {
        Vec2 { x: self.x * k, y: self.y * k }
    }
}

#[differentiable]
impl<T: Real> Vec2<T> {
    fn dot(self, o: Self) -> T {
        self.x * o.x + self.y * o.y
    }
}

#[differentiable]
fn blend<T: Real>(a: Vec2<T>, b: &Vec2<T>, k: T) -> T {
    let mut m = a * k + *b * (1.0 - k);
    m = m + a * m.x;
    m.dot(a) * m.y
}

#[test]
fn operators_of_vectors() {
    check!(blend(in Vec2 { x: 0.3, y: 0.5 }, ref Vec2 { x: 0.7, y: -0.2 }, in 0.4));
}

/// A matrix of two rows.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Mat2<T> {
    rows: [Vec2<T>; 2],
}
argument_struct!(Mat2, Mat2 { rows: [Vec2<f64>; 2] });

#[differentiable]
impl<T: Real> core::ops::Sub for Vec2<T> {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Vec2 { x: self.x - o.x, y: self.y - o.y }
    }
}

#[differentiable]
impl<T: Real> core::ops::Neg for Vec2<T> {
    type Output = Self;
    fn neg(self) -> Self {
        Vec2 { x: -self.x, y: -self.y }
    }
}

#[differentiable]
impl<T: Real> core::ops::Div<T> for Vec2<T> {
    type Output = Self;
    fn div(self, k: T) -> Self {
        Vec2 { x: self.x / k, y: self.y / k }
    }
}

#[differentiable]
impl<T: Real> core::ops::Mul<Vec2<T>> for Mat2<T> {
    type Output = Vec2<T>;
    fn mul(self, v: Vec2<T>) -> Vec2<T> {
        Vec2 { x: self.rows[0].dot(v), y: self.rows[1].dot(v) }
    }
}

#[differentiable]
impl<T: Real> Mat2<T> {
    const DIMENSION: usize = 2;

    fn diagonal(d: T) -> Self {
        Mat2 { rows: [Vec2 { x: d, y: T::ZERO }, Vec2 { x: T::ZERO, y: d }] }
    }

    fn trace(&self) -> T {
        self.rows[0].x + self.rows[1].y
    }

    fn power(self, n: usize, v: Vec2<T>) -> Vec2<T> {
        let mut v = v;
        for _ in 0..n * Self::DIMENSION {
            v = self * v;
        }
        v
    }

    fn scaled_trace(&mut self, k: T) -> T {
        for i in 0..Self::DIMENSION {
            self.rows[i] = self.rows[i] * k;
        }
        self.trace() * Self::diagonal(k).trace()
    }
}

#[differentiable]
fn of_vectors<T: Real>(a: Vec2<T>, b: Vec2<T>, k: T) -> Vec2<T> {
    let mut c = a - b / k;
    c = -c * k + (a + b) * a.dot(b);
    let mut sum = c;
    for _ in 0..3 {
        sum = sum + c * sum.x;
    }
    -(sum - c)
}

#[differentiable]
fn of_matrices<T: Real>(m: &Mat2<T>, v: Vec2<T>) -> T {
    let mut own = *m;
    let w = own.power(2, v) + *m * v;
    let t = own.scaled_trace(w.x);
    own.rows[0].dot(w) * t
}

#[test]
fn operators_in_loops_and_on_matrices() {
    let (a, b) = (Vec2 { x: 0.3, y: 0.5 }, Vec2 { x: 0.7, y: -0.2 });
    check!(of_vectors(in a, in b, in 0.4));
    check!(of_matrices(ref Mat2 { rows: [a, b] }, in b));
}

#[differentiable]
fn through_elements<T: Real>(bodies: &mut [State<T>], h: T) -> T {
    let mut energy = T::ZERO;
    for i in 0..bodies.len() {
        bodies[i].advance(h * energy + 0.1);
        energy += bodies[i].energy();
        bodies[0] = bodies[i].kicked(h);
    }
    energy
}

#[test]
fn methods_on_elements_and_results() {
    check!(through_elements(mut vec![State { qpos: 0.4, qvel: 0.2 }, State { qpos: -0.3, qvel: 0.1 }], in 0.2));
}
