//! What bodies do to each other leaves momentum and angular momentum as they are, however well it is solved.

mod laws;

use costate_physics::math::Vec3;
use costate_physics::math::vec3::norm;
use costate_physics::model::builder::{Builder, Form, Joint, Pose, Weight};
use costate_physics::model::topology::Method;
use laws::{METHODS, Trial, X, Y, Z, at};

/// Four rods that tumble: on a ball joint, on a hinge with a spring and stops, on a universal joint with a servo.
fn tumblers(joints: bool) -> Builder<4, 3, 0, 0> {
    let mut b = Builder::new();
    b.world.gravity = Vec3::ZERO;
    let rods = [0.0, 1.0, 2.0, 3.0].map(|k| {
        let rod = b.body(Pose::at(0.5 * k, 0.1 * k, 1.0));
        b.solid(rod, Form::cuboid(0.4, 0.1, 0.06), Pose::ORIGIN, Weight::Mass(1.0 + 0.5 * k));
        b.velocity(rod, at(0.3 - 0.2 * k, 0.1 * k, 0.2), at(1.0, 2.0 - k, 3.0 * k - 4.0));
        rod
    });
    if joints {
        let between = |k: f64| at(0.5 * k + 0.25, 0.1 * k + 0.05, 1.0);
        b.joint(Joint::ball(rods[0], rods[1], between(0.0)));
        let hinge = Joint::hinge(rods[1], rods[2], between(1.0), Z);
        b.joint(hinge.spring(2.0, Vec3::ZERO).damping(0.1).range(-0.5, 0.5).stops());
        b.joint(Joint::universal(rods[2], rods[3], between(2.0), Y, X).servo(5.0, 2.0, 3.0));
    }
    b
}

/// The momenta before and after a second, which must be the same.
fn compare(builder: &Builder<4, 3, 0, 0>, method: (Method, usize)) {
    let mut trial = Trial::new(builder, method);
    let (p, l) = (trial.momentum(), trial.angular_momentum());
    assert!(norm(p) > 0.1 && norm(l) > 0.1);
    trial.run(1.0, |now| {
        let (dp, dl) = (now.momentum() - p, now.angular_momentum() - l);
        assert!(norm(dp) < 1e-12 && norm(dl) < 1e-12, "{method:?} at {}: {dp:?}, {dl:?}", now.time);
    });
}

#[test]
fn free_bodies_keep_momentum_and_angular_momentum() {
    METHODS.into_iter().for_each(|method| compare(&tumblers(false), method));
}

#[test]
fn an_articulated_chain_in_free_flight_keeps_them() {
    METHODS.into_iter().for_each(|method| compare(&tumblers(true), method));
}

#[test]
fn so_it_does_where_the_sweeps_are_too_few() {
    for method in [Method::GaussSeidel, Method::Jacobi] {
        compare(&tumblers(true), (method, 2));
    }
}

/// What falls gains m g t, whatever hangs together.
#[test]
fn gravity_adds_to_momentum_as_it_does_to_one_body() {
    for method in METHODS {
        let mut builder = tumblers(true);
        builder.world.gravity = at(0.0, 0.0, -9.81);
        let mut trial = Trial::new(&builder, method);
        let (start, mass) = (trial.momentum(), trial.model.mass());
        trial.run(0.5, |now| {
            let want = start - Z * (9.81 * mass * now.time);
            assert!(norm(now.momentum() - want) < 1e-11, "{method:?} at {}", now.time);
        });
    }
}
