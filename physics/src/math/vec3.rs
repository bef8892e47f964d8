//! Vectors of three numbers.

use core::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

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

impl<T: Real> Vec3<T> {
    /// (0, 0, 0).
    pub const ZERO: Self = Self { x: T::ZERO, y: T::ZERO, z: T::ZERO };

    /// (1, 0, 0).
    pub const X: Self = Self { x: T::ONE, ..Self::ZERO };

    /// (0, 1, 0).
    pub const Y: Self = Self { y: T::ONE, ..Self::ZERO };

    /// (0, 0, 1), up.
    pub const Z: Self = Self { z: T::ONE, ..Self::ZERO };
}

#[differentiable]
impl<T: Real> Vec3<T> {
    /// (x, y, z).
    #[inline(always)]
    pub fn new(x: T, y: T, z: T) -> Self {
        Vec3 { x, y, z }
    }
}

#[differentiable]
impl<T: Real> Add for Vec3<T> {
    type Output = Self;
    #[inline(always)]
    fn add(self, o: Self) -> Self {
        Vec3 { x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }
}

#[differentiable]
impl<T: Real> Sub for Vec3<T> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, o: Self) -> Self {
        Vec3 { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
    }
}

#[differentiable]
impl<T: Real> Neg for Vec3<T> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Vec3 { x: -self.x, y: -self.y, z: -self.z }
    }
}

#[differentiable]
impl<T: Real> Mul<T> for Vec3<T> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, k: T) -> Self {
        Vec3 { x: self.x * k, y: self.y * k, z: self.z * k }
    }
}

#[differentiable]
impl<T: Real> AddAssign for Vec3<T> {
    #[inline(always)]
    fn add_assign(&mut self, o: Self) {
        self.x += o.x;
        self.y += o.y;
        self.z += o.z;
    }
}

#[differentiable]
impl<T: Real> SubAssign for Vec3<T> {
    #[inline(always)]
    fn sub_assign(&mut self, o: Self) {
        self.x -= o.x;
        self.y -= o.y;
        self.z -= o.z;
    }
}

/// The vector (x, y, z).
#[differentiable]
#[inline(always)]
pub fn vec3<T: Real>(x: T, y: T, z: T) -> Vec3<T> {
    Vec3 { x, y, z }
}

/// a · b, the inner product.
#[differentiable]
#[inline(always)]
pub fn dot<T: Real>(a: Vec3<T>, b: Vec3<T>) -> T {
    a.x * b.x + a.y * b.y + a.z * b.z
}

/// a × b, the outer product.
#[differentiable]
#[inline(always)]
pub fn cross<T: Real>(a: Vec3<T>, b: Vec3<T>) -> Vec3<T> {
    Vec3 { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x }
}

/// ‖v‖², the squared Euclidean norm.
#[differentiable]
#[inline(always)]
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

/// v / ‖v‖, a vector of length one; zero where v is zero.
#[differentiable]
#[inline]
pub fn direction<T: Real>(v: Vec3<T>) -> Vec3<T> {
    let square = v.x * v.x + v.y * v.y + v.z * v.z;
    let scale = T::select(square.gt(T::ZERO), 1.0 / square.sqrt(), T::ZERO);
    Vec3 { x: v.x * scale, y: v.y * scale, z: v.z * scale }
}
