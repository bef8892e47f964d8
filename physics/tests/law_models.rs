//! The models that are ready to run do what is said of them.

use costate_physics::engine::kinematics::joints;
use costate_physics::engine::step;
use costate_physics::math::vec3::norm;
use costate_physics::model::{Model, State};
use costate_physics::models::{Preset, arm, ball, peers, quadruped};

/// The state after `steps` steps under constant controls.
fn after<const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Model<B, J, G, C>,
    controls: &[f64],
    steps: usize,
) -> State<f64, B, J, C> {
    (0..steps).fold(model.reset(), |state, _| step(&model.topology, &model.params, &state, controls))
}

fn angles<const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Model<B, J, G, C>,
    state: &State<f64, B, J, C>,
) -> [[f64; 2]; J] {
    joints(&model.topology, &model.params, &state.body).map(|pose| [pose.turn.x, pose.turn.y])
}

#[test]
fn the_quadruped_stands_where_it_was_put() {
    for preset in [Preset::Printed, Preset::Equivalent] {
        for (model, motors) in
            [(quadruped::with_8_motors(preset), 8), (quadruped::with_16_motors(preset), 16)]
        {
            let state = after(&model, &[0.0; 16][..motors], 100);
            let moved = norm(state.body[quadruped::SPINE].position - model.start.body[0].position);
            assert!(moved < 1e-4, "{preset:?}, {motors} motors: {moved} m");
        }
    }
}

#[test]
fn the_arm_follows_its_controls_with_the_equivalent_torques_only() {
    let controls = [0.5, 0.3, 0.4, -0.3];
    let off = |preset| {
        let model = arm::model(preset);
        let [base, elbow] = angles(&model, &after(&model, &controls, 300));
        let reached = [base[0], base[1], elbow[0], elbow[1]];
        reached.iter().zip(controls).map(|(q, u)| (q - u).abs()).fold(0.0, f64::max)
    };
    assert!(off(Preset::Equivalent) < 1e-6, "{}", off(Preset::Equivalent));
    assert!(off(Preset::Printed) > 1.0, "{}", off(Preset::Printed));
}

#[test]
fn the_ball_bounces_and_comes_to_rest() {
    let model = ball::model();
    let heights: Vec<f64> = (0..300).map(|k| after(&model, &[], k).body[0].position.z).collect();
    let second = heights[60..].iter().copied().fold(0.0, f64::max) - ball::RADIUS;
    // e² of the first height, 1 m
    assert!((second - 0.25).abs() < 0.03, "{second}");
    assert!((heights[299] - ball::RADIUS).abs() < 1e-3, "{}", heights[299]);
}

#[test]
fn the_peers_ball_ends_rolling() {
    let model = peers::ball::model();
    let ball = after(&model, &[], 250).body[0];
    // v = ω R
    assert!((ball.velocity.linear.x - 0.5 * ball.velocity.angular.y).abs() < 1e-6);
    assert!(ball.velocity.linear.x > 1.0);
}

#[test]
fn the_peers_quadruped_sinks_into_its_springs() {
    let model = peers::quadruped::model();
    let state = after(&model, &[0.0; 8], 200);
    let height = state.body[0].position.z;
    assert!((0.36..0.38).contains(&height), "{height}");
    let lean = norm(state.body[0].rotation.z - model.start.body[0].rotation.z);
    assert!(lean < 0.02, "{lean}");
    let knees = angles(&model, &state).iter().skip(1).step_by(2).map(|q| q[0]).collect::<Vec<_>>();
    assert!(knees.iter().all(|&q| (-1.1..-1.0).contains(&q)), "{knees:?}");
}
