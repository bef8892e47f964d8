//! The arm of \[Degrave2019\] §3.2: 1 m and 32 kg on two universal joints, with four servos.
//!
//! The paper's base is a heavy body; here it is the world. Upright at the start, with all angles zero.
//!
//! | body | solids | mass \[kg\] |
//! |---|---|---|
//! | 0, upper arm | sphere r 0.1 at z 0.1, box 0.14 × 0.14 × 0.5, sphere r 0.1 at z 0.6 | 4.19 + 9.8 + 4.19 |
//! | 1, forearm | box 0.14 × 0.14 × 0.5, gripper: sphere r 0.1 at z 1.1 | 9.8 + 4.19 |

use core::f64::consts::{FRAC_PI_2, FRAC_PI_4};

use costate::{Real, differentiable};

use super::{DENSITY, Preset, X, Y, built, point};
use crate::math::Vec3;
use crate::math::mat3::apply;
use crate::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
use crate::model::{Body, Model};

/// Two bodies, two joints with four controls, nothing that touches.
pub type Arm<T = f64> = Model<2, 2, 0, 0, T>;

/// Servos: two at the base, two at the elbow.
pub const MOTORS: usize = 4;

/// Velocity an error of the servos \[1/s\].
pub const GAIN: f64 = 30.0;

/// The servos' largest velocity: 45°/s \[rad/s\].
pub const SPEED: f64 = FRAC_PI_4;

/// How far the servos go to both sides: 90° \[rad\].
pub const RANGE: f64 = FRAC_PI_2;

/// The body at whose end the gripper is.
pub const FOREARM: usize = 1;

/// The largest torque of a servo \[N m\].
pub const fn torque(preset: Preset) -> f64 {
    match preset {
        Preset::Printed => 30.0,
        Preset::Equivalent => 200.0,
    }
}

/// The arm upright.
pub fn builder(preset: Preset) -> Builder<2, 2, 0, 0> {
    let mut b = Builder::new();
    let (link, knob) = (Form::cuboid(0.14, 0.14, 0.5), Form::sphere(0.1));
    let density = Weight::Density(DENSITY);
    let upper = b.body(Pose::at(0.0, 0.0, 0.35));
    b.solid(upper, knob, Pose::at(0.0, 0.0, -0.25), density);
    b.solid(upper, link, Pose::ORIGIN, density);
    b.solid(upper, knob, Pose::at(0.0, 0.0, 0.25), density);
    let forearm = b.body(Pose::at(0.0, 0.0, 0.85));
    b.solid(forearm, link, Pose::ORIGIN, density);
    b.solid(forearm, knob, Pose::at(0.0, 0.0, 0.25), density);

    let driven = |joint: Joint| joint.range(-RANGE, RANGE).servo(GAIN, torque(preset), SPEED);
    b.joint(driven(Joint::universal(BodyId::WORLD, upper, point(0.0, 0.0, 0.1), X, Y)));
    b.joint(driven(Joint::universal(upper, forearm, point(0.0, 0.0, 0.6), X, Y)));
    b
}

/// The arm upright and at rest.
pub fn model(preset: Preset) -> Arm {
    built(&builder(preset))
}

/// From the forearm's centre of mass to the gripper's centre, in the forearm's frame \[m\].
pub fn reach() -> Vec3<f64> {
    let arm = builder(Preset::Printed);
    arm.pieces_of(BodyId(FOREARM)).nth(1).map_or(Vec3::ZERO, |gripper| gripper.pose.position)
}

/// Where the gripper is \[m\]; `reach` is that of [`reach`].
#[differentiable]
pub fn gripper<T: Real>(body: &[Body<T>; 2], #[constant] reach: Vec3<T>) -> Vec3<T> {
    body[1].position + apply(body[1].rotation, reach)
}
