use costate_physics::throw::{self, Throw};

use super::*;
use crate::{Failure, GaussNewtonOptions, LeastSquares, Objective};

fn gauss_newton() -> Optimizer {
    Optimizer::GaussNewton(GaussNewtonOptions::default())
}

fn run(optimizer: Optimizer, start: [f64; 6]) -> Outcome {
    let mut problem = ThrowProblem::new(Throw::degrave2019());
    train(&mut problem, optimizer, start, 300, |_| ()).unwrap()
}

/// Rolls the ball anew, so that nothing an optimiser says of itself is taken for granted.
fn hits(throw: [f64; 6]) -> bool {
    Errors::of(throw::residual(&Throw::degrave2019(), throw)).within_tolerance()
}

#[test]
fn gauss_newton_converges_from_rest_in_at_most_10_updates() {
    let outcome = run(gauss_newton(), [0.0; 6]);
    assert_eq!(outcome.end, End::Converged);
    assert!(outcome.last.update <= 10, "{} updates", outcome.last.update);
    assert!(hits(outcome.last.throw));
}

/// How many of these random starts end at the target.
fn converged(optimizer: Optimizer, seeds: std::ops::Range<u64>) -> usize {
    let ends = seeds.map(|seed| {
        let mut problem = ThrowProblem::new(Throw::degrave2019());
        train(&mut problem, optimizer, random_start(seed, Spread::default()), 500, |_| ()).unwrap().last
    });
    ends.filter(|last| hits(last.throw)).count()
}

#[test]
fn both_optimizers_converge_from_random_starts() {
    assert_eq!(converged(gauss_newton(), 0..4), 4);
    assert_eq!(converged(Optimizer::Adam(ADAM), 3..7), 4);
}

#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release -p costate-learn"
)]
fn both_optimizers_converge_from_at_least_18_of_20_random_starts() {
    for optimizer in [gauss_newton(), Optimizer::Adam(ADAM)] {
        let converged = converged(optimizer, 0..20);
        assert!(converged >= 18, "{optimizer:?}: {converged} of 20");
    }
}

/// The paper's gradient descent took 88 evaluations, its CMA-ES 2,422.
#[test]
fn adam_converges_from_rest_in_at_most_88_evaluations() {
    let outcome = run(Optimizer::Adam(ADAM), [0.0; 6]);
    assert_eq!(outcome.end, End::Converged);
    assert!(outcome.last.evaluations <= 88, "{} evaluations", outcome.last.evaluations);
    assert!(hits(outcome.last.throw));
}

/// A ball that stops has no angular momentum about its contact: v_x = −⅖ R ω_y.
#[test]
fn the_throw_that_stops_has_no_rolling_mode() {
    let u = to_modes(run(gauss_newton(), [0.0; 6]).last.throw, 0.5);
    assert!(u[3].abs() < 0.01 && u[4].abs() < 0.01 && u[5].abs() < 0.01, "{u:?}");
}

#[test]
fn modes_and_throws_are_one_to_one() {
    let throw = [1.0, -2.0, 3.0, -4.0, 5.0, -6.0];
    let back = to_throw(to_modes(throw, 0.3), 0.3);
    assert!(back.iter().zip(&throw).all(|(a, b)| (a - b).abs() < 1e-14), "{back:?}");
}

#[test]
fn random_starts_differ_by_seed_and_stay_within_their_spread() {
    let spread = Spread { velocity: 2.0, spin: 3.0 };
    let (a, b) = (random_start(0, spread), random_start(1, spread));
    assert_ne!(a, b);
    assert_eq!(a, random_start(0, spread));
    for (i, x) in a.iter().chain(&b).enumerate() {
        assert!(x.abs() < if i % 6 < 3 { 2.0 } else { 3.0 });
    }
}

#[test]
fn the_jacobian_agrees_with_central_differences() {
    let mut problem = ThrowProblem::new(Throw::degrave2019());
    let x = [4.0, 0.5, 0.3, 0.2, -0.1, 0.4];
    let (mut r, mut jacobian) = ([0.0; 9], [0.0; 54]);
    problem.linearize(&x, &mut r, &mut jacobian);
    for j in 0..6 {
        let (mut ahead, mut behind) = ([0.0; 9], [0.0; 9]);
        let shift = |h: f64| std::array::from_fn::<f64, 6, _>(|i| x[i] + if i == j { h } else { 0.0 });
        problem.residual(&shift(1e-6), &mut ahead);
        problem.residual(&shift(-1e-6), &mut behind);
        for i in 0..9 {
            let slope = (ahead[i] - behind[i]) / 2e-6;
            assert!((slope - jacobian[i * 6 + j]).abs() < 1e-6, "∂r{i}/∂x{j}: {slope}");
        }
    }
}

/// The gradient comes by reverse mode, the Jacobian by forward mode.
#[test]
fn gradient_and_jacobian_agree() {
    let mut problem = ThrowProblem::new(Throw::degrave2019());
    let x = [4.0, 0.5, 0.3, 0.2, -0.1, 0.4];
    let (mut r, mut jacobian, mut gradient) = ([0.0; 9], [0.0; 54], [0.0; 6]);
    problem.linearize(&x, &mut r, &mut jacobian);
    problem.value_and_gradient(&x, &mut gradient);
    let Errors { position, velocity } = problem.errors();
    for j in 0..6 {
        let sum = |rows: std::ops::Range<usize>| -> f64 { rows.map(|i| r[i] * jacobian[i * 6 + j]).sum() };
        let expected = sum(0..3) / position + sum(3..9) / velocity;
        assert!((gradient[j] - expected).abs() < 1e-9, "{} {expected}", gradient[j]);
    }
}

#[test]
fn a_start_beyond_all_numbers_diverges() {
    let mut problem = ThrowProblem::new(Throw::degrave2019());
    let failure = train(&mut problem, gauss_newton(), [1e200; 6], 10, |_| ()).unwrap_err();
    assert!(matches!(failure, Failure::Diverged { update: 0, .. }), "{failure}");
}

#[test]
fn a_run_that_fails_keeps_its_last_good_point() {
    let wild = AdamOptions { rate: 1e160, cap: f64::INFINITY, ..ADAM };
    let outcome = run(Optimizer::Adam(wild), [0.0; 6]);
    assert!(matches!(outcome.end, End::Failed(Failure::Diverged { .. })), "{:?}", outcome.end);
    assert!(outcome.last.loss.is_finite() && outcome.last.throw.iter().all(|x| x.is_finite()));
}

#[test]
fn a_trajectory_ends_where_the_residual_says() {
    let task = Throw::degrave2019();
    let throw = [13.0, 0.2, 0.0, 1.0, -60.0, 0.0];
    let states = trajectory(&task, throw);
    let residual = throw::residual(&task, throw);
    assert_eq!(states.len(), 501);
    assert_eq!(states[500].position.x - task.target.x, residual[0]);
    assert_eq!(states[500].velocity.linear.y, residual[4]);
}
