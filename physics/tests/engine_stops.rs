//! Gradients of a joint that is exactly at a stop.

use costate::{HeapTape, Zero};
use costate_physics::engine::step;
use costate_physics::math::Vec3;
use costate_physics::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
use costate_physics::model::topology::{Gradient, Method, Settings};
use costate_physics::model::{Model, Params, State};

type Cart = Model<1, 1, 0, 0>;

/// A cart of 1 kg on a rail that ends at x = 0, where it stands, with a servo.
fn cart(gain: f64, settings: Settings) -> Cart {
    let mut b = Builder::new();
    b.settings = settings;
    let cart = b.body(Pose::ORIGIN);
    b.solid(cart, Form::cuboid(0.3, 0.2, 0.1), Pose::ORIGIN, Weight::Mass(1.0));
    let rail = Joint::slider(BodyId::WORLD, cart, Vec3::ZERO, Vec3::X);
    b.joint(rail.range(-0.5, 0.0).stops().servo(gain, 1e3, 10.0));
    b.build().expect("a sound model")
}

/// Its velocity after a step in which the servo is told to go beyond the end, with the end at `upper`.
fn velocity(model: &Cart, upper: f64) -> f64 {
    let mut params = model.params;
    params.joint[0].upper.x = upper;
    step(&model.topology, &params, &model.start, &[0.3]).body[0].velocity.linear.x
}

/// The servo and the stop both want velocities that are none just there. Where the servo's, gain × (end − x), is slower on
/// this side and faster on that one (the stop lets go 1/h a second, and takes back `correction` / h), it is the servo's
/// that counts on both, so the slope is no matter of taste.
#[test]
fn a_servo_that_holds_a_joint_at_its_stop_has_its_own_slope() {
    for method in [Method::Direct, Method::GaussSeidel, Method::Jacobi] {
        for gradient in [Gradient::Implicit, Gradient::Unrolled] {
            let settings = Settings { method, gradient, ..Settings::DEFAULT };
            let model = cart(50.0, settings);
            let (mut of_params, mut of_state) = (Params::zero(), State::zero());
            let mut seed = State::<f64, 1, 1, 0>::zero();
            seed.body[0].velocity.linear.x = 1.0;
            let Model { topology, params, start } = &model;
            let tape = &mut HeapTape::new();
            step::vjp(topology, params, &mut of_params, start, &mut of_state, &[0.3], &mut [0.0], seed, tape);

            let slopes = [1e-6, -1e-6].map(|h| (velocity(&model, h) - velocity(&model, 0.0)) / h);
            let slope = of_params.joint[0].upper.x;
            assert!(slopes.iter().all(|x| (x - slope).abs() < 1e-6), "{settings:?}: {slope}, {slopes:?}");
            let back = of_state.body[0].position.x;
            assert!((back + slope).abs() < 1e-9, "{settings:?}: {back} by the place");
        }
    }
}
