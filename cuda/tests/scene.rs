//! Scene S1 in the interpreted PTX: the loss that every simulator of the benchmark agrees on, its
//! gradient, and what happens when something is wrong.
//!
//! Without a toolchain for PTX there is nothing to interpret, and these tests only look whether that is
//! said; CI sets `COSTATE_REQUIRE_PTX`.

use costate_cuda::emulator::{Emulator, EmulatorError};
use costate_cuda::launch::Launch;
use costate_cuda::ptx::{self, Ptx};

/// Radius, friction, restitution, threshold, gravity, timestep; velocity and spin; cotangent.
const SCENE: [f64; 13] = [0.5, 1.0, 0.5, 0.2, 9.81, 0.01, 2.0, 0.1, 4.0, 0.0, 0.0, 0.0, 1.0];

/// The loss of scene S1.
const LOSS: f64 = 16.10681314285724;

fn embedded() -> Option<Ptx> {
    let found = ptx::embedded();
    assert!(found.is_ok() || std::env::var_os("COSTATE_REQUIRE_PTX").is_none(), "{found:?}");
    found.ok()
}

/// Runs one robot.
fn run(
    text: &str,
    entry: &str,
    inputs: &[f64],
    output_rows: usize,
    tape_words: usize,
) -> Result<Vec<f64>, EmulatorError> {
    Emulator::new(text)?.run(&Launch { entry, robots: 1, inputs, output_rows, tape_words })
}

#[test]
fn the_loss_is_the_benchmarks() {
    let Some(ptx) = embedded() else { return };
    let loss = run(ptx.text, "bench_ball_f64", &SCENE[..12], 1, 0).expect("it runs")[0];
    assert!((loss - LOSS).abs() < 1e-9, "{loss}");
}

#[test]
fn the_adjoint_gives_the_same_loss_and_the_hosts_gradient() {
    use costate_physics::bench_ball;
    use costate_physics::impulse_ball::Ball;

    let Some(ptx) = embedded() else { return };
    let found = run(ptx.text, "bench_ball_vjp_f64", &SCENE, 13, 1 << 15).expect("it runs");
    let [radius, friction, restitution, threshold, gravity, timestep, ..] = SCENE;
    let ball = Ball { radius, friction, restitution, threshold, gravity, timestep };
    let (loss, (of_ball, of_throw)) =
        bench_ball::loss::value_and_grad(&ball, bench_ball::SCENE, bench_ball::STEPS);
    let of_ball = [
        of_ball.radius,
        of_ball.friction,
        of_ball.restitution,
        of_ball.threshold,
        of_ball.gravity,
        of_ball.timestep,
    ];
    let expected: Vec<f64> = [&[loss][..], &of_ball, &of_throw].concat();
    assert_eq!(found, expected);
    assert!(of_throw.iter().any(|slope| slope.abs() > 1.0), "{of_throw:?}");
}

#[test]
fn one_wrong_instruction_shows() {
    let Some(ptx) = embedded() else { return };
    let entry = ptx.text.find(".entry bench_ball_f64").expect("the entry point is there");
    let (before, after) = ptx.text.split_at(entry);
    let wrong = format!("{before}{}", after.replacen("add.rn.f64", "sub.rn.f64", 1));
    let right = run(ptx.text, "bench_ball_f64", &SCENE[..12], 1, 0).expect("it runs");
    assert_ne!(run(&wrong, "bench_ball_f64", &SCENE[..12], 1, 0).expect("it runs"), right);
}

#[test]
fn a_tape_that_is_too_short_is_noticed() {
    let Some(ptx) = embedded() else { return };
    let overflow = EmulatorError::TapeOverflow { entry: "bench_ball_vjp_f64".into(), words: 100 };
    assert_eq!(run(ptx.text, "bench_ball_vjp_f64", &SCENE, 13, 100), Err(overflow));
}
