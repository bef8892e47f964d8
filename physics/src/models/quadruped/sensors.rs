//! What the quadruped feels: where nine of its bodies are, how they move and how they are turned.

use costate::{Real, differentiable};

use crate::math::mat3::apply_transposed;
use crate::math::rotation::relative;
use crate::math::vec3::cross;
use crate::math::{Mat3, Vec3};
use crate::model::Body;

/// Nine numbers of each of nine bodies.
pub const SENSORS: usize = 81;

/// Velocity \[m/s\], position \[m\] and orientation of the spine, then of four femurs and four tibias.
///
/// The spine's are told in the world's axes; a limb's are relative to the spine and in its axes, as somebody sees them
/// who rides on it: x = Rₛᵀ (xᵢ − xₛ), ẋ = Rₛᵀ (vᵢ − vₛ − ωₛ × (xᵢ − xₛ)). An orientation Q is told by
/// ½ (Q − Qᵀ)∨ = sin φ n, which has no place where it jumps.
#[differentiable]
pub fn sense<T: Real>(body: &[Body<T>; 17]) -> [T; 81] {
    let mut felt = [T::ZERO; 81];
    let spine = &body[0];
    let lean = orientation(spine.rotation);
    write(&mut felt, 0, spine.velocity.linear, spine.position, lean);
    for i in 1..9 {
        let limb = &body[i];
        let apart = limb.position - spine.position;
        let speed = limb.velocity.linear - spine.velocity.linear - cross(spine.velocity.angular, apart);
        let velocity = apply_transposed(spine.rotation, speed);
        let position = apply_transposed(spine.rotation, apart);
        write(&mut felt, i, velocity, position, orientation(relative(spine.rotation, limb.rotation)));
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

/// ½ (Q − Qᵀ)∨.
#[differentiable]
#[inline(always)]
fn orientation<T: Real>(q: Mat3<T>) -> Vec3<T> {
    Vec3 { x: 0.5 * (q.y.z - q.z.y), y: 0.5 * (q.z.x - q.x.z), z: 0.5 * (q.x.y - q.y.x) }
}
