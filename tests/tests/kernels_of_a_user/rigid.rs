//! A rigid body with a quaternion.
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

use costate::{Diff, Real, differentiable};
use costate_tests::check;

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Vec3 {
    x: f64,
    y: f64,
    z: f64,
}

#[differentiable]
impl Vec3 {
    const ZERO: Vec3 = Vec3 { x: 0.0, y: 0.0, z: 0.0 };

    fn new(x: f64, y: f64, z: f64) -> Self {
        Vec3 { x, y, z }
    }
    fn dot(self, o: Self) -> f64 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }
    fn cross(self, o: Self) -> Self {
        Vec3::new(self.y * o.z - self.z * o.y, self.z * o.x - self.x * o.z, self.x * o.y - self.y * o.x)
    }
    fn norm(self) -> f64 {
        self.dot(self).sqrt()
    }
    fn at(self, i: usize) -> f64 {
        match i {
            0 => self.x,
            1 => self.y,
            2 => self.z,
            _ => panic!("no such component: {i}"),
        }
    }
}

#[differentiable]
impl Add for Vec3 {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Vec3 { x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }
}

#[differentiable]
impl AddAssign for Vec3 {
    fn add_assign(&mut self, o: Self) {
        *self = *self + o;
    }
}

#[differentiable]
impl Sub for Vec3 {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Vec3 { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
    }
}

#[differentiable]
impl Neg for Vec3 {
    type Output = Self;
    fn neg(self) -> Self {
        Vec3 { x: -self.x, y: -self.y, z: -self.z }
    }
}

#[differentiable]
impl Mul<f64> for Vec3 {
    type Output = Self;
    fn mul(self, k: f64) -> Self {
        Vec3::new(self.x * k, self.y * k, self.z * k)
    }
}

#[differentiable]
impl Mul<Vec3> for f64 {
    type Output = Vec3;
    fn mul(self, v: Vec3) -> Vec3 {
        v * self
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Quat {
    w: f64,
    v: Vec3,
}

#[differentiable]
impl Quat {
    fn identity() -> Self {
        Quat { w: 1.0, v: Vec3::ZERO }
    }
    fn conjugate(self) -> Self {
        Quat { v: -self.v, ..self }
    }
    fn normalized(self) -> Self {
        let k = 1.0 / (self.w * self.w + self.v.dot(self.v)).sqrt();
        Quat { w: self.w * k, v: self.v * k }
    }
    fn rotate(self, p: Vec3) -> Vec3 {
        (self * Quat { w: 0.0, v: p } * self.conjugate()).v
    }
    /// exp of a rotation vector
    fn exp(r: Vec3) -> Self {
        let angle = r.norm();
        let half = 0.5 * angle;
        let k = if angle < 1e-8 { 0.5 } else { half.sin() / angle };
        Quat { w: half.cos(), v: k * r }
    }
}

#[differentiable]
impl Mul for Quat {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Quat { w: self.w * o.w - self.v.dot(o.v), v: self.w * o.v + o.w * self.v + self.v.cross(o.v) }
    }
}

#[derive(Clone, Copy, Debug, Diff)]
struct Body {
    mass: f64,
    inertia: Vec3,
    pos: Vec3,
    vel: Vec3,
    rot: Quat,
    /// in the frame of the body
    omega: Vec3,
}

#[differentiable]
impl Body {
    fn step(&mut self, force: Vec3, arm: Vec3, h: f64) {
        let torque = arm.cross(self.rot.conjugate().rotate(force));
        let l = Vec3::new(
            self.inertia.x * self.omega.x,
            self.inertia.y * self.omega.y,
            self.inertia.z * self.omega.z,
        );
        let t = torque - self.omega.cross(l);
        self.omega += h * Vec3::new(t.x / self.inertia.x, t.y / self.inertia.y, t.z / self.inertia.z);
        self.rot = (self.rot * Quat::exp(h * self.omega)).normalized();
        self.vel += h / self.mass * force;
        self.pos += h * self.vel;
    }

    fn energy(&self) -> f64 {
        let mut e = 0.5 * self.mass * self.vel.dot(self.vel);
        for i in 0..3 {
            e += 0.5 * self.inertia.at(i) * self.omega.at(i) * self.omega.at(i);
        }
        e
    }
}

#[differentiable]
fn tumble(inertia: [f64; 3], omega: [f64; 3], push: f64, h: f64, steps: usize) -> [f64; 3] {
    let [x, y, z] = omega;
    let mut b = Body {
        mass: 2.0,
        inertia: Vec3::new(inertia[0], inertia[1], inertia[2]),
        pos: Vec3::ZERO,
        vel: Vec3::ZERO,
        rot: Quat::identity(),
        omega: Vec3 { x, y, z },
    };
    for _ in 0..steps {
        b.step(Vec3::new(0.0, push, 0.1), Vec3::new(0.3, 0.0, 0.0), h);
    }
    let tip = b.pos + b.rot.rotate(Vec3::new(0.0, 1.0, 0.0));
    [tip.x, tip.y + b.energy(), tip.z]
}

// -- generic: a quaternion over T --

#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Q<T> {
    w: T,
    x: T,
    y: T,
    z: T,
}

#[differentiable]
impl<T: Real> Mul for Q<T> {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Q {
            w: self.w * o.w - self.x * o.x - self.y * o.y - self.z * o.z,
            x: self.w * o.x + self.x * o.w + self.y * o.z - self.z * o.y,
            y: self.w * o.y - self.x * o.z + self.y * o.w + self.z * o.x,
            z: self.w * o.z + self.x * o.y - self.y * o.x + self.z * o.w,
        }
    }
}

#[differentiable]
impl<T: Real> Add for Q<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Q { w: self.w + o.w, x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }
}

#[differentiable]
impl<T: Real> Mul<T> for Q<T> {
    type Output = Self;
    fn mul(self, k: T) -> Self {
        let Q { w, x, y, z } = self;
        Q { w: w * k, x: x * k, y: y * k, z: z * k }
    }
}

#[differentiable]
impl<T: Real> Q<T> {
    fn norm_squared(&self) -> T {
        self.w * self.w + self.x * self.x + self.y * self.y + self.z * self.z
    }
}

#[differentiable]
fn spin<T: Real>(omega: [T; 3], inertia: [T; 3], h: T, steps: usize) -> T {
    let mut q = Q { w: T::ONE, x: T::ZERO, y: T::ZERO, z: T::ZERO };
    let [mut wx, mut wy, mut wz] = omega;
    let [ix, iy, iz] = inertia;
    for _ in 0..steps {
        (wx, wy, wz) = (
            wx + h * (iy - iz) / ix * wy * wz,
            wy + h * (iz - ix) / iy * wz * wx,
            wz + h * (ix - iy) / iz * wx * wy,
        );
        q = q + q * Q { w: T::ZERO, x: wx, y: wy, z: wz } * (0.5 * h);
        q = q * (T::ONE / q.norm_squared().sqrt());
    }
    q.w * q.x + q.y * q.z
}

#[test]
fn rigid_bodies_are_right() {
    check!(f64 tumble(in [1.0, 2.0, 3.0], in [0.1, 2.0, 0.3], in 0.7, in 0.02, fix 20));
    check!(f64 tumble(in [1.0, 2.0, 3.0], in [0.0, 0.0, 0.0], in 0.7, in 0.02, fix 3));
    check!(spin(in [0.1, 2.0, 0.3], in [1.0, 2.0, 3.0], in 0.02, fix 20));
}
