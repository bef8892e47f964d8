//! What spins freely about no axis of its own keeps angular momentum, and its energy, too.

mod laws;

use costate_physics::math::Vec3;
use costate_physics::model::builder::{Builder, Form, Pose, Weight};
use laws::{METHODS, Trial, at};

/// A box that tumbles in free flight keeps its energy as far as its steps are small, and does not gain 2.6 times of it.
///
/// With angular momentum kept it would go over to the axis of least inertia, which has the most energy.
#[test]
fn what_tumbles_does_not_gain_energy() {
    let mut b = Builder::<1, 0, 0, 0>::new();
    b.world.gravity = Vec3::ZERO;
    let body = b.body(Pose::at(0.0, 0.0, 1.0));
    b.solid(body, Form::cuboid(0.1, 0.2, 0.3), Pose::ORIGIN, Weight::Mass(1.0));
    b.velocity(body, Vec3::ZERO, at(20.0, 2.0, 1.0));
    let mut trial = Trial::new(&b, METHODS[0]);
    let start = trial.energy();
    trial.run(10.0, |_| {});
    let ratio = trial.energy() / start;
    assert!((ratio - 1.0).abs() < 0.05, "{ratio} times the energy after 10 s");
}
