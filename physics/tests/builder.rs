//! Models are converted rightly, and what is wrong with one is said.

use costate_physics::engine::assemble::joints::coordinates;
use costate_physics::engine::kinematics::joints;
use costate_physics::engine::step;
use costate_physics::math::mat3::{apply, apply_transposed, product};
use costate_physics::math::rotation::defect;
use costate_physics::math::vec3::{direction, norm};
use costate_physics::math::{Mat3, Vec3};
use costate_physics::model::builder::{
    BodyId, BuildError, Builder, Collider, ColliderId, Form, Joint, Pose, SOLIDS, Touch, Weight,
};
use costate_physics::model::{JointKind, Model, Shape, WORLD};

type Small = Builder<3, 3, 3, 4>;

const ORIGIN: Vec3<f64> = Vec3 { x: 0.0, y: 0.0, z: 0.0 };
const X: Vec3<f64> = Vec3 { x: 1.0, y: 0.0, z: 0.0 };
const Y: Vec3<f64> = Vec3 { x: 0.0, y: 1.0, z: 0.0 };
const BALL: Form = Form::sphere(0.1);

fn v(x: f64, y: f64, z: f64) -> Vec3<f64> {
    Vec3 { x, y, z }
}

/// A ball of a kilogram.
fn ball<const B: usize, const J: usize, const G: usize, const C: usize>(
    b: &mut Builder<B, J, G, C>,
    pose: Pose,
) -> BodyId {
    let body = b.body(pose);
    b.solid(body, BALL, Pose::ORIGIN, Weight::Mass(1.0));
    body
}

/// The message of the mistake that is made by `wrong`, in a world with one body.
fn message(wrong: impl FnOnce(&mut Small, BodyId)) -> String {
    let mut b = Small::new();
    let body = ball(&mut b, Pose::ORIGIN);
    wrong(&mut b, body);
    b.build().map(|_| ()).expect_err("this is a mistake").to_string()
}

/// A chain of all kinds of joints, whose bodies are turned and have their centres of mass anywhere.
fn chain(start: impl Fn(usize) -> Vec3<f64>) -> Builder<5, 5, 1, 0> {
    let mut b = Builder::new();
    let (mut parent, mut at) = (BodyId::WORLD, v(0.3, -0.2, 0.1));
    let first = direction(v(1.0, 2.0, -1.0));
    let second = direction(v(1.0, 0.0, 1.0));
    let frame = Mat3 { x: first, y: second, z: costate_physics::math::vec3::cross(first, second) };
    for k in 0..5 {
        let pose = Pose { position: at + v(0.1, 0.2, 0.0), ..Pose::ORIGIN }.turned(second, 0.7 + k as f64);
        let child = b.body(pose);
        b.solid(
            child,
            Form::cuboid(0.2, 0.3, 0.1),
            Pose::at(0.1, -0.3, 0.2).turned(first, 0.4),
            Weight::Density(900.0),
        );
        b.solid(child, BALL, Pose::at(-0.2, 0.1, 0.0), Weight::Mass(0.7));
        let joint = match k {
            0 => Joint::hinge(parent, child, at, first),
            1 => Joint::universal(parent, child, at, first, second),
            2 => Joint::slider(parent, child, at, second),
            3 => Joint::ball(parent, child, at).axes(frame),
            _ => Joint::fixed(parent, child, at),
        };
        b.joint(joint.starts(start(k)));
        (parent, at) = (child, at + v(0.4, 0.1, -0.3));
    }
    b
}

#[test]
fn every_kind_of_joint_starts_without_gap_at_coordinates_zero() {
    let model = chain(|_| ORIGIN).build().unwrap();
    for pose in joints(&model.topology, &model.params, &model.start.body) {
        assert!(norm(pose.gap) < 1e-15 && norm(pose.turn) < 1e-15, "{pose:?}");
    }
}

