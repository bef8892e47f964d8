//! Every shipped kernel, at points where it behaves differently.

use costate::check::{GradientCheck, GradientError, Report, Tolerances};
use costate::{Real, check_gradients};
use costate_physics::bench_ball;
use costate_physics::impulse_ball::{Ball, State, rollout, step};
use costate_physics::math::vec3::{Vec3, norm};
use costate_physics::throw::{self, Throw};

/// One check and what came of it.
pub struct Check {
    /// The kernel.
    pub kernel: &'static str,
    /// Where it was checked.
    pub case: &'static str,
    /// Its errors, or what failed.
    pub result: Result<Report, GradientError>,
}

/// The ball of the paper: R, μ, e, threshold, g, h.
const BALL: [f64; 6] = [0.5, 1.0, 0.5, 0.2, 9.81, 0.01];
/// Above the ground: position, velocity, spin.
const FLYING: [f64; 9] = [0.1, 0.2, 1.3, 3.0, -1.0, 2.0, 4.0, 5.0, -6.0];
/// Striking fast and flat: friction cannot stop the slip.
const SLIDING: [f64; 9] = [0.1, 0.2, 0.49, 9.0, -4.0, -1.5, 4.0, -20.0, -6.0];
/// Striking steeply: friction stops the slip.
const GRIPPING: [f64; 9] = [0.1, 0.2, 0.49, 1.0, -0.5, -3.0, 0.5, 1.0, -6.0];
/// Striking too slowly to bounce.
const SETTLING: [f64; 9] = [0.1, 0.2, 0.49, 0.03, -0.02, -0.05, 0.01, 0.02, -6.0];
/// A throw that bounces, slides and grips before it rests.
const THROW: [f64; 6] = [12.0, 0.7, 1.0, -2.0, -55.0, 0.3];

/// Runs all checks.
pub fn checks() -> Vec<Check> {
    vec![
        check_norm(),
        check_step("flying", FLYING),
        check_step("sliding", SLIDING),
        check_step("gripping", GRIPPING),
        check_step("settling", SETTLING),
        check_rollout("150 steps", FLYING),
        check_bench_loss("scene S1, 500 steps"),
        check_residual("500 steps"),
        check_throw_loss("500 steps"),
    ]
}

fn check_norm() -> Check {
    let vector = |&[x, y, z]: &[f64; 3]| Vec3 { x, y, z };
    let result = check_gradients(
        "norm",
        [0.3, -0.4, 1.2],
        |x| [norm(vector(x))],
        |x, tx| {
            let (y, ty) = norm::jvp(vector(x), vector(tx));
            ([y], [ty])
        },
        |x, dx, &[dy], tape| {
            let mut adjoint = vector(dx);
            let y = norm::vjp(vector(x), &mut adjoint, dy, tape);
            *dx = [adjoint.x, adjoint.y, adjoint.z];
            [y]
        },
        |&[x, y, z]| [norm(Vec3 { x, y, z })],
    );
    Check { kernel: "vec3::norm", case: "", result }
}

/// Inputs: the parameters of the ball, then its state.
fn check_step(case: &'static str, state: [f64; 9]) -> Check {
    let result = check_gradients(
        "step",
        with_ball(state),
        |x| numbers(step(&ball(x), state_of(x))),
        |x, tx| {
            let (s, ts) = step::jvp(&ball(x), &ball(tx), state_of(x), state_of(tx));
            (numbers(s), numbers(ts))
        },
        |x, dx, dy, tape| {
            let (mut of_ball, mut of_state) = (ball(dx), state_of(dx));
            let s = step::vjp(&ball(x), &mut of_ball, state_of(x), &mut of_state, state_of_numbers(dy), tape);
            *dx = joined(of_ball, of_state);
            numbers(s)
        },
        |x| numbers(step(&ball(x), state_of(x))),
    );
    Check { kernel: "impulse_ball::step", case, result }
}

/// Inputs: the parameters of the ball, then its state.
fn check_rollout(case: &'static str, state: [f64; 9]) -> Check {
    const STEPS: usize = 150;
    let result = check_gradients(
        "rollout",
        with_ball(state),
        |x| numbers(rollout(&ball(x), state_of(x), STEPS)),
        |x, tx| {
            let (s, ts) = rollout::jvp(&ball(x), &ball(tx), state_of(x), state_of(tx), STEPS);
            (numbers(s), numbers(ts))
        },
        |x, dx, dy, tape| {
            let (mut of_ball, mut of_state) = (ball(dx), state_of(dx));
            let s = rollout::vjp(
                &ball(x),
                &mut of_ball,
                state_of(x),
                &mut of_state,
                STEPS,
                state_of_numbers(dy),
                tape,
            );
            *dx = joined(of_ball, of_state);
            numbers(s)
        },
        |x| numbers(rollout(&ball(x), state_of(x), STEPS)),
    );
    Check { kernel: "impulse_ball::rollout", case, result }
}

