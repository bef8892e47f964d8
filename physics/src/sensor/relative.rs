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
    /// As a rotation vector \[rad\], which jumps at half a turn; [`sines`](crate::math::rotation::sines()) do not.
    pub orientation: Vec3<T>,
    /// As it changes in the other's frame \[m/s, rad/s\].
    pub velocity: Twist<T>,
}

/// `body` in the frame of `other`, which turns with it.
#[differentiable]
#[inline]
pub fn seen_from<T: Real>(body: &Body<T>, other: &Body<T>) -> Relative<T> {
    let (position, linear) = centre_seen_from(body, other);
    let spin = body.velocity.angular - other.velocity.angular;
    Relative {
        position,
        orientation: log(relative(other.rotation, body.rotation)),
        velocity: Twist { linear, angular: apply_transposed(other.rotation, spin) },
    }
}

/// Where the centre of mass of `body` is in the frame of `other` \[m\], and how fast it moves in it \[m/s\]:
/// x = Rₒᵀ (x_b − xₒ), ẋ = Rₒᵀ (v_b − vₒ − ωₒ × (x_b − xₒ)).
#[differentiable]
#[inline(always)]
pub fn centre_seen_from<T: Real>(body: &Body<T>, other: &Body<T>) -> (Vec3<T>, Vec3<T>) {
    let apart = body.position - other.position;
    let (v, w) = (body.velocity, other.velocity);
    let drift = v.linear - w.linear - cross(w.angular, apart);
    (apply_transposed(other.rotation, apart), apply_transposed(other.rotation, drift))
}

/// `body` in the world's frame.
#[differentiable]
#[inline]
pub fn in_world<T: Real>(body: &Body<T>) -> Relative<T> {
    Relative { position: body.position, orientation: log(body.rotation), velocity: body.velocity }
}