#[test]
fn every_kind_of_joint_starts_where_it_is_told_to() {
    let starts = [v(2.5, 0.0, 0.0), v(0.4, -1.1, 0.0), v(0.3, 0.0, 0.0), v(0.5, -0.6, 1.2), ORIGIN];
    let model = chain(|k| starts[k]).build().unwrap();
    let pose = joints(&model.topology, &model.params, &model.start.body);
    for j in 0..5 {
        let q = coordinates(model.topology.joint[j].kind, &pose[j]);
        assert!(norm(v(q[0], q[1], q[2]) - starts[j]) < 1e-14, "joint {j} is at {q:?}");
        let slid = if model.topology.joint[j].kind == JointKind::Slider { q[0] } else { 0.0 };
        assert!(norm(pose[j].gap - v(slid, 0.0, 0.0)) < 1e-14, "joint {j}: {:?}", pose[j].gap);
        assert!(defect(model.start.body[j].rotation) < 1e-14);
    }
}

#[test]
fn a_body_is_where_its_solids_are() {
    let mut b = Small::new();
    let body = b.body(Pose::at(1.0, 2.0, 3.0).turned(X, std::f64::consts::FRAC_PI_2));
    b.solid(body, BALL, Pose::at(0.0, 0.2, 0.0), Weight::Mass(1.0));
    b.solid(body, BALL, Pose::at(0.0, 0.6, 0.0), Weight::Mass(3.0));
    let skin = b.collider(body, Collider::new(BALL).at(Pose::at(0.0, 0.6, 0.0)));
    let model = b.build().unwrap();
    // centre of mass 0.5 along the body's y, which is the world's z
    assert!(norm(model.start.body[0].position - v(1.0, 2.0, 3.5)) < 1e-15);
    assert_eq!(model.mass(), 4.0);
    let inertia = model.params.body[0].inertia;
    assert!((inertia.xx - (4.0 * 0.4 * 0.01 + 0.09 + 3.0 * 0.01)).abs() < 1e-15);
    assert!((inertia.yy - 4.0 * 0.4 * 0.01).abs() < 1e-15);
    assert!(norm(model.params.geom[skin.0].position - v(0.0, 0.1, 0.0)) < 1e-15);
}

#[test]
fn poses_are_put_into_one_another() {
    let outer = Pose::at(1.0, 0.0, 0.0).turned(Y, 0.5);
    let inner = Pose::at(0.0, 2.0, 3.0).turned(X, -2.0);
    let both = outer.of(inner);
    let p = v(0.3, 0.2, 0.1);
    let direct = apply(both.rotation, p) + both.position;
    let step = apply(outer.rotation, apply(inner.rotation, p) + inner.position) + outer.position;
    assert!(norm(direct - step) < 1e-15);
    let back = product(Pose::ORIGIN.turned(Y, -0.5).rotation, outer.rotation);
    assert!(norm(apply_transposed(back, p) - p) < 1e-15);
}

#[test]
fn joints_go_from_the_roots_to_the_leaves_and_controls_stay_in_order() {
    let mut b = Builder::<3, 3, 0, 0>::new();
    let bodies: [BodyId; 3] = core::array::from_fn(|_| ball(&mut b, Pose::ORIGIN));
    b.joint(Joint::hinge(bodies[1], bodies[2], ORIGIN, X).motor(1.0));
    b.joint(Joint::ball(bodies[0], bodies[1], ORIGIN).motor(1.0));
    b.joint(Joint::hinge(BodyId::WORLD, bodies[0], ORIGIN, Y));
    assert_eq!(b.order().unwrap(), [2, 1, 0]);
    let topology = b.build().unwrap().topology;
    assert_eq!(topology.joint.map(|link| link.child), [0, 1, 2]);
    assert_eq!(topology.joint.map(|link| link.parent), [WORLD, 0, 1]);
    assert_eq!((topology.controls, topology.joint[1].control, topology.joint[2].control), (4, 1, 0));
}

#[test]
fn pairs_have_the_rows_that_their_surfaces_need() {
    let mut b = Builder::<1, 0, 5, 8>::new();
    let body = ball(&mut b, Pose::ORIGIN);
    let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(0.5));
    b.collider(body, Collider::new(BALL));
    b.collider(body, Collider::new(Form::cuboid(1.0, 1.0, 1.0)).friction(0.5));
    b.collider(body, Collider::new(Form::capsule(0.1, 1.0)).friction(0.5).torsion(0.01));
    b.pair_all(ground);
    let other = b.collider(BodyId::WORLD, Collider::new(Form::plane()));
    b.pair_as(other, ColliderId(1), Touch::Twisting);
    let topology = b.build().unwrap().topology;
    assert_eq!((topology.pairs, topology.contacts), (4, 8));
    assert_eq!([0, 1, 2, 3].map(|k| topology.pair[k].rows), [1, 3, 4, 4]);
    assert_eq!([0, 1, 2, 3].map(|k| topology.pair[k].first), [0, 1, 5, 7]);
}

