//! What vanishes at the solution of a step.
//!
//! r_V = M (V − V*) − Jᵀ λ for the bodies, and for every row ν + c λ − b, or x − P(x − …) where its law has
//! corners. The implicit function theorem needs nothing else to differentiate a step.

use costate::{Real, Tape, detach, differentiable, lit};

use super::laws;
use super::problem::{ContactBlock, JointBlock, Mass, Problem};
use super::rows::{contact_velocity, contact_wrench, joint_impulse, joint_velocity, velocity_of};
use super::solution::Solution;
use crate::math::sym3::apply_sym;
use crate::math::twist::brought;
use crate::math::{Twist, Vec3};
use crate::model::topology::{Friction, JointKind, Method};
use crate::model::{Link, Topology, WORLD};

/// The residual at `x`, in the shape of `x`: of a joint's wrench its six rows.
#[differentiable]
pub fn residual<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    x: &Solution<T, B, J, C>,
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
) -> Solution<T, B, J, C> {
    let mut r = Solution::<T, B, J, C>::ZERO;
    for i in 0..topology.bodies {
        r.velocity[i] = momentum(&problem.mass[i], x.velocity[i] - problem.free[i]);
    }
    for j in 0..topology.joints {
        let link = topology.joint[j];
        let block = &problem.joint[j];
        r.velocity[link.child] -= x.wrench[j];
        if link.parent != WORLD {
            r.velocity[link.parent] += brought(x.wrench[j], block.offset);
        }
        let child = x.velocity[link.child];
        let parent = velocity_of(&x.velocity, link.parent);
        let rho = detach(scale(&problem.mass[link.child], link.kind));
        r.wrench[j] = joint(link.kind, block, child, parent, x.wrench[j], rho);
    }
    for k in 0..topology.pairs {
        let pair = topology.pair[k];
        let (a, b) = (topology.geom[pair.a].body, topology.geom[pair.b].body);
        for c in pair.first..pair.first + pair.points {
            let block = &problem.contact[c];
            let wrench = contact_wrench(block, x.push[c]);
            if a != WORLD {
                r.velocity[a] -= brought(wrench, block.arm_a);
            }
            if b != WORLD {
                r.velocity[b] += brought(wrench, block.arm_b);
            }
            let (a, b) = (velocity_of(&x.velocity, a), velocity_of(&x.velocity, b));
            r.push[c] = contact(topology.settings.friction, pair.rows, block, a, b, x.push[c]);
        }
    }
    r
}

/// The largest residual at `x`, each as a part of 1 and of the number that it is a residual of; infinite where one is
/// not a number.
pub fn relative<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    x: &Solution<T, B, J, C>,
) -> T {
    let r = residual(x, topology, problem);
    let mut largest = T::ZERO;
    let mut visit = |x: T, r: T| {
        let part = r.abs() / (T::ONE + x.abs());
        largest = largest.max(sized(part));
    };
    let twists = x.velocity.iter().chain(&x.wrench).zip(r.velocity.iter().chain(&r.wrench));
    for (x, r) in twists {
        x.six().into_iter().zip(r.six()).for_each(|(x, r)| visit(x, r));
    }
    for (&x, &r) in x.push.as_flattened().iter().zip(r.push.as_flattened()) {
        visit(x, r);
    }
    largest
}

/// The size of a residual; infinite where it is not a number, which no maximum would tell of.
#[inline(always)]
pub fn sized<T: Real>(r: T) -> T {
    T::select(r.ge(T::ZERO), r, lit(f64::INFINITY))
}

/// The [`relative`] residual above which a solution is none: of the direct solver, which is exact, and of those that sweep.
pub fn tolerance<T: Real>(method: Method) -> T {
    let single = size_of::<T::Element>() == 4;
    lit(match method {
        Method::Direct if single => 5e-3,
        Method::Direct => 1e-7,
        Method::GaussSeidel | Method::Jacobi => 1e-3,
    })
}

/// M V.
#[differentiable]
#[inline(always)]
pub fn momentum<T: Real>(mass: &Mass<T>, v: Twist<T>) -> Twist<T> {
    Twist { linear: v.linear * mass.mass, angular: apply_sym(mass.inertia, v.angular) }
}

/// An inverse inertia by which a joint's impulses are compared with its velocities.
pub fn scale<T: Real>(mass: &Mass<T>, kind: JointKind) -> T {
    match kind {
        JointKind::Slider => T::ONE / mass.mass,
        _ => T::ONE / (mass.inertia.xx + mass.inertia.yy + mass.inertia.zz),
    }
}

