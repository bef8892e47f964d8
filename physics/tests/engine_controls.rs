//! Controls and capacities: a step that has too few controls says so, what is beyond is not read, and what controls
//! cost is counted.

use std::panic::{AssertUnwindSafe, catch_unwind};

use costate::{Diff, HeapTape, Real, Zero, differentiable};
use costate_physics::engine::{Episode, episode, equations, residual, rollout, step};
use costate_physics::math::Vec3;
use costate_physics::model::builder::{BodyId, Builder, Collider, Form, Joint, Pose, Weight};
use costate_physics::model::topology::{Gradient, Method};
use costate_physics::model::{Model, Params, ParamsOf, State, StateOf, TopologyOf};

type Cart<T = f64> = Model<2, 2, 0, 0, T>;

/// A cart with a pole; both joints have a motor.
fn cart(gradient: Gradient) -> Cart {
    let mut b = Builder::new();
    b.settings.gradient = gradient;
    let cart = b.body(Pose::ORIGIN);
    b.solid(cart, Form::cuboid(0.3, 0.2, 0.1), Pose::ORIGIN, Weight::Mass(2.0));
    let pole = b.body(Pose::at(0.0, 0.0, 0.5));
    b.solid(pole, Form::capsule(0.03, 1.0), Pose::ORIGIN, Weight::Mass(0.2));
    b.joint(Joint::slider(BodyId::WORLD, cart, Vec3::ZERO, Vec3::X).motor(50.0));
    b.joint(Joint::hinge(cart, pole, Vec3::ZERO, Vec3::Y).motor(50.0));
    b.build().expect("a sound model")
}

/// What a panic says.
fn said<R>(run: impl FnOnce() -> R) -> &'static str {
    let why = catch_unwind(AssertUnwindSafe(run)).err().expect("it is to panic");
    why.downcast_ref::<&str>().expect("a panic with a text")
}

/// Tells a cart that needs two controls only one.
#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Push<T> {
    force: T,
}

#[differentiable]
impl<T: Real> Episode<T, 1, 2, 2, 0, 0> for Push<T> {
    fn act(
        &self,
        #[constant] _topology: &TopologyOf<Cart>,
        _params: &ParamsOf<Cart<T>>,
        _state: &StateOf<Cart<T>>,
        _k: usize,
    ) -> [T; 1] {
        [self.force]
    }

    fn cost(&self, _params: &ParamsOf<Cart<T>>, state: &StateOf<Cart<T>>, _k: usize) -> T {
        state.body[0].position.x
    }
}

#[test]
fn too_few_controls_are_told_by_all_that_steps() {
    let wanted = "too few controls: a step needs `topology.controls` of them";
    for gradient in [Gradient::Implicit, Gradient::Unrolled] {
        let Model { topology, params, start } = &cart(gradient);
        assert_eq!(said(|| step(topology, params, start, &[1.0])), wanted);
        assert_eq!(said(|| equations(topology, params, start, &[1.0])), wanted);
        assert_eq!(said(|| residual(topology, params, start, &[1.0], start)), wanted);
        assert_eq!(said(|| rollout(topology, params, start, &[[1.0]])), wanted);
        assert_eq!(said(|| episode(topology, params, start, &Push { force: 1.0 }, 1)), wanted);

        let along = (Params::zero(), State::zero());
        assert_eq!(said(|| step::jvp(topology, params, &along.0, start, &along.1, &[1.0], &[0.0])), wanted);
        let (mut of_params, mut of_start, mut of_controls) = (Params::zero(), State::zero(), [0.0]);
        let tape = &mut HeapTape::new();
        let back = || {
            let seed = State::zero();
            step::vjp(
                topology,
                params,
                &mut of_params,
                start,
                &mut of_start,
                &[1.0],
                &mut of_controls,
                seed,
                tape,
            )
        };
        assert_eq!(said(back), wanted);
    }
}

#[test]
fn what_is_beyond_the_controls_is_not_read() {
    let Model { topology, params, start } = &cart(Gradient::Implicit);
    let after = step(topology, params, start, &[1.0, 2.0, f64::NAN]);
    assert_eq!(after, step(topology, params, start, &[1.0, 2.0]));
}

/// A ball on the ground needs one point of contact of three.
#[test]
fn what_is_beyond_the_points_of_contact_is_not_handed_on() {
    for method in [Method::Direct, Method::GaussSeidel, Method::Jacobi] {
        let mut b = Builder::<1, 0, 2, 3>::new();
        b.settings.method = method;
        let ball = b.body(Pose::at(0.0, 0.0, 0.1));
        b.solid(ball, Form::sphere(0.1), Pose::ORIGIN, Weight::Mass(1.0));
        let skin = b.collider(ball, Collider::new(Form::sphere(0.1)));
        let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()));
        b.pair(skin, ground);
        let Model { topology, params, start } = b.build().expect("a sound model");
        let mut odd = start;
        odd.warm.push[2] = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(step(&topology, &params, &odd, &[]), step(&topology, &params, &start, &[]), "{method:?}");
    }
}

