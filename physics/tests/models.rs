//! The models that are ready to run are what is written about them.

use costate_physics::Vec3;
use costate_physics::engine::assemble::joints::coordinates as coordinates_of;
use costate_physics::engine::kinematics::joints;
use costate_physics::math::vec3::norm;
use costate_physics::model::{JointKind, Model};
use costate_physics::models::{Preset, arm, ball, peers, quadruped};

/// The largest distance of two anchors \[m\] and of a coordinate from what it shall be at the start.
fn apart<const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Model<B, J, G, C>,
    coordinates: impl Fn(usize) -> [f64; 3],
) -> (f64, f64) {
    let pose = joints(&model.topology, &model.params, &model.reset().body);
    let (mut gap, mut turn) = (0.0_f64, 0.0_f64);
    for (j, (pose, link)) in pose.iter().zip(model.topology.joint).enumerate() {
        let (kind, wanted) = (link.kind, coordinates(j));
        if kind != JointKind::Slider {
            gap = gap.max(norm(pose.gap));
        }
        for (q, wanted) in coordinates_of(kind, pose).into_iter().zip(wanted) {
            turn = turn.max((q - wanted).abs());
        }
    }
    (gap, turn)
}

/// That anchors coincide and coordinates are `coordinates`.
fn fits<const B: usize, const J: usize, const G: usize, const C: usize>(
    model: &Model<B, J, G, C>,
    coordinates: impl Fn(usize) -> [f64; 3],
) {
    let (gap, turn) = apart(model, coordinates);
    assert!(gap < 1e-15, "anchors are {gap} m apart");
    assert!(turn < 1e-15, "coordinates are off by {turn}");
}

#[test]
fn anchors_coincide_and_coordinates_are_zero_at_the_start() {
    for preset in [Preset::Printed, Preset::Equivalent] {
        fits(&quadruped::with_8_motors(preset), |_| [0.0; 3]);
        fits(&quadruped::with_16_motors(preset), |_| [0.0; 3]);
        fits(&arm::model(preset), |_| [0.0; 3]);
    }
}

#[test]
fn the_peers_robots_start_at_their_angles() {
    fits(&peers::quadruped::model(), |j| [peers::quadruped::HOME[j % 2], 0.0, 0.0]);
    fits(&peers::arm::model(), |j| [peers::arm::START[j], 0.0, 0.0]);
}

#[test]
fn the_quadruped_has_17_bodies_102_velocities_100_rows_81_sensors_and_28_689_kg() {
    for (model, motors) in
        [(quadruped::with_8_motors(Preset::Printed), 8), (quadruped::with_16_motors(Preset::Printed), 16)]
    {
        let topology = &model.topology;
        assert_eq!((topology.bodies, 6 * topology.bodies), (17, 102));
        assert_eq!((topology.joints, topology.geoms, topology.pairs, topology.contacts), (16, 9, 8, 8));
        assert_eq!(topology.controls, motors);
        assert_eq!(model.rows(), 100);
        assert_eq!(quadruped::sense(&model.start.body).len(), quadruped::SENSORS);
        assert!((model.mass() - 28.689).abs() < 5e-4, "{}", model.mass());
    }
}

#[test]
fn the_quadruped_stands_on_its_feet() {
    let model = quadruped::with_8_motors(Preset::Equivalent);
    for i in 9..13 {
        assert_eq!(model.start.body[i].position.z, 0.05);
    }
}

#[test]
fn the_quadruped_feels_its_limbs_from_its_spine() {
    let mut body = quadruped::with_16_motors(Preset::Printed).start.body;
    let resting = quadruped::sense(&body);
    for b in &mut body {
        b.position += Vec3 { x: 3.0, y: -2.0, z: 1.0 };
        b.velocity.linear = Vec3 { x: 0.5, y: 0.25, z: -1.0 };
    }
    let moving = quadruped::sense(&body);
    assert_eq!(moving[..6], [0.5, 0.25, -1.0, 3.0, -2.0, 1.4]);
    for k in 9..81 {
        assert!((moving[k] - resting[k]).abs() < 1e-15, "sensor {k}");
    }
    assert_eq!(resting[12..15].iter().map(|x| (x * 1e9).round() / 1e9).collect::<Vec<_>>(), [0.3, 0.2, -0.1]);
}

#[test]
fn the_arm_weighs_32_kg_and_reaches_1_m() {
    let arm = arm::model(Preset::Equivalent);
    assert!((arm.mass() - 32.166).abs() < 1e-3, "{}", arm.mass());
    assert_eq!(arm.topology.controls, arm::MOTORS);
    let gripper = arm::gripper(&arm.start.body, arm::reach());
    assert!(norm(gripper - Vec3 { x: 0.0, y: 0.0, z: 1.1 }) < 1e-15);
}

#[test]
fn presets_differ_in_their_torques_only() {
    let (mut printed, equivalent) = (arm::model(Preset::Printed), arm::model(Preset::Equivalent));
    for (joint, torque) in printed.params.joint.iter_mut().zip([200.0; 2]) {
        assert_eq!(joint.max_torque, 30.0);
        joint.max_torque = torque;
    }
    assert_eq!(printed, equivalent);
}

#[test]
fn the_peers_robots_weigh_what_the_scenes_say() {
    assert_eq!(peers::ball::model().mass(), 1.0);
    assert!((peers::quadruped::model().mass() - 8.0).abs() < 1e-14);
    assert_eq!(peers::arm::model().mass(), 32.0);
}

#[test]
fn the_peers_quadruped_stands_with_bent_knees() {
    let model = peers::quadruped::model();
    let collider = &model.params.geom;
    for leg in 0..4 {
        let geom = model.topology.geom[1 + leg];
        let shin = model.start.body[geom.body];
        let foot =
            shin.position + costate_physics::math::mat3::apply(shin.rotation, collider[1 + leg].position);
        // 0.381 − 0.2 cos 0.5 − 0.2 cos 0.5 − 0.03
        assert!((foot.z - 0.03 - 1e-5).abs() < 1e-4, "foot {leg} at {}", foot.z);
    }
}

#[test]
fn the_ball_of_the_paper_is_half_a_ton_of_water() {
    let ball = ball::model();
    assert!((ball.mass() - 523.598_775_598_298_8).abs() < 1e-9);
    let inertia = ball.params.body[0].inertia;
    assert!((inertia.xx / (0.4 * ball.mass() * 0.25) - 1.0).abs() < 1e-15);
    assert_eq!(ball.start.body[0].position.z, ball::HEIGHT);
}

#[test]
fn a_model_in_f32_has_the_same_integers() {
    let model = quadruped::with_8_motors(Preset::Equivalent);
    let single = model.cast::<f32>();
    assert_eq!(single.topology, model.topology);
    assert_eq!(single.params.joint[0].max_velocity, model.params.joint[0].max_velocity as f32);
    assert_eq!(single.reset().body[3].position.x, model.start.body[3].position.x as f32);
}
