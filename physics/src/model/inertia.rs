//! Mass, centre of mass and tensor of inertia of solids, and of what is put together of them.
//!
//! All are smooth functions of sizes and densities, so that a body can be differentiated by what it is made of. A
//! solid stands at the origin along the axes; [`moved()`] places it, [`joined()`] makes one body of two by the parallel
//! axis theorem: I = I₁ + I₂ + (m₁ m₂ / m) (‖d‖² 1 − d dᵀ) about the common centre, with d from one to the other.
//!
//! A model by the length of a pole, from whose end it hangs. A start that lies where the joint was is to be made anew, too:
//! by [`reset()`](crate::engine::reset()) of bodies that are where they then should be.
//! ```
//! use costate::{HeapTape, Real, Zero, differentiable, lit};
//! use costate_physics::Vec3;
//! use costate_physics::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
//! use costate_physics::model::inertia::solid;
//! use costate_physics::model::{Model, ParamsOf, Shape};
//!
//! type Pole<T = f64> = Model<1, 1, 0, 0, T>;
//!
//! /// The same with a pole of another length \[m\] and density \[kg/m³\].
//! #[differentiable]
//! fn with_pole<T: Real>(params: &ParamsOf<Pole<T>>, length: T, density: T) -> ParamsOf<Pole<T>> {
//!     let mut p = *params;
//!     let size = Vec3::new(lit::<T>(0.03), 0.5 * length, T::ZERO);
//!     p.body[0] = solid(Shape::Capsule, size, density).body();
//!     p.joint[0].child_anchor.z = -0.5 * length;
//!     p
//! }
//!
//! let mut b = Builder::new();
//! let pole = b.body(Pose::at(0.0, 0.0, 0.5));
//! b.solid(pole, Form::capsule(0.03, 1.0), Pose::ORIGIN, Weight::Density(700.0));
//! b.joint(Joint::hinge(BodyId::WORLD, pole, Vec3::ZERO, Vec3::Y));
//! let model: Pole = b.build()?;
//! assert_eq!(with_pole(&model.params, 1.0, 700.0), model.params);
//!
//! // what a loss's gradient by the parameters is, by the length: here that of the anchor and of the moment of inertia
//! let mut seed = ParamsOf::<Pole>::zero();
//! (seed.joint[0].child_anchor.z, seed.body[0].inertia.xx) = (2.0, 3.0);
//! let (mut by_params, mut by_length, mut by_density) = (Zero::zero(), 0.0, 0.0);
//! let tape = &mut HeapTape::new();
//! with_pole::vjp(&model.params, &mut by_params, 1.0, &mut by_length, 700.0, &mut by_density, seed, tape);
//! let inertia = |length: f64| with_pole(&model.params, length, 700.0).body[0].inertia.xx;
//! let by_inertia = (inertia(1.0 + 1e-6) - inertia(1.0 - 1e-6)) / 2e-6;
//! assert!((by_length - (3.0 * by_inertia - 2.0 * 0.5)).abs() < 1e-6);
//! # Ok::<(), costate_physics::model::builder::BuildError>(())
//! ```

use costate::{Diff, Real, differentiable, lit};

use super::{BodyParams, Shape};
use crate::math::mat3::apply;
use crate::math::sym3::{diagonal, rotated};
use crate::math::vec3::square;
use crate::math::{Mat3, Sym3, Vec3};

/// A rigid piece of matter.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Matter<T> {
    /// m \[kg\].
    pub mass: T,
    /// Its centre of mass \[m\].
    pub center: Vec3<T>,
    /// Tensor of inertia about that centre \[kg m²\].
    pub inertia: Sym3<T>,
}

impl<T: Real> Matter<T> {
    /// Nothing.
    pub const NONE: Self = Self { mass: T::ZERO, center: Vec3::ZERO, inertia: Sym3::ZERO };
}

#[differentiable]
impl<T: Real> Matter<T> {
    /// Mass and inertia, as a body has them in a frame whose origin is its centre of mass.
    #[inline(always)]
    pub fn body(&self) -> BodyParams<T> {
        BodyParams { mass: self.mass, inertia: self.inertia }
    }
}

/// V of a solid \[m³\], whose `size` is that of its [`Shape`]; a plane has none.
#[differentiable]
#[inline(always)]
pub fn volume<T: Real>(#[constant] shape: Shape, size: Vec3<T>) -> T {
    let r = size.x;
    match shape {
        // V = 4/3 π r³
        Shape::Sphere => lit::<T>(4.0 / 3.0) * T::PI * (r * r * r),
        // V = π r² (2 l + 4/3 r)
        Shape::Capsule => T::PI * r * r * (2.0 * size.y + lit::<T>(4.0 / 3.0) * r),
        // V = 8 a b c
        Shape::Box => 8.0 * size.x * size.y * size.z,
        Shape::Plane => T::ZERO,
    }
}

