//! Joints hold, and what swings on them keeps its energy as far as the steps are small.

mod laws;

use costate_physics::math::Vec3;
use costate_physics::model::builder::{BodyId, Builder, Form, Joint, Pose, Weight};
use costate_physics::model::topology::Method;
use laws::{METHODS, Trial, X, Y, Z, at, near};

/// N rods of 0.5 m that hang on each other, the first turned out of the vertical by `angle` \[rad\].
fn chain<const N: usize>(timestep: f64, angle: f64) -> Builder<N, N, 0, 0> {
    let mut b = Builder::new();
    b.world.timestep = timestep;
    let mut above = BodyId::WORLD;
    for k in 0..N {
        let z = -0.5 * k as f64;
        let rod = b.body(Pose::at(0.0, 0.0, z - 0.25));
        b.solid(rod, Form::cuboid(0.05, 0.05, 0.5), Pose::ORIGIN, Weight::Mass(1.0));
        let start = if k == 0 { angle } else { 0.0 };
        b.joint(Joint::hinge(above, rod, at(0.0, 0.0, z), Y).starts(X * start));
        above = rod;
    }
    b
}

/// The largest change of energy in a second \[J\].
fn drift<const N: usize>(timestep: f64, method: (Method, usize)) -> f64 {
    let mut trial = Trial::new(&chain::<N>(timestep, 1.5), method);
    let (start, mut drift) = (trial.energy(), 0.0_f64);
    trial.run(1.0, |now| drift = drift.max((now.energy() - start).abs()));
    drift
}

#[test]
fn energy_drift_of_a_pendulum_is_first_order() {
    for method in METHODS {
        let [coarse, fine] = [0.002, 0.001].map(|h| drift::<1>(h, method));
        near(&format!("{method:?}"), coarse / fine, 2.0, 0.3);
    }
}

#[test]
fn energy_drift_of_a_double_pendulum_is_first_order() {
    for method in METHODS {
        let [coarse, fine] = [0.002, 0.001].map(|h| drift::<2>(h, method));
        near(&format!("{method:?}"), coarse / fine, 2.0, 0.3);
    }
}

#[test]
fn joints_drift_less_than_a_millimetre_in_ten_seconds() {
    for method in METHODS {
        let mut chain = Trial::new(&chain::<4>(0.01, 1.5), method);
        chain.run(10.0, |now| assert!(now.gap() < 1e-3, "{method:?} at {}: {}", now.time, now.gap()));
    }
}

/// Steps of 0.01 s neither brake a pendulum nor drive it: of its 2.3 J it has all but a tenth after a minute.
#[test]
fn a_pendulum_does_not_tire() {
    let mut trial = Trial::new(&chain::<1>(0.01, 1.5), METHODS[0]);
    let start = trial.energy();
    trial.run(60.0, |now| {
        let change = now.energy() - start;
        assert!(change.abs() < 0.2, "at {}: {change}", now.time);
    });
}

/// The period of small swings, 2π √(I / m g l) with I = m L²/3 + … of a rod about its end.
#[test]
fn a_pendulum_keeps_time() {
    for method in METHODS {
        let mut trial = Trial::new(&chain::<1>(0.001, 0.02), method);
        let inertia = trial.model.params.body[0].inertia.yy + 0.25 * 0.25;
        let period = 2.0 * core::f64::consts::PI * (inertia / (9.81 * 0.25)).sqrt();
        let (mut before, mut crossings) = (trial.body(0).position.x, Vec::new());
        trial.run(10.0, |now| {
            let x = now.body(0).position.x;
            if before < 0.0 && x >= 0.0 {
                crossings.push(now.time);
            }
            before = x;
        });
        let swings = (crossings.len() - 1) as f64;
        near(&format!("{method:?}"), (crossings[crossings.len() - 1] - crossings[0]) / swings, period, 1e-3);
    }
}

/// A disc on a rod that spins about it: its axis goes round with m g r / (I₃ ω₃).
#[test]
fn a_fast_top_precesses() {
    for (method, sweeps) in METHODS {
        let (arm, spin) = (0.3, 300.0);
        let mut b = Builder::<1, 1, 0, 0>::new();
        b.world.timestep = 2e-4;
        let top = b.body(Pose::at(arm, 0.0, 0.0));
        b.solid(top, Form::cuboid(0.02, 0.2, 0.2), Pose::ORIGIN, Weight::Mass(1.0));
        b.joint(Joint::ball(BodyId::WORLD, top, Vec3::ZERO));
        let inertia = b.build().expect("a top").params.body[0].inertia.xx;
        let rate = 9.81 * arm / (inertia * spin);
        // it starts as it goes on, so that it does not nod
        b.velocity(top, Y * (rate * arm), X * spin + Z * rate);
        let mut trial = Trial::new(&b, (method, sweeps.min(50)));
        let time = 1.0;
        trial.run(time, |_| {});
        let x = trial.body(0).position;
        near(&format!("{method:?}: height"), x.z + 1.0, 1.0, 0.01);
        near(&format!("{method:?}: angle"), x.y.atan2(x.x), rate * time, 0.01);
    }
}