/// Pushes the cart back and turns the pole; its controls cost their squares, and the first also the cart's place.
#[derive(Clone, Copy, Diff)]
#[diff(tangent = Self)]
struct Thrifty<T> {
    gain: T,
    price: T,
}

#[differentiable]
impl<T: Real> Episode<T, 2, 2, 2, 0, 0> for Thrifty<T> {
    fn act(
        &self,
        #[constant] _topology: &TopologyOf<Cart>,
        _params: &ParamsOf<Cart<T>>,
        state: &StateOf<Cart<T>>,
        _k: usize,
    ) -> [T; 2] {
        [self.gain * (1.0 - state.body[0].position.x), -self.gain * state.body[1].rotation.z.x]
    }

    fn effort(
        &self,
        #[constant] _topology: &TopologyOf<Cart>,
        params: &ParamsOf<Cart<T>>,
        state: &StateOf<Cart<T>>,
        u: &[T; 2],
        k: usize,
    ) -> T {
        let place = state.body[0].position.x;
        let late = if k < 10 { 1.0 } else { 2.0 };
        params.world.timestep
            * self.price
            * late
            * (u[0] * u[0] + u[1] * u[1] + u[0] * place * params.body[0].mass)
    }

    fn cost(&self, _params: &ParamsOf<Cart<T>>, state: &StateOf<Cart<T>>, _k: usize) -> T {
        state.body[1].position.x
    }
}

const STEPS: usize = 20;

/// What its controls cost is a part of an episode.
#[test]
fn efforts_are_added_to_the_costs() {
    let Model { topology, params, start } = &cart(Gradient::Implicit);
    let task = Thrifty { gain: 3.0, price: 0.2 };
    let mut state = *start;
    let mut sum = 0.0;
    for k in 0..STEPS {
        let u = task.act(topology, params, &state, k);
        sum += task.effort(topology, params, &state, &u, k);
        state = step(topology, params, &state, &u);
        sum += task.cost(params, &state, k);
    }
    let free = Thrifty { price: 0.0, ..task };
    assert_eq!(episode(topology, params, start, &task, STEPS), sum);
    assert!((sum - episode(topology, params, start, &free, STEPS)).abs() > 0.1, "the effort is to count");
}

/// Its derivatives, in both modes, are its differences.
#[test]
fn efforts_are_differentiated() {
    let Model { topology, params, start } = &cart(Gradient::Implicit);
    let task = Thrifty { gain: 3.0, price: 0.2 };
    let (mut by_params, mut by_start) = (Params::zero(), State::zero());
    let mut by_task = Thrifty { gain: 0.0, price: 0.0 };
    let tape = &mut HeapTape::new();
    let value = episode::vjp(
        topology,
        params,
        &mut by_params,
        start,
        &mut by_start,
        &task,
        &mut by_task,
        STEPS,
        1.0,
        tape,
    );
    assert_eq!(value, episode(topology, params, start, &task, STEPS));

    let moved = |gain: f64, price: f64, mass: f64, speed: f64| {
        let (mut params, mut start) = (*params, *start);
        params.body[0].mass += mass;
        start.body[0].velocity.linear.x += speed;
        let task = Thrifty { gain: task.gain + gain, price: task.price + price };
        episode(topology, &params, &start, &task, STEPS)
    };
    let h = 1e-5;
    let differences = [
        moved(h, 0.0, 0.0, 0.0) - moved(-h, 0.0, 0.0, 0.0),
        moved(0.0, h, 0.0, 0.0) - moved(0.0, -h, 0.0, 0.0),
        moved(0.0, 0.0, h, 0.0) - moved(0.0, 0.0, -h, 0.0),
        moved(0.0, 0.0, 0.0, h) - moved(0.0, 0.0, 0.0, -h),
    ]
    .map(|difference| difference / (2.0 * h));
    let speed = by_start.body[0].velocity.linear.x;
    let slopes = [by_task.gain, by_task.price, by_params.body[0].mass, speed];
    for (slope, difference) in slopes.into_iter().zip(differences) {
        assert!((slope - difference).abs() < 1e-7 * (1.0 + slope.abs()), "{slopes:?} {differences:?}");
    }

    // along all four at once
    let (mut on_params, mut on_start) = (Params::zero(), State::zero());
    on_params.body[0].mass = 1.0;
    on_start.body[0].velocity.linear.x = 1.0;
    let on_task = Thrifty { gain: 1.0, price: 1.0 };
    let (_, along) = episode::jvp(topology, params, &on_params, start, &on_start, &task, &on_task, STEPS);
    let sum: f64 = slopes.iter().sum();
    assert!((along - sum).abs() < 1e-9 * (1.0 + sum.abs()), "{along} {sum}");
}
