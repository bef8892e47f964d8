//! What robots feel and where their grippers are is differentiable by where their bodies are and how they move.

use costate::{Real, check_gradients};
use costate_physics::math::{Mat3, Twist, Vec3};
use costate_physics::model::Body;
use costate_physics::models::{arm, quadruped};

/// Numbers of a body: 3 of position, 9 of rotation, 6 of velocity.
const WIDTH: usize = 18;

fn vector<T: Real>(x: &[T]) -> Vec3<T> {
    Vec3 { x: x[0], y: x[1], z: x[2] }
}

fn body<T: Real>(x: &[T]) -> Body<T> {
    let rotation = Mat3 { x: vector(&x[3..6]), y: vector(&x[6..9]), z: vector(&x[9..12]) };
    let velocity = Twist { linear: vector(&x[12..15]), angular: vector(&x[15..18]) };
    Body { position: vector(x), rotation, velocity }
}

fn bodies<T: Real, const B: usize>(x: &[T]) -> [Body<T>; B] {
    core::array::from_fn(|i| body(&x[WIDTH * i..]))
}

/// Writes bodies back as numbers.
fn numbers<const B: usize>(bodies: &[Body<f64>; B], x: &mut [f64]) {
    for (body, x) in bodies.iter().zip(x.chunks_exact_mut(WIDTH)) {
        let (r, v) = (body.rotation, body.velocity);
        for (part, x) in [body.position, r.x, r.y, r.z, v.linear, v.angular].iter().zip(x.chunks_exact_mut(3))
        {
            x.copy_from_slice(&[part.x, part.y, part.z]);
        }
    }
}

/// Numbers of size one that follow no pattern.
fn anything<const N: usize>() -> [f64; N] {
    core::array::from_fn(|k| (12.9898 * k as f64 + 1.0).sin())
}

#[test]
fn sensors_are_differentiable() {
    const N: usize = 17 * WIDTH;
    check_gradients(
        "sense",
        anything::<N>(),
        |x| quadruped::sense(&bodies(x)),
        |x, t| quadruped::sense::jvp(&bodies(x), &bodies(t)),
        |x, dx, dy, tape| {
            let mut dbodies = bodies(dx);
            let felt = quadruped::sense::vjp(&bodies(x), &mut dbodies, *dy, tape);
            numbers(&dbodies, dx);
            felt
        },
        |x| quadruped::sense(&bodies(x)),
    )
    .unwrap();
}

#[test]
fn the_gripper_is_differentiable() {
    const N: usize = 2 * WIDTH;
    let three = |v: Vec3<f64>| [v.x, v.y, v.z];
    let reach = arm::reach();
    check_gradients(
        "gripper",
        anything::<N>(),
        |x| three(arm::gripper(&bodies(x), reach)),
        |x, t| {
            let (p, tp) = arm::gripper::jvp(&bodies(x), &bodies(t), reach);
            (three(p), three(tp))
        },
        |x, dx, dy, tape| {
            let mut dbodies = bodies(dx);
            let p = arm::gripper::vjp(&bodies(x), &mut dbodies, reach, vector(dy), tape);
            numbers(&dbodies, dx);
            three(p)
        },
        |x| {
            let p = arm::gripper(&bodies(x), reach.cast());
            [p.x, p.y, p.z]
        },
    )
    .unwrap();
}
