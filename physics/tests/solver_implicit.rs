//! The derivative of the sweeps becomes that of the equations which they solve, as they come to solve them.
//!
//! At a solution r(x, p) = 0 the implicit function theorem says p̄ = −(∂r/∂p)ᵀ μ with (∂r/∂x)ᵀ μ = x̄.

mod problems;

use costate::HeapTape;
use costate_physics::math::Mat3;
use costate_physics::math::mat3::{product, transpose, transposed_product};
use costate_physics::model::topology::Friction;
use costate_physics::solver::gauss_seidel::gauss_seidel;
use costate_physics::solver::jacobi::jacobi;
use costate_physics::solver::residual::residual;
use problems::numbers::Numbers;
use problems::{Answer, Random, Step, Tree, largest, sweeps};

/// The solution of Aᵀ μ = b, by elimination with the largest pivots; `a` holds the columns of A.
fn transposed_solution(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for k in 0..n {
        let pivot = (k..n).max_by(|&i, &j| a[i][k].abs().total_cmp(&a[j][k].abs())).expect("a row");
        a.swap(k, pivot);
        b.swap(k, pivot);
        assert!(a[k][k].abs() > 1e-12, "a singular matrix");
        let (done, rest) = a.split_at_mut(k + 1);
        for (i, row) in rest.iter_mut().enumerate() {
            let part = row[k] / done[k][k];
            row.iter_mut().zip(&done[k]).for_each(|(x, above)| *x -= part * above);
            b[k + 1 + i] -= part * b[k];
        }
    }
    for k in (0..n).rev() {
        let rest: f64 = (k + 1..n).map(|j| a[k][j] * b[j]).sum();
        b[k] = (b[k] - rest) / a[k][k];
    }
    b
}

/// The adjoint of a step, of whose frames only turns count: F̄ without what would stretch F.
fn turned(step: &Step<f64>, mut adjoint: Step<f64>) -> Vec<f64> {
    let turn = |frame: Mat3<f64>, of_frame: &mut Mat3<f64>| {
        let g = transposed_product(frame, *of_frame);
        *of_frame = product(frame, g - transpose(g)) * 0.5;
    };
    step.joint
        .iter()
        .zip(&mut adjoint.joint)
        .for_each(|(block, of_block)| turn(block.frame, &mut of_block.frame));
    let contacts = step.contact.iter().zip(&mut adjoint.contact);
    contacts.for_each(|(block, of_block)| turn(block.frame, &mut of_block.frame));
    adjoint.row()
}

/// p̄ by the implicit function theorem at `x`.
fn implicit(tree: &Tree, step: &Step<f64>, x: &Answer<f64>, of_x: &Answer<f64>) -> Vec<f64> {
    let still = step.with(&[0.0; 1000]);
    let column = |i: usize| {
        let mut along = vec![0.0; x.row().len()];
        along[i] = 1.0;
        residual::jvp(x, &Answer::ZERO.with(&along), tree, step, &still).1.row()
    };
    let columns = (0..x.row().len()).map(column).collect();
    let mu: Vec<f64> = transposed_solution(columns, of_x.row()).iter().map(|mu| -mu).collect();
    let (mut unused, mut of_step) = (Answer::ZERO, still);
    let mu = Answer::ZERO.with(&mu);
    residual::vjp(x, &mut unused, tree, step, &mut of_step, mu, &mut HeapTape::new());
    turned(step, of_step)
}

/// How far the derivative of the sweeps is from that of the equations, relative to its size.
macro_rules! apart {
    ($solve:ident, $tree:expr, $step:expr, $of_x:expr) => {{
        let (tree, step) = ($tree, $step);
        let (mut of_step, mut of_warm) = (step.with(&[0.0; 1000]), Answer::ZERO);
        let mut tape = HeapTape::new();
        let x = $solve::vjp(&tree, &step, &mut of_step, &Answer::ZERO, &mut of_warm, $of_x, &mut tape);
        let want = implicit(&tree, &step, &x, &$of_x);
        let difference: Vec<f64> = turned(&step, of_step).iter().zip(&want).map(|(a, b)| a - b).collect();
        (largest(&difference) / largest(&want), largest(&of_warm.row()))
    }};
}

/// Random trees with a cotangent for what they come to.
fn cases() -> impl Iterator<Item = (u64, Tree, Step<f64>, Answer<f64>)> {
    (0..6).map(|seed| {
        let mut random = Random(seed);
        let (tree, step) = random.step([Friction::Cone, Friction::Box][seed as usize % 2]);
        (seed, tree, step, random.warm())
    })
}

#[test]
fn converged_sweeps_have_the_derivative_of_the_equations() {
    for (seed, tree, step, of_x) in cases() {
        let one = apart!(gauss_seidel, sweeps(&tree, 3000), step, of_x);
        let other = apart!(jacobi, sweeps(&tree, 20_000), step, of_x);
        for (apart, of_start) in [one, other] {
            assert!(apart < 1e-10, "{seed}: off by {apart:e}");
            // where it started is forgotten
            assert!(of_start < 1e-10, "{seed}: {of_start:e}");
        }
    }
}

#[test]
fn few_sweeps_have_a_derivative_of_their_own() {
    for (seed, tree, step, of_x) in cases() {
        let one = apart!(gauss_seidel, sweeps(&tree, 3), step, of_x);
        let other = apart!(jacobi, sweeps(&tree, 3), step, of_x);
        for (apart, of_start) in [one, other] {
            assert!(apart > 0.1, "{seed}: off by {apart:e} only");
            assert!(of_start > 0.01, "{seed}: {of_start:e}");
        }
    }
}
