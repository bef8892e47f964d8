//! `replay.html` of a run: the throw of the last update beside that of the first.

use anyhow::Result;
use costate_learn::throw_ball::{Progress, trajectory};
use costate_physics::throw::Throw;
use costate_view::{Chart, Color, Marker, Plane, Pose, Replay, Shape};

use crate::scene::pose;

/// The page of a run that went this way.
///
/// # Errors
/// Where something cannot be drawn.
pub fn page(task: &Throw<f64>, run: &[Progress]) -> Result<String> {
    let mut replay = Replay::new("Throw a ball", task.timestep())?;
    replay.add_plane(Plane::ground(0.0))?;
    let ball = replay.add_body("ball")?;
    replay.add_shape(Shape::sphere(task.radius()).on(ball))?;
    let target = [task.target.x, task.target.y, task.target.z];
    let goal = Shape::sphere(task.radius()).at(Pose::at(target)).color(Color::GREEN.ghost());
    replay.add_shape(goal)?;
    replay.add_marker(Marker::new("target", target).radius(task.radius()))?;
    replay.add_trail(ball)?;

    // the page begins with what was found
    let Some((first, last)) = run.first().zip(run.last()) else { return Ok(replay.html()) };
    for progress in [last, first].iter().take(if last.update > 0 { 2 } else { 1 }) {
        replay.begin_take(format!("update {}", progress.update));
        add_take(&mut replay, task, progress)?;
    }
    replay.set_note(note(last));
    replay.add_chart(losses(run))?;
    Ok(replay.html())
}

/// The frames of a throw and its velocities over time.
fn add_take(replay: &mut Replay, task: &Throw<f64>, progress: &Progress) -> Result<()> {
    let path = trajectory(task, progress.throw);
    for body in &path {
        replay.push_frame(&[pose(body)])?;
    }
    let radius = task.radius();
    let chart = Chart::over_time("Velocity [m/s]")
        .line("along x", path.iter().map(|body| body.velocity.linear.x).collect())
        .line("of the rim, R ω", path.iter().map(|body| radius * body.velocity.angular.y).collect())
        .colored_line("upward", path.iter().map(|body| body.velocity.linear.z).collect(), Color::GRAY);
    replay.add_chart(chart)?;
    Ok(())
}

/// What is less is not told apart: a logarithmic axis has no place for zero.
const LEAST: f64 = 1e-6;

/// The loss over the updates.
fn losses(run: &[Progress]) -> Chart {
    let of = |number: fn(&Progress) -> f64| run.iter().map(|p| number(p).clamp(LEAST, 1e30)).collect();
    Chart::over("update", run.iter().map(|p| p.update as f64).collect(), "Loss")
        .logarithmic()
        .line("loss", of(|p| p.loss))
        .line("position error [m]", of(|p| p.errors.position))
        .line("velocity error [m/s]", of(|p| p.errors.velocity))
}

fn note(last: &Progress) -> String {
    format!(
        "{} updates: {:.4} m and {:.4} m/s off at the end",
        last.update, last.errors.position, last.errors.velocity
    )
}