/// The six rows of a joint.
#[differentiable]
#[inline(always)]
fn joint<T: Real>(
    kind: JointKind,
    block: &JointBlock<T>,
    child: Twist<T>,
    parent: Twist<T>,
    wrench: Twist<T>,
    #[constant] rho: T,
) -> Twist<T> {
    let nu = joint_velocity(block, child, parent);
    let lambda = joint_impulse(block, wrench);
    let mut r = [T::ZERO; 6];
    for k in 0..6 {
        r[k] = nu[k] + block.compliance[k] * lambda[k] - block.bias[k];
    }
    let first = kind.first_free();
    for d in 0..kind.freedom() {
        let k = first + d;
        let law = &block.coordinate[d];
        let held = lambda[k] - law.push + law.weight * nu[k];
        r[k] = nu[k] - laws::coordinate(law, nu[k] - rho * held, rho);
    }
    Twist { linear: Vec3 { x: r[0], y: r[1], z: r[2] }, angular: Vec3 { x: r[3], y: r[4], z: r[5] } }
}

/// The rows of a contact.
#[differentiable]
#[inline(always)]
fn contact<T: Real>(
    friction: Friction,
    rows: usize,
    block: &ContactBlock<T>,
    a: Twist<T>,
    b: Twist<T>,
    p: [T; 4],
) -> [T; 4] {
    let z = laws::reflected(block, contact_velocity(block, a, b), p);
    let q = laws::contact(friction, rows, z, block.friction, block.torsion);
    [p[0] - q[0], p[1] - q[1], p[2] - q[2], p[3] - q[3]]
}

/// A contact's impulses on the first body and on the second, each about its centre of mass.
#[differentiable]
#[inline(always)]
fn impulses<T: Real>(block: &ContactBlock<T>, push: [T; 4]) -> (Twist<T>, Twist<T>) {
    let wrench = contact_wrench(block, push);
    (brought(wrench, block.arm_a), -brought(wrench, block.arm_b))
}

/// p̄ −= (∂r/∂p)ᵀ μ: the adjoint of [`residual()`] by the problem alone.
pub fn pull<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    of_problem: &mut Problem<T, B, J, C>,
    x: &Solution<T, B, J, C>,
    mu: &Solution<T, B, J, C>,
    tape: &mut impl Tape,
) {
    for i in 0..topology.bodies {
        let (v, mut dv) = (x.velocity[i] - problem.free[i], Twist::ZERO);
        momentum::vjp(&problem.mass[i], &mut of_problem.mass[i], v, &mut dv, -mu.velocity[i], tape);
        of_problem.free[i] -= dv;
    }
    for j in 0..topology.joints {
        let link = &topology.joint[j];
        let rho = scale(&problem.mass[link.child], link.kind);
        pull_joint(link, &problem.joint[j], &mut of_problem.joint[j], x, mu, j, rho, tape);
    }
    for pair in &topology.pair[..topology.pairs] {
        let bodies = (topology.geom[pair.a].body, topology.geom[pair.b].body);
        for c in pair.first..pair.first + pair.points {
            let (block, of_block) = (&problem.contact[c], &mut of_problem.contact[c]);
            pull_contact(topology.settings.friction, pair.rows, bodies, block, of_block, x, mu, c, tape);
        }
    }
}

/// The same of joint `j`.
#[inline(always)]
fn pull_joint<T: Real, const B: usize, const J: usize, const C: usize>(
    link: &Link,
    block: &JointBlock<T>,
    of_block: &mut JointBlock<T>,
    x: &Solution<T, B, J, C>,
    mu: &Solution<T, B, J, C>,
    j: usize,
    rho: T,
    tape: &mut impl Tape,
) {
    let (mut a, mut b, mut w) = (Twist::ZERO, Twist::ZERO, Twist::ZERO);
    if link.parent != WORLD {
        let down = -mu.velocity[link.parent];
        brought::vjp(x.wrench[j], &mut w, block.offset, &mut of_block.offset, down, tape);
    }
    let (child, parent) = (x.velocity[link.child], velocity_of(&x.velocity, link.parent));
    let (kind, wrench, down) = (link.kind, x.wrench[j], -mu.wrench[j]);
    joint::vjp(
        kind,
        &mut (),
        block,
        of_block,
        child,
        &mut a,
        parent,
        &mut b,
        wrench,
        &mut w,
        rho,
        down,
        tape,
    );
}

/// The same of contact `c` between two bodies.
#[inline(always)]
fn pull_contact<T: Real, const B: usize, const J: usize, const C: usize>(
    friction: Friction,
    rows: usize,
    bodies: (usize, usize),
    block: &ContactBlock<T>,
    of_block: &mut ContactBlock<T>,
    x: &Solution<T, B, J, C>,
    mu: &Solution<T, B, J, C>,
    c: usize,
    tape: &mut impl Tape,
) {
    let (push, down) = (x.push[c], mu.push[c].map(|m| -m));
    let (mut da, mut db, mut dp) = (Twist::ZERO, Twist::ZERO, [T::ZERO; 4]);
    let on = (velocity_of(&mu.velocity, bodies.0), velocity_of(&mu.velocity, bodies.1));
    impulses::vjp(block, of_block, push, &mut dp, on, tape);
    let (a, b) = (velocity_of(&x.velocity, bodies.0), velocity_of(&x.velocity, bodies.1));
    contact::vjp(friction, &mut (), rows, block, of_block, a, &mut da, b, &mut db, push, &mut dp, down, tape);
}
