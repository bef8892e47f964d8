//! `trajectory.svg`: the way of the ball seen from the side, and its velocities.

use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use costate_physics::model::Body;
use costate_physics::throw::Throw;
use plotters::prelude::*;

use super::style::{self, Area, BLUE, FAINT, Failed, GRAY, GREEN, INK, ORANGE, px};

/// Width of the picture \[px\].
const WIDTH: u32 = 1080;
/// What axis and margin take at its left and right \[px\].
const LEFT: u32 = 82;
const RIGHT: u32 = 150;
/// What title and axis take at its top and bottom \[px\].
const TOP: u32 = 48;
const BOTTOM: u32 = 62;
/// Height of the lower part \[px\].
const LOWER: u32 = 320;
/// Seconds between two balls.
const INTERVAL: f64 = 0.1;

/// Draws a trajectory of `task`.
///
/// # Errors
/// Where the file cannot be written.
pub fn trajectory(path: &Path, task: &Throw<f64>, states: &[Body<f64>]) -> Result<()> {
    let xs = states.iter().map(|s| s.position.x).chain([task.target.x]);
    let zs = states.iter().map(|s| s.position.z).chain([task.target.z, 0.0]);
    let radius = task.radius();
    let (xs, zs) = (style::padded(xs, 1.4 * radius), style::padded(zs, 1.4 * radius));

    // a metre upward is as long as a metre along the ground
    let scale = f64::from(WIDTH - LEFT - RIGHT) / (xs.end - xs.start);
    let upper = ((zs.end - zs.start) * scale).clamp(120.0, 1200.0) as u32 + TOP + BOTTOM;
    style::picture(path, (WIDTH, upper + LOWER), |root| {
        let (top, bottom) = root.split_vertically(px(upper));
        side_view(&top, task, states, (xs, zs, scale))?;
        velocities(&bottom, task, states)
    })
}

/// x to the right, z up: the ground, the target, the path, and the ball now and then.
fn side_view<'a>(
    area: &Area<'a>,
    task: &Throw<f64>,
    states: &[Body<f64>],
    (xs, zs, scale): (Range<f64>, Range<f64>, f64),
) -> Result<(), Failed<'a>> {
    let (left, right, bottom) = (xs.start, xs.end, zs.start);
    style::title(area, "The throw, seen from the side")?;
    let mut chart = ChartBuilder::on(area)
        .margin_left(px(16))
        .margin_top(px(TOP))
        .margin_right(px(RIGHT))
        .margin_bottom(px(16))
        .x_label_area_size(px(BOTTOM - 16))
        .y_label_area_size(px(LEFT - 16))
        .build_cartesian_2d(xs, zs)?;
    chart
        .configure_mesh()
        .axis_style(TRANSPARENT)
        .bold_line_style(style::line(&FAINT, 1))
        .light_line_style(TRANSPARENT)
        .y_labels(5)
        .set_all_tick_mark_size(px(5))
        .label_style(style::text(14, &GRAY))
        .axis_desc_style(style::text(15, &INK))
        .x_desc("x [m]")
        .y_desc("z [m]")
        .x_label_formatter(&style::tick)
        .y_label_formatter(&style::tick)
        .draw()?;

    chart.draw_series([Rectangle::new([(left, 0.0), (right, bottom)], FAINT.filled())])?;
    let ground = [(left, 0.0), (right, 0.0)];
    chart.draw_series([PathElement::new(ground, style::line(&GRAY, 1))])?;

    let radius = task.radius();
    let size = px(1) as f64 * scale * radius;
    let outline = style::line(&BLUE.mix(0.4), 1);
    for (center, angle) in balls(task, states) {
        let rim = (center.0 + radius * angle.sin(), center.1 + radius * angle.cos());
        chart.draw_series([Circle::new(center, size, BLUE.mix(0.06).filled())])?;
        chart.draw_series([Circle::new(center, size, outline)])?;
        chart.draw_series([PathElement::new([center, rim], outline)])?;
    }

    let goal = (task.target.x, task.target.z);
    chart.draw_series([Circle::new(goal, size, style::line(&GREEN, 2))])?;
    chart.draw_series([Cross::new(goal, px(6), style::line(&GREEN, 2))])?;
    let path = states.iter().map(|s| (s.position.x, s.position.z));
    chart.draw_series(LineSeries::new(path, style::line(&BLUE, 2)))?;
    let lowest = |s: &Body<f64>| (s.position.x, s.position.z - radius);
    chart.draw_series(impacts(states).map(|s| Circle::new(lowest(s), px(3), ORANGE.filled())))?;
    legend(area, &[("path", BLUE), ("target", GREEN), ("impact", ORANGE)])
}

