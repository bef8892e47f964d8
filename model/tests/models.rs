//! The files in `models/` are the models of `costate_physics::models`, to the bit, and survive being written.

use std::path::{Path, PathBuf};

use costate_model::{Description, Named, Visitor};
use costate_physics::model::Model;
use costate_physics::model::builder::BodyId;
use costate_physics::models::{Preset, arm, ball, peers, quadruped};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models")
}

fn load(name: &str) -> Description {
    Description::load(&folder().join(name)).unwrap_or_else(|error| panic!("{error}"))
}

fn same<const B: usize, const J: usize, const G: usize, const C: usize>(
    name: &str,
    typed: &Model<B, J, G, C>,
) -> Named<B, J, G, C> {
    let named = load(name).build::<B, J, G, C>().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(named.model.topology, typed.topology);
    assert_eq!(named.model.params, typed.params);
    assert_eq!(named.model.start, typed.start);
    named
}

#[test]
fn the_ball_is_the_typed_one() {
    let ball = same("ball.toml", &ball::model());
    assert_eq!((ball.body("ball"), ball.collider("ground"), ball.body("skin")), (Some(0), Some(1), None));
}

#[test]
fn the_arm_is_the_typed_one() {
    let arm = same("arm.toml", &arm::model(Preset::Equivalent));
    assert_eq!(arm.controls, ["base.0", "base.1", "elbow.0", "elbow.1"]);
    assert_eq!(arm.body("forearm"), Some(arm::FOREARM));
    let gripper = arm.pieces.iter().filter(|p| p.body == BodyId(arm::FOREARM)).nth(1).unwrap();
    assert_eq!(gripper.pose.position, arm::reach());
}

#[test]
fn the_quadrupeds_are_the_typed_ones() {
    let eight = same("quadruped8.toml", &quadruped::with_8_motors(Preset::Equivalent));
    assert_eq!(eight.controls.len(), 8);
    assert_eq!(eight.control("hind_right_knee"), Some(7));
    let sixteen = same("quadruped16.toml", &quadruped::with_16_motors(Preset::Equivalent));
    assert_eq!(sixteen.control("front_right_hip.1"), Some(4));
    assert_eq!(sixteen.joint("front_left_knee"), Some(4));
    assert_eq!(sixteen.body("front_left_tibia"), Some(5));
}

#[test]
fn the_peers_scenes_are_the_typed_ones() {
    same("peers-ball.toml", &peers::ball::model());
    let quadruped = same("peers-quadruped.toml", &peers::quadruped::model());
    assert_eq!(quadruped.bodies[..3], ["torso", "front_left_upper", "front_left_lower"]);
    same("peers-arm.toml", &peers::arm::model());
}

#[test]
fn every_file_survives_being_written() {
    let files: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 7);
    for path in files {
        let description = Description::load(&path).unwrap_or_else(|error| panic!("{error}"));
        let text = description.write();
        let again = Description::parse(&text, "written").unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(again, description, "{}:\n{text}", path.display());
        assert_eq!(again.write(), text);
    }
}

/// The sizes that a model is compiled for, and what it weighs.
struct Weigh;

impl Visitor for Weigh {
    type Output = ([usize; 4], f64);

    fn visit<const B: usize, const J: usize, const G: usize, const C: usize>(
        self,
        named: &Named<B, J, G, C>,
    ) -> Self::Output {
        ([B, J, G, C], named.model.mass())
    }
}

#[test]
fn models_are_put_into_the_smallest_size_that_holds_them() {
    assert_eq!(load("peers-ball.toml").visit(Weigh).unwrap(), ([4, 4, 6, 8], 1.0));
    let (size, mass) = load("quadruped16.toml").visit(Weigh).unwrap();
    assert_eq!(size, [18, 18, 18, 16]);
    assert_eq!(mass, quadruped::with_16_motors(Preset::Printed).mass());
    let mut crowd = load("peers-ball.toml");
    let one = crowd.bodies[0].clone();
    crowd.bodies = (0..20).map(|k| costate_model::Body { name: format!("b{k}"), ..one.clone() }).collect();
    crowd.colliders[0].body = "b7".to_owned();
    assert_eq!(crowd.visit(Weigh).unwrap().0, [32, 32, 32, 32]);
    let twice =
        crowd.bodies.iter().map(|b| costate_model::Body { name: format!("{}x", b.name), ..b.clone() });
    crowd.bodies = twice.chain(crowd.bodies.iter().cloned()).collect();
    assert_eq!(
        crowd.visit(Weigh).unwrap_err().to_string(),
        "`peers-ball` has [40, 0, 2, 1] bodies, joints, colliders and points of contact; the largest sizes are \
         [32, 32, 32, 32]: build it with sizes of its own"
    );
}
