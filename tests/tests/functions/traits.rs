//! Traits with differentiable methods: how higher-order code is written.

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::kernels::{self, System};
use costate_tests::{argument_struct, check};

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

/// The shape's type without a name.
#[differentiable]
fn pair_area(a: &impl Shape, b: impl Shape, k: f64) -> f64 {
    a.area() * b.twice(k)
}

#[differentiable]
fn of_disc(radius: f64, k: f64) -> f64 {
    let disc = Disc { radius };
    total_area(&disc, k) + pair_area(&disc, Disc { radius: k }, radius)
}

#[test]
fn a_differentiable_trait_method() {
    check!(swing(ref Pendulum { stiffness: 2.0 }, in 0.4, in 0.1));
    check!(f64 of_disc(in 0.7, in 1.3));
}

/// A vector field with its own type of states.
#[differentiable]
trait Flow<T: Real>: Diff + Copy {
    /// How many coordinates it has.
    const DIMENSION: usize;

    /// The velocity at `x` [1/s].
    fn velocity(&self, x: [T; 2]) -> [T; 2];

    /// A gain that does not depend on the flow's parameters.
    fn gain(x: T) -> T {
        x * x
    }

    /// Changes its parameters.
    fn stiffen(&mut self, by: T);
}

/// Rotation at a rate that the radius changes.
#[derive(Clone, Copy, Diff)]
struct Vortex<T> {
    rate: T,
}
argument_struct!(Vortex, VortexTangent { rate: f64 });

#[differentiable]
impl<T: Real> Flow<T> for Vortex<T> {
    const DIMENSION: usize = 2;

    fn velocity(&self, x: [T; 2]) -> [T; 2] {
        let r = x[0] * x[0] + x[1] * x[1];
        [-self.rate * x[1] * r, self.rate * x[0]]
    }

    fn stiffen(&mut self, by: T) {
        self.rate *= by;
    }
}

/// Decay, with another gain.
#[derive(Clone, Copy, Diff)]
struct Decay<T> {
    rate: T,
}
argument_struct!(Decay, DecayTangent { rate: f64 });

#[differentiable]
impl<T: Real> Flow<T> for Decay<T> {
    const DIMENSION: usize = 2;

    fn velocity(&self, x: [T; 2]) -> [T; 2] {
        [-self.rate * x[0], -self.rate * x[1] * x[1]]
    }

    fn gain(x: T) -> T {
        x.sin()
    }

    fn stiffen(&mut self, by: T) {
        self.rate = self.rate + by * by;
    }
}

#[differentiable]
fn along<T: Real>(x: [T; 2], v: [T; 2], h: T) -> [T; 2] {
    [x[0] + h * v[0], x[1] + h * v[1]]
}

/// The classical Runge-Kutta step of `h` [s].
#[differentiable]
fn rk4<T: Real, S: Flow<T>>(s: &S, x: [T; 2], h: T) -> [T; 2] {
    let a = s.velocity(x);
    let b = s.velocity(along(x, a, 0.5 * h));
    let c = s.velocity(along(x, b, 0.5 * h));
    let d = s.velocity(along(x, c, h));
    let mut y = x;
    for i in 0..S::DIMENSION {
        y[i] += h / 6.0 * (a[i] + 2.0 * (b[i] + c[i]) + d[i]);
    }
    y
}

#[differentiable]
fn rollout<T: Real, S: Flow<T>>(s: &S, x: [T; 2], h: T, steps: usize) -> T {
    let mut s = *s;
    let mut x = x;
    for _ in 0..steps {
        x = rk4(&s, x, h);
        s.stiffen(x[0] + 1.0);
    }
    S::gain(x[0]) * x[1]
}

#[differentiable]
fn of_vortex<T: Real>(s: &Vortex<T>, x: [T; 2], h: T) -> T {
    rollout(s, x, h, 3) + Vortex::gain(h) + <Vortex<T> as Flow<T>>::gain(x[0])
}

#[differentiable]
fn of_decay<T: Real>(s: &Decay<T>, x: [T; 2], h: T) -> T {
    rollout(s, x, h, 3) * Flow::velocity(s, x)[0]
}

#[test]
fn runge_kutta_of_any_flow() {
    check!(of_vortex(ref Vortex { rate: 0.8 }, in [0.6, 0.3], in 0.2));
    check!(of_decay(ref Decay { rate: 0.8 }, in [0.6, 0.3], in 0.2));
}

#[differentiable]
fn even<T: Scalar>(x: T, n: usize) -> T {
    if n == 0 || x > 4.0 { x } else { x * odd(x + 0.1, n - 1) }
}

#[differentiable]
fn odd<T: Scalar>(x: T, n: usize) -> T {
    if n == 0 { x.sin() } else { even(x * x, n - 1) }
}

#[test]
fn mutual_recursion() {
    check!(even(in 0.9, fix 5usize));
    check!(odd(in 0.9, fix 4usize));
    check!(even(in 3.9, fix 5usize));
}

#[derive(Clone, Copy, Diff)]
struct Beam {
    stiffness: f64,
}

#[differentiable]
impl Beam {
    fn force(&self, x: f64) -> f64 {
        self.stiffness * x
    }

    fn gain(x: f64) -> f64 {
        3.0 * x
    }
}

/// Its methods have the names of the beam's own.
#[differentiable(vjp_n, jvp_n)]
trait Law: Diff {
    fn force(&self, x: f64) -> f64;

    fn gain(x: f64) -> f64;
}

#[differentiable]
impl Law for Beam {
    fn force(&self, x: f64) -> f64 {
        10.0 * self.stiffness * Beam::force(self, x)
    }

    fn gain(x: f64) -> f64 {
        7.0 * x * x
    }
}

#[differentiable]
fn by_both(beam: &Beam, x: f64) -> f64 {
    beam.force(x) * Law::force(beam, x) + Beam::gain(x) * <Beam as Law>::gain(x)
}

#[differentiable]
fn by_both_numbers(stiffness: f64, x: f64) -> f64 {
    by_both(&Beam { stiffness }, x)
}

#[test]
fn a_traits_derivatives_are_not_those_of_a_method_of_its_name() {
    check!(f64 by_both_numbers(in 0.8, in 0.6));
    let beam = Beam { stiffness: 3.0 };
    let along = BeamTangent { stiffness: 1.0 };
    assert_eq!(Law::force_jvp(&beam, &along, 2.0, 0.0), (180.0, 120.0));
    assert_eq!(<Beam as Law>::gain_jvp(2.0, 1.0), (28.0, 28.0));
    assert_eq!(<Beam as Law>::gain_jvp_n(2.0, [1.0]), (28.0, [28.0]));
    let (mut slope, mut tape) = (0.0, costate::HeapTape::new());
    assert_eq!(<Beam as Law>::gain_vjp_n(2.0, [&mut slope], [1.0], &mut tape), 28.0);
    assert_eq!(slope, 28.0);
}
