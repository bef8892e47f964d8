//! The equations of a step: M (V − V*) = Jᵀ λ, and a law for each row between its velocity and its impulse.

use costate::{Diff, Real};

use crate::math::{Mat3, Sym3, Twist, Vec3};

/// What the solvers are given.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Problem<T, const B: usize, const J: usize, const C: usize> {
    /// M: mass and inertia of each body.
    pub mass: [Mass<T>; B],
    /// V*: the velocities without joints and contacts.
    pub free: [Twist<T>; B],
    /// Of each joint.
    pub joint: [JointBlock<T>; J],
    /// Of each point of contact.
    pub contact: [ContactBlock<T>; C],
}

/// Mass and inertia of a body, in world axes.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Mass<T> {
    /// \[kg\]
    pub mass: T,
    /// About the centre of mass \[kg m²\].
    pub inertia: Sym3<T>,
}

/// The six rows of a joint: three velocities of the joint's point along its axes, three about them.
///
/// Row k has a velocity ν, of the child relative to the parent, and an impulse λ. A hard row has ν = bias, a soft
/// one ν + compliance λ = bias. A coordinate's row has the law of its [`Coordinate`] instead.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct JointBlock<T> {
    /// The joint's axes in world axes.
    pub frame: Mat3<T>,
    /// From the child's centre of mass to the joint's point \[m\].
    pub arm: Vec3<T>,
    /// From the parent's centre of mass to the child's; unused where the world is the parent \[m\].
    pub offset: Vec3<T>,
    /// The velocity that takes an error away \[m/s, rad/s\].
    pub bias: [T; 6],
    /// How far a row gives way: velocity an impulse.
    pub compliance: [T; 6],
    /// The laws of the coordinates.
    pub coordinate: [Coordinate<T>; 3],
}

/// The law of a joint's coordinate: ν against λ.
///
/// λ = push − weight ν + e, where e holds the velocity at `target` with at most ± `strength`, and between
/// `slowest` and `fastest` with all that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Coordinate<T> {
    /// Impulse of springs, dampers and torques at ν = 0 \[N m s\].
    pub push: T,
    /// How it falls with ν: armature + h damping + h² stiffness \[kg m²\].
    pub weight: T,
    /// The velocity that the servo wants \[rad/s\].
    pub target: T,
    /// The servo's largest impulse \[N m s\].
    pub strength: T,
    /// The velocity that leads to the lower limit \[rad/s\].
    pub slowest: T,
    /// The velocity that leads to the upper limit \[rad/s\].
    pub fastest: T,
}

/// A point of contact: the first body is pushed by p, the second by −p.
///
/// With u the velocity of the first body's point relative to the second's: 0 ≤ p_n ⟂ u_n + compliance p_n − bias ≥ 0;
/// p_t opposes u_t and is at most μ p_n; the torsion opposes the spin and is at most `torsion` μ p_n.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct ContactBlock<T> {
    /// The normal, towards the first body, and two tangents.
    pub frame: Mat3<T>,
    /// From the first body's centre of mass to the point \[m\].
    pub arm_a: Vec3<T>,
    /// From the second body's centre of mass to the point; unused where that is the world \[m\].
    pub arm_b: Vec3<T>,
    /// The smallest normal velocity \[m/s\]; [`APART`] where there is no contact.
    pub bias: T,
    /// How far it gives way: velocity an impulse \[1/kg\].
    pub compliance: T,
    /// μ.
    pub friction: T,
    /// Torsional friction \[m\].
    pub torsion: T,
    /// How long after the beginning of the step the two meet \[s\]: until then the push has not moved them.
    pub delay: T,
}

/// The bias of a contact that is none \[m/s\].
pub const APART: f64 = -1e9;

/// No limit \[m/s\]: the velocity that a coordinate without limits cannot reach.
pub const UNLIMITED: f64 = 1e9;

impl<T: Real, const B: usize, const J: usize, const C: usize> Problem<T, B, J, C> {
    /// Where there is nothing.
    pub const NONE: Self = Self {
        mass: [Mass::NONE; B],
        free: [Twist::ZERO; B],
        joint: [JointBlock::NONE; J],
        contact: [ContactBlock::NONE; C],
    };
}

impl<T: Real> Mass<T> {
    /// Of no body.
    pub const NONE: Self = Self { mass: T::ONE, inertia: Sym3::ZERO };
}

impl<T: Real> JointBlock<T> {
    /// Where there is no joint.
    pub const NONE: Self = Self {
        frame: Mat3::IDENTITY,
        arm: Vec3::ZERO,
        offset: Vec3::ZERO,
        bias: [T::ZERO; 6],
        compliance: [T::ZERO; 6],
        coordinate: [Coordinate::FREE; 3],
    };
}

impl<T: Real> Coordinate<T> {
    /// Nothing acts on it.
    pub const FREE: Self = Self {
        push: T::ZERO,
        weight: T::ZERO,
        target: T::ZERO,
        strength: T::ZERO,
        slowest: T::ZERO,
        fastest: T::ZERO,
    };
}

impl<T: Real> ContactBlock<T> {
    /// Where there is no contact. (Its bias is 0: nobody looks at it.)
    pub const NONE: Self = Self {
        frame: Mat3::IDENTITY,
        arm_a: Vec3::ZERO,
        arm_b: Vec3::ZERO,
        bias: T::ZERO,
        compliance: T::ZERO,
        friction: T::ZERO,
        torsion: T::ZERO,
        delay: T::ZERO,
    };
}
