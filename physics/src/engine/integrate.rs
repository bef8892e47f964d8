//! New positions with the new velocities: semi-implicit Euler, along the joints.
//!
//! A body that hangs on nothing goes on by its own velocity. One that hangs on a joint is put where the joint has it:
//! turned and shifted with its parent, and from it by the relative velocity. Two bodies that step by
//! themselves would part by ½ h² ω² r in each step; these stay together, however fast they turn. What that costs a free
//! tree in momentum is given back to it as a whole.

mod momentum;

use costate::{Diff, Real, differentiable};

use momentum::keep_momentum;

use super::curvature::curvature;
use super::kinematics::at;
use crate::math::mat3::{apply, apply_transposed, product};
use crate::math::rotation::{exp, repaired};
use crate::math::sym3::{apply_sym, inverse};
use crate::math::twist::{brought, carried};
use crate::math::vec3::{cross, square};
use crate::math::{Mat3, Twist, Vec3};
use crate::model::topology::Impact;
use crate::model::{Body, JointParams, Params, State, Topology, WORLD};
use crate::solver::rows::{contact_wrench, joint_velocity, velocity_of};
use crate::solver::{JointBlock, Mass, Problem, Solution};

/// The state h later, with the velocities of the solution.
#[differentiable(recompute)]
pub fn integrate<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    start: &[Body<T>; B],
    problem: &Problem<T, B, J, C>,
    solution: &Solution<T, B, J, C>,
) -> State<T, B, J, C> {
    let h = params.world.timestep;
    let way = match topology.settings.impact {
        Impact::Step => solution.velocity,
        Impact::Time => late(topology, problem, solution, h),
    };
    let mut hangs = [false; B];
    for j in 0..topology.joints {
        hangs[topology.joint[j].child] = true;
    }
    let mut place = [Place::<T>::ORIGIN; B];
    for i in 0..topology.bodies {
        if !hangs[i] {
            place[i] = free(h, &start[i], &problem.mass[i], way[i]);
        }
    }
    for j in 0..topology.joints {
        let link = topology.joint[j];
        let block = &problem.joint[j];
        let v = velocity_of(&solution.velocity, link.parent);
        let u = solution.velocity[link.child] - carried(v, block.offset);
        let on = if link.parent == WORLD { Place::<T>::ORIGIN } else { place[link.parent] };
        let (child, parent) = (&start[link.child], at(start, link.parent));
        let away = apply(block.frame, curvature(link.kind, h, block, child, &parent));
        place[link.child] = hung(h, &params.joint[j], block, child, u, away, on);
    }
    let mut velocity = solution.velocity;
    for i in 0..topology.bodies {
        velocity[i].angular = spun(&problem.mass[i], place[i].turn, solution.velocity[i].angular);
    }
    if topology.joints > 0 {
        keep_momentum(topology, params, start, &solution.velocity, &mut place, &mut velocity);
    }
    let mut body = [Body::<T>::REST; B];
    for i in 0..topology.bodies {
        body[i] = Body { position: place[i].position, rotation: place[i].rotation, velocity: velocity[i] };
    }
    State { body, rate: rates(topology, problem, &solution.velocity), warm: *solution }
}

/// How fast the coordinates of all joints change.
#[differentiable(recompute)]
pub fn rates<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    velocity: &[Twist<T>; B],
) -> [[T; 3]; J] {
    let mut rate = [[T::ZERO; 3]; J];
    for j in 0..topology.joints {
        let link = topology.joint[j];
        if link.kind.freedom() > 0 {
            let parent = velocity_of(velocity, link.parent);
            let nu = joint_velocity(&problem.joint[j], velocity[link.child], parent);
            let first = link.kind.first_free();
            for d in 0..link.kind.freedom() {
                rate[j][d] = nu[first + d];
            }
        }
    }
    rate
}

/// The velocities on the way of this step: what pushes after a delay has not moved anything before.
#[differentiable]
fn late<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    solution: &Solution<T, B, J, C>,
    h: T,
) -> [Twist<T>; B] {
    let mut way = solution.velocity;
    for k in 0..topology.pairs {
        let pair = topology.pair[k];
        let (a, b) = (topology.geom[pair.a].body, topology.geom[pair.b].body);
        for c in pair.first..pair.first + pair.points {
            let block = &problem.contact[c];
            let wrench = contact_wrench(block, solution.push[c]) * (block.delay / h);
            if a != WORLD {
                way[a] -= given(&problem.mass[a], brought(wrench, block.arm_a));
            }
            if b != WORLD {
                way[b] += given(&problem.mass[b], brought(wrench, block.arm_b));
            }
        }
    }
    way
}

/// M⁻¹ f: the velocity that an impulse gives.
#[differentiable]
#[inline(always)]
fn given<T: Real>(mass: &Mass<T>, f: Twist<T>) -> Twist<T> {
    Twist { linear: f.linear * (1.0 / mass.mass), angular: apply_sym(inverse(mass.inertia), f.angular) }
}

/// Where a body is.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
pub struct Place<T> {
    /// Of the centre of mass \[m\].
    pub position: Vec3<T>,
    /// The body's axes.
    pub rotation: Mat3<T>,
    /// D: how it has turned in this step, R⁺ = D R.
    pub turn: Mat3<T>,
}

impl<T: Real> Place<T> {
    /// The world's.
    pub const ORIGIN: Self = Self { position: Vec3::ZERO, rotation: Mat3::IDENTITY, turn: Mat3::IDENTITY };
}

/// x⁺ = x + h v, D = exp(h ω₁), where ω₁ = ω + ½ h I⁻¹ (I ω × ω) is that of the middle of the step: with ω a body that
/// tumbles would gain energy, until it spins about the axis of least inertia.
#[differentiable]
#[inline(always)]
fn free<T: Real>(h: T, body: &Body<T>, mass: &Mass<T>, v: Twist<T>) -> Place<T> {
    let w = v.angular;
    let bend = apply_sym(inverse(mass.inertia), cross(apply_sym(mass.inertia, w), w));
    // a turn of more than a radian is not small
    let turn = exp((w + bend * (0.5 * h / (1.0 + 0.25 * h * h * square(w)))) * h);
    let rotation = repaired(product(turn, body.rotation));
    Place { position: body.position + v.linear * h, rotation, turn }
}

/// D = Dₚ exp(h (ω − ωₚ)), and the joint's point, as it has drifted in the parent's frame, has turned with the parent;
/// `away` is what it has [turned off](curvature()).
#[differentiable]
#[inline(always)]
fn hung<T: Real>(
    h: T,
    p: &JointParams<T>,
    block: &JointBlock<T>,
    child: &Body<T>,
    u: Twist<T>,
    away: Vec3<T>,
    on: Place<T>,
) -> Place<T> {
    let turn = product(on.turn, exp(u.angular * h));
    let rotation = repaired(product(turn, child.rotation));
    let drift = u.linear + cross(u.angular, block.arm) + away;
    let point = on.position + apply(on.turn, block.offset + block.arm + drift * h);
    Place { position: point - apply(rotation, p.child_anchor), rotation, turn }
}

/// ω⁺ = D I⁻¹ Dᵀ I ω: the angular momentum stays while the inertia turns.
#[differentiable]
#[inline(always)]
fn spun<T: Real>(mass: &Mass<T>, turn: Mat3<T>, spin: Vec3<T>) -> Vec3<T> {
    let momentum = apply_transposed(turn, apply_sym(mass.inertia, spin));
    apply(turn, apply_sym(inverse(mass.inertia), momentum))
}
