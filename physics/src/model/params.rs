//! The numbers of a model: what it can be differentiated by.
//!
//! Frames ([`JointParams::parent_frame`], [`JointParams::child_frame`], [`GeomParams::frame`], and
//! [`Body::rotation`](super::Body::rotation) of a state) are rotations, and a step reads them as such. The derivatives by their
//! nine numbers hold along rotations only: one number changed alone is no frame, and differences by it say something else.
//! A frame that is turned by a small rotation vector φ \[rad\], in the axes in which its columns r are written, changes by
//! φ × r, so that with the gradient's columns g the derivative by φ is Σ r × g.

use costate::{Diff, Real};

use crate::math::{Mat3, Sym3, Vec3};

/// All numbers of a model.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Params<T, const B: usize, const J: usize, const G: usize> {
    /// What acts on all bodies.
    pub world: WorldParams<T>,
    /// Of each body.
    pub body: [BodyParams<T>; B],
    /// Of each joint.
    pub joint: [JointParams<T>; J],
    /// Of each collider.
    pub geom: [GeomParams<T>; G],
}

/// What acts on all bodies.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct WorldParams<T> {
    /// Time step h \[s\].
    pub timestep: T,
    /// Acceleration of gravity \[m/s²\].
    pub gravity: Vec3<T>,
    /// The part of an error that a step takes away, of hard joints, limits and contacts: 0 to 1.
    pub correction: T,
    /// The compliance of contacts as a part of 1/m of both bodies: keeps four feet on the ground unique. Without it the
    /// implicit gradient is NaN where one contact could do without another, and a body that is wedged into what cannot
    /// move has no solution.
    pub compliance: T,
    /// Approach speed below which nothing bounces \[m/s\]. The approach has a step's gravity in it, as that of
    /// \[Degrave2019\]: a threshold below g h lets what rests hop.
    pub threshold: T,
    /// The depth that contacts keep, so that they do not come and go \[m\].
    pub slop: T,
}

/// The numbers of a body, in its own frame: the origin is the centre of mass.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct BodyParams<T> {
    /// Mass \[kg\]. Changed alone it leaves the inertia as it is; [`inertia`](super::inertia) has both as functions of
    /// sizes and densities.
    pub mass: T,
    /// Tensor of inertia about the centre of mass \[kg m²\].
    pub inertia: Sym3<T>,
}

/// The numbers of a joint. Torques are forces \[N\], and angles lengths \[m\], where it slides.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct JointParams<T> {
    /// The joint's point in the parent's frame, or in the world's \[m\].
    pub parent_anchor: Vec3<T>,
    /// The joint's point in the child's frame \[m\].
    pub child_anchor: Vec3<T>,
    /// The joint's axes in the parent's frame, a rotation: derivatives hold [along rotations](self) only.
    pub parent_frame: Mat3<T>,
    /// The joint's axes in the child's frame, a rotation: derivatives hold [along rotations](self) only. Where the two
    /// coincide the coordinates are zero.
    pub child_frame: Mat3<T>,
    /// Torque a displacement \[N m/rad\].
    pub stiffness: T,
    /// The coordinates at which that torque is zero \[rad\].
    pub rest: Vec3<T>,
    /// Torque a velocity \[N m s/rad\].
    pub damping: T,
    /// Inertia of the rotor, as it is felt at the joint \[kg m²\].
    pub armature: T,
    /// The smallest coordinates \[rad\].
    pub lower: Vec3<T>,
    /// The largest coordinates \[rad\].
    pub upper: Vec3<T>,
    /// Of a servo: velocity an error \[1/s\].
    pub gain: T,
    /// Of a drive: the largest torque \[N m\].
    pub max_torque: T,
    /// Of a servo: the largest velocity \[rad/s\].
    pub max_velocity: T,
    /// Of a soft joint: how fast its error swings \[Hz\].
    pub frequency: T,
    /// Of a soft joint: how much that is damped, 1 is critical.
    pub damping_ratio: T,
}

/// The numbers of a collider.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct GeomParams<T> {
    /// Its centre in the body's frame \[m\].
    pub position: Vec3<T>,
    /// Its axes in the body's frame, a rotation: derivatives hold [along rotations](self) only.
    pub frame: Mat3<T>,
    /// Its size, as its [`Shape`](super::Shape) says \[m\].
    pub size: Vec3<T>,
    /// Coefficient of friction μ. Of two colliders the geometric mean counts.
    pub friction: T,
    /// Torsional friction: the radius at which friction resists a spin about the normal \[m\].
    pub torsion: T,
    /// Coefficient of restitution e. Of two colliders the larger counts.
    pub restitution: T,
}

impl WorldParams<f64> {
    /// Steps of 0.01 s, 9.81 m/s² down, a fifth of an error a step, no bounce below 0.2 m/s.
    pub const DEFAULT: Self = Self {
        timestep: 0.01,
        gravity: Vec3 { x: 0.0, y: 0.0, z: -9.81 },
        correction: 0.2,
        compliance: 1e-5,
        threshold: 0.2,
        slop: 0.0,
    };
}

impl<T: Real> BodyParams<T> {
    /// A kilogram, with a kilogram times square metre about every axis: what stands where there is no body.
    pub const NONE: Self = Self {
        mass: T::ONE,
        inertia: Sym3 { xx: T::ONE, yy: T::ONE, zz: T::ONE, xy: T::ZERO, xz: T::ZERO, yz: T::ZERO },
    };
}

impl<T: Real> JointParams<T> {
    /// At the origins of both bodies, passive and free.
    pub const NONE: Self = Self {
        parent_anchor: Vec3::ZERO,
        child_anchor: Vec3::ZERO,
        parent_frame: Mat3::IDENTITY,
        child_frame: Mat3::IDENTITY,
        stiffness: T::ZERO,
        rest: Vec3::ZERO,
        damping: T::ZERO,
        armature: T::ZERO,
        lower: Vec3::ZERO,
        upper: Vec3::ZERO,
        gain: T::ZERO,
        max_torque: T::ZERO,
        max_velocity: T::ZERO,
        frequency: T::ONE,
        damping_ratio: T::ONE,
    };
}

impl<T: Real> GeomParams<T> {
    /// At the body's origin, of no size, without friction.
    pub const NONE: Self = Self {
        position: Vec3::ZERO,
        frame: Mat3::IDENTITY,
        size: Vec3::ZERO,
        friction: T::ZERO,
        torsion: T::ZERO,
        restitution: T::ZERO,
    };
}
