//! The ball of \[Degrave2019\] §2.1.1: 1 m across, μ = 1, e = 0.5, thrown from a height of 1.5 m.

use super::{DENSITY, built};
use crate::model::Model;
use crate::model::builder::{BodyId, Builder, Collider, Form, Pose, Weight};

/// One body, no joint, two colliders, one point of contact.
pub type Ball<T = f64> = Model<1, 0, 2, 1, T>;

/// R \[m\].
pub const RADIUS: f64 = 0.5;

/// Coefficient of friction μ.
pub const FRICTION: f64 = 1.0;

/// Coefficient of restitution e.
pub const RESTITUTION: f64 = 0.5;

/// Where it starts: its centre \[m\] above the ground.
pub const HEIGHT: f64 = 1.5;

/// The ball and the ground.
pub fn builder() -> Builder<1, 0, 2, 1> {
    builder_of(RADIUS, FRICTION, RESTITUTION)
}

/// A ball of this radius \[m\], friction and restitution, and the ground.
pub fn builder_of(radius: f64, friction: f64, restitution: f64) -> Builder<1, 0, 2, 1> {
    let mut b = Builder::new();
    let form = Form::sphere(radius);
    let ball = b.body(Pose::at(0.0, 0.0, HEIGHT));
    b.solid(ball, form, Pose::ORIGIN, Weight::Density(DENSITY));
    let skin = b.collider(ball, Collider::new(form).friction(friction).restitution(restitution));
    let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(friction));
    b.pair(skin, ground);
    b
}

/// The ball at rest, 1 m above the ground.
pub fn model() -> Ball {
    built(&builder())
}
