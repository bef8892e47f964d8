//! The laws of a joint's rows: what is held, what springs, servos and limits do.

use costate::{Real, detach, differentiable, lit};

use super::bodies::inverse;
use crate::engine::kinematics::JointPose;
use crate::math::bounds::{between, doubt};
use crate::math::sym3::apply_sym;
use crate::math::vec3::{Vec3, cross, dot};
use crate::model::{Drive, JointKind, JointParams, Link, Params, Topology, WorldParams};
use crate::solver::problem::UNLIMITED;
use crate::solver::{Coordinate, JointBlock, Mass};

/// The blocks of all joints.
#[differentiable(recompute)]
pub fn blocks<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    pose: &[JointPose<T>; J],
    rate: &[[T; 3]; J],
    mass: &[Mass<T>; B],
    controls: &[T],
) -> [JointBlock<T>; J] {
    let mut blocks = [JointBlock::<T>::NONE; J];
    for j in 0..topology.joints {
        let link = topology.joint[j];
        let p = &params.joint[j];
        let mut block = block(&link, &params.world, p, &pose[j], rate[j], controls);
        if link.soft {
            let child = inverse(mass, link.child);
            let parent = inverse(mass, link.parent);
            (block.bias, block.compliance) = softness(&params.world, p, &pose[j], &child, &parent);
        }
        blocks[j] = block;
    }
    blocks
}

/// A hard joint: its error times `correction` / h goes away.
#[differentiable]
#[inline(always)]
fn block<T: Real>(
    #[constant] link: &Link,
    world: &WorldParams<T>,
    p: &JointParams<T>,
    pose: &JointPose<T>,
    nu: [T; 3],
    controls: &[T],
) -> JointBlock<T> {
    let rate = -(world.correction / world.timestep);
    let mut block = JointBlock {
        frame: pose.frame,
        arm: pose.arm,
        offset: pose.offset,
        bias: six(pose.gap * rate, pose.turn * rate),
        compliance: [T::ZERO; 6],
        coordinate: [Coordinate::<T>::FREE; 3],
    };
    let q = coordinates(link.kind, pose);
    let (lower, upper, rest) = (three(p.lower), three(p.upper), three(p.rest));
    for d in 0..link.kind.freedom() {
        let control = if let Drive::None = link.drive { T::ZERO } else { controls[link.control + d] };
        let passive = spring(world, p, q[d] - rest[d], nu[d]);
        let driven = drive(link.drive, world, p, passive, q[d], control, lower[d], upper[d]);
        block.coordinate[d] =
            if link.limited { limited(world, driven, q[d], lower[d], upper[d]) } else { driven };
    }
    block
}

/// The joint's coordinates: angles \[rad\], of a slider its length \[m\].
#[differentiable]
#[inline(always)]
pub fn coordinates<T: Real>(kind: JointKind, pose: &JointPose<T>) -> [T; 3] {
    match kind {
        JointKind::Slider => [pose.gap.x, T::ZERO, T::ZERO],
        _ => [pose.turn.x, pose.turn.y, pose.turn.z],
    }
}

/// Rotor, damper and spring, at the end of the step: λ = a (ν₀ − ν) − h (d ν + k (q + h ν − q₀)).
#[differentiable]
#[inline(always)]
fn spring<T: Real>(world: &WorldParams<T>, p: &JointParams<T>, stretch: T, nu: T) -> Coordinate<T> {
    let h = world.timestep;
    Coordinate {
        push: p.armature * nu - h * (p.stiffness * stretch),
        weight: p.armature + h * (p.damping + h * p.stiffness),
        target: T::ZERO,
        strength: T::ZERO,
        slowest: lit::<T>(-UNLIMITED),
        fastest: lit::<T>(UNLIMITED),
    }
}

/// The drive: a servo's velocity ± v_max towards the control, within the limits; or a torque.
#[differentiable]
#[inline(always)]
fn drive<T: Real>(
    drive: Drive,
    world: &WorldParams<T>,
    p: &JointParams<T>,
    passive: Coordinate<T>,
    q: T,
    control: T,
    lower: T,
    upper: T,
) -> Coordinate<T> {
    let mut law = passive;
    match drive {
        Drive::None => {}
        Drive::Servo => {
            let wanted = p.gain * (between(control, lower, upper) - q);
            law.target = between(wanted, -p.max_velocity, p.max_velocity);
            law.strength = world.timestep * p.max_torque;
            // what is no number would be lost among the pieces of the law
            let range = detach(doubt(lower) + doubt(upper));
            law.push += range + detach(doubt(law.target) + doubt(law.strength) + doubt(p.max_velocity));
        }
        Drive::Torque => {
            law.push += world.timestep * between(control, -p.max_torque, p.max_torque);
            law.push += detach(doubt(p.max_torque));
        }
    }
    law
}

/// Limits: up to a limit in one step, and back from beyond it as errors are taken away.
#[differentiable]
#[inline(always)]
fn limited<T: Real>(world: &WorldParams<T>, free: Coordinate<T>, q: T, lower: T, upper: T) -> Coordinate<T> {
    let mut law = free;
    let (down, up) = (lower - q, upper - q);
    let back = world.correction / world.timestep;
    let over = 1.0 / world.timestep;
    law.slowest = down * T::select(down.gt(T::ZERO), back, over);
    law.fastest = up * T::select(up.lt(T::ZERO), back, over);
    law.push += detach(doubt(law.slowest) + doubt(law.fastest));
    law
}

/// Bias and compliance of soft rows (E. Catto, "Soft constraints", 2009), for the angular frequency ω = 2 π f.
///
/// With k = m ω² and c = 2 m ζ ω of the row's effective mass m: compliance 1 / (h (c + h k)), bias −k / (c + h k)
/// times the error.
#[differentiable]
#[inline(always)]
fn softness<T: Real>(
    world: &WorldParams<T>,
    p: &JointParams<T>,
    pose: &JointPose<T>,
    child: &Mass<T>,
    parent: &Mass<T>,
) -> ([T; 6], [T; 6]) {
    let h = world.timestep;
    let omega = 2.0 * T::PI * p.frequency;
    let stiff = 2.0 * p.damping_ratio + h * omega;
    let rate = -(omega / stiff);
    let over = 1.0 / (h * omega * stiff);
    let lever = pose.offset + pose.arm;
    let axis = [pose.frame.x, pose.frame.y, pose.frame.z];
    let mut compliance = [T::ZERO; 6];
    for k in 0..3 {
        let linear = child.mass
            + parent.mass
            + quadratic(child, cross(pose.arm, axis[k]))
            + quadratic(parent, cross(lever, axis[k]));
        compliance[k] = over * linear;
        compliance[k + 3] = over * (quadratic(child, axis[k]) + quadratic(parent, axis[k]));
    }
    (six(pose.gap * rate, pose.turn * rate), compliance)
}

/// v · I v.
#[differentiable]
#[inline(always)]
fn quadratic<T: Real>(mass: &Mass<T>, v: Vec3<T>) -> T {
    dot(v, apply_sym(mass.inertia, v))
}

#[differentiable]
#[inline(always)]
fn three<T: Real>(v: Vec3<T>) -> [T; 3] {
    [v.x, v.y, v.z]
}

#[differentiable]
#[inline(always)]
fn six<T: Real>(linear: Vec3<T>, angular: Vec3<T>) -> [T; 6] {
    [linear.x, linear.y, linear.z, angular.x, angular.y, angular.z]
}
