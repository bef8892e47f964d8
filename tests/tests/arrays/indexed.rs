//! `Index` and `IndexMut` of the user's own vectors.

use core::ops::{Add, Index, IndexMut, Mul};

use costate::{Diff, Real, differentiable};
use costate_tests::check;

/// A vector whose components have names.
#[derive(Clone, Copy, Debug, Default, Diff)]
#[diff(tangent = Self)]
struct Vec3<T: Real> {
    x: T,
    y: T,
    rest: [T; 1],
}

#[differentiable]
impl<T: Real> Index<usize> for Vec3<T> {
    type Output = T;
    fn index(&self, i: usize) -> &T {
        match i {
            0 => &self.x,
            1 => &self.y,
            i => &self.rest[i - 2],
        }
    }
}

#[differentiable]
impl<T: Real> IndexMut<usize> for Vec3<T> {
    fn index_mut(&mut self, i: usize) -> &mut T {
        if i == 0 {
            return &mut self.x;
        }
        if i == 1 { &mut self.y } else { &mut self.rest[i - 2] }
    }
}

#[differentiable]
impl<T: Real> Add for Vec3<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Vec3 { x: self.x + o.x, y: self.y + o.y, rest: [self.rest[0] + o.rest[0]] }
    }
}

#[differentiable]
impl<T: Real> Mul<T> for Vec3<T> {
    type Output = Self;
    fn mul(self, k: T) -> Self {
        Vec3 { x: self.x * k, y: self.y * k, rest: [self.rest[0] * k] }
    }
}

#[differentiable]
fn cross<T: Real>(a: &Vec3<T>, b: Vec3<T>) -> Vec3<T> {
    let mut c = b;
    for i in 0..3 {
        let (j, k) = ((i + 1) % 3, (i + 2) % 3);
        c[i] = a[j] * b[k] - a[k] * b[j];
    }
    c
}

#[differentiable]
fn turned<T: Real>(q: [T; 3], w: [T; 3], n: usize) -> T {
    let mut v = Vec3 { x: q[0], y: q[1], rest: [q[2]] };
    let axis = Vec3 { x: w[0], y: w[1], rest: [w[2]] };
    for i in 0..n {
        v = v + cross(&axis, v) * T::from_f64(0.1);
        v[i % 3] += axis[2] * v[(i + 1) % 3];
        v[2] = v[2] * v[0];
    }
    v[0] * v[1] + v[2]
}

/// What is added was itself read by an `Index` of the user's: nobody knows that it is a number.
#[differentiable]
fn added<T: Real>(v: &mut Vec3<T>, w: Vec3<T>, n: usize) -> T {
    let mut right = [w, w];
    for i in 0..n {
        let (q, k) = (w[i % 3], v[(i + 1) % 3]);
        v[i % 3] += q;
        v[2] -= v[0];
        v[i % 3] *= k;
        v[1] += w[i % 3];
        right[i % 2][0] += k;
        right[1] = right[0];
        v[0] -= right[1][0];
    }
    v[0] * right[0][0]
}

#[differentiable]
fn calls_added<T: Real>(q: [T; 3], w: [T; 3], n: usize) -> T {
    let mut v = Vec3 { x: q[0], y: q[1], rest: [q[2]] };
    let s = added(&mut v, Vec3 { x: w[0], y: w[1], rest: [w[2]] }, n);
    s * v[1] + v[2]
}

#[test]
fn elements_of_own_vectors() {
    for n in 0..4usize {
        check!(turned(in [0.3, 0.5, 0.7], in [0.9, 0.2, 0.4], fix n));
        check!(calls_added(in [0.3, 0.5, 0.7], in [0.9, 0.2, 0.4], fix n));
    }
}
