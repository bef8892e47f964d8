//! Matrices of three by three numbers, kept by columns.

use core::ops::{Add, Mul, Sub};

use costate::{Diff, Real, differentiable};

use super::vec3::{Vec3, dot};

/// A matrix (x y z) of three columns. Of a rotation they are the axes of the turned frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Mat3<T> {
    /// First column.
    pub x: Vec3<T>,
    /// Second column.
    pub y: Vec3<T>,
    /// Third column.
    pub z: Vec3<T>,
}

impl Mat3<f64> {
    /// The same matrix in another number type.
    pub fn cast<T: Real>(&self) -> Mat3<T> {
        Mat3 { x: self.x.cast(), y: self.y.cast(), z: self.z.cast() }
    }
}

impl<T: Real> Mat3<T> {
    /// The matrix of zeros.
    pub const ZERO: Self = Self { x: Vec3::ZERO, y: Vec3::ZERO, z: Vec3::ZERO };

    /// The unit matrix.
    pub const IDENTITY: Self = Self {
        x: Vec3 { x: T::ONE, y: T::ZERO, z: T::ZERO },
        y: Vec3 { x: T::ZERO, y: T::ONE, z: T::ZERO },
        z: Vec3 { x: T::ZERO, y: T::ZERO, z: T::ONE },
    };
}

#[differentiable]
impl<T: Real> Add for Mat3<T> {
    type Output = Self;
    #[inline(always)]
    fn add(self, o: Self) -> Self {
        Mat3 { x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }
}

#[differentiable]
impl<T: Real> Sub for Mat3<T> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, o: Self) -> Self {
        Mat3 { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
    }
}

#[differentiable]
impl<T: Real> Mul<T> for Mat3<T> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, k: T) -> Self {
        Mat3 { x: self.x * k, y: self.y * k, z: self.z * k }
    }
}

/// A v.
#[differentiable]
#[inline(always)]
pub fn apply<T: Real>(a: Mat3<T>, v: Vec3<T>) -> Vec3<T> {
    Vec3 {
        x: a.x.x * v.x + a.y.x * v.y + a.z.x * v.z,
        y: a.x.y * v.x + a.y.y * v.y + a.z.y * v.z,
        z: a.x.z * v.x + a.y.z * v.y + a.z.z * v.z,
    }
}

/// Aᵀ v.
#[differentiable]
#[inline(always)]
pub fn apply_transposed<T: Real>(a: Mat3<T>, v: Vec3<T>) -> Vec3<T> {
    Vec3 { x: dot(a.x, v), y: dot(a.y, v), z: dot(a.z, v) }
}

/// A B.
#[differentiable]
#[inline(always)]
pub fn product<T: Real>(a: Mat3<T>, b: Mat3<T>) -> Mat3<T> {
    Mat3 { x: apply(a, b.x), y: apply(a, b.y), z: apply(a, b.z) }
}

/// Aᵀ B.
#[differentiable]
#[inline(always)]
pub fn transposed_product<T: Real>(a: Mat3<T>, b: Mat3<T>) -> Mat3<T> {
    Mat3 { x: apply_transposed(a, b.x), y: apply_transposed(a, b.y), z: apply_transposed(a, b.z) }
}

/// Aᵀ.
#[differentiable]
#[inline(always)]
pub fn transpose<T: Real>(a: Mat3<T>) -> Mat3<T> {
    Mat3 {
        x: Vec3 { x: a.x.x, y: a.y.x, z: a.z.x },
        y: Vec3 { x: a.x.y, y: a.y.y, z: a.z.y },
        z: Vec3 { x: a.x.z, y: a.y.z, z: a.z.z },
    }
}
