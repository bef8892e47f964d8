//! A walker: a trunk and four legs of two capsules each, moved by sines.

use costate_view::{Body, Color, Pose, Replay, ReplayError, Shape};

use super::turn_y;

/// Half of the trunk [m].
const TRUNK: [f64; 3] = [0.26, 0.12, 0.06];
/// Lengths of thigh and shank [m].
const LEGS: [f64; 2] = [0.2, 0.2];
/// Of the legs [m].
const RADIUS: f64 = 0.032;
/// Steps a second, as an angle [rad/s].
const PACE: f64 = 9.0;

/// Its bodies: the trunk, then thigh and shank of each leg.
pub struct Walker {
    bodies: Vec<Body>,
}

impl Walker {
    /// Adds its bodies and shapes.
    pub fn add(replay: &mut Replay) -> Result<Self, ReplayError> {
        let trunk = replay.add_body("trunk")?;
        replay.add_shape(Shape::cuboid(TRUNK).on(trunk).color(Color::VIOLET))?;
        let head = Shape::sphere(0.06).on(trunk).at(Pose::at([TRUNK[0] + 0.05, 0.0, 0.07]));
        replay.add_shape(head.color(Color::YELLOW))?;
        let mut bodies = vec![trunk];
        for leg in ["front left", "front right", "back left", "back right"] {
            for (part, length, color) in [("thigh", LEGS[0], Color::GRAY), ("shank", LEGS[1], Color::VIOLET)]
            {
                let body = replay.add_body(format!("{leg} {part}"))?;
                replay.add_shape(Shape::capsule(RADIUS, 0.5 * length).on(body).color(color))?;
                bodies.push(body);
            }
        }
        replay.add_trail(trunk)?;
        Ok(Self { bodies })
    }

    /// Where they are after so many seconds.
    pub fn poses(&self, time: f64) -> Vec<Pose> {
        let height = 0.37 + 0.012 * (2.0 * PACE * time).sin();
        let middle = [-1.2 + 0.45 * time, 0.0, height];
        let mut poses = vec![Pose { position: middle, rotation: turn_y(0.05 * (PACE * time).sin()) }];
        for leg in 0..4 {
            let (ahead, aside) = ([1.0, 1.0, -1.0, -1.0][leg], [1.0, -1.0, 1.0, -1.0][leg]);
            let hip = [middle[0] + 0.8 * ahead * TRUNK[0], middle[1] + aside * (TRUNK[1] + 0.02), height];
            poses.extend(limbs(hip, angles(time, leg)));
        }
        assert_eq!(poses.len(), self.bodies.len());
        poses
    }
}

/// Angles of hip and knee [rad]; diagonal legs move together.
pub fn angles(time: f64, leg: usize) -> [f64; 2] {
    let phase = PACE * time + if leg == 0 || leg == 3 { 0.0 } else { std::f64::consts::PI };
    let lift = 0.5 - 0.5 * phase.cos();
    [0.35 + 0.38 * phase.sin(), -0.7 - 0.45 * lift]
}

/// Thigh and shank below a hip: both hang along z, turned about y.
fn limbs(hip: [f64; 3], [thigh, knee]: [f64; 2]) -> [Pose; 2] {
    let below = |[x, y, z]: [f64; 3], angle: f64, length: f64| {
        [x - length * angle.sin(), y, z - length * angle.cos()]
    };
    let joint = below(hip, thigh, LEGS[0]);
    [
        Pose { position: below(hip, thigh, 0.5 * LEGS[0]), rotation: turn_y(thigh) },
        Pose { position: below(joint, thigh + knee, 0.5 * LEGS[1]), rotation: turn_y(thigh + knee) },
    ]
}