/// I/m of a homogeneous solid about its centre \[m²\]: three moments about its axes.
#[differentiable]
#[inline(always)]
pub fn moments<T: Real>(#[constant] shape: Shape, size: Vec3<T>) -> Vec3<T> {
    match shape {
        Shape::Sphere => ball(size.x),
        Shape::Capsule => capsule(size.x, size.y),
        Shape::Box => cuboid(size),
        Shape::Plane => Vec3 { x: T::ZERO, y: T::ZERO, z: T::ZERO },
    }
}

/// I/m = ⅖ r².
#[differentiable]
#[inline(always)]
fn ball<T: Real>(r: T) -> Vec3<T> {
    let i = 0.4 * r * r;
    Vec3 { x: i, y: i, z: i }
}

/// A cylinder of half length l along z and two half balls, which are parts w and 1 − w of the mass.
///
/// I_z/m = w r²/2 + (1 − w) ⅖ r²; I_x/m = w (r²/4 + l²/3) + (1 − w) (⅖ r² + l² + ¾ l r)
#[differentiable]
#[inline(always)]
fn capsule<T: Real>(r: T, l: T) -> Vec3<T> {
    // V of the cylinder is to that of the balls as l to ⅔ r
    let w = l / (l + lit::<T>(2.0 / 3.0) * r);
    let balls = 1.0 - w;
    let across =
        w * (0.25 * r * r + lit::<T>(1.0 / 3.0) * l * l) + balls * (0.4 * r * r + l * l + 0.75 * l * r);
    Vec3 { x: across, y: across, z: w * (0.5 * r * r) + balls * (0.4 * r * r) }
}

/// I_x/m = (b² + c²)/3 of half edges a, b, c, and so on.
#[differentiable]
#[inline(always)]
fn cuboid<T: Real>(half: Vec3<T>) -> Vec3<T> {
    let third = lit::<T>(1.0 / 3.0);
    let (a, b, c) = (half.x * half.x, half.y * half.y, half.z * half.z);
    Vec3 { x: third * (b + c), y: third * (c + a), z: third * (a + b) }
}

/// A homogeneous solid of density ρ \[kg/m³\].
#[differentiable]
#[inline(always)]
pub fn solid<T: Real>(#[constant] shape: Shape, size: Vec3<T>, density: T) -> Matter<T> {
    weighed(shape, size, density * volume(shape, size))
}

/// A homogeneous solid of mass m \[kg\].
#[differentiable]
#[inline(always)]
pub fn weighed<T: Real>(#[constant] shape: Shape, size: Vec3<T>, mass: T) -> Matter<T> {
    Matter { mass, center: Vec3::<T>::ZERO, inertia: diagonal(moments(shape, size) * mass) }
}

/// The same matter turned about the origin by a rotation, then shifted: x ↦ R x + p.
#[differentiable]
#[inline(always)]
pub fn moved<T: Real>(matter: Matter<T>, rotation: Mat3<T>, position: Vec3<T>) -> Matter<T> {
    Matter {
        mass: matter.mass,
        center: apply(rotation, matter.center) + position,
        inertia: rotated(rotation, matter.inertia),
    }
}

/// One body of two pieces, of which one has a mass.
#[differentiable]
#[inline(always)]
pub fn joined<T: Real>(a: Matter<T>, b: Matter<T>) -> Matter<T> {
    let mass = a.mass + b.mass;
    let part = b.mass / mass;
    let d = b.center - a.center;
    Matter { mass, center: a.center + d * part, inertia: a.inertia + b.inertia + spread(d) * (a.mass * part) }
}

/// ‖d‖² 1 − d dᵀ: the inertia of a kilogram at d.
#[differentiable]
#[inline(always)]
pub fn spread<T: Real>(d: Vec3<T>) -> Sym3<T> {
    let s = square(d);
    Sym3 {
        xx: s - d.x * d.x,
        yy: s - d.y * d.y,
        zz: s - d.z * d.z,
        xy: -(d.x * d.y),
        xz: -(d.x * d.z),
        yz: -(d.y * d.z),
    }
}

/// One body of pieces, of which the first has a mass; nothing of no pieces.
#[differentiable]
pub fn composite<T: Real>(pieces: &[Matter<T>]) -> Matter<T> {
    let mut whole = Matter::<T>::NONE;
    for i in 0..pieces.len() {
        whole = if i == 0 { pieces[i] } else { joined(whole, pieces[i]) };
    }
    whole
}

/// The tensor of inertia about a point at `d` from the centre of mass.
#[differentiable]
#[inline(always)]
pub fn inertia_about<T: Real>(matter: Matter<T>, d: Vec3<T>) -> Sym3<T> {
    matter.inertia + spread(d) * matter.mass
}
