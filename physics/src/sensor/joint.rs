//! Coordinates and rates of a joint.

use costate::{Real, differentiable};

use crate::engine::assemble::joints::coordinates;
use crate::engine::kinematics::{at, joint};
use crate::math::mat3::apply_transposed;
use crate::math::twist::carried;
use crate::math::vec3::cross;
use crate::model::{Body, JointKind, JointParams, Params, State, Topology};

/// The coordinates of a joint between two bodies (the world is [`Body::REST`]), and their rates; a joint has as many as
/// its kind is free, the others are zero. Angles \[rad\], of a slider lengths \[m\].
///
/// Of a ball joint the coordinates are a rotation vector and the rates an angular velocity about the joint's axes.
#[differentiable]
#[inline]
pub fn angles<T: Real>(
    kind: JointKind,
    p: &JointParams<T>,
    child: &Body<T>,
    parent: &Body<T>,
) -> ([T; 3], [T; 3]) {
    let pose = joint(kind, p, child, parent);
    let u = child.velocity - carried(parent.velocity, pose.offset);
    let slide = apply_transposed(pose.frame, u.linear + cross(u.angular, pose.arm));
    let turn = apply_transposed(pose.frame, u.angular);
    let rates = match kind {
        JointKind::Ball => [turn.x, turn.y, turn.z],
        JointKind::Universal => [turn.x, turn.y, T::ZERO],
        JointKind::Hinge => [turn.x, T::ZERO, T::ZERO],
        JointKind::Slider => [slide.x, T::ZERO, T::ZERO],
        JointKind::Fixed => [T::ZERO; 3],
    };
    (coordinates(kind, &pose), rates)
}

/// The coordinates of joint `j` of a model and their rates, as [`angles()`] has them: what a servo of it feels.
#[differentiable]
#[inline]
pub fn felt<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    state: &State<T, B, J, C>,
    j: usize,
) -> ([T; 3], [T; 3]) {
    let link = topology.joint[j];
    let parent = at(&state.body, link.parent);
    angles(link.kind, &params.joint[j], &state.body[link.child], &parent)
}
