//! A two-link arm, its controller by a trait.
use costate::{Diff, Real, differentiable};
use costate_tests::check;

const GRAVITY: f64 = 9.81;

#[derive(Clone, Copy, Debug, Diff)]
struct Arm {
    mass: [f64; 2],
    length: [f64; 2],
}

#[derive(Clone, Copy, Debug, Diff)]
struct State {
    q: [f64; 2],
    v: [f64; 2],
}

#[differentiable]
trait Controller: Diff + Copy {
    fn torque(&mut self, arm: &Arm, s: &State, h: f64) -> [f64; 2];

    /// The limit of the motors.
    fn limit(&self) -> f64 {
        50.0
    }
}

#[derive(Clone, Copy, Debug, Diff)]
struct Pid {
    kp: f64,
    ki: f64,
    kd: f64,
    target: [f64; 2],
    sum: [f64; 2],
}

#[differentiable]
impl Controller for Pid {
    fn torque(&mut self, arm: &Arm, s: &State, h: f64) -> [f64; 2] {
        let gravity = arm.gravity(&s.q);
        let mut tau = [0.0; 2];
        for i in 0..2 {
            let e = self.target[i] - s.q[i];
            self.sum[i] += e * h;
            tau[i] = self.kp * e + self.ki * self.sum[i] - self.kd * s.v[i] + 0.5 * gravity[i];
            tau[i] = tau[i].clamp(-self.limit(), self.limit());
        }
        tau
    }
}

#[differentiable]
impl Arm {
    fn gravity(&self, q: &[f64; 2]) -> [f64; 2] {
        let Arm { mass: [m1, m2], length: [l1, l2] } = *self;
        let second = m2 * GRAVITY * l2 * (q[0] + q[1]).cos();
        [(m1 + m2) * GRAVITY * l1 * q[0].cos() + second, second]
    }

    fn acceleration(&self, s: &State, tau: [f64; 2]) -> [f64; 2] {
        let &Arm { mass: [m1, m2], length: [l1, l2] } = self;
        let (sin, cos) = s.q[1].sin_cos();
        let m22 = m2 * l2 * l2;
        let m12 = m22 + m2 * l1 * l2 * cos;
        let m11 = (m1 + m2) * l1 * l1 + m22 + 2.0 * m2 * l1 * l2 * cos;
        let c = m2 * l1 * l2 * sin;
        let g = self.gravity(&s.q);
        let r = [tau[0] + c * (2.0 * s.v[0] + s.v[1]) * s.v[1] - g[0], tau[1] - c * s.v[0] * s.v[0] - g[1]];
        let det = m11 * m22 - m12 * m12;
        [(m22 * r[0] - m12 * r[1]) / det, (m11 * r[1] - m12 * r[0]) / det]
    }

    fn tip(&self, q: &[f64; 2]) -> (f64, f64) {
        let [l1, l2] = self.length;
        (l1 * q[0].cos() + l2 * (q[0] + q[1]).cos(), l1 * q[0].sin() + l2 * (q[0] + q[1]).sin())
    }
}

#[differentiable]
fn rollout<C: Controller>(arm: &Arm, mut controller: C, start: State, goal: (f64, f64), h: f64) -> f64 {
    let mut s = start;
    let mut cost = 0.0;
    #[checkpoint(every = 20)]
    for step in 0..200 {
        let tau = controller.torque(arm, &s, h);
        let a = arm.acceleration(&s, tau);
        for i in 0..2 {
            s.v[i] += h * a[i];
            s.q[i] += h * s.v[i];
        }
        cost += 1e-5 * tau.iter().map(|t| t * t).sum::<f64>();
        if step >= 150 {
            let (x, y) = arm.tip(&s.q);
            cost += (x - goal.0).powi(2) + (y - goal.1).powi(2);
        }
    }
    cost
}

#[differentiable]
fn reach(gains: [f64; 3], mass: [f64; 2], length: [f64; 2], q: [f64; 2], h: f64) -> f64 {
    let [kp, ki, kd] = gains;
    let pid = Pid { kp, ki, kd, target: [0.5, 0.8], sum: [0.0; 2] };
    rollout(&Arm { mass, length }, pid, State { q, v: [0.0; 2] }, (0.9, 1.1), h)
}

// -- generic: a law by a trait, a pendulum on a cart's place, binomial checkpoints --

#[differentiable]
trait Law<T: Real>: Diff + Copy {
    fn torque(&self, q: T, v: T) -> T;
}

#[derive(Clone, Copy, Debug, Diff)]
struct Pd<T> {
    kp: T,
    kd: T,
}

#[differentiable]
impl<T: Real> Law<T> for Pd<T> {
    fn torque(&self, q: T, v: T) -> T {
        -self.kp * q - self.kd * v
    }
}

#[differentiable]
fn pendulum<T: Real, L: Law<T>>(law: L, q: T, h: T, n: usize) -> T {
    let (mut q, mut v) = (q, T::ZERO);
    let mut cost = T::ZERO;
    #[checkpoint(binomial, slots = 6)]
    for _ in 0..n {
        let u = law.torque(q, v);
        v += h * (T::from_f64(GRAVITY) * q.sin() + u);
        q += h * v;
        cost += h * (q * q + 0.01 * u * u);
    }
    cost
}

#[differentiable]
fn balance<T: Real>(kp: T, kd: T, q: T, h: T) -> T {
    pendulum(Pd { kp, kd }, q, h, 200)
}

#[test]
fn arms_are_right() {
    check!(f64 reach(in [40.0, 5.0, 8.0], in [1.0, 0.7], in [0.8, 0.6], in [-0.3, 0.2], in 0.01));
    check!(balance(in 30.0, in 4.0, in 0.4, in 0.01));
}