/// The velocity of the centre beside that of the rim: where they meet, the ball rolls or rests.
fn velocities<'a>(area: &Area<'a>, task: &Throw<f64>, states: &[Body<f64>]) -> Result<(), Failed<'a>> {
    let time = |k: usize| k as f64 * task.timestep();
    let forward: Vec<f64> = states.iter().map(|s| s.velocity.linear.x).collect();
    let rim: Vec<f64> = states.iter().map(|s| task.radius() * s.velocity.angular.y).collect();
    let rise: Vec<f64> = states.iter().map(|s| s.velocity.linear.z).collect();
    let all = forward.iter().chain(&rim).chain(&rise).copied();

    style::title(area, "Its velocities")?;
    let mut chart = ChartBuilder::on(area)
        .margin_left(px(16))
        .margin_top(px(TOP))
        .margin_right(px(RIGHT))
        .margin_bottom(px(16))
        .x_label_area_size(px(46))
        .y_label_area_size(px(LEFT - 16))
        .build_cartesian_2d(0.0..time(states.len() - 1), style::padded(all, 2.0))?;
    chart
        .configure_mesh()
        .axis_style(style::line(&GRAY, 1))
        .bold_line_style(style::line(&FAINT, 1))
        .light_line_style(TRANSPARENT)
        .y_labels(7)
        .set_all_tick_mark_size(px(5))
        .label_style(style::text(14, &GRAY))
        .axis_desc_style(style::text(15, &INK))
        .x_desc("time [s]")
        .y_desc("velocity [m/s]")
        .x_label_formatter(&style::tick)
        .y_label_formatter(&style::tick)
        .draw()?;
    for (values, color, width) in [(rise, GRAY, 1), (rim, ORANGE, 2), (forward, BLUE, 2)] {
        let points = values.into_iter().enumerate().map(|(k, v)| (time(k), v));
        chart.draw_series(LineSeries::new(points, style::line(&color, width)))?;
    }
    legend(area, &[("along x", BLUE), ("of the rim, R ω", ORANGE), ("upward", GRAY)])
}

/// Names in their colours, at the right.
fn legend<'a>(area: &Area<'a>, entries: &[(&'static str, RGBColor)]) -> Result<(), Failed<'a>> {
    for ((name, color), row) in entries.iter().zip(0..) {
        let corner = (px(WIDTH - RIGHT + 12) as i32, px(TOP + 8 + 22 * row) as i32);
        area.draw(&Text::new(*name, corner, style::label(15, color)))?;
    }
    Ok(())
}

/// Centres of the balls to draw, with the angle \[rad\] each has turned about y.
fn balls(task: &Throw<f64>, states: &[Body<f64>]) -> Vec<((f64, f64), f64)> {
    let every = (INTERVAL / task.timestep()).round().max(1.0) as usize;
    let mut shown: Vec<((f64, f64), f64)> = Vec::new();
    let mut angle = 0.0;
    for (k, s) in states.iter().enumerate() {
        let center = (s.position.x, s.position.z);
        let moved = |last: &((f64, f64), f64)| (center.0 - last.0.0).hypot(center.1 - last.0.1);
        if k % every == 0 && shown.last().is_none_or(|last| moved(last) > 0.3 * task.radius()) {
            shown.push((center, angle));
        }
        angle += task.timestep() * s.velocity.angular.y;
    }
    shown
}

/// The states at which the ball falls, to rise in the next step.
fn impacts(states: &[Body<f64>]) -> impl Iterator<Item = &Body<f64>> {
    let pairs = states.windows(2);
    pairs.filter(|w| w[0].velocity.linear.z < 0.0 && w[1].velocity.linear.z > 0.0).map(|w| &w[0])
}
