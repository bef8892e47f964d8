//! The scenes by which simulators are compared, with the sizes and masses that all of them are given.

pub mod net;
pub mod reach;
pub mod throw;

use super::{X, Y, built, point};
use crate::math::Vec3;
use crate::model::Model;
use crate::model::builder::{BodyId, Builder, Collider, Form, Joint, JointId, Pose, Weight};

/// Scene S1, a ball of 1 kg on the ground that is thrown.
pub mod ball {
    use super::*;

    /// One body, no joint, two colliders, one point of contact.
    pub type Ball = Model<1, 0, 2, 1>;

    /// Velocity at the start \[m/s\].
    pub const VELOCITY: Vec3<f64> = point(2.0, 0.1, 4.0);

    /// The ball on the ground, R = 0.5 m, μ = 1, e = 0.5.
    pub fn builder() -> Builder<1, 0, 2, 1> {
        let mut b = Builder::new();
        let ball = b.body(Pose::at(0.0, 0.0, 0.5));
        b.solid(ball, Form::sphere(0.5), Pose::ORIGIN, Weight::Mass(1.0));
        b.velocity(ball, VELOCITY, Vec3::ZERO);
        let skin = b.collider(ball, Collider::new(Form::sphere(0.5)).friction(1.0).restitution(0.5));
        let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(1.0));
        b.pair(skin, ground);
        b
    }

    /// The ball as it is thrown.
    pub fn model() -> Ball {
        built(&builder())
    }
}

/// Scene S2, a quadruped of 8 hinges with springs, whose legs are rods that only their feet touch with.
pub mod quadruped {
    use super::*;

    /// Torso, four upper and four lower legs; eight hinges; ground and feet; four points of contact.
    ///
    /// Bodies, joints and controls: torso 0; upper leg, then lower leg of front left, front right, hind left and hind
    /// right.
    pub type Quadruped = Model<9, 8, 5, 4>;

    /// Angles of hip and knee at which springs rest and which the robot starts with \[rad\].
    pub const HOME: [f64; 2] = [0.5, -1.0];

    /// Height of the torso at the start \[m\].
    pub const HEIGHT: f64 = 0.381;

    const ROD: Form = Form::capsule(0.02, 0.2);
    const FOOT: Form = Form::sphere(0.03);

    /// The quadruped in its home position.
    pub fn builder() -> Builder<9, 8, 5, 4> {
        let mut b = Builder::new();
        let torso = b.body(Pose::at(0.0, 0.0, HEIGHT));
        b.solid(torso, Form::cuboid(0.5, 0.3, 0.1), Pose::ORIGIN, Weight::Mass(6.0));
        let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(1.0));
        for (x, y) in [(0.2, 0.15), (0.2, -0.15), (-0.2, 0.15), (-0.2, -0.15)] {
            leg(&mut b, torso, x, y);
        }
        b.pair_all(ground);
        b
    }

    /// A leg that hangs straight down, bent by its joints at the start.
    fn leg(b: &mut Builder<9, 8, 5, 4>, torso: BodyId, x: f64, y: f64) {
        let (middle, tip) = (Pose::at(0.0, 0.0, -0.1), Pose::at(0.0, 0.0, -0.2));
        let upper = b.body(Pose::at(x, y, HEIGHT));
        b.solid(upper, ROD, middle, Weight::Mass(0.3));
        let lower = b.body(Pose::at(x, y, HEIGHT - 0.2));
        b.solid(lower, ROD, middle, Weight::Mass(0.15));
        b.solid(lower, FOOT, tip, Weight::Mass(0.05));
        b.collider(lower, Collider::new(FOOT).at(tip).friction(1.0));
        sprung(b, torso, upper, point(x, y, HEIGHT), HOME[0]);
        sprung(b, upper, lower, point(x, y, HEIGHT - 0.2), HOME[1]);
    }

    fn sprung(
        b: &mut Builder<9, 8, 5, 4>,
        parent: BodyId,
        child: BodyId,
        at: Vec3<f64>,
        home: f64,
    ) -> JointId {
        let home = point(home, 0.0, 0.0);
        let hinge = Joint::hinge(parent, child, at, Y).spring(30.0, home).damping(1.0).armature(0.01);
        b.joint(hinge.motor(8.0).starts(home))
    }

    /// The quadruped in its home position, at rest.
    pub fn model() -> Quadruped {
        built(&builder())
    }
}

/// Scene S4, an arm of 1 m and 32 kg whose two universal joints are pairs of hinges.
pub mod arm {
    use super::*;

    /// Base, upper arm, elbow, forearm; four hinges; nothing that touches.
    pub type Arm = Model<4, 4, 0, 0>;

    /// Angles at the start \[rad\].
    pub const START: [f64; 4] = [0.1, 0.2, -0.3, 0.4];

    /// The arm at its start.
    pub fn builder() -> Builder<4, 4, 0, 0> {
        let mut b = Builder::new();
        let base = joint_ball(&mut b, 0.0, 0.06, 4.0);
        let upper = rod(&mut b, 0.0, 0.04, 14.0);
        let elbow = joint_ball(&mut b, 0.5, 0.05, 3.0);
        let forearm = rod(&mut b, 0.5, 0.03, 11.0);
        let hinges = [
            Joint::hinge(BodyId::WORLD, base, point(0.0, 0.0, 0.0), X),
            Joint::hinge(base, upper, point(0.0, 0.0, 0.0), Y),
            Joint::hinge(upper, elbow, point(0.0, 0.0, 0.5), X),
            Joint::hinge(elbow, forearm, point(0.0, 0.0, 0.5), Y),
        ];
        for (hinge, start) in hinges.into_iter().zip(START) {
            b.joint(hinge.damping(5.0).armature(0.1).motor(TORQUE).starts(point(start, 0.0, 0.0)));
        }
        b
    }

    /// The motors are as strong as they are told to be \[N m\].
    pub const TORQUE: f64 = 1e9;

    fn joint_ball(b: &mut Builder<4, 4, 0, 0>, z: f64, radius: f64, mass: f64) -> BodyId {
        let body = b.body(Pose::at(0.0, 0.0, z));
        b.solid(body, Form::sphere(radius), Pose::ORIGIN, Weight::Mass(mass));
        body
    }

    fn rod(b: &mut Builder<4, 4, 0, 0>, z: f64, radius: f64, mass: f64) -> BodyId {
        let body = b.body(Pose::at(0.0, 0.0, z));
        b.solid(body, Form::capsule(radius, 0.5), Pose::at(0.0, 0.0, 0.25), Weight::Mass(mass));
        body
    }

    /// The arm at its start, at rest.
    pub fn model() -> Arm {
        built(&builder())
    }
}
