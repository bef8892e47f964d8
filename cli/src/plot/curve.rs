//! `curve.svg`: both errors over the rollouts spent.

use std::path::Path;

use anyhow::Result;
use costate_learn::throw_ball::Progress;
use costate_physics::throw::{POSITION_TOLERANCE, VELOCITY_TOLERANCE};
use plotters::prelude::*;

use super::style::{self, Area, BLUE, FAINT, Failed, GRAY, GREEN, INK, ORANGE, px};

/// Size of the picture \[px\].
const SIZE: (u32, u32) = (880, 480);
/// Height of its axis \[px\], about.
const AXIS: f64 = 370.0;

/// Draws the errors of a run.
///
/// # Errors
/// Where the file cannot be written.
pub fn curve(path: &Path, run: &[Progress]) -> Result<()> {
    style::picture(path, SIZE, |root| draw(root, run))
}

/// A line for each error, and the tolerance.
fn draw<'a>(root: &Area<'a>, run: &[Progress]) -> Result<(), Failed<'a>> {
    let last = 1.02 * run.last().map_or(1.0, |p| p.evaluations as f64);
    let position = points(run, |p| p.errors.position);
    let velocity = points(run, |p| p.errors.velocity);
    let tolerance = POSITION_TOLERANCE.max(VELOCITY_TOLERANCE);
    let (low, high) = decades(position.iter().chain(&velocity).map(|p| p.1).chain([tolerance]));

    style::title(root, "Errors of the throw")?;
    let mut chart = ChartBuilder::on(root)
        .margin(px(16))
        .margin_top(px(52))
        .margin_right(px(140))
        .x_label_area_size(px(46))
        .y_label_area_size(px(66))
        .build_cartesian_2d(0.0..last, (low..high).log_scale())?;
    chart
        .configure_mesh()
        .axis_style(style::line(&GRAY, 1))
        .bold_line_style(style::line(&FAINT, 1))
        .light_line_style(TRANSPARENT)
        .set_all_tick_mark_size(px(5))
        .label_style(style::text(14, &GRAY))
        .axis_desc_style(style::text(15, &INK))
        .x_desc("rollouts (with derivatives or without, refused steps too)")
        .y_desc("error")
        .x_label_formatter(&style::tick)
        .y_label_formatter(&power_of_ten)
        .draw()?;

    let goal = [(0.0, tolerance), (last, tolerance)];
    let dashes = style::line(&GREEN, 2);
    chart.draw_series(DashedLineSeries::new(goal, px(7), px(5), dashes))?;
    for (points, color) in [(&velocity, ORANGE), (&position, BLUE)] {
        chart.draw_series(LineSeries::new(points.iter().copied(), style::line(&color, 2)))?;
        let dots = points.iter().map(|&at| Circle::new(at, px(3), color.filled()));
        chart.draw_series(dots)?;
    }

    let end = |points: &[(f64, f64)]| points.last().map_or(low, |p| p.1);
    let labels = [
        (end(&position), "position [m]", BLUE),
        (end(&velocity), "velocity [m/s]", ORANGE),
        (tolerance, "tolerance", GREEN),
    ];
    for (y, name, color) in apart(labels, (high / low).powf(20.0 / AXIS)) {
        let (x, y) = chart.backend_coord(&(last, y));
        root.draw(&Text::new(name, (x + px(10) as i32, y), style::label(15, &color)))?;
    }
    Ok(())
}

/// An error over the rollouts; zeros have no place on a logarithmic axis.
fn points(run: &[Progress], error: impl Fn(&Progress) -> f64) -> Vec<(f64, f64)> {
    let all = run.iter().map(|p| (p.evaluations as f64, error(p)));
    all.filter(|p| p.1 > 0.0 && p.1.is_finite()).collect()
}

/// Powers of ten below and above all `errors`.
fn decades(errors: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = errors.fold((1.0_f64, 1.0_f64), |(a, b), x| (a.min(x), b.max(x)));
    (10_f64.powf((0.8 * low).log10().floor()), 10_f64.powf((1.2 * high).log10().ceil()))
}

/// The labels from bottom to top, each at least by this factor above the one before.
fn apart(mut labels: [(f64, &str, RGBColor); 3], factor: f64) -> [(f64, &str, RGBColor); 3] {
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    for i in 1..labels.len() {
        labels[i].0 = labels[i].0.max(labels[i - 1].0 * factor);
    }
    labels
}

/// 0.01 as 10⁻².
fn power_of_ten(x: &f64) -> String {
    let raise = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
    };
    let exponent = format!("{:.0}", x.log10());
    format!("10{}", exponent.chars().map(raise).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_raised() {
        assert_eq!(power_of_ten(&0.001), "10⁻³");
        assert_eq!(power_of_ten(&1e12), "10¹²");
        assert_eq!(power_of_ten(&1e5), "10⁵");
    }

    #[test]
    fn decades_enclose_the_errors() {
        assert_eq!(decades([0.02, 30.0].into_iter()), (0.01, 100.0));
        assert_eq!(decades([0.001].into_iter()), (1e-4, 10.0));
    }

    #[test]
    fn labels_keep_apart() {
        let labels = [(0.01, "a", BLUE), (0.01, "b", ORANGE), (1.0, "c", GREEN)];
        assert_eq!(apart(labels, 2.0).map(|label| label.0), [0.01, 0.02, 1.0]);
    }
}