#[test]
fn pieces_are_all_there_is_to_see_once_each() {
    let mut b = Small::new();
    let body = b.body(Pose::at(0.0, 0.0, 1.0));
    b.solid(body, BALL, Pose::at(0.0, 0.0, 0.5), Weight::Mass(1.0));
    b.solid(body, BALL, Pose::at(0.0, 0.0, -0.5), Weight::Mass(3.0));
    b.collider(BodyId::WORLD, Collider::new(Form::plane()));
    b.collider(body, Collider::new(BALL).at(Pose::at(0.0, 0.0, -0.5)));
    b.collider(body, Collider::new(Form::cuboid(0.1, 0.1, 0.1)));
    let seen: Vec<_> = b.pieces().map(|p| (p.body, p.form.shape, p.pose.position.z, p.collides)).collect();
    let expected = [
        (body, Shape::Sphere, 0.75, false),
        (body, Shape::Sphere, -0.25, true),
        (BodyId::WORLD, Shape::Plane, 0.0, true),
        (body, Shape::Box, 0.25, true),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn the_first_mistake_is_reported() {
    let text = message(|b, body| {
        b.solid(body, Form::sphere(-1.0), Pose::ORIGIN, Weight::Mass(1.0));
        b.collider(BodyId(7), Collider::new(BALL));
    });
    assert_eq!(text, "body 0: the radius is -1, but must be positive");
}

#[test]
fn capacities_are_kept() {
    let full = "the type of this model has room for";
    assert_eq!(
        message(|b, _| {
            for _ in 0..4 {
                ball(b, Pose::ORIGIN);
            }
        }),
        format!("body 3: {full} 3 of these")
    );
    assert_eq!(
        message(|b, body| {
            for _ in 0..4 {
                b.joint(Joint::fixed(BodyId::WORLD, body, ORIGIN));
            }
        }),
        format!("joint 3: {full} 3 of these")
    );
    assert_eq!(
        message(|b, body| {
            for _ in 0..4 {
                b.collider(body, Collider::new(BALL));
            }
        }),
        format!("collider 3: {full} 3 of these")
    );
    assert_eq!(
        message(|b, body| {
            let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()));
            let block = b.collider(body, Collider::new(Form::cuboid(1.0, 1.0, 1.0)));
            let other = b.collider(body, Collider::new(Form::cuboid(1.0, 1.0, 1.0)));
            b.pair(block, ground);
            b.pair(other, ground);
        }),
        "pair 1: with it there are 8 points of contact, and the type of this model has room for 4"
    );
    assert_eq!(
        message(|b, body| {
            for _ in 0..SOLIDS {
                b.solid(body, BALL, Pose::ORIGIN, Weight::Mass(1.0));
            }
        }),
        "body 0: a body is made of 8 solids at most"
    );
}

#[test]
fn bodies_need_mass_and_a_place() {
    assert_eq!(
        message(|b, _| {
            b.body(Pose::ORIGIN);
        }),
        "body 1: it has no mass: give it a solid"
    );
    assert_eq!(
        message(|b, _| {
            b.body(Pose::at(f64::NAN, 0.0, 0.0));
        }),
        "body 1: the position is not a finite number"
    );
    let leaning = Pose { rotation: Mat3 { x: X, y: X, z: Y }, ..Pose::ORIGIN };
    assert_eq!(
        message(|b, _| {
            b.body(leaning);
        }),
        "body 1: the axes of the pose must have length one and stand at right angles"
    );
    let mirrored = Pose { rotation: Mat3 { x: Y, y: X, z: v(0.0, 0.0, 1.0) }, ..Pose::ORIGIN };
    assert!(
        message(|b, _| {
            b.body(mirrored);
        })
        .contains("right angles"),
        "left-handed axes"
    );
    assert_eq!(
        message(|b, body| b.velocity(body, v(f64::INFINITY, 0.0, 0.0), ORIGIN)),
        "body 0: the velocity is not a finite number"
    );
}

