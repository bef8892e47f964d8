//! Accelerometer and gyroscope.

use costate::{Diff, Real, differentiable};

use crate::math::Vec3;
use crate::math::mat3::{apply, apply_transposed};
use crate::math::vec3::cross;
use crate::model::{Body, WorldParams};

/// What an inertial measurement unit says, in the body's axes.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Imu<T> {
    /// Acceleration less gravity; at rest it points up \[m/s²\].
    pub force: Vec3<T>,
    /// Angular velocity \[rad/s\].
    pub spin: Vec3<T>,
}

/// A unit mounted at `place` in the body's frame, over the step from `before` to `after`.
#[differentiable]
#[inline]
pub fn imu<T: Real>(world: &WorldParams<T>, place: Vec3<T>, before: &Body<T>, after: &Body<T>) -> Imu<T> {
    let there = point_velocity(after, place);
    let acceleration = (there - point_velocity(before, place)) * (1.0 / world.timestep);
    Imu {
        force: apply_transposed(after.rotation, acceleration - world.gravity),
        spin: apply_transposed(after.rotation, after.velocity.angular),
    }
}

/// The velocity of a point of a body \[m/s\].
#[differentiable]
#[inline(always)]
fn point_velocity<T: Real>(body: &Body<T>, place: Vec3<T>) -> Vec3<T> {
    body.velocity.linear + cross(body.velocity.angular, apply(body.rotation, place))
}
