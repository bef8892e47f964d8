//! Contacts push, bounce and rub as Newton and Coulomb say.

mod laws;

use costate_physics::math::Vec3;
use costate_physics::math::vec3::norm;
use costate_physics::model::builder::{BodyId, Builder, Collider, ColliderId, Form, Pose, Weight};
use costate_physics::model::topology::{Friction, Method};
use laws::{METHODS, Trial, X, Y, Z, at, near};

/// Gravity \[m/s²\].
const GRAVITY: f64 = 9.81;

/// Every method with every set of friction.
fn all() -> impl Iterator<Item = ((Method, usize), Friction)> {
    METHODS.into_iter().flat_map(|method| [(method, Friction::Cone), (method, Friction::Box)])
}

/// Solid balls of 0.1 m and 1 kg on the ground, each with a friction.
fn ball(restitution: f64, friction: f64) -> (Builder<1, 0, 2, 1>, BodyId) {
    let mut b = Builder::new();
    let ball = b.body(Pose::at(0.0, 0.0, 0.1));
    b.solid(ball, Form::sphere(0.1), Pose::ORIGIN, Weight::Mass(1.0));
    let skin = b.collider(ball, Collider::new(Form::sphere(0.1)).friction(friction).restitution(restitution));
    let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(friction));
    b.pair(skin, ground);
    (b, ball)
}

/// A sled of 2 kg on four runners.
fn sled(friction: f64) -> (Builder<1, 0, 5, 4>, BodyId) {
    let mut b = Builder::new();
    let sled = b.body(Pose::at(0.0, 0.0, 0.1));
    b.solid(sled, Form::cuboid(0.6, 0.4, 0.1), Pose::ORIGIN, Weight::Mass(2.0));
    let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(friction));
    for (x, y) in [(-0.3, -0.2), (-0.3, 0.2), (0.3, -0.2), (0.3, 0.2)] {
        let runner = Collider::new(Form::sphere(0.05)).at(Pose::at(x, y, -0.05)).friction(friction);
        let runner: ColliderId = b.collider(sled, runner);
        b.pair(runner, ground);
    }
    (b, sled)
}

#[test]
fn a_ball_bounces_to_e_squared_of_its_height() {
    for (method, e) in METHODS.into_iter().flat_map(|m| [(m, 0.3), (m, 0.6), (m, 0.9)]) {
        let (mut b, ball) = ball(e, 0.0);
        b.world.timestep = 1e-3;
        b.velocity(ball, Z * 4.0, Vec3::ZERO);
        let mut trial = Trial::new(&b, method);
        let height = 4.0 * 4.0 / (2.0 * GRAVITY);
        let (mut fell, mut apex) = (false, 0.0_f64);
        trial.run(0.9 + 0.7 * e, |now| {
            let body = now.body(0);
            fell |= now.time > 0.7 && body.velocity.linear.z > 0.0;
            apex = if fell { apex.max(body.position.z - 0.1) } else { 0.0 };
        });
        near(&format!("{method:?}, e = {e}"), apex, e * e * height, 0.02);
    }
}

#[test]
fn a_sled_stops_after_v_squared_over_2_mu_g() {
    for ((method, friction), (v, mu)) in all().flat_map(|m| [(m, (2.0, 0.5)), (m, (1.0, 0.2))]) {
        let (mut b, sled) = sled(mu);
        b.settings.friction = friction;
        b.world.timestep = 1e-3;
        b.velocity(sled, X * v, Vec3::ZERO);
        let mut trial = Trial::new(&b, method);
        trial.run(1.0, |_| {});
        let body = trial.body(0);
        near(&format!("{method:?} {friction:?}"), body.position.x, v * v / (2.0 * mu * GRAVITY), 0.01);
        assert!(norm(body.velocity.linear) < 1e-3, "{method:?}: {:?}", body.velocity);
        assert!((body.position.z - 0.1).abs() < 1e-4, "{method:?}: {:?}", body.position);
    }
}

