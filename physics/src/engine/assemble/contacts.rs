//! The laws of points of contact.

use costate::{Diff, Real, detach, differentiable, lit};

use crate::engine::collide::ContactPoint;
use crate::engine::kinematics::at;
use crate::math::Mat3;
use crate::math::bounds::{at_least, doubt};
use crate::math::rotation::basis;
use crate::math::vec3::{Vec3, cross, dot};
use crate::model::topology::Impact;
use crate::model::{Body, GeomParams, Params, Topology, WORLD, WorldParams};
use crate::solver::problem::APART;
use crate::solver::{ContactBlock, Mass};

/// The blocks of all points of contact.
#[differentiable(recompute)]
pub fn blocks<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    params: &Params<T, B, J, G>,
    body: &[Body<T>; B],
    point: &[ContactPoint<T>; C],
    mass: &[Mass<T>; B],
) -> [ContactBlock<T>; C] {
    let mut blocks = [ContactBlock::<T>::NONE; C];
    let loose = loose(topology);
    for k in 0..topology.pairs {
        let pair = topology.pair[k];
        let (i, j) = (topology.geom[pair.a].body, topology.geom[pair.b].body);
        let surface = surface(&params.geom[pair.a], &params.geom[pair.b]);
        let (a, b) = (at(body, i), at(body, j));
        let (light_a, light_b) = (lightness(mass, i), lightness(mass, j));
        let timed = match topology.settings.impact {
            Impact::Step => false,
            Impact::Time => (i == WORLD || loose[i]) && (j == WORLD || loose[j]),
        };
        for c in pair.first..pair.first + pair.points {
            blocks[c] = block(&params.world, timed, &surface, &point[c], &a, &b, light_a, light_b);
        }
    }
    blocks
}

/// 1 / m of body `i`; 0 of the world \[1/kg\].
#[differentiable]
#[inline(always)]
fn lightness<T: Real, const B: usize>(mass: &[Mass<T>; B], i: usize) -> T {
    if i == WORLD { T::ZERO } else { 1.0 / mass[i].mass }
}

/// What two surfaces make together.
#[derive(Clone, Copy, Debug, PartialEq, Diff)]
#[diff(tangent = Self)]
struct Surface<T> {
    /// μ: the geometric mean; where it is zero its slope is, too.
    friction: T,
    /// Torsional friction \[m\]: the larger.
    torsion: T,
    /// e: the larger.
    restitution: T,
}

/// Which bodies have no joint.
fn loose<const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
) -> [bool; B] {
    let mut loose = [true; B];
    for link in &topology.joint[..topology.joints] {
        loose[link.child] = false;
        if link.parent != WORLD {
            loose[link.parent] = false;
        }
    }
    loose
}

/// What two surfaces make together.
#[differentiable]
#[inline(always)]
fn surface<T: Real>(a: &GeomParams<T>, b: &GeomParams<T>) -> Surface<T> {
    let square = a.friction * b.friction;
    let none = square.ge(T::ZERO) & square.le(T::ZERO);
    Surface {
        friction: T::select(none, T::ZERO, square.sqrt()),
        torsion: at_least(a.torsion, b.torsion) + detach(doubt(b.torsion)),
        restitution: at_least(a.restitution, b.restitution) + detach(doubt(b.restitution)),
    }
}

/// A point of contact: none while there is a gap; where the time of impact counts, none if the gap does not close in
/// this step by a bounce.
///
/// The normal velocity is at least e times that of the approach, where this is faster than the threshold, and at
/// least what takes away the depth below the slop.
#[differentiable]
#[inline(always)]
fn block<T: Real>(
    world: &WorldParams<T>,
    timed: bool,
    surface: &Surface<T>,
    point: &ContactPoint<T>,
    a: &Body<T>,
    b: &Body<T>,
    light_a: T,
    light_b: T,
) -> ContactBlock<T> {
    let n = point.normal;
    let (y, z) = basis(n);
    let (arm_a, arm_b) = (point.position - a.position, point.position - b.position);

    // approach, with this step's gravity where the body moves
    let fall = dot(n, world.gravity) * world.timestep;
    let falls = |light: T| T::select(light.gt(T::ZERO), fall, T::ZERO);
    let speed_a = dot(n, a.velocity.linear + cross(a.velocity.angular, arm_a)) + falls(light_a);
    let speed_b = dot(n, b.velocity.linear + cross(b.velocity.angular, arm_b)) + falls(light_b);
    let approach = speed_b - speed_a;

    let bounce = T::select(approach.lt(world.threshold), T::ZERO, surface.restitution * approach);
    let deep = at_least(-point.gap - world.slop, T::ZERO);
    let back = world.correction / world.timestep * deep;
    let bias = at_least(bounce, back);
    let mut open = point.gap.gt(T::ZERO);
    let mut delay = T::ZERO;
    if timed {
        // they meet after gap / approach, and then bounce
        let meets = bounce.gt(T::ZERO) & point.gap.lt(world.timestep * approach);
        delay = T::select(open & meets, point.gap / T::select(meets, approach, T::ONE), T::ZERO);
        open = open & !meets;
    }
    // what is no number would be taken for no contact: its push goes nowhere instead
    let told = detach(doubt(bias) + doubt(back) + doubt(world.threshold) + doubt(world.compliance));
    let lost = T::select(open, T::ZERO, told + detach(doubt(surface.friction) + doubt(surface.torsion)));
    let bias = T::select(bias.ge(bias), bias, T::ZERO);
    ContactBlock {
        frame: Mat3 { x: n + Vec3 { x: lost, y: lost, z: lost }, y, z },
        arm_a,
        arm_b,
        bias: T::select(open, lit::<T>(APART), bias),
        compliance: world.compliance * (light_a + light_b),
        friction: surface.friction,
        torsion: surface.torsion,
        delay,
    }
}
