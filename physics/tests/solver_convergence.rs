//! What vanishes at a solution vanishes with the sweeps, of Gauss-Seidel and of Jacobi.

mod problems;

use costate_physics::math::twist::pairing;
use costate_physics::model::JointKind;
use costate_physics::model::topology::Friction;
use costate_physics::solver::Coordinate;
use costate_physics::solver::residual::{momentum, residual};
use costate_physics::solver::rows::{contact_velocity, joint_impulse, joint_velocity, velocity_of};
use problems::numbers::Numbers;
use problems::{Answer, Random, Step, Sweeper, Tree, largest};

/// The largest number of the residual.
fn left(x: &Answer<f64>, tree: &Tree, step: &Step<f64>) -> f64 {
    largest(&residual(x, tree, step).row())
}

/// Random trees with cones and with boxes.
fn steps(n: u64) -> impl Iterator<Item = (u64, Tree, Step<f64>)> {
    (0..n).map(|seed| {
        let friction = [Friction::Cone, Friction::Box][seed as usize % 2];
        let (tree, step) = Random(seed).step(friction);
        (seed, tree, step)
    })
}

#[test]
fn the_residual_vanishes_with_the_sweeps() {
    for method in Sweeper::ALL {
        let name = method.name;
        for (seed, tree, step) in steps(12) {
            let after = |n| left(&method.sweep(&tree, &step, n), &tree, &step);
            let (start, middle, end) = (after(1), after(300), after(method.enough));
            assert!(middle < 0.5 * start, "{name} {seed}: {start:e}, {middle:e}");
            assert!(end < 1e-9, "{name} {seed}: {end:e}");
        }
    }
}

#[test]
fn both_find_the_same_velocities() {
    for (seed, tree, step) in steps(12) {
        let one = Sweeper::GAUSS_SEIDEL.converged(&tree, &step);
        let other = Sweeper::JACOBI.converged(&tree, &step);
        let apart = largest(
            &(one.velocity).row().iter().zip(other.velocity.row()).map(|(a, b)| a - b).collect::<Vec<_>>(),
        );
        assert!(apart < 1e-8, "{seed}: {apart:e}");
    }
}

/// The impulses explain the velocities after any number of sweeps.
#[test]
fn impulses_and_velocities_belong_together_at_all_times() {
    for method in Sweeper::ALL {
        let name = method.name;
        for (seed, tree, step) in steps(50) {
            let warm = Random(seed).warm();
            for n in [0, 1, 7] {
                let r = residual(&method.from(&warm, &tree, &step, n), &tree, &step);
                assert!(largest(&r.velocity.row()) < 1e-12, "{name} {seed}: {:?}", r.velocity);
            }
        }
    }
}

/// ½ (V − V*)ᵀ M (V − V*) + ½ λᵀ c λ + λᵀ (ν* − b): what hard and soft rows and pushes minimise.
fn work(x: &Answer<f64>, tree: &Tree, step: &Step<f64>) -> f64 {
    let mut work = 0.0;
    for i in 0..tree.bodies {
        let change = x.velocity[i] - step.free[i];
        work += 0.5 * pairing(change, momentum(&step.mass[i], change));
    }
    for j in 0..tree.joints {
        let (link, block) = (&tree.joint[j], &step.joint[j]);
        let nu = joint_velocity(block, step.free[link.child], velocity_of(&step.free, link.parent));
        let lambda = joint_impulse(block, x.wrench[j]);
        for k in 0..6 {
            work += lambda[k] * (0.5 * block.compliance[k] * lambda[k] + nu[k] - block.bias[k]);
        }
    }
    for pair in &tree.pair {
        let (block, p) = (&step.contact[pair.first], x.push[pair.first][0]);
        let of = |geom: usize| velocity_of(&step.free, tree.geom[geom].body);
        let u = contact_velocity(block, of(pair.a), of(pair.b));
        work += p * (0.5 * block.compliance * p + u[0] - block.bias);
    }
    work
}

#[test]
fn no_sweep_raises_what_is_minimised() {
    for method in Sweeper::ALL {
        let name = method.name;
        for (seed, mut tree, mut step) in steps(50) {
            for j in 0..tree.joints {
                tree.joint[j].kind = [JointKind::Ball, JointKind::Fixed][seed as usize / 2 % 2];
                step.joint[j].coordinate =
                    [Coordinate { slowest: -1e9, fastest: 1e9, ..Coordinate::FREE }; 3];
            }
            tree.pair.iter_mut().for_each(|pair| pair.rows = 1);
            let mut x = method.sweep(&tree, &step, 1);
            for n in 2..40 {
                let next = method.sweep(&tree, &step, n);
                let (before, after) = (work(&x, &tree, &step), work(&next, &tree, &step));
                assert!(after <= before + 1e-13, "{name} {seed}, sweep {n}: {before:e}, {after:e}");
                x = next;
            }
            assert!(work(&x, &tree, &step) < 0.0, "{name} {seed}");
        }
    }
}

#[test]
fn a_solution_as_a_start_stays() {
    for method in Sweeper::ALL {
        let name = method.name;
        for (seed, tree, step) in steps(12) {
            let solved = method.converged(&tree, &step);
            let again = method.from(&solved, &tree, &step, 1);
            let cold = left(&method.sweep(&tree, &step, 1), &tree, &step);
            let warm = left(&again, &tree, &step);
            assert!(warm < 1e-9 && warm < 1e-3 * cold, "{name} {seed}: {warm:e}, {cold:e}");
        }
    }
}

/// A hinge alone is one block, whatever its servo and its limits do.
#[test]
fn one_sweep_solves_a_pendulum() {
    for method in Sweeper::ALL {
        let name = method.name;
        for seed in 0..200 {
            let mut random = Random(seed);
            let (mut tree, step) = random.step(Friction::Cone);
            (tree.joints, tree.pairs) = (1, 0);
            tree.joint[0].kind = [JointKind::Hinge, JointKind::Slider, JointKind::Fixed][random.below(3)];
            let r = left(&method.from(&random.warm(), &tree, &step, 1), &tree, &step);
            assert!(r < 1e-11, "{name} {seed}: {r:e}");
        }
    }
}
