//! The quadruped's joints hold for ten seconds, whatever its motors do.

use costate_physics::engine::kinematics::joints;
use costate_physics::engine::step;
use costate_physics::math::vec3::norm;
use costate_physics::model::{JointKind, Model, State};
use costate_physics::models::Preset;
use costate_physics::models::quadruped::{Quadruped16, RANGE, with_8_motors, with_16_motors};

/// Of all joints the largest gap \[m\], and the largest turn about an axis that is held \[rad\].
fn drift(model: &Quadruped16, state: &State<f64, 17, 16, 8>) -> (f64, f64) {
    let links = &model.topology.joint[..model.topology.joints];
    let poses = joints(&model.topology, &model.params, &state.body);
    links.iter().zip(&poses).fold((0.0, 0.0), |(gap, lean), (link, pose)| {
        let t = pose.turn;
        let out = match link.kind {
            JointKind::Ball => 0.0,
            JointKind::Hinge => t.y.hypot(t.z),
            _ => norm(t),
        };
        (f64::max(gap, norm(pose.gap)), f64::max(lean, out))
    })
}

/// Ten seconds of motion; each motor's control is a function of time and of its number.
fn ten_seconds(model: &Quadruped16, name: &str, action: impl Fn(f64, f64) -> f64) {
    let Model { topology, params, mut start } = *model;
    let (mut gap, mut lean) = (0.0_f64, 0.0_f64);
    for k in 0..1000 {
        let time = 0.01 * k as f64;
        let controls: Vec<f64> = (0..topology.controls).map(|m| action(time, m as f64)).collect();
        start = step(&topology, &params, &start, &controls);
        let (far, out) = drift(model, &start);
        (gap, lean) = (gap.max(far), lean.max(out));
    }
    assert!(gap < 1e-3, "{name}: {gap} m");
    assert!(lean < 1e-3, "{name}: {lean} rad");
}

/// Both presets, with 8 motors and with 16.
fn quadrupeds() -> impl Iterator<Item = Quadruped16> {
    [Preset::Printed, Preset::Equivalent].into_iter().flat_map(|p| [with_8_motors(p), with_16_motors(p)])
}

#[test]
fn joints_hold_under_sine_waves_of_any_phase() {
    for (i, model) in quadrupeds().enumerate() {
        for (rate, spread) in [(1.0, 0.0), (2.0, 0.8), (4.0, 2.4)] {
            let angle = |t: f64, m: f64| core::f64::consts::TAU * rate * t + spread * m;
            ten_seconds(&model, &format!("model {i} at {rate} Hz"), |t, m| RANGE * angle(t, m).sin());
        }
    }
}

#[test]
fn joints_hold_under_square_waves_of_any_phase() {
    for (i, model) in quadrupeds().enumerate() {
        for (rate, spread) in [(1.0, 0.3), (3.0, 1.7), (8.0, 2.9)] {
            let angle = |t: f64, m: f64| core::f64::consts::TAU * rate * t + spread * m;
            let square = |t: f64, m: f64| if angle(t, m).sin() < 0.0 { -RANGE } else { RANGE };
            ten_seconds(&model, &format!("model {i} at {rate} Hz"), square);
        }
    }
}
