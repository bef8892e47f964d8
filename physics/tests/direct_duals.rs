//! A step of the direct solver in dual numbers.

use costate::{Dual, Zero};
use costate_physics::engine::step;
use costate_physics::model::builder::{BodyId, Builder, Collider, Form, Pose, Weight};
use costate_physics::model::{Model, Params, State};

type Scene = Model<1, 0, 2, 4>;

/// A box that lies on the ground.
fn lying() -> Scene {
    let mut b = Builder::new();
    let lying = b.body(Pose::at(0.0, 0.0, 0.1));
    let form = Form::cuboid(0.4, 0.3, 0.2);
    b.solid(lying, form, Pose::ORIGIN, Weight::Mass(1.0));
    let skin = b.collider(lying, Collider::new(form).friction(0.5));
    let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(0.5));
    b.pair(skin, ground);
    b.build().expect("a sound model")
}

/// A box that lies is not moved by a small push; its solver has nothing to do, as it starts from the solution.
#[test]
fn dual_numbers_have_the_tangents_of_forward_mode() {
    let Model { topology, params, mut start } = lying();
    for _ in 0..200 {
        start = step(&topology, &params, &start, &[]);
    }
    let mut along = State::<f64, 1, 0, 4>::zero();
    along.body[0].velocity.linear.x = 1.0;
    let (_, want) = step::jvp(&topology, &params, &Params::zero(), &start, &along, &[], &[]);
    let mut dual = start.cast::<Dual<f64>>();
    dual.body[0].velocity.linear.x.eps = 1.0;
    let got = step(&topology, &params.cast(), &dual, &[]);
    let (got, want) = (got.body[0].velocity.linear.x.eps, want.body[0].velocity.linear.x);
    assert!((got - want).abs() < 1e-9, "{got} should be {want}");
}
