//! The direct solver: joint trees by elimination, contacts by projected sweeps on what is left of them.
//!
//! A round takes the drives and limits to be on known pieces of their laws, so that all joint rows are linear: the
//! trees are eliminated exactly, in a time that grows with the number of joints, and the contacts see each other
//! through a small dense matrix. Then the pieces are looked up again; where they are not those that were taken there
//! is another round.

pub mod articulated;
pub mod contacts;
pub mod delassus;
pub mod dense;
pub mod linear;
pub mod local;
pub mod modes;
pub mod newton;
pub mod root;
pub mod tree;

use costate::{Mask, Real, Tape, jvp_of, vjp_of};

use super::residual;
use super::rows::{contact_velocity, contact_wrench, velocity_of};
use super::{Problem, Solution};
use crate::math::Twist;
use crate::math::twist::brought;
use crate::model::{Topology, WORLD};
use contacts::Contacts;
use delassus::{Column, Matrix, Touching, Ways};
use linear::Linear;
use modes::Modes;
use tree::{Load, Motion, Tree};

/// Rounds in which all drives change their pieces at once.
const TOGETHER: usize = 4;

/// Rounds after which another drive comes first each time: with friction, one at a time may go in circles, too.
const IN_ORDER: usize = 40;

/// The solution of a step. `warm` says where to start and has no derivative.
pub fn direct<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    warm: &Solution<T, B, J, C>,
) -> Solution<T, B, J, C> {
    let touching = Touching::of(topology, problem);
    let mut push = touching.gather(problem, &warm.push);
    let mut modes = Modes::guess(topology, problem, &warm.wrench);
    let mut settled = T::Mask::splat(false);
    let mut desk = Desk::ZERO;
    let mut motion = desk.round(topology, problem, &touching, &modes, &mut push, settled);
    for k in 1..topology.settings.rounds {
        let (found, _) = Modes::at(topology, problem, &motion.velocity, &motion.wrench);
        let first = if k > IN_ORDER { k } else { 0 };
        settled = modes.adopt(topology, problem, &found, settled, k > TOGETHER, first);
        if settled.all() {
            break;
        }
        motion = desk.round(topology, problem, &touching, &modes, &mut push, settled);
    }
    let push = touching.scatter(problem, &push, &[[T::ZERO; 4]; C]);
    let mut x = Solution { velocity: motion.velocity, wrench: motion.wrench, push };
    // rounds that end by looking at values leave tangents that mean nothing: one level of them a Newton step is right
    for _ in 0..T::LEVELS {
        let r = residual::residual(&x, topology, problem);
        let step = Linear::at(topology, problem, &x, &mut desk).solve(&-r);
        x = x.with_tangents_moved(&step);
    }
    x
}

#[vjp_of(direct, result, tape)]
fn direct_vjp<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    of_problem: &mut Problem<T, B, J, C>,
    _warm: &Solution<T, B, J, C>,
    _of_warm: &mut Solution<T, B, J, C>,
    x: Solution<T, B, J, C>,
    of_x: Solution<T, B, J, C>,
    tape: &mut impl Tape,
) {
    known_vjp(topology, problem, of_problem, &x, of_x, tape);
}

#[jvp_of(direct)]
fn direct_jvp<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    along: &Problem<T, B, J, C>,
    warm: &Solution<T, B, J, C>,
    _along_warm: &Solution<T, B, J, C>,
) -> (Solution<T, B, J, C>, Solution<T, B, J, C>) {
    known_jvp(topology, problem, along, &direct(topology, problem, warm))
}

/// The solution `x` of a problem, whatever found it; its derivative is that of the equations.
pub fn known<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    _topology: &Topology<B, J, G, C>,
    _problem: &Problem<T, B, J, C>,
    x: &Solution<T, B, J, C>,
) -> Solution<T, B, J, C> {
    *x
}

/// Reverse mode, by the implicit function theorem: (∂r/∂x)ᵀ μ = x̄, then p̄ −= (∂r/∂p)ᵀ μ.
///
/// NaN where `x` does not solve the equations: it has no derivative by them.
#[vjp_of(known, tape)]
fn known_vjp<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    of_problem: &mut Problem<T, B, J, C>,
    #[constant] x: &Solution<T, B, J, C>,
    of_x: Solution<T, B, J, C>,
    tape: &mut impl Tape,
) {
    let mut desk = Desk::ZERO;
    let mu = Linear::at(topology, problem, x, &mut desk).solve_transposed(&of_x);
    residual::pull(topology, problem, of_problem, x, &mu, tape);
}