#[test]
fn solids_need_sizes_and_weights() {
    let solid = |form, weight| message(move |b, body| b.solid(body, form, Pose::ORIGIN, weight));
    assert_eq!(solid(BALL, Weight::Mass(-2.0)), "body 0: the mass is -2, but must be positive");
    assert_eq!(solid(BALL, Weight::Density(0.0)), "body 0: the density is 0, but must be positive");
    let rod = Form::capsule(0.1, -1.0);
    assert_eq!(solid(rod, Weight::Mass(1.0)), "body 0: the length is -1, but must be positive");
    let flat = Form::cuboid(1.0, 0.0, 1.0);
    assert_eq!(solid(flat, Weight::Mass(1.0)), "body 0: an edge is 0, but must be positive");
    assert_eq!(
        solid(Form::plane(), Weight::Mass(1.0)),
        "body 0: a plane has no mass: it can be a collider only"
    );
    let of_world = message(|b, _| b.solid(BodyId::WORLD, BALL, Pose::ORIGIN, Weight::Mass(1.0)));
    assert!(of_world.ends_with("the world has no mass: give it a collider instead of a solid"));
    let nobody = message(|b, _| b.solid(BodyId(9), BALL, Pose::ORIGIN, Weight::Mass(1.0)));
    assert_eq!(nobody, "body 9: there is no body 9");
}

#[test]
fn joints_join_two_bodies_in_a_tree() {
    let joint = |joint: Joint| {
        message(move |b, _| {
            b.joint(joint);
        })
    };
    let body = BodyId(0);
    assert_eq!(joint(Joint::fixed(BodyId(5), body, ORIGIN)), "joint 0: there is no body 5");
    assert_eq!(joint(Joint::fixed(body, body, ORIGIN)), "joint 0: both sides are body 0");
    assert_eq!(
        joint(Joint::fixed(body, BodyId::WORLD, ORIGIN)),
        "joint 0: the child is the world: make the world the parent"
    );
    let twice = message(|b, body| {
        b.joint(Joint::fixed(BodyId::WORLD, body, ORIGIN));
        b.joint(Joint::fixed(BodyId::WORLD, body, ORIGIN));
    });
    assert_eq!(
        twice,
        "joint 1: body 0 is already the child of joint 0: each body hangs on one joint, closed loops are not \
         supported"
    );
    let circle = message(|b, body| {
        let other = ball(b, Pose::ORIGIN);
        b.joint(Joint::fixed(body, other, ORIGIN));
        b.joint(Joint::fixed(other, body, ORIGIN));
    });
    assert_eq!(
        circle,
        "joint 0: body 1 hangs on itself, by the joint of its parent and so on: let the first joint hang on the world"
    );
}

#[test]
fn joints_need_axes_and_numbers() {
    let hinge = |axis| Joint::hinge(BodyId::WORLD, BodyId(0), ORIGIN, axis);
    let joint = |joint: Joint| {
        message(move |b, _| {
            b.joint(joint);
        })
    };
    assert_eq!(
        joint(hinge(v(2.0, 0.0, 0.0))),
        "joint 0: the axes must have length one and stand at right angles"
    );
    assert_eq!(
        joint(Joint::universal(BodyId::WORLD, BodyId(0), ORIGIN, X, X)),
        "joint 0: the axes must have length one and stand at right angles"
    );
    assert_eq!(joint(hinge(X).damping(-1.0)), "joint 0: the damping is -1, but must not be negative");
    assert_eq!(joint(hinge(X).soft(0.0, 1.0)), "joint 0: the frequency is 0, but must be positive");
    assert_eq!(
        joint(hinge(X).range(1.0, -1.0)),
        "joint 0: the range begins at 1, which is above its end, -1"
    );
    assert_eq!(
        joint(hinge(X).range(-1.0, 1.0).stops().starts(v(2.0, 0.0, 0.0))),
        "joint 0: it starts at 2, but its range is -1 to 1"
    );
    // an angle is read off the bodies: after half a turn it would jump, and the stop on the other side kick
    let wide = |lower, upper| joint(hinge(X).range(lower, upper).stops());
    assert_eq!(wide(0.0, 4.0), "joint 0: a stop is 4, but must lie between -3.1 and 3.1");
    assert_eq!(wide(-1e9, 0.5), "joint 0: a stop is -1000000000, but must lie between -3.1 and 3.1");
}

