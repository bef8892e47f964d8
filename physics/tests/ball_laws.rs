//! The laws of mechanics, and the figures of another implementation.

use costate_physics::bench_ball::{self, SCENE, STEPS};
use costate_physics::impulse_ball::{Ball, State, release, rollout, step};
use costate_physics::math::vec3::{Vec3, square};

const BALL: Ball<f64> = Ball::DEGRAVE2019;

fn vector(x: f64, y: f64, z: f64) -> Vec3<f64> {
    Vec3 { x, y, z }
}

/// A ball that has just sunk into the ground, with this velocity and spin.
fn striking(velocity: Vec3<f64>, spin: Vec3<f64>) -> State<f64> {
    State { position: vector(0.0, 0.0, 0.49), velocity, spin }
}

/// Per unit of mass: kinetic, of translation and rotation, and potential [m²/s²].
fn energy(s: State<f64>) -> f64 {
    let inertia = 0.4 * BALL.radius * BALL.radius;
    0.5 * square(s.velocity) + 0.5 * inertia * square(s.spin) + BALL.gravity * s.position.z
}

/// Angular momentum about the contact point, per unit of mass, along y and −x [m²/s].
fn momentum_about_contact(s: State<f64>) -> (f64, f64) {
    let (r, inertia) = (BALL.radius, 0.4 * BALL.radius * BALL.radius);
    (r * s.velocity.x + inertia * s.spin.y, r * s.velocity.y - inertia * s.spin.x)
}

/// `peer_jax.py` of the benchmarks computes this loss with JAX 0.10 in f64.
#[test]
fn scene_s1_has_the_loss_that_jax_computes() {
    let loss = bench_ball::loss(&BALL, SCENE, STEPS);
    assert!((loss - 16.10681314285724).abs() < 1e-9, "{loss}");
}

/// The norm of JAX's gradient of the same loss by the throw.
#[test]
fn scene_s1_has_the_gradient_that_jax_computes() {
    let (mut of_ball, mut of_throw) = (Ball::default(), [0.0; 6]);
    let mut tape = costate::HeapTape::new();
    bench_ball::loss::vjp(&BALL, &mut of_ball, SCENE, &mut of_throw, STEPS, 1.0, &mut tape);
    let norm = of_throw.iter().map(|g| g * g).sum::<f64>().sqrt();
    assert!((norm - 8.75603360515099).abs() < 1e-9, "{norm}");
}

#[test]
fn a_flying_ball_falls_with_gravity_and_keeps_its_spin() {
    let start = State {
        position: vector(0.0, 0.0, 50.0),
        velocity: vector(1.0, -2.0, 3.0),
        spin: vector(4.0, 5.0, 6.0),
    };
    let end = rollout(&BALL, start, 100);
    // semi-implicit Euler falls by g h² n (n + 1) / 2
    let fall = 0.5 * 9.81 * 1e-4 * 100.0 * 101.0;
    assert!((end.position.z - (50.0 + 3.0 - fall)).abs() < 1e-10);
    assert!((end.velocity.z - (3.0 - 9.81)).abs() < 1e-12);
    assert!((end.position.x - 1.0).abs() < 1e-12 && (end.position.y + 2.0).abs() < 1e-12);
    assert_eq!(end.spin, start.spin);
}

#[test]
fn angular_momentum_about_the_contact_is_conserved_through_impact() {
    for (velocity, spin) in [
        (vector(9.0, -4.0, -1.5), vector(4.0, -20.0, -6.0)),
        (vector(1.0, -0.5, -3.0), vector(0.5, 1.0, -6.0)),
        (vector(0.0, 0.3, -0.05), vector(-7.0, 2.0, 1.0)),
    ] {
        let before = striking(velocity, spin);
        let after = step(&BALL, before);
        let ((y0, x0), (y1, x1)) = (momentum_about_contact(before), momentum_about_contact(after));
        assert!((y1 - y0).abs() < 1e-13 && (x1 - x0).abs() < 1e-13);
        assert_ne!(after.spin, spin, "friction acts");
        assert_eq!(after.spin.z, spin.z, "a point contact does not twist");
    }
}

#[test]
fn an_impact_rebounds_with_the_coefficient_of_restitution() {
    let after = step(&BALL, striking(vector(0.0, 0.0, -3.0), Vec3::default()));
    assert!((after.velocity.z - 0.5 * (3.0 + 0.0981)).abs() < 1e-14);
    let slow = step(&BALL, striking(vector(0.0, 0.0, -0.1), Vec3::default()));
    assert_eq!(slow.velocity.z, 0.0, "below the threshold it settles");
    let leaving = step(&BALL, striking(vector(0.0, 0.0, 3.0), Vec3::default()));
    assert_eq!(leaving.velocity.z, 3.0 - 0.0981, "what leaves is not held");
}

#[test]
fn friction_stays_in_its_cone_and_opposes_the_slip() {
    let before = striking(vector(9.0, -4.0, -1.5), vector(4.0, -20.0, -6.0));
    let after = step(&BALL, before);
    let (push_x, push_y) = (after.velocity.x - 9.0, after.velocity.y + 4.0);
    let normal = after.velocity.z + 1.5 + 0.0981;
    assert!((push_x.hypot(push_y) - BALL.friction * normal).abs() < 1e-12, "it slides");
    let (slip_x, slip_y) = (9.0 + 0.5 * 20.0, -4.0 + 0.5 * 4.0);
    assert!((push_x * slip_y - push_y * slip_x).abs() < 1e-12 && push_x * slip_x < 0.0);
}

#[test]
fn friction_that_suffices_stops_the_slip() {
    let after = step(&BALL, striking(vector(1.0, -0.5, -3.0), vector(0.5, 1.0, -6.0)));
    assert!((after.velocity.x - 0.5 * after.spin.y).abs() < 1e-6);
    assert!((after.velocity.y + 0.5 * after.spin.x).abs() < 1e-6);
}

#[test]
fn an_impact_creates_no_energy() {
    let throw = [12.0, 0.7, 1.0, -2.0, -55.0, 0.3];
    let start = release(vector(0.0, 0.0, 1.5), throw);
    let mut s = start;
    for k in 0..500 {
        let next = step(&BALL, s);
        // semi-implicit Euler itself moves the energy by g h (v + g h / 2) a step at most
        let rounding = 0.5 * (9.81 * 0.01_f64).powi(2) + 1e-12;
        assert!(energy(next) <= energy(s) + rounding, "step {k}");
        s = next;
    }
    assert!(energy(s) < 0.1 * energy(start));
}

#[test]
fn a_resting_ball_lies_still() {
    let rest = State { position: vector(3.0, 0.0, 0.5), ..State::default() };
    assert_eq!(rollout(&BALL, rest, 200), rest);
}

/// What rolls without slipping rolls on for ever.
#[test]
fn a_rolling_ball_keeps_rolling() {
    let rolling = State {
        position: vector(0.0, 0.0, 0.5),
        velocity: vector(1.0, 0.0, 0.0),
        spin: vector(0.0, 2.0, 0.0),
    };
    let end = rollout(&BALL, rolling, 500);
    assert!((end.position.x - 5.0).abs() < 1e-9 && (end.spin.y - 2.0).abs() < 1e-9);
}
