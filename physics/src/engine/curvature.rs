//! How far bodies run off the way that a joint lets them in a step: they turn about their centres, and it is curved.
//!
//! After a step with velocities V a joint's point is J V h + ½ h² J̇ V from where it was, not J V h. So a joint asks for
//! J V = −½ h J̇ V, and the velocities are those of the chord between the two ends of the step. They lean out of the
//! joint's way as much at one end as at the other, so that the next solve turns them and takes no energy out of them;
//! asked for J V = 0 it would take ½ m (h ω v)² in each step. J̇ V is that of the start of the step.

use costate::{Real, differentiable};

use crate::math::Vec3;
use crate::math::mat3::apply_transposed;
use crate::math::vec3::{cross, square};
use crate::model::{Body, JointKind};
use crate::solver::JointBlock;

/// ½ h J̇ V of a joint's point, along its axes \[m/s\]; none along one that slides.
///
/// With a from the parent's centre to the point, r from the child's, and w the point's velocity less the parent's, the
/// point is at a + h (w − ω_p × a) + h² (½ ω_c × (ω_c × r) − ω_p × w + ½ ω_p × (ω_p × a)) in the parent's axes.
#[differentiable]
#[inline(always)]
pub fn curvature<T: Real>(
    kind: JointKind,
    h: T,
    block: &JointBlock<T>,
    child: &Body<T>,
    parent: &Body<T>,
) -> Vec3<T> {
    let (c, p) = (child.velocity, parent.velocity);
    let turned = cross(c.angular, block.arm);
    let carried = cross(p.angular, block.offset + block.arm);
    let w = c.linear - p.linear + turned;
    let bend = (cross(c.angular, turned) + cross(p.angular, carried)) * 0.5 - cross(p.angular, w);
    // a turn of more than a radian is not small: it leads off no farther than the arm is long
    let turn = h * h * (square(c.angular) + square(p.angular));
    let away = apply_transposed(block.frame, bend * (h / (1.0 + 0.25 * turn)));
    match kind {
        JointKind::Slider => Vec3 { x: T::ZERO, y: away.y, z: away.z },
        _ => away,
    }
}
