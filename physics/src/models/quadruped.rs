//! The quadruped of \[Degrave2019\] §3: 28.689 kg in 17 bodies, 100 equations a step, 81 sensors.
//!
//! | bodies | form \[m\] | mass \[kg\] | where \[m\] | hangs on |
//! |---|---|---|---|---|
//! | 0, spine | box 0.7 × 0.3 × 0.1 | 21 | (0, 0, 0.4) | nothing |
//! | 1 to 4, femurs | box 0.05 × 0.05 × 0.2 | 0.5 each | (± 0.3, ± 0.2, 0.3) | the spine, by hips at z 0.4 |
//! | 5 to 8, tibias | box 0.05 × 0.05 × 0.15 | 0.375 each | (± 0.3, ± 0.2, 0.125) | femurs, by knees at z 0.2 |
//! | 9 to 12, feet | sphere 0.05 | 0.524 each | (± 0.3, ± 0.2, 0.05) | tibias, welded |
//! | 13 to 16, belly | sphere 0.05 | 0.524 each | (± 0.3, ± 0.1, 0.4) | the spine, by ball joints |
//!
//! Of four alike the order is front left, front right, hind left, hind right; x is ahead, y left. Hips and knees turn
//! about y. With 16 motors the hips are ball joints. Rows of a step:
//!
//! | | hips | knees | welds | belly joints | motors | feet | belly | sum |
//! |---|---|---|---|---|---|---|---|---|
//! | 8 motors | 4 · 5 | 4 · 5 | 4 · 6 | 4 · 3 | 8 | 4 · 3 | 4 · 1 | 100 |
//! | 16 motors | 4 · 3 | 4 · 5 | 4 · 6 | 4 · 3 | 16 | 4 · 3 | 4 · 1 | 100 |

mod sensors;
mod trot;
mod walk;

use core::f64::consts::{FRAC_PI_4, PI};

pub use sensors::{SENSORS, sense};
pub use trot::Trot;
pub use walk::Walk;

use super::{DENSITY, Preset, Y, built, point};
use crate::math::Vec3;
use crate::model::Model;
use crate::model::builder::{BodyId, Builder, Collider, Form, Joint, Pose, Weight};

/// The quadruped with hinges at its hips: controls are hips 0 to 3, then knees 4 to 7.
pub type Quadruped8<T = f64> = Model<17, 16, 9, 8, T>;

/// The quadruped with ball joints at its hips: three controls a hip 0 to 11, then knees 12 to 15.
pub type Quadruped16<T = f64> = Model<17, 16, 9, 8, T>;

/// The body that is called the spine.
pub const SPINE: usize = 0;

/// Velocity an error of the servos \[1/s\].
pub const GAIN: f64 = 50.0;

/// The servos' largest velocity: 1440°/s \[rad/s\].
pub const SPEED: f64 = 8.0 * PI;

/// How far the servos go to both sides: 45° \[rad\].
pub const RANGE: f64 = FRAC_PI_4;

/// μ of feet and ground.
pub const FRICTION: f64 = 0.5;

/// The signs of x and y of four legs.
const LEGS: [(f64, f64); 4] = [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)];

const SPHERE: Form = Form::sphere(0.05);

/// The largest torque of a servo \[N m\].
pub const fn torque(preset: Preset) -> f64 {
    match preset {
        Preset::Printed => 4.0,
        Preset::Equivalent => 120.0,
    }
}

/// How the hips turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hips {
    /// About y: 8 motors in all.
    Hinge,
    /// About three axes: 16 motors in all.
    Ball,
}

/// The quadruped on its feet.
pub fn builder(hips: Hips, preset: Preset) -> Builder<17, 16, 9, 8> {
    let mut b = Builder::new();
    let spine = part(&mut b, Form::cuboid(0.7, 0.3, 0.1), point(0.0, 0.0, 0.4));
    let femurs = four(&mut b, Form::cuboid(0.05, 0.05, 0.2), point(0.3, 0.2, 0.3));
    let tibias = four(&mut b, Form::cuboid(0.05, 0.05, 0.15), point(0.3, 0.2, 0.125));
    let feet = four(&mut b, SPHERE, point(0.3, 0.2, 0.05));
    let belly = four(&mut b, SPHERE, point(0.3, 0.1, 0.4));

    let driven = |joint: Joint| joint.range(-RANGE, RANGE).servo(GAIN, torque(preset), SPEED);
    for (leg, femur) in femurs.into_iter().enumerate() {
        let at = corner(leg, point(0.3, 0.2, 0.4));
        b.joint(driven(match hips {
            Hips::Hinge => Joint::hinge(spine, femur, at, Y),
            Hips::Ball => Joint::ball(spine, femur, at),
        }));
    }
    for (leg, (femur, tibia)) in femurs.into_iter().zip(tibias).enumerate() {
        b.joint(driven(Joint::hinge(femur, tibia, corner(leg, point(0.3, 0.2, 0.2)), Y)));
    }
    for (leg, (tibia, foot)) in tibias.into_iter().zip(feet).enumerate() {
        b.joint(Joint::fixed(tibia, foot, corner(leg, point(0.3, 0.2, 0.05))));
    }
    for (leg, ball) in belly.into_iter().enumerate() {
        b.joint(Joint::ball(spine, ball, corner(leg, point(0.3, 0.1, 0.4))));
    }

    let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(FRICTION));
    for foot in feet {
        b.collider(foot, Collider::new(SPHERE).friction(FRICTION));
    }
    for ball in belly {
        b.collider(ball, Collider::new(SPHERE));
    }
    b.pair_all(ground);
    b
}

/// The quadruped on its feet, with 8 motors.
pub fn with_8_motors(preset: Preset) -> Quadruped8 {
    built(&builder(Hips::Hinge, preset))
}

/// The quadruped on its feet, with 16 motors.
pub fn with_16_motors(preset: Preset) -> Quadruped16 {
    built(&builder(Hips::Ball, preset))
}

fn part(b: &mut Builder<17, 16, 9, 8>, form: Form, at: Vec3<f64>) -> BodyId {
    let body = b.body(Pose::at(at.x, at.y, at.z));
    b.solid(body, form, Pose::ORIGIN, Weight::Density(DENSITY));
    body
}

fn four(b: &mut Builder<17, 16, 9, 8>, form: Form, at: Vec3<f64>) -> [BodyId; 4] {
    core::array::from_fn(|leg| part(b, form, corner(leg, at)))
}

/// A point of the front left leg, at another leg.
fn corner(leg: usize, p: Vec3<f64>) -> Vec3<f64> {
    let (x, y) = LEGS[leg];
    point(x * p.x, y * p.y, p.z)
}
