//! Where the joints are: their axes, arms, errors and coordinates.

use costate::{Diff, Real, differentiable};

use crate::math::Twist;
use crate::math::mat3::{Mat3, apply, apply_transposed, product};
use crate::math::rotation::{log, relative};
use crate::math::vec3::{Vec3, cross, direction, dot};
use crate::model::{Body, JointKind, JointParams, Params, Topology, WORLD};

/// A joint in world axes.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct JointPose<T> {
    /// Its axes.
    pub frame: Mat3<T>,
    /// From the child's centre of mass to the joint's point on the child \[m\].
    pub arm: Vec3<T>,
    /// From the parent's centre of mass to the child's; from the origin where the world is the parent \[m\].
    pub offset: Vec3<T>,
    /// The joint's point on the child less that on the parent, along the axes \[m\].
    pub gap: Vec3<T>,
    /// How the child's axes are turned from the parent's, about the axes \[rad\]: errors and coordinates alike.
    pub turn: Vec3<T>,
}

impl<T: Real> JointPose<T> {
    /// Where there is no joint.
    pub const NONE: Self = Self {
        frame: Mat3::IDENTITY,
        arm: Vec3::ZERO,
        offset: Vec3::ZERO,
        gap: Vec3::ZERO,
        turn: Vec3::ZERO,
    };
}

/// Every joint.
#[differentiable(recompute)]
pub fn joints<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    body: &[Body<T>; B],
) -> [JointPose<T>; J] {
    let mut pose = [JointPose::<T>::NONE; J];
    for j in 0..topology.joints {
        let link = topology.joint[j];
        let parent = at(body, link.parent);
        pose[j] = joint(link.kind, &params.joint[j], &body[link.child], &parent);
    }
    pose
}

/// Body `i`; the world is at the origin and rests.
#[differentiable]
#[inline(always)]
pub fn at<T: Real, const B: usize>(body: &[Body<T>; B], i: usize) -> Body<T> {
    if i == WORLD {
        Body { position: Vec3::<T>::ZERO, rotation: Mat3::<T>::IDENTITY, velocity: Twist::<T>::ZERO }
    } else {
        body[i]
    }
}

/// A joint between two bodies; the world is [`Body::REST`].
#[differentiable]
#[inline(always)]
pub fn joint<T: Real>(
    kind: JointKind,
    p: &JointParams<T>,
    child: &Body<T>,
    parent: &Body<T>,
) -> JointPose<T> {
    let arm = apply(child.rotation, p.child_anchor);
    let offset = child.position - parent.position;
    let apart = offset + arm - apply(parent.rotation, p.parent_anchor);
    let axes = product(parent.rotation, p.parent_frame);
    pose(kind, axes, product(child.rotation, p.child_frame), arm, offset, apart)
}

/// A joint with axes `a` on the parent and `b` on the child.
#[differentiable]
#[inline(always)]
fn pose<T: Real>(
    kind: JointKind,
    a: Mat3<T>,
    b: Mat3<T>,
    arm: Vec3<T>,
    offset: Vec3<T>,
    apart: Vec3<T>,
) -> JointPose<T> {
    let (frame, turn) = match kind {
        JointKind::Ball => (a, log(relative(a, b))),
        JointKind::Universal => universal(a, b),
        JointKind::Hinge => (a, hinge(a, b)),
        JointKind::Slider | JointKind::Fixed => (a, small(a, b)),
    };
    JointPose { frame, arm, offset, gap: apply_transposed(frame, apart), turn }
}

/// The angle about the common axis x, and how far the child's axis leans out of it.
#[differentiable]
#[inline(always)]
fn hinge<T: Real>(a: Mat3<T>, b: Mat3<T>) -> Vec3<T> {
    let sine = dot(a.z, b.y) - dot(a.y, b.z);
    let cosine = dot(a.y, b.y) + dot(a.z, b.z);
    let lean = cross(a.x, b.x);
    Vec3 { x: sine.atan2(cosine), y: dot(a.y, lean), z: dot(a.z, lean) }
}

/// The axes and the two angles of a universal joint: about the parent's x, then about the child's y.
///
/// With Q = Rx(α) Ry(β): α = atan2(Q_zy, Q_yy), β = atan2(Q_xz, Q_xx), and Q_xy = a_x · b_y = 0 is the constraint.
#[differentiable]
#[inline(always)]
fn universal<T: Real>(a: Mat3<T>, b: Mat3<T>) -> (Mat3<T>, Vec3<T>) {
    let z = direction(cross(a.x, b.y));
    let frame = Mat3 { x: a.x, y: cross(z, a.x), z };
    let alpha = dot(a.z, b.y).atan2(dot(a.y, b.y));
    let beta = dot(a.x, b.z).atan2(dot(a.x, b.x));
    // turning the child by ε about z lowers a_x · b_y by ε
    (frame, Vec3 { x: alpha, y: beta, z: -dot(a.x, b.y) })
}

/// ½ Σ aₖ × bₖ along a: the turn of a rotation that is nearly none.
#[differentiable]
#[inline(always)]
fn small<T: Real>(a: Mat3<T>, b: Mat3<T>) -> Vec3<T> {
    Vec3 {
        x: 0.5 * (dot(a.z, b.y) - dot(a.y, b.z)),
        y: 0.5 * (dot(a.x, b.z) - dot(a.z, b.x)),
        z: 0.5 * (dot(a.y, b.x) - dot(a.x, b.y)),
    }
}
