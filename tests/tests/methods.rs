//! Methods, associated functions, differentiable traits, operators of vectors.

use costate::{Diff, HeapTape, Real, differentiable};
use costate_tests::kernels::{self, Damper, System};
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
    let (mut d, mut dv) = (kernels::DamperTangent::default(), 0.0);
    let value = with_foreign_methods::vjp(&damper, &mut d, 2.0, &mut dv, 1.0, &mut tape);
    assert_eq!(value, with_foreign_methods(&damper, 2.0));
    assert!((value + 0.6 * 8.0).abs() < 1e-12 && (d.damping + 16.0).abs() < 1e-12 && (dv + 0.6 * 12.0).abs() < 1e-12);
}

/// A pendulum of natural frequency squared `stiffness` [1/s²].
#[derive(Clone, Copy, Diff)]
struct Pendulum<T> {
    stiffness: T,
}
argument_struct!(Pendulum, PendulumTangent { stiffness: f64 });

#[differentiable]
impl<T: Real> System<T> for Pendulum<T> {
    fn acceleration(&self, q: T) -> T {
        -self.stiffness * q.sin()
    }
}

#[differentiable]
fn swing<T: Real>(p: &Pendulum<T>, q: T, h: T) -> T {
    let mut s = (q, T::ZERO);
    for _ in 0..3 {
        s = kernels::euler(p, s.0, s.1, h);
    }
    s.0 * s.1
}

#[differentiable]
trait Shape {
    fn area(&self) -> f64;

    fn twice(&self, k: f64) -> f64 {
        2.0 * k * self.area()
    }
}

/// A disc.
#[derive(Clone, Copy, Diff)]
struct Disc {
    radius: f64,
}

#[differentiable]
impl Shape for Disc {
    fn area(&self) -> f64 {
        core::f64::consts::PI * self.radius * self.radius
    }
}

#[differentiable]
fn total_area<S: Shape>(a: &S, k: f64) -> f64 {
    a.area() * k + a.twice(k)
}

#[differentiable]
fn of_disc(radius: f64, k: f64) -> f64 {
    let disc = Disc { radius };
    total_area(&disc, k)
}

#[test]
fn a_differentiable_trait_method() {
    check!(swing(ref Pendulum { stiffness: 2.0 }, in 0.4, in 0.1));
    check!(f64 of_disc(in 0.7, in 1.3));
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
