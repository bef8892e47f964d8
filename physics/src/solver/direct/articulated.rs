//! The inertia of a body with all that hangs on it.

use costate::Real;

use crate::math::sym3::apply_sym;
use crate::math::vec3::cross;
use crate::math::{Mat3, Sym3, Twist, Vec3};
use crate::solver::Mass;

/// (f, τ) = (A v + B ω, Bᵀ v + C ω): the impulse that a velocity of the centre of mass takes.
#[derive(Clone, Copy, Debug)]
pub struct Articulated<T> {
    a: Sym3<T>,
    b: Mat3<T>,
    c: Sym3<T>,
}

impl<T: Real> Articulated<T> {
    /// Of nothing.
    pub const ZERO: Self = Self { a: Sym3::ZERO, b: Mat3::ZERO, c: Sym3::ZERO };

    /// Of a body alone.
    #[inline(always)]
    pub fn of(mass: &Mass<T>) -> Self {
        let m = mass.mass;
        let a = Sym3 { xx: m, yy: m, zz: m, ..Sym3::ZERO };
        Self { a, b: Mat3::ZERO, c: mass.inertia }
    }

    /// The impulse that `v` takes.
    #[inline(always)]
    pub fn apply(&self, v: Twist<T>) -> Twist<T> {
        let linear = apply_sym(self.a, v.linear) + crate::math::mat3::apply(self.b, v.angular);
        let angular = crate::math::mat3::apply_transposed(self.b, v.linear) + apply_sym(self.c, v.angular);
        Twist { linear, angular }
    }

    /// Adds another.
    #[inline(always)]
    pub fn add(&mut self, o: &Self) {
        self.a += o.a;
        self.b = self.b + o.b;
        self.c += o.c;
    }

    /// Takes k u uᵀ away.
    #[inline(always)]
    pub fn subtract_outer(&mut self, k: T, u: Twist<T>) {
        let (l, r) = (u.linear, u.angular);
        let (kl, kr) = (l * k, r * k);
        self.a = self.a - outer(kl, l);
        self.b = Mat3 { x: self.b.x - l * kr.x, y: self.b.y - l * kr.y, z: self.b.z - l * kr.z };
        self.c = self.c - outer(kr, r);
    }

    /// The same about a centre from which this one is `o` away: Xᵀ I X with X (v, ω) = (v + ω × o, ω).
    #[inline(always)]
    pub fn seen_from(&self, o: Vec3<T>) -> Self {
        // B' = B − A [o]×
        let (ax, ay, az) = columns(self.a);
        let b = Mat3 {
            x: self.b.x - (ay * o.z - az * o.y),
            y: self.b.y - (az * o.x - ax * o.z),
            z: self.b.z - (ax * o.y - ay * o.x),
        };
        // C' = C + [o]× B' − Bᵀ [o]×
        let (x, y, z) = (cross(o, b.x), cross(o, b.y), cross(o, b.z));
        let s = self.b;
        let c = Sym3 {
            xx: self.c.xx + x.x - (s.x.y * o.z - s.x.z * o.y),
            yy: self.c.yy + y.y - (s.y.z * o.x - s.y.x * o.z),
            zz: self.c.zz + z.z - (s.z.x * o.y - s.z.y * o.x),
            xy: self.c.xy + y.x - (s.x.z * o.x - s.x.x * o.z),
            xz: self.c.xz + z.x - (s.x.x * o.y - s.x.y * o.x),
            yz: self.c.yz + z.y - (s.y.x * o.y - s.y.y * o.x),
        };
        Self { a: self.a, b, c }
    }

    /// All six rows and columns.
    #[inline(always)]
    pub fn rows(&self) -> [[T; 6]; 6] {
        let (a, b, c) = (&self.a, &self.b, &self.c);
        [
            [a.xx, a.xy, a.xz, b.x.x, b.y.x, b.z.x],
            [a.xy, a.yy, a.yz, b.x.y, b.y.y, b.z.y],
            [a.xz, a.yz, a.zz, b.x.z, b.y.z, b.z.z],
            [b.x.x, b.x.y, b.x.z, c.xx, c.xy, c.xz],
            [b.y.x, b.y.y, b.y.z, c.xy, c.yy, c.yz],
            [b.z.x, b.z.y, b.z.z, c.xz, c.yz, c.zz],
        ]
    }
}

/// a bᵀ of parallel a and b.
#[inline(always)]
fn outer<T: Real>(a: Vec3<T>, b: Vec3<T>) -> Sym3<T> {
    Sym3 { xx: a.x * b.x, yy: a.y * b.y, zz: a.z * b.z, xy: a.x * b.y, xz: a.x * b.z, yz: a.y * b.z }
}

#[inline(always)]
fn columns<T: Real>(s: Sym3<T>) -> (Vec3<T>, Vec3<T>, Vec3<T>) {
    (
        Vec3 { x: s.xx, y: s.xy, z: s.xz },
        Vec3 { x: s.xy, y: s.yy, z: s.yz },
        Vec3 { x: s.xz, y: s.yz, z: s.zz },
    )
}
