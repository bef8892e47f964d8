//! The derivative of the sweeps is that of the program, at random steps.

mod problems;

use costate::check_gradients;
use costate_physics::model::topology::Friction;
use costate_physics::solver::gauss_seidel::gauss_seidel;
use costate_physics::solver::jacobi::jacobi;
use problems::numbers::Numbers;
use problems::{Answer, Random, Step, Tree, sweeps};

/// A random tree, and all numbers of its step and of where it starts.
fn point(seed: u64) -> (Tree, Vec<f64>) {
    let mut random = Random(seed);
    let (tree, mut step) = random.step([Friction::Cone, Friction::Box][seed as usize % 2]);
    // a servo of no strength is at a switch: it could not have less
    for coordinate in step.joint.iter_mut().flat_map(|block| &mut block.coordinate) {
        coordinate.strength = coordinate.strength.max(1e-3);
    }
    (sweeps(&tree, 3), [step.row(), random.warm().row()].concat())
}

/// Step and start from their numbers.
fn unpack<T: costate::Real>(x: &[T]) -> (Step<T>, Answer<T>) {
    let n = Step::<T>::NONE.row().len();
    (Step::NONE.with(&x[..n]), Answer::ZERO.with(&x[n..]))
}

macro_rules! check {
    ($solve:ident, $tree:expr, $x:expr) => {
        check_gradients(
            stringify!($solve),
            $x,
            |x| {
                let (step, warm) = unpack(x);
                $solve(&$tree, &step, &warm).row()
            },
            |x, tx| {
                let ((step, warm), (of_step, of_warm)) = (unpack(x), unpack(tx));
                let (y, ty) = $solve::jvp(&$tree, &step, &of_step, &warm, &of_warm);
                (y.row(), ty.row())
            },
            |x, dx, dy, tape| {
                let ((step, warm), (mut of_step, mut of_warm)) = (unpack(x), unpack(dx));
                let dy = Answer::ZERO.with(dy);
                let y = $solve::vjp(&$tree, &step, &mut of_step, &warm, &mut of_warm, dy, tape);
                *dx = [of_step.row(), of_warm.row()].concat();
                y.row()
            },
            |x| {
                let (step, warm) = unpack(x);
                $solve(&$tree, &step, &warm).row()
            },
        )
    };
}

#[test]
fn gauss_seidel_has_the_derivative_of_its_sweeps() {
    for seed in 0..12 {
        let (tree, x) = point(seed);
        check!(gauss_seidel, tree, x).unwrap_or_else(|e| panic!("{seed}: {e}"));
    }
}

#[test]
fn jacobi_has_the_derivative_of_its_sweeps() {
    for seed in 0..12 {
        let (tree, x) = point(seed);
        check!(jacobi, tree, x).unwrap_or_else(|e| panic!("{seed}: {e}"));
    }
}
