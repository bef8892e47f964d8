//! `replay.html`: what happened, to look at.

use anyhow::{Context, Result};
use costate_physics::model::Shape;
use costate_view::{Body, Chart, Plane, Replay};

use super::record::Record;
use crate::scene::{add_pieces, reach};

/// Charts have at most so many lines.
const LINES: usize = 12;

/// Sizes of a model that it goes before the camera follows it.
const FAR: f64 = 20.0;

/// The page of a simulation.
///
/// # Errors
/// Where something cannot be drawn.
pub fn page(name: &str, record: &Record) -> Result<String> {
    let mut replay = Replay::new(name, record.timestep * record.stride as f64)?;
    replay.set_note(note(record));
    let bodies: Vec<Body> =
        record.bodies.iter().map(|name| replay.add_body(name)).collect::<Result<_, _>>()?;
    add_pieces(&mut replay, &bodies, &record.colors, &record.pieces)?;
    if record.pieces.iter().all(|piece| piece.form.shape != Shape::Plane) && record.is_held {
        replay.add_plane(Plane::ground(record.lowest.min(0.0)))?;
    }
    for frame in &record.frames {
        replay.push_frame(frame).context("cannot draw a frame")?;
    }
    if let (Some(&root), true) = (bodies.first(), travels(record)) {
        replay.follow(root)?;
        replay.add_trail(root)?;
    }
    add_charts(&mut replay, record)?;
    Ok(replay.html())
}

fn note(record: &Record) -> String {
    let time = record.steps as f64 * record.timestep;
    let short = format!("{} steps of {} s: {time:.2} s", record.steps, record.timestep);
    match &record.failure {
        Some(failure) => format!("{short}; then it {failure}"),
        None => short,
    }
}

/// Whether the first body goes so far that the others would be lost in a picture of it all.
fn travels(record: &Record) -> bool {
    let at = |frame: &Vec<costate_view::Pose>| frame.first().map_or([0.0; 3], |pose| pose.position);
    let (Some(first), Some(last)) = (record.frames.first(), record.frames.last()) else { return false };
    let away = |a: [f64; 3], b: [f64; 3]| a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    let spread = first.iter().map(|pose| away(pose.position, at(first))).fold(0.0, f64::max);
    let own = record.pieces.iter().filter(|piece| piece.body.0 == 0).map(reach).fold(0.0, f64::max);
    away(at(first), at(last)) > FAR * spread.max(own)
}

/// Joint coordinates, forces and the energy over time, as far as there are any and not too many.
fn add_charts(replay: &mut Replay, record: &Record) -> Result<()> {
    let titles = [
        ("joint.", "Joints [rad, m]"),
        ("control.", "Controls"),
        ("touch.", "Touch [N]"),
        ("energy", "Energy [J]"),
    ];
    for (prefix, title) in titles {
        let columns = record.columns.iter().enumerate();
        let shown = columns.filter(|(_, name)| name.starts_with(prefix) && !name.ends_with(".rate"));
        // what is zero all the time is not worth a line
        let shown = shown.filter(|&(column, _)| record.rows.iter().any(|row| row[column] != 0.0));
        let shown: Vec<(usize, &String)> = shown.collect();
        if !shown.is_empty() && shown.len() <= LINES {
            let chart = shown.into_iter().fold(Chart::over_time(title), |chart, (column, name)| {
                let short = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()).unwrap_or(name);
                chart.line(short, record.rows.iter().map(|row| drawable(row[column])).collect())
            });
            replay.add_chart(chart)?;
        }
    }
    Ok(())
}

/// What is on its way to infinity ends where an f32 does.
fn drawable(x: f64) -> f64 {
    x.clamp(-1e38, 1e38)
}
