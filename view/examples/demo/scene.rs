//! A ball that is thrown, a stack of boxes, and a walker on four legs. Nothing here is simulated.

use costate_view::{Body, Chart, Color, Marker, Plane, Pose, Replay, ReplayError, Shape};

#[path = "walker.rs"]
mod walker;

use walker::Walker;

/// Seconds between frames.
const TIMESTEP: f64 = 0.01;
/// Frames of a take.
const FRAMES: usize = 401;
/// Of the ball [m].
const RADIUS: f64 = 0.11;
/// Of the boxes, to either side [m].
const HALF: [f64; 3] = [0.16, 0.16, 0.1];
/// Where the ball is to come to rest [m].
const TARGET: [f64; 3] = [2.2, -0.9, 0.0];

/// Two takes of the scene, with charts.
pub fn replay() -> Result<Replay, ReplayError> {
    let mut replay = Replay::new("A ball, a stack and a walker", TIMESTEP)?;
    replay.set_note("made up, not simulated");
    replay.add_plane(Plane::ground(0.0))?;
    replay.add_marker(Marker::new("target", TARGET).radius(0.16))?;
    let slope = turn_y(-0.35);
    replay.add_shape(
        Shape::cuboid([0.5, 0.4, 0.03]).at(Pose { position: [-1.6, 1.2, 0.2], rotation: slope }),
    )?;

    let ball = replay.add_body("ball")?;
    replay.add_shape(Shape::sphere(RADIUS).on(ball).color(Color::ORANGE))?;
    replay.add_trail(ball)?;
    let boxes = stack(&mut replay)?;
    let walker = Walker::add(&mut replay)?;

    for (name, reach) in [("first update", 0.72), ("last update", 1.0)] {
        replay.begin_take(name);
        record(&mut replay, reach, boxes.len(), &walker)?;
    }
    replay.add_chart(learning())?;
    Ok(replay)
}

/// Five boxes, one on the other, each a little turned.
fn stack(replay: &mut Replay) -> Result<Vec<Body>, ReplayError> {
    let mut boxes = Vec::new();
    for k in 0..5 {
        let body = replay.add_body(format!("box {}", k + 1))?;
        let shade = [Color::BLUE, Color::TEAL][k % 2];
        replay.add_shape(Shape::cuboid(HALF).on(body).color(shade))?;
        boxes.push(body);
    }
    Ok(boxes)
}

/// All frames of a take, and the chart of its walker.
fn record(replay: &mut Replay, reach: f64, boxes: usize, walker: &Walker) -> Result<(), ReplayError> {
    let (mut hips, mut knees) = (Vec::new(), Vec::new());
    for k in 0..FRAMES {
        let time = TIMESTEP * k as f64;
        let mut poses = vec![ball(time, reach)];
        poses.extend((0..boxes).map(standing));
        poses.extend(walker.poses(time));
        replay.push_frame(&poses)?;
        let [hip, knee] = walker::angles(time, 0);
        hips.push(hip);
        knees.push(knee);
    }
    let chart = Chart::over_time("Front left leg [rad]").line("hip", hips).line("knee", knees);
    replay.add_chart(chart)
}

/// The ball on its way to `reach` of the target: three bounces, each half as high, and a roll.
fn ball(time: f64, reach: f64) -> Pose {
    let (start, [goal_x, goal_y, _]) = ([-1.9, -0.9], TARGET);
    let way = 1.0 - (1.0 - (time / 3.6).min(1.0)).powi(2);
    let x = start[0] + reach * (goal_x - start[0]) * way;
    let y = start[1] + (goal_y - start[1]) * way;
    Pose { position: [x, y, RADIUS + height(time)], rotation: turn_y((x - start[0]) / RADIUS) }
}

/// Height above rest after so many seconds [m].
fn height(time: f64) -> f64 {
    const GRAVITY: f64 = 9.81;
    let mut left = time;
    for speed in [5.2, 3.6, 2.4, 1.2] {
        let flight = 2.0 * speed / GRAVITY;
        if left < flight {
            return speed * left - 0.5 * GRAVITY * left * left;
        }
        left -= flight;
    }
    0.0
}

/// The `k`-th box of the stack.
fn standing(k: usize) -> Pose {
    let angle = 0.14 * ((k * k) as f64 * 1.7).sin();
    let (sin, cos) = angle.sin_cos();
    Pose {
        position: [0.9, 0.7, HALF[2] * (2 * k + 1) as f64],
        rotation: [[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]],
    }
}

/// A turn about y.
pub fn turn_y(angle: f64) -> [[f64; 3]; 3] {
    let (sin, cos) = angle.sin_cos();
    [[cos, 0.0, sin], [0.0, 1.0, 0.0], [-sin, 0.0, cos]]
}

/// A loss that falls.
fn learning() -> Chart {
    let updates: Vec<f64> = (0..=60).map(f64::from).collect();
    let loss = |rate: f64, floor: f64| move |k: &f64| floor + (-rate * k).exp() * (1.3 + (0.9 * k).sin());
    let training = updates.iter().map(loss(0.11, 2e-4)).collect();
    let checking = updates.iter().map(loss(0.09, 2e-3)).collect();
    Chart::over("update", updates, "Loss").logarithmic().line("training", training).line("check", checking)
}
