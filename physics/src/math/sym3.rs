//! Symmetric matrices of three by three numbers: tensors of inertia.

use core::ops::{Add, AddAssign, Mul, Sub};

use costate::{Diff, Real, differentiable, lit};

use super::mat3::Mat3;
use super::vec3::Vec3;

/// A symmetric matrix, by the six numbers on and above its diagonal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Sym3<T> {
    /// First row, first column.
    pub xx: T,
    /// Second row, second column.
    pub yy: T,
    /// Third row, third column.
    pub zz: T,
    /// First row, second column, and its mirror image.
    pub xy: T,
    /// First row, third column, and its mirror image.
    pub xz: T,
    /// Second row, third column, and its mirror image.
    pub yz: T,
}

impl Sym3<f64> {
    /// The same matrix in another number type.
    pub fn cast<T: Real>(&self) -> Sym3<T> {
        let Self { xx, yy, zz, xy, xz, yz } = *self;
        Sym3 { xx: lit(xx), yy: lit(yy), zz: lit(zz), xy: lit(xy), xz: lit(xz), yz: lit(yz) }
    }
}

impl<T: Real> Sym3<T> {
    /// The matrix of zeros.
    pub const ZERO: Self =
        Self { xx: T::ZERO, yy: T::ZERO, zz: T::ZERO, xy: T::ZERO, xz: T::ZERO, yz: T::ZERO };
}

#[differentiable]
impl<T: Real> Add for Sym3<T> {
    type Output = Self;
    #[inline(always)]
    fn add(self, o: Self) -> Self {
        Sym3 {
            xx: self.xx + o.xx,
            yy: self.yy + o.yy,
            zz: self.zz + o.zz,
            xy: self.xy + o.xy,
            xz: self.xz + o.xz,
            yz: self.yz + o.yz,
        }
    }
}

#[differentiable]
impl<T: Real> Sub for Sym3<T> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, o: Self) -> Self {
        Sym3 {
            xx: self.xx - o.xx,
            yy: self.yy - o.yy,
            zz: self.zz - o.zz,
            xy: self.xy - o.xy,
            xz: self.xz - o.xz,
            yz: self.yz - o.yz,
        }
    }
}

#[differentiable]
impl<T: Real> Mul<T> for Sym3<T> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, k: T) -> Self {
        Sym3 {
            xx: self.xx * k,
            yy: self.yy * k,
            zz: self.zz * k,
            xy: self.xy * k,
            xz: self.xz * k,
            yz: self.yz * k,
        }
    }
}

#[differentiable]
impl<T: Real> AddAssign for Sym3<T> {
    #[inline(always)]
    fn add_assign(&mut self, o: Self) {
        *self = *self + o;
    }
}

/// diag(d).
#[differentiable]
#[inline(always)]
pub fn diagonal<T: Real>(d: Vec3<T>) -> Sym3<T> {
    Sym3 { xx: d.x, yy: d.y, zz: d.z, xy: T::ZERO, xz: T::ZERO, yz: T::ZERO }
}

/// The same matrix with all nine numbers.
#[differentiable]
#[inline(always)]
pub fn full<T: Real>(s: Sym3<T>) -> Mat3<T> {
    Mat3 {
        x: Vec3 { x: s.xx, y: s.xy, z: s.xz },
        y: Vec3 { x: s.xy, y: s.yy, z: s.yz },
        z: Vec3 { x: s.xz, y: s.yz, z: s.zz },
    }
}

/// S v.
#[differentiable]
#[inline(always)]
pub fn apply_sym<T: Real>(s: Sym3<T>, v: Vec3<T>) -> Vec3<T> {
    Vec3 {
        x: s.xx * v.x + s.xy * v.y + s.xz * v.z,
        y: s.xy * v.x + s.yy * v.y + s.yz * v.z,
        z: s.xz * v.x + s.yz * v.y + s.zz * v.z,
    }
}

/// R S Rᵀ: the matrix S of a frame whose axes are the columns of R, seen from outside.
#[differentiable]
#[inline(always)]
pub fn rotated<T: Real>(r: Mat3<T>, s: Sym3<T>) -> Sym3<T> {
    // rows of R S, and their products with rows of R
    let x = row(r.x.x, r.y.x, r.z.x, s);
    let y = row(r.x.y, r.y.y, r.z.y, s);
    let z = row(r.x.z, r.y.z, r.z.z, s);
    Sym3 {
        xx: x.x * r.x.x + x.y * r.y.x + x.z * r.z.x,
        yy: y.x * r.x.y + y.y * r.y.y + y.z * r.z.y,
        zz: z.x * r.x.z + z.y * r.y.z + z.z * r.z.z,
        xy: x.x * r.x.y + x.y * r.y.y + x.z * r.z.y,
        xz: x.x * r.x.z + x.y * r.y.z + x.z * r.z.z,
        yz: y.x * r.x.z + y.y * r.y.z + y.z * r.z.z,
    }
}

/// (a b c) S.
#[differentiable]
#[inline(always)]
fn row<T: Real>(a: T, b: T, c: T, s: Sym3<T>) -> Vec3<T> {
    Vec3 {
        x: a * s.xx + b * s.xy + c * s.xz,
        y: a * s.xy + b * s.yy + c * s.yz,
        z: a * s.xz + b * s.yz + c * s.zz,
    }
}

/// S⁻¹ of a matrix with a determinant, by its cofactors.
#[differentiable]
#[inline(always)]
pub fn inverse<T: Real>(s: Sym3<T>) -> Sym3<T> {
    let xx = s.yy * s.zz - s.yz * s.yz;
    let xy = s.xz * s.yz - s.xy * s.zz;
    let xz = s.xy * s.yz - s.xz * s.yy;
    let over = 1.0 / (s.xx * xx + s.xy * xy + s.xz * xz);
    Sym3 {
        xx: xx * over,
        yy: (s.xx * s.zz - s.xz * s.xz) * over,
        zz: (s.xx * s.yy - s.xy * s.xy) * over,
        xy: xy * over,
        xz: xz * over,
        yz: (s.xy * s.xz - s.xx * s.yz) * over,
    }
}
