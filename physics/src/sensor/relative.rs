//! A body as another one sees it.

use costate::{Diff, Real, differentiable};

use crate::math::mat3::apply_transposed;
use crate::math::rotation::{log, relative};
use crate::math::vec3::cross;
use crate::math::{Twist, Vec3};
use crate::model::Body;

/// Position, orientation and velocities of a body in the frame of another.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Relative<T> {
    /// Of the centre of mass \[m\].
    pub position: Vec3<T>,
    /// As a rotation vector \[rad\].
    pub orientation: Vec3<T>,
    /// As it changes in the other's frame \[m/s, rad/s\].
    pub velocity: Twist<T>,
}

/// `body` in the frame of `other`, which turns with it.
#[differentiable]
#[inline]
pub fn seen_from<T: Real>(body: &Body<T>, other: &Body<T>) -> Relative<T> {
    let apart = body.position - other.position;
    let (v, w) = (body.velocity, other.velocity);
    let drift = v.linear - w.linear - cross(w.angular, apart);
    Relative {
        position: apply_transposed(other.rotation, apart),
        orientation: log(relative(other.rotation, body.rotation)),
        velocity: Twist {
            linear: apply_transposed(other.rotation, drift),
            angular: apply_transposed(other.rotation, v.angular - w.angular),
        },
    }
}

/// `body` in the world's frame.
#[differentiable]
#[inline]
pub fn in_world<T: Real>(body: &Body<T>) -> Relative<T> {
    Relative { position: body.position, orientation: log(body.rotation), velocity: body.velocity }
}
