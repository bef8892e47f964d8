//! The scenes, as `scenes.py` has them for MuJoCo.

use costate_physics::model::Model;
use costate_physics::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
use costate_physics::models::peers;
use costate_physics::{Twist, Vec3};

/// Torques at a time [N m].
pub type Torques = fn(f64) -> Vec<f64>;

/// All scenes.
pub const NAMES: [&str; 5] = ["body", "pendulum", "balls", "arm", "quadruped"];

const fn v(x: f64, y: f64, z: f64) -> Vec3<f64> {
    Vec3 { x, y, z }
}

/// No controls.
pub fn still(_time: f64) -> Vec<f64> {
    Vec::new()
}

/// A box of three different edges that is thrown and turns near its middle axis.
pub fn body() -> Model<1, 0, 0, 0> {
    let mut b = Builder::new();
    let thrown = b.body(Pose::at(0.0, 0.0, 1.0));
    b.solid(thrown, Form::cuboid(0.3, 0.2, 0.1), Pose::ORIGIN, Weight::Mass(2.0));
    b.velocity(thrown, v(1.0, -0.5, 3.0), v(0.1, 4.0, 0.2));
    b.build().expect("a box")
}

/// Two rods on hinges about y, let go from where both lie to the side.
pub fn pendulum() -> Model<2, 2, 0, 0> {
    let mut b = Builder::new();
    let rod = |b: &mut Builder<2, 2, 0, 0>, z: f64| {
        let body = b.body(Pose::at(0.0, 0.0, z));
        b.solid(body, Form::capsule(0.02, 0.4), Pose::at(0.0, 0.0, -0.2), Weight::Mass(1.0));
        body
    };
    let (upper, lower) = (rod(&mut b, 0.0), rod(&mut b, -0.4));
    let hinge = |parent, child, z, angle| {
        Joint::hinge(parent, child, v(0.0, 0.0, z), v(0.0, 1.0, 0.0)).starts(v(angle, 0.0, 0.0))
    };
    b.joint(hinge(BodyId::WORLD, upper, 0.0, 1.2));
    b.joint(hinge(upper, lower, -0.4, 0.5));
    b.build().expect("a double pendulum")
}

/// Three boxes that hang on ball joints and are turned, each relative to the one above it.
pub fn balls() -> Model<3, 3, 0, 0> {
    let mut b = Builder::new();
    let (mut parent, mut velocity, mut spin) = (BodyId::WORLD, Vec3::ZERO, Vec3::ZERO);
    for (i, turned) in [v(1.0, -2.0, 0.5), v(-1.5, 1.0, 2.0), v(3.0, 0.5, -1.0)].into_iter().enumerate() {
        let top = -0.3 * i as f64;
        let child = b.body(Pose::at(0.0, 0.0, top));
        b.solid(child, Form::cuboid(0.1, 0.06, 0.3), Pose::at(0.0, 0.0, -0.15), Weight::Mass(1.0));
        b.joint(Joint::ball(parent, child, v(0.0, 0.0, top)));
        spin += turned;
        // ω × (0, 0, −0.15): from the joint to the middle, and again to the next joint
        let lever = v(-0.15 * spin.y, 0.15 * spin.x, 0.0);
        b.velocity(child, velocity + lever, spin);
        velocity += lever + lever;
        parent = child;
    }
    b.build().expect("a chain")
}

/// The arm of scene S4.
pub fn arm() -> Model<4, 4, 0, 0> {
    peers::arm::model()
}

/// Its torques.
pub fn of_arm(time: f64) -> Vec<f64> {
    let (t, sin, cos) = (time, f64::sin, f64::cos);
    vec![20.0 * sin(2.0 * t), -30.0 * cos(t), 10.0 * sin(3.0 * t), -10.0]
}

/// The quadruped of scene S2 thrown into space: no weight, no ground, and it turns.
pub fn quadruped() -> Model<9, 8, 5, 4> {
    let mut model = peers::quadruped::model();
    model.params.world.gravity = Vec3::ZERO;
    (model.topology.pairs, model.topology.contacts) = (0, 0);
    let (linear, spin, middle) = (v(0.5, -0.2, 0.3), v(1.0, 2.0, -1.5), model.start.body[0].position);
    for body in &mut model.start.body {
        let a = body.position - middle;
        let turned = v(spin.y * a.z - spin.z * a.y, spin.z * a.x - spin.x * a.z, spin.x * a.y - spin.y * a.x);
        body.velocity = Twist { linear: linear + turned, angular: spin };
    }
    model
}

/// Its motors.
pub fn of_legs(time: f64) -> Vec<f64> {
    (0..8).map(|j| 4.0 * (6.0 * time + j as f64).sin()).collect()
}
