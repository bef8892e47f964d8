//! Gradients at states that are at a tie: straight falls, bodies at rest, surfaces without friction.

use costate::{HeapTape, Zero};
use costate_physics::engine::step;
use costate_physics::math::{Mat3, Vec3};
use costate_physics::model::builder::{BodyId, Builder, Collider, Form, Pose, Touch, Weight};
use costate_physics::model::topology::{Friction, Gradient, Method, Settings};
use costate_physics::model::{Model, Params, State};

type Ball = Model<1, 0, 2, 1>;

/// A ball of 0.1 m over the ground, without a spin, that moves up and down.
fn ball(height: f64, rise: f64, friction: [f64; 2], settings: Settings) -> Ball {
    let mut b = Builder::new();
    b.settings = settings;
    let ball = b.body(Pose::at(0.0, 0.0, height));
    b.solid(ball, Form::sphere(0.1), Pose::ORIGIN, Weight::Mass(1.0));
    b.velocity(ball, Vec3 { x: 0.0, y: 0.0, z: rise }, Vec3::ZERO);
    let skin = b.collider(ball, Collider::new(Form::sphere(0.1)).friction(friction[0]).restitution(0.3));
    let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(friction[1]));
    b.pair_as(skin, ground, Touch::Twisting);
    b.build().expect("a sound model")
}

/// Every method, gradient and set of friction.
fn settings() -> impl Iterator<Item = Settings> {
    let methods = [Method::Direct, Method::GaussSeidel, Method::Jacobi];
    let gradients = [Gradient::Implicit, Gradient::Unrolled];
    let all = methods.into_iter().flat_map(move |m| gradients.map(|g| (m, g)));
    all.flat_map(|(method, gradient)| {
        [Friction::Cone, Friction::Box].map(|friction| Settings {
            method,
            gradient,
            friction,
            ..Settings::DEFAULT
        })
    })
}

/// The gradient of the ball's velocity after a step, weighed.
fn pulled(model: &Ball, weight: Vec3<f64>) -> (Params<f64, 1, 0, 2>, State<f64, 1, 0, 1>) {
    let (mut of_params, mut of_state) = (Params::zero(), State::zero());
    let mut seed = State::<f64, 1, 0, 1>::zero();
    seed.body[0].velocity.linear = weight;
    let Model { topology, params, start } = model;
    let tape = &mut HeapTape::new();
    step::vjp(topology, params, &mut of_params, start, &mut of_state, &[], &mut [], seed, tape);
    (of_params, of_state)
}

/// A ball that is above the ground, or leaves it, keeps what it has of any other velocity, also if that is none.
#[test]
fn what_does_not_push_does_not_hold() {
    let weight = Vec3 { x: 0.7, y: -0.3, z: 0.0 };
    for (settings, (height, rise)) in settings().flat_map(|s| [(0.5, 0.0), (0.099, 2.0)].map(|at| (s, at))) {
        let (_, of_state) = pulled(&ball(height, rise, [0.5, 0.5], settings), weight);
        let slope = of_state.body[0].velocity.linear;
        assert_eq!(slope, weight, "{settings:?} at {height} m");
    }
}

/// Of a sliding ball on a ground without friction; the root of 0 has no slope, but μ = √(μ₁ μ₂) stays 0 by either.
#[test]
fn the_slope_by_a_friction_that_is_none_is_finite() {
    for settings in settings() {
        let mut model = ball(0.099, -1.0, [0.0, 0.0], settings);
        model.start.body[0].velocity.linear.x = 2.0;
        let (of_params, of_state) = pulled(&model, Vec3 { x: 0.7, y: -0.3, z: 0.4 });
        assert_eq!(of_params.geom.map(|g| g.friction), [0.0; 2], "{settings:?}");
        assert_eq!(of_state.body[0].velocity.linear.x, 0.7, "{settings:?}");
        assert!(of_params.geom[1].position.z.is_finite() && of_params.geom[0].frame == Mat3::ZERO);
    }
}

/// Of a ball that rests without a spin on a ground with or without torsional friction: nothing turns it.
#[test]
fn the_slope_by_a_torsion_that_is_not_felt_is_none() {
    for settings in settings() {
        let model = ball(0.099, 0.0, [0.5, 0.5], settings);
        let (mut of_params, mut of_state) = (Params::zero(), State::zero());
        let mut seed = State::<f64, 1, 0, 1>::zero();
        seed.body[0].velocity.angular = Vec3 { x: 0.3, y: 0.2, z: 0.9 };
        let Model { topology, params, start } = &model;
        let tape = &mut HeapTape::new();
        step::vjp(topology, params, &mut of_params, start, &mut of_state, &[], &mut [], seed, tape);
        assert_eq!(of_params.geom.map(|g| g.torsion), [0.0; 2], "{settings:?}");
    }
}

/// Four corners of a box carry it, three would do: without compliance no push is known, nor what changes it.
#[test]
fn pushes_of_which_one_could_do_without_have_no_gradient() {
    for (compliance, unique) in [(1e-5, true), (0.0, false)] {
        let mut b = Builder::<1, 0, 2, 4>::new();
        b.world.compliance = compliance;
        let lying = b.body(Pose::at(0.0, 0.0, 0.099));
        let form = Form::cuboid(0.4, 0.3, 0.2);
        b.solid(lying, form, Pose::ORIGIN, Weight::Mass(1.0));
        let skin = b.collider(lying, Collider::new(form).friction(0.5));
        let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(0.5));
        b.pair(skin, ground);
        let Model { topology, params, start } = b.build().expect("a sound model");
        let (mut of_params, mut of_state) = (Params::zero(), State::zero());
        let mut seed = State::<f64, 1, 0, 4>::zero();
        seed.body[0].velocity.linear = Vec3 { x: 0.3, y: 0.2, z: 0.9 };
        let tape = &mut HeapTape::new();
        step::vjp(&topology, &params, &mut of_params, &start, &mut of_state, &[], &mut [], seed, tape);
        let slope = of_params.world.compliance;
        assert!(slope.is_finite() == unique && slope.is_nan() != unique, "{compliance}: {slope}");
    }
}
