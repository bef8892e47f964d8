//! Velocities and impulses of bodies, as the rows of joints and contacts see them.

use costate::{Real, differentiable};

use super::problem::{ContactBlock, JointBlock};
use crate::math::mat3::{apply, apply_transposed};
use crate::math::twist::carried;
use crate::math::vec3::{cross, dot};
use crate::math::{Twist, Vec3};
use crate::model::WORLD;

/// The velocity of body `i`, which may be the world.
#[differentiable]
#[inline(always)]
pub fn velocity_of<T: Real, const B: usize>(velocity: &[Twist<T>; B], i: usize) -> Twist<T> {
    if i == WORLD { Twist { linear: Vec3::ZERO, angular: Vec3::ZERO } } else { velocity[i] }
}

/// ν: three velocities of the joint's point along its axes, three about them.
///
/// `child` and `parent` are velocities of the centres of mass.
#[differentiable]
#[inline(always)]
pub fn joint_velocity<T: Real>(joint: &JointBlock<T>, child: Twist<T>, parent: Twist<T>) -> [T; 6] {
    let u = child - carried(parent, joint.offset);
    let l = apply_transposed(joint.frame, u.linear + cross(u.angular, joint.arm));
    let a = apply_transposed(joint.frame, u.angular);
    [l.x, l.y, l.z, a.x, a.y, a.z]
}

/// λ: the wrench on the child at its centre of mass, as impulses along the joint's axes and moments about them.
#[differentiable]
#[inline(always)]
pub fn joint_impulse<T: Real>(joint: &JointBlock<T>, wrench: Twist<T>) -> [T; 6] {
    let l = apply_transposed(joint.frame, wrench.linear);
    let a = apply_transposed(joint.frame, wrench.angular - cross(joint.arm, wrench.linear));
    [l.x, l.y, l.z, a.x, a.y, a.z]
}

/// The wrench on the child at its centre of mass of the impulses λ of a joint's rows.
#[differentiable]
#[inline(always)]
pub fn joint_wrench<T: Real>(joint: &JointBlock<T>, impulse: [T; 6]) -> Twist<T> {
    let linear = apply(joint.frame, Vec3 { x: impulse[0], y: impulse[1], z: impulse[2] });
    let angular = apply(joint.frame, Vec3 { x: impulse[3], y: impulse[4], z: impulse[5] });
    Twist { linear, angular: angular + cross(joint.arm, linear) }
}

/// u: the velocity of the first body's point relative to the second's, along the normal and two tangents, and the
/// spin about the normal.
#[differentiable]
#[inline(always)]
pub fn contact_velocity<T: Real>(contact: &ContactBlock<T>, a: Twist<T>, b: Twist<T>) -> [T; 4] {
    let u = a.linear + cross(a.angular, contact.arm_a) - b.linear - cross(b.angular, contact.arm_b);
    let l = apply_transposed(contact.frame, u);
    [l.x, l.y, l.z, dot(contact.frame.x, a.angular - b.angular)]
}

/// The push p of a contact as an impulse on the first body, and its moment about the point.
#[differentiable]
#[inline(always)]
pub fn contact_wrench<T: Real>(contact: &ContactBlock<T>, push: [T; 4]) -> Twist<T> {
    let linear = apply(contact.frame, Vec3 { x: push[0], y: push[1], z: push[2] });
    Twist { linear, angular: contact.frame.x * push[3] }
}