/// Forward mode: (∂r/∂x) ẋ = −(∂r/∂p) ṗ; NaN where `x` does not solve them.
#[jvp_of(known)]
fn known_jvp<T: Real, const B: usize, const J: usize, const G: usize, const C: usize>(
    #[constant] topology: &Topology<B, J, G, C>,
    problem: &Problem<T, B, J, C>,
    along: &Problem<T, B, J, C>,
    #[constant] x: &Solution<T, B, J, C>,
) -> (Solution<T, B, J, C>, Solution<T, B, J, C>) {
    let still = Solution::ZERO;
    let (_, r) = residual::residual::jvp(x, &still, topology, problem, along);
    let mut desk = Desk::ZERO;
    (*x, Linear::at(topology, problem, x, &mut desk).solve(&-r))
}

/// Room for the matrices of a step.
struct Desk<T, const B: usize, const J: usize, const C: usize> {
    tree: Tree<T, B, J>,
    ways: Ways<T, C>,
    delassus: Matrix<T, C>,
    system: Matrix<T, C>,
}

impl<T: Real, const B: usize, const J: usize, const C: usize> Desk<T, B, J, C> {
    /// An empty desk.
    const ZERO: Self = Self {
        tree: Tree::ZERO,
        ways: Ways::NONE,
        delassus: [[[[T::ZERO; 4]; C]; 4]; C],
        system: [[[[T::ZERO; 4]; C]; 4]; C],
    };

    /// The motion with the coordinates on these pieces; moves `push` in lanes that are not settled.
    fn round<const G: usize>(
        &mut self,
        topology: &Topology<B, J, G, C>,
        problem: &Problem<T, B, J, C>,
        touching: &Touching<C>,
        modes: &Modes<T, J>,
        push: &mut Column<T, C>,
        settled: T::Mask,
    ) -> Motion<T, B, J> {
        self.tree.factorize(topology, problem, modes);
        let mut load = Load::ZERO;
        for i in 0..topology.bodies {
            load.impulse[i] = residual::momentum(&problem.mass[i], problem.free[i]);
        }
        modes.load(topology, problem, &mut load);
        if touching.is_empty() {
            return self.tree.solve(topology, problem, &load);
        }
        let (free, _) = self.tree.velocities(topology, problem, &load);
        let start = approach(problem, touching, &free);
        self.ways.delassus(topology, problem, &self.tree, touching, &mut self.delassus);
        let contacts = Contacts { topology, problem, touching, start };
        contacts.solve(&mut self.delassus, push, settled, &mut self.system);
        press(problem, touching, push, &mut load.impulse);
        self.tree.solve(topology, problem, &load)
    }
}

/// The velocities at the touching contacts.
fn approach<T: Real, const B: usize, const J: usize, const C: usize>(
    problem: &Problem<T, B, J, C>,
    touching: &Touching<C>,
    velocity: &[Twist<T>; B],
) -> Column<T, C> {
    let mut column = [[T::ZERO; 4]; C];
    for touch in touching.iter() {
        let (a, b) = (velocity_of(velocity, touch.a), velocity_of(velocity, touch.b));
        let u = contact_velocity(&problem.contact[touch.contact], a, b);
        column.as_flattened_mut()[touch.first..touch.first + touch.rows].copy_from_slice(&u[..touch.rows]);
    }
    column
}

/// Adds the pushes of contacts to the impulses on bodies.
fn press<T: Real, const B: usize, const J: usize, const C: usize>(
    problem: &Problem<T, B, J, C>,
    touching: &Touching<C>,
    push: &Column<T, C>,
    impulse: &mut [Twist<T>; B],
) {
    for touch in touching.iter() {
        let block = &problem.contact[touch.contact];
        let mut p = [T::ZERO; 4];
        p[..touch.rows].copy_from_slice(&push.as_flattened()[touch.first..touch.first + touch.rows]);
        let wrench = contact_wrench(block, p);
        if touch.a != WORLD {
            impulse[touch.a] += brought(wrench, block.arm_a);
        }
        if touch.b != WORLD {
            impulse[touch.b] -= brought(wrench, block.arm_b);
        }
    }
}
