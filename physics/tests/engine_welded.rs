//! Contacts of what cannot move.

use costate_physics::engine::step;
use costate_physics::math::Vec3;
use costate_physics::model::builder::{BodyId, Builder, Collider, Form, Joint, Pose, Weight};
use costate_physics::model::topology::{Friction, Settings};

/// A ball that falls onto the ground with 1 m/s, beside a post that is welded to the world and stands in the ground so
/// deep; contacts do not give way. The ball's velocity after a step, along x and z.
fn bounced(depth: f64, friction: Friction) -> [f64; 2] {
    let mut b = Builder::<2, 1, 3, 5>::new();
    b.world.compliance = 0.0;
    b.settings = Settings { friction, ..Settings::DEFAULT };
    let post = b.body(Pose::at(1.0, 0.0, 0.5 - depth));
    let form = Form::cuboid(0.1, 0.1, 1.0);
    b.solid(post, form, Pose::ORIGIN, Weight::Mass(1.0));
    b.joint(Joint::fixed(BodyId::WORLD, post, Vec3::X));
    let ball = b.body(Pose::at(0.0, 0.0, 0.099));
    b.solid(ball, Form::sphere(0.1), Pose::ORIGIN, Weight::Mass(1.0));
    b.velocity(ball, Vec3 { x: 2.0, y: 0.0, z: -1.0 }, Vec3::ZERO);
    let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(0.5));
    let foot = b.collider(post, Collider::new(form).friction(0.5));
    let skin = b.collider(ball, Collider::new(Form::sphere(0.1)).friction(0.5).restitution(0.5));
    b.pair(foot, ground);
    b.pair(skin, ground);
    let model = b.build().expect("a sound model");
    let v = step(&model.topology, &model.params, &model.start, &[]).body[1].velocity.linear;
    [v.x, v.z]
}

/// Nothing pushes the post out; the ball does not feel that.
#[test]
fn a_post_in_the_ground_leaves_a_ball_alone() {
    for friction in [Friction::Cone, Friction::Box] {
        let alone = bounced(-1.0, friction);
        assert!(alone[1] > 0.5 && alone[0] < 2.0, "it bounces: {alone:?}");
        let beside = bounced(0.01, friction);
        assert!(
            alone.iter().zip(beside).all(|(a, b)| (a - b).abs() < 1e-9),
            "{friction:?}: {alone:?} {beside:?}"
        );
    }
}
