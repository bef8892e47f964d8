//! When a collision happens, and what that does to its derivative.
//!
//! Two equal balls on a line, the first at 1 m/s, the second at rest, exchange their velocities. Where the second ends
//! after one second is x = x₁ + 2 r + v₀ T, so its derivative by (x₁, x₂, v₀, u₀) is (1, 0, 1, 0). A solver of velocities
//! that lets a bounce happen at a time step does not see that the time of the collision moves: it differentiates
//! x₂ + u₀ t + v₀ (T − t) at the step t at which it happened, which is (0, 1, 0.67, 0.33) for steps of 0.01 s. Both are
//! right derivatives of what was computed; only the first is one of the collision. (The scene is of
//! github.com/keenon/nimblephysics, issue 97.)

use costate::{HeapTape, Zero};
use costate_physics::engine::rollout;
use costate_physics::math::{Twist, Vec3};
use costate_physics::model::builder::{Builder, Collider, Form, Pose, Weight};
use costate_physics::model::topology::Impact;
use costate_physics::model::{Model, State};

type Balls = Model<2, 0, 2, 1>;

const STEPS: [[f64; 0]; 100] = [[]; 100];

fn balls(impact: Impact) -> Balls {
    let mut b = Builder::new();
    b.world.gravity = Vec3::ZERO;
    b.world.compliance = 0.0;
    b.settings.impact = impact;
    // at 0.52 they touch after 32 steps to the last digit: a nanometre more, so that rounding does not decide
    let skins = [0.0, 0.52 + 1e-9].map(|x| {
        let ball = b.body(Pose::at(x, 0.0, 0.0));
        b.solid(ball, Form::sphere(0.1), Pose::ORIGIN, Weight::Mass(1.0));
        b.collider(ball, Collider::new(Form::sphere(0.1)).restitution(1.0))
    });
    b.pair(skins[0], skins[1]);
    b.build().expect("a sound model")
}

/// The end of the second ball, and its derivative by (x₁, x₂, v₀, u₀).
fn end(impact: Impact) -> (f64, [f64; 4]) {
    let model = balls(impact);
    let mut start = model.start;
    start.body[0].velocity.linear.x = 1.0;
    let (mut of_params, mut of_start) = (Zero::zero(), State::zero());
    let mut seed = State::<f64, 2, 0, 1>::zero();
    seed.body[1].position.x = 1.0;
    let end = rollout::vjp(
        &model.topology,
        &model.params,
        &mut of_params,
        &start,
        &mut of_start,
        &STEPS,
        &mut [[]; 100],
        seed,
        &mut HeapTape::new(),
    );
    let [a, b] = of_start.body;
    (end.body[1].position.x, [a.position.x, b.position.x, a.velocity.linear.x, b.velocity.linear.x])
}

fn near(got: [f64; 4], want: [f64; 4], tolerance: f64) {
    let close = got.iter().zip(&want).all(|(g, w)| (g - w).abs() < tolerance);
    assert!(close, "{got:?} is not {want:?}");
}

#[test]
fn a_bounce_at_its_own_time_has_the_derivative_of_the_collision() {
    let (x, slope) = end(Impact::Time);
    assert!((x - 1.2).abs() < 1e-11, "{x}");
    near(slope, [1.0, 0.0, 1.0, 0.0], 1e-9);
}

#[test]
fn a_bounce_at_a_step_has_the_derivative_of_that_step() {
    let (x, slope) = end(Impact::Step);
    assert!((x - 1.2).abs() < 0.02, "{x}");
    near(slope, [0.0, 1.0, 0.67, 0.33], 1e-9);
}

/// With its own time a bounce is the same whatever the step.
#[test]
fn a_bounce_at_its_own_time_does_not_depend_on_the_step() {
    for n in [7, 31, 100, 333] {
        let mut model = balls(Impact::Time);
        model.params.world.timestep = 1.0 / n as f64;
        let mut state = model.start;
        state.body[0].velocity = Twist { linear: Vec3 { x: 1.0, y: 0.0, z: 0.0 }, angular: Vec3::ZERO };
        let controls = vec![[0.0; 0]; n];
        let end = rollout(&model.topology, &model.params, &state, &controls);
        assert!((end.body[1].position.x - 1.2).abs() < 1e-11, "{n} steps: {:?}", end.body[1].position);
        assert!(
            (end.body[0].position.x - 0.32 - 1e-9).abs() < 1e-11,
            "{n} steps: {:?}",
            end.body[0].position
        );
    }
}