#[test]
fn colliders_and_pairs_must_be_able_to_touch() {
    let collider = |collider: Collider| {
        message(move |b, body| {
            b.collider(body, collider);
        })
    };
    assert_eq!(
        collider(Collider::new(BALL).restitution(1.5)),
        "collider 0: the restitution is 1.5, but must lie between 0 and 1"
    );
    assert_eq!(
        collider(Collider::new(BALL).friction(-0.5)),
        "collider 0: the friction is -0.5, but must not be negative"
    );
    assert_eq!(
        collider(Collider::new(Form::plane())),
        "collider 0: a plane cannot be a part of a body that moves: it belongs to the world"
    );
    let pair = |first: BodyId, second: BodyId, form: Form| {
        message(move |b, _| {
            let first = b.collider(first, Collider::new(form));
            let second = b.collider(second, Collider::new(form));
            b.pair(first, second);
        })
    };
    let world = BodyId::WORLD;
    assert_eq!(pair(BodyId(0), BodyId(0), BALL), "pair 0: both sides are body 0");
    assert_eq!(pair(world, world, BALL), "pair 0: both colliders belong to the world, where nothing moves");
    assert_eq!(message(|b, _| b.pair(ColliderId(3), ColliderId(4))), "pair 0: there is no collider 3");
    let twice = message(|b, body| {
        let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()));
        let skin = b.collider(body, Collider::new(BALL));
        b.pair(skin, ground);
        b.pair(ground, skin);
    });
    assert_eq!(twice, "pair 1: colliders 0 and 1 are paired already");
}

#[test]
fn a_limit_may_be_infinite() {
    let built = |torque: f64, speed: f64, lower: f64| {
        let mut b = Small::new();
        let body = ball(&mut b, Pose::ORIGIN);
        let slider = Joint::slider(BodyId::WORLD, body, ORIGIN, X).range(lower, 0.5).stops();
        b.joint(slider.servo(10.0, torque, speed));
        b.build().unwrap()
    };
    let free = built(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY);
    let joint = free.params.joint[0];
    assert!([joint.max_torque, joint.max_velocity, -joint.lower.x].iter().all(|x| x.is_finite()));
    // where nothing reaches the limits, they change nothing
    let limited = built(1e6, 1e6, -1e6);
    let after =
        |model: &Model<3, 3, 3, 4>| step(&model.topology, &model.params, &model.reset(), &[0.1]).body[0];
    assert_eq!(after(&free), after(&limited));
    assert!(after(&free).velocity.linear.x > 0.5);
}

#[test]
fn the_world_has_its_ranges() {
    let wrong = |change: fn(&mut Small)| message(|b, _| change(b));
    assert_eq!(wrong(|b| b.world.timestep = 0.0), "world: the time step is 0, but must be positive");
    assert_eq!(wrong(|b| b.world.gravity.x = f64::NAN), "world: gravity is not a finite number");
    assert_eq!(
        wrong(|b| b.world.correction = 2.0),
        "world: the correction is 2, but must lie between 0 and 1"
    );
    assert_eq!(wrong(|b| b.world.slop = -0.1), "world: the slop is -0.1, but must not be negative");
    assert_eq!(wrong(|b| b.settings.sweeps = 0), "world: the number of sweeps is 0, but must be positive");
}

#[test]
fn a_mistake_says_where_and_what_to_programs_too() {
    use costate_physics::model::builder::{Fault, Place};
    let mut b = Small::new();
    b.body(Pose::ORIGIN);
    let error: BuildError = b.build().unwrap_err();
    assert_eq!(error, BuildError { place: Place::Body(0), fault: Fault::NoMass });
    let _: &dyn core::error::Error = &error;
}