/// A cone slows down in the direction of motion; a box takes both components alike.
#[test]
fn a_cone_slows_along_the_way_and_a_box_does_not() {
    let [cone, square] = [Friction::Cone, Friction::Box].map(|friction| {
        let (mut b, sled) = sled(0.3);
        b.settings.friction = friction;
        b.world.timestep = 1e-3;
        b.velocity(sled, at(2.0, 1.0, 0.0), Vec3::ZERO);
        let mut trial = Trial::new(&b, (Method::GaussSeidel, 100));
        trial.run(0.2, |_| {});
        trial.body(0).velocity.linear
    });
    near("cone", cone.y / cone.x, 0.5, 1e-3);
    near("cone", 5.0_f64.sqrt() - norm(cone), 0.3 * GRAVITY * 0.2, 1e-3);
    near("box", 2.0 - square.x, 0.3 * GRAVITY * 0.2, 1e-3);
    near("box", 1.0 - square.y, 0.3 * GRAVITY * 0.2, 1e-3);
}

/// On a slope of 0.4, as gravity sees it.
#[test]
fn a_sled_slides_where_the_slope_is_steeper_than_its_friction() {
    for (method, friction) in all() {
        let slope = 0.4_f64;
        let along = |mu: f64| {
            let (mut b, _) = sled(mu);
            b.settings.friction = friction;
            b.world.gravity = at(slope.sin() * GRAVITY, 0.0, -slope.cos() * GRAVITY);
            let mut trial = Trial::new(&b, method);
            trial.run(1.0, |_| {});
            trial.body(0).velocity.linear.x
        };
        let (stays, slides) = (along(1.1 * slope.tan()), along(0.5 * slope.tan()));
        assert!(stays.abs() < 1e-3, "{method:?} {friction:?}: {stays}");
        near(&format!("{method:?} {friction:?}"), slides, 0.5 * slope.sin() * GRAVITY, 0.01);
    }
}

/// What slides at first rolls with 5/7 of its speed: v + ω × r = 0 at the ground.
#[test]
fn a_ball_comes_to_roll_without_slipping() {
    for (method, friction) in all() {
        let (mut b, ball) = ball(0.0, 0.3);
        b.settings.friction = friction;
        b.velocity(ball, X * 2.0, Vec3::ZERO);
        let mut trial = Trial::new(&b, method);
        trial.run(1.0, |_| {});
        let v = trial.body(0).velocity;
        near(&format!("{method:?} {friction:?}: v"), v.linear.x, 2.0 * 5.0 / 7.0, 1e-3);
        near(&format!("{method:?} {friction:?}: ω"), v.angular.y * 0.1, v.linear.x, 1e-3);
    }
}

/// Torsional friction of a radius ρ takes μ m g ρ from a spin about the normal.
#[test]
fn a_spinning_ball_stops_by_torsional_friction() {
    for method in METHODS {
        let mut b = Builder::<1, 0, 2, 1>::new();
        let ball = b.body(Pose::at(0.0, 0.0, 0.1));
        b.solid(ball, Form::sphere(0.1), Pose::ORIGIN, Weight::Mass(1.0));
        let skin = b.collider(ball, Collider::new(Form::sphere(0.1)).friction(0.5).torsion(0.01));
        let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(0.5));
        b.pair(skin, ground);
        b.velocity(ball, Vec3::ZERO, Z * 10.0);
        let mut trial = Trial::new(&b, method);
        let rate = 0.5 * GRAVITY * 0.01 / (0.4 * 0.1 * 0.1);
        trial.run(0.5, |_| {});
        near(&format!("{method:?}"), trial.body(0).velocity.angular.z, 10.0 - rate * 0.5, 1e-3);
        trial.run(2.0, |_| {});
        assert!(norm(trial.body(0).velocity.angular) < 1e-6, "{method:?}: {:?}", trial.body(0).velocity);
    }
}

/// Nothing holds on to the ground: a ball that is thrown up flies as if there were none.
#[test]
fn contacts_do_not_pull() {
    for method in METHODS {
        let (mut b, ball) = ball(0.0, 1.0);
        b.velocity(ball, at(1.0, 0.0, 3.0), Y * 20.0);
        let mut trial = Trial::new(&b, method);
        trial.run(0.3, |_| {});
        let v = trial.body(0).velocity;
        near(&format!("{method:?}"), v.linear.z, 3.0 - GRAVITY * 0.3, 1e-12);
        near(&format!("{method:?}"), v.linear.x, 1.0, 1e-12);
        near(&format!("{method:?}"), v.angular.y, 20.0, 1e-12);
    }
}
