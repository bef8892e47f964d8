//! What is no number in a control, a state or a parameter is none in the state after a step, too: it is not taken for a
//! bound, and not for a contact that does not touch.

use costate_physics::engine::step;
use costate_physics::math::Vec3;
use costate_physics::model::builder::{BodyId, Builder, Collider, Form, Joint, Pose, Touch, Weight};
use costate_physics::model::topology::{Friction, Method, Settings};
use costate_physics::model::{Model, Params, State};

type Scene = Model<1, 1, 2, 1>;
type Numbers = Params<f64, 1, 1, 2>;
type Moving = State<f64, 1, 1, 1>;

/// A parameter.
type Named = (&'static str, fn(&mut Numbers) -> &mut f64);

/// Every method with every set of friction.
fn settings() -> impl Iterator<Item = Settings> {
    let methods = [Method::Direct, Method::GaussSeidel, Method::Jacobi];
    methods.into_iter().flat_map(|method| {
        [Friction::Cone, Friction::Box].map(|friction| Settings { method, friction, ..Settings::DEFAULT })
    })
}

/// A rod that hangs on the world.
fn rod(settings: Settings, joint: impl Fn(Joint) -> Joint) -> Scene {
    let mut b = Builder::new();
    b.settings = settings;
    let rod = b.body(Pose::at(0.0, 0.0, -0.25));
    b.solid(rod, Form::cuboid(0.05, 0.06, 0.5), Pose::ORIGIN, Weight::Mass(1.0));
    b.joint(joint(Joint::hinge(BodyId::WORLD, rod, Vec3::ZERO, Vec3 { x: 0.0, y: 1.0, z: 0.0 })));
    b.build().expect("a sound model")
}

/// A ball that slides and spins on the ground.
fn ball(settings: Settings) -> Scene {
    let mut b = Builder::new();
    b.settings = settings;
    let ball = b.body(Pose::at(0.0, 0.0, 0.099));
    b.solid(ball, Form::sphere(0.1), Pose::ORIGIN, Weight::Mass(1.0));
    b.velocity(ball, Vec3 { x: 2.0, y: 0.3, z: -0.5 }, Vec3 { x: 1.0, y: 2.0, z: 3.0 });
    let surface = |c: Collider| c.friction(0.5).torsion(0.01).restitution(0.3);
    let skin = b.collider(ball, surface(Collider::new(Form::sphere(0.1))));
    let ground = b.collider(BodyId::WORLD, surface(Collider::new(Form::plane())));
    b.pair_as(skin, ground, Touch::Twisting);
    b.build().expect("a sound model")
}

/// Whether the body's velocity is a number after a step.
fn known(model: &Scene, params: &Numbers, start: &Moving, control: f64) -> bool {
    let n = model.topology.controls;
    let v = step(&model.topology, params, start, &[control][..n]).body[0].velocity;
    [v.linear, v.angular].iter().all(|v| v.x.is_finite() && v.y.is_finite() && v.z.is_finite())
}

/// That each of these numbers is missed, and none if all are there.
fn missed(model: &Scene, control: f64, numbers: &[Named]) {
    let settings = model.topology.settings;
    assert!(known(model, &model.params, &model.start, control), "{settings:?}");
    for (name, number) in numbers {
        let mut params = model.params;
        *number(&mut params) = f64::NAN;
        assert!(!known(model, &params, &model.start, control), "{name}, {settings:?}");
    }
}

#[test]
fn of_a_servo() {
    for settings in settings() {
        let model =
            rod(settings, |j| j.range(-0.5, 0.6).servo(10.0, 3.0, 4.0).damping(0.1).spring(1.0, Vec3::ZERO));
        assert!(!known(&model, &model.params, &model.start, f64::NAN), "{settings:?}");
        missed(
            &model,
            0.2,
            &[
                ("gain", |p| &mut p.joint[0].gain),
                ("torque", |p| &mut p.joint[0].max_torque),
                ("velocity", |p| &mut p.joint[0].max_velocity),
                ("lower", |p| &mut p.joint[0].lower.x),
                ("upper", |p| &mut p.joint[0].upper.x),
                ("stiffness", |p| &mut p.joint[0].stiffness),
                ("damping", |p| &mut p.joint[0].damping),
                ("armature", |p| &mut p.joint[0].armature),
                ("rest", |p| &mut p.joint[0].rest.x),
                ("anchor", |p| &mut p.joint[0].parent_anchor.x),
            ],
        );
    }
}

#[test]
fn of_a_motor_between_stops() {
    for settings in settings() {
        let model = rod(settings, |j| j.range(-0.5, 0.6).stops().motor(3.0));
        assert!(!known(&model, &model.params, &model.start, f64::NAN), "{settings:?}");
        let mut start = model.start;
        start.rate[0][0] = f64::NAN;
        assert!(!known(&model, &model.params, &start, 0.0), "{settings:?}");
        missed(
            &model,
            0.2,
            &[
                ("torque", |p| &mut p.joint[0].max_torque),
                ("lower", |p| &mut p.joint[0].lower.x),
                ("upper", |p| &mut p.joint[0].upper.x),
                ("correction", |p| &mut p.world.correction),
            ],
        );
    }
}

#[test]
fn of_a_contact() {
    for settings in settings() {
        missed(
            &ball(settings),
            0.0,
            &[
                ("compliance", |p| &mut p.world.compliance),
                ("correction", |p| &mut p.world.correction),
                ("slop", |p| &mut p.world.slop),
                ("threshold", |p| &mut p.world.threshold),
                ("friction of the ball", |p| &mut p.geom[0].friction),
                ("friction of the ground", |p| &mut p.geom[1].friction),
                ("torsion of the ball", |p| &mut p.geom[0].torsion),
                ("torsion of the ground", |p| &mut p.geom[1].torsion),
                ("restitution of the ball", |p| &mut p.geom[0].restitution),
                ("restitution of the ground", |p| &mut p.geom[1].restitution),
                ("the ball's size", |p| &mut p.geom[0].size.x),
                ("the ground's height", |p| &mut p.geom[1].position.z),
            ],
        );
    }
}
