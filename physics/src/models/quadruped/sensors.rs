//! What the quadruped feels: where nine of its bodies are, how they move and how they are turned.

use costate::{Real, differentiable};

use crate::math::Vec3;
use crate::math::rotation::{relative, sines};
use crate::model::Body;
use crate::sensor::relative::centre_seen_from;

/// Nine numbers of each of nine bodies.
pub const SENSORS: usize = 81;

/// Velocity \[m/s\], position \[m\] and orientation of the spine, then of four femurs and four tibias.
///
/// The spine's are told in the world's axes; a limb's are relative to the spine and in its axes, as somebody sees them
/// who rides on it: x = Rₛᵀ (xᵢ − xₛ), ẋ = Rₛᵀ (vᵢ − vₛ − ωₛ × (xᵢ − xₛ)). An orientation is told by
/// its [`sines()`], which, unlike a rotation vector, have no place where they jump.
#[differentiable]
pub fn sense<T: Real>(body: &[Body<T>; 17]) -> [T; 81] {
    let mut felt = [T::ZERO; 81];
    let spine = &body[0];
    write(&mut felt, 0, spine.velocity.linear, spine.position, sines(spine.rotation));
    for i in 1..9 {
        let limb = &body[i];
        let (position, velocity) = centre_seen_from(limb, spine);
        write(&mut felt, i, velocity, position, sines(relative(spine.rotation, limb.rotation)));
    }
    felt
}

/// Nine numbers at their place.
#[differentiable]
#[inline(always)]
fn write<T: Real>(felt: &mut [T; 81], i: usize, velocity: Vec3<T>, position: Vec3<T>, lean: Vec3<T>) {
    let first = 9 * i;
    let parts = [velocity, position, lean];
    for k in 0..3 {
        felt[first + 3 * k] = parts[k].x;
        felt[first + 3 * k + 1] = parts[k].y;
        felt[first + 3 * k + 2] = parts[k].z;
    }
}