/// Inputs: the parameters of the ball, then the throw.
fn check_bench_loss(case: &'static str) -> Check {
    const STEPS: usize = bench_ball::STEPS;
    let mut x = [0.0; 12];
    x[..6].copy_from_slice(&BALL);
    x[6..].copy_from_slice(&bench_ball::SCENE);
    let check = GradientCheck::new(
        "loss",
        x,
        |x| [bench_ball::loss(&ball(x), throw_of(x), STEPS)],
        |x, tx| {
            let (y, ty) = bench_ball::loss::jvp(&ball(x), &ball(tx), throw_of(x), throw_of(tx), STEPS);
            ([y], [ty])
        },
        |x, dx, &[dy], tape| {
            let (mut of_ball, mut of_throw) = (ball(dx), throw_of(dx));
            let y =
                bench_ball::loss::vjp(&ball(x), &mut of_ball, throw_of(x), &mut of_throw, STEPS, dy, tape);
            dx[..6].copy_from_slice(&parameters(of_ball));
            dx[6..].copy_from_slice(&of_throw);
            [y]
        },
    );
    // the loss is large beside its slopes: shorter steps would drown in its rounding
    let check = check.step(1e-4);
    let result = check.dual(|x| [bench_ball::loss(&ball(x), throw_of(x), STEPS)]).run();
    Check { kernel: "bench_ball::loss", case, result }
}

/// Of what goes through the solver: its iterations end when the value is there, to 1e-12, which differences divide by
/// their step.
fn solved() -> Tolerances {
    Tolerances { central_difference: 1e-5, ..Tolerances::default() }
}

/// Inputs: the throw.
fn check_residual(case: &'static str) -> Check {
    let task = Throw::degrave2019();
    let check = GradientCheck::new(
        "residual",
        THROW,
        |&x| throw::residual(&task, x),
        |&x, &tx| throw::residual::jvp(&task, x, tx),
        |&x, dx, &dy, tape| throw::residual::vjp(&task, x, dx, dy, tape),
    );
    let result = check.dual(|&x| throw::residual(&task.cast(), x)).tolerances(solved()).run();
    Check { kernel: "throw::residual", case, result }
}

/// Inputs: the throw.
fn check_throw_loss(case: &'static str) -> Check {
    let task = Throw::degrave2019();
    let check = GradientCheck::new(
        "loss",
        THROW,
        |&x| [throw::loss(&task, x)],
        |&x, &tx| {
            let (y, ty) = throw::loss::jvp(&task, x, tx);
            ([y], [ty])
        },
        |&x, dx, &[dy], tape| [throw::loss::vjp(&task, x, dx, dy, tape)],
    );
    let result = check.dual(|&x| [throw::loss(&task.cast(), x)]).tolerances(solved()).run();
    Check { kernel: "throw::loss", case, result }
}

/// The parameters of the ball before a state.
fn with_ball(state: [f64; 9]) -> [f64; 15] {
    std::array::from_fn(|i| if i < 6 { BALL[i] } else { state[i - 6] })
}

/// The ball in the first six numbers.
fn ball<T: Real>(x: &[T]) -> Ball<T> {
    Ball { radius: x[0], friction: x[1], restitution: x[2], threshold: x[3], gravity: x[4], timestep: x[5] }
}

/// The six numbers of a ball.
fn parameters(ball: Ball<f64>) -> [f64; 6] {
    let Ball { radius, friction, restitution, threshold, gravity, timestep } = ball;
    [radius, friction, restitution, threshold, gravity, timestep]
}

/// The state after the six numbers of the ball.
fn state_of<T: Real>(x: &[T; 15]) -> State<T> {
    state_of_numbers(&std::array::from_fn(|i| x[6 + i]))
}

/// The state in nine numbers.
fn state_of_numbers<T: Real>(x: &[T; 9]) -> State<T> {
    State {
        position: Vec3 { x: x[0], y: x[1], z: x[2] },
        velocity: Vec3 { x: x[3], y: x[4], z: x[5] },
        spin: Vec3 { x: x[6], y: x[7], z: x[8] },
    }
}

/// The nine numbers of a state.
fn numbers<T: Real>(s: State<T>) -> [T; 9] {
    let State { position: p, velocity: v, spin: w } = s;
    [p.x, p.y, p.z, v.x, v.y, v.z, w.x, w.y, w.z]
}

/// The throw after the six numbers of the ball.
fn throw_of<T: Real>(x: &[T; 12]) -> [T; 6] {
    std::array::from_fn(|i| x[6 + i])
}

/// The fifteen numbers of a ball and a state.
fn joined(ball: Ball<f64>, state: State<f64>) -> [f64; 15] {
    let (ball, state) = (parameters(ball), numbers(state));
    std::array::from_fn(|i| if i < 6 { ball[i] } else { state[i - 6] })
}
