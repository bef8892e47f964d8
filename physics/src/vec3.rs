//! Vectors of three numbers.

use costate::{Diff, Real, differentiable, lit};

/// A vector (x, y, z); z points up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Vec3<T> {
    /// Component along x.
    pub x: T,
    /// Component along y.
    pub y: T,
    /// Component along z, up.
    pub z: T,
}

impl Vec3<f64> {
    /// The same vector in another number type.
    pub fn cast<T: Real>(&self) -> Vec3<T> {
        Vec3 { x: lit(self.x), y: lit(self.y), z: lit(self.z) }
    }
}

/// The vector (x, y, z).
#[differentiable]
#[inline]
pub fn vec3<T: Real>(x: T, y: T, z: T) -> Vec3<T> {
    Vec3 { x, y, z }
}

/// ‖v‖², the squared Euclidean norm.
#[differentiable]
#[inline]
pub fn square<T: Real>(v: Vec3<T>) -> T {
    v.x * v.x + v.y * v.y + v.z * v.z
}

/// ‖v‖, the Euclidean norm; its slope at the zero vector is zero.
#[differentiable]
#[inline]
pub fn norm<T: Real>(v: Vec3<T>) -> T {
    let square = v.x * v.x + v.y * v.y + v.z * v.z;
    T::select(square.gt(T::ZERO), square.sqrt(), T::ZERO)
}
