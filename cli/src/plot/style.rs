//! Canvas, colours and fonts of all pictures.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Titles and labels.
pub const INK: RGBColor = RGBColor(38, 44, 56);
/// Axes and numbers on them.
pub const GRAY: RGBColor = RGBColor(120, 128, 140);
/// Grids.
pub const FAINT: RGBColor = RGBColor(232, 235, 240);
/// The first line, and the ball.
pub const BLUE: RGBColor = RGBColor(30, 98, 176);
/// The second line, and impacts.
pub const ORANGE: RGBColor = RGBColor(222, 112, 20);
/// Goals.
pub const GREEN: RGBColor = RGBColor(36, 142, 92);

/// Part of a picture.
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
/// What drawing can fail with.
pub type Failed<'a> = DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>;

/// Units of a drawing in a pixel: plotters rounds to whole units, which would be seen as steps.
const UNITS: u32 = 8;

/// A length of `pixels` in units.
pub const fn px(pixels: u32) -> u32 {
    pixels * UNITS
}

/// Draws a picture of this size \[px\] into a file.
///
/// # Errors
/// Where it cannot be drawn or the file cannot be written.
pub fn picture(
    path: &Path,
    (width, height): (u32, u32),
    draw: impl for<'a> FnOnce(&Area<'a>) -> Result<(), Failed<'a>>,
) -> Result<()> {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, (px(width), px(height))).into_drawing_area();
        let drawn = root.fill(&WHITE).and_then(|()| draw(&root)).and_then(|()| root.present());
        drawn.map_err(|error| anyhow!("cannot draw {}: {error}", path.display()))?;
    }
    let units = format!("width=\"{}\" height=\"{}\"", px(width), px(height));
    let pixels = format!("width=\"{width}\" height=\"{height}\"");
    let svg = svg.replacen(&units, &pixels, 1);
    std::fs::write(path, svg).with_context(|| format!("cannot write {}", path.display()))
}

/// A font of this size \[px\] and colour.
pub fn text(size: u32, color: &RGBColor) -> TextStyle<'static> {
    ("Helvetica, Arial, sans-serif", px(size)).into_font().color(color)
}

/// The same, to the right of its point.
pub fn label(size: u32, color: &RGBColor) -> TextStyle<'static> {
    text(size, color).pos(Pos::new(HPos::Left, VPos::Center))
}

/// A line of this width \[px\].
pub fn line(color: &impl Color, width: u32) -> ShapeStyle {
    color.stroke_width(px(width))
}

/// Writes a title over a picture or a part of it.
///
/// # Errors
/// Where it cannot be drawn.
pub fn title<'a>(area: &Area<'a>, words: &'static str) -> Result<(), Failed<'a>> {
    area.draw(&Text::new(words, (px(24) as i32, px(26) as i32), label(20, &INK)))
}

/// A number as its axis shows it: as short as can be.
pub fn tick(x: &f64) -> String {
    let long = format!("{x:.2}");
    let short = long.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".into() } else { short.replace('-', "−") }
}

/// The range of the finite ones of `values`, with a margin on both sides.
pub fn padded(values: impl Iterator<Item = f64>, margin: f64) -> Range<f64> {
    let finite = values.filter(|x| x.is_finite());
    let (low, high) =
        finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    if low > high { -margin..margin } else { low - margin..high + margin }
}

#[cfg(test)]
mod tests {
    use super::{padded, tick};

    #[test]
    fn ticks_are_short() {
        let short = [0.0, -0.001, 0.5, 10.0, -2.25].map(|x| tick(&x));
        assert_eq!(short, ["0", "0", "0.5", "10", "−2.25"]);
    }

    #[test]
    fn ranges_leave_out_what_is_not_finite() {
        assert_eq!(padded([1.0, f64::NAN, 3.0].into_iter(), 0.5), 0.5..3.5);
        assert_eq!(padded([f64::NAN].into_iter(), 0.5), -0.5..0.5);
    }
}
