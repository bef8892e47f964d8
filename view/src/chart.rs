//! Curves beside the picture.

use serde::Serialize;

use crate::color::Color;
use crate::error::ReplayError;
use crate::numbers::base64;

/// Lines over a common axis: time, where a cursor follows the replay, or anything else, such as updates.
#[derive(Clone, Debug)]
pub struct Chart {
    title: String,
    axis: Option<Axis>,
    logarithmic: bool,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Axis {
    name: String,
    places: Vec<f64>,
}

#[derive(Clone, Debug)]
struct Line {
    name: String,
    values: Vec<f64>,
    color: Option<Color>,
}

/// What the page has of a chart.
#[derive(Debug, Serialize)]
pub(crate) struct Curves {
    title: String,
    /// The take that it belongs to; a chart over time has one.
    take: Option<usize>,
    /// Its axis if that is not time.
    axis: Option<String>,
    places: Option<String>,
    logarithmic: bool,
    lines: Vec<Curve>,
}

#[derive(Debug, Serialize)]
struct Curve {
    name: String,
    values: String,
    color: Color,
}

impl Chart {
    /// A chart whose lines have a value for each frame of the take that it is added in.
    pub fn over_time(title: impl Into<String>) -> Self {
        Self { title: title.into(), axis: None, logarithmic: false, lines: Vec::new() }
    }

    /// A chart over an axis of this name, whose lines have a value at each of its `places`.
    pub fn over(axis: impl Into<String>, places: Vec<f64>, title: impl Into<String>) -> Self {
        let axis = Some(Axis { name: axis.into(), places });
        Self { axis, ..Self::over_time(title) }
    }

    /// Powers of ten are equally far apart.
    #[must_use]
    pub fn logarithmic(self) -> Self {
        Self { logarithmic: true, ..self }
    }

    /// Adds a line.
    #[must_use]
    pub fn line(self, name: impl Into<String>, values: Vec<f64>) -> Self {
        self.push(name.into(), values, None)
    }

    /// Adds a line of this colour.
    #[must_use]
    pub fn colored_line(self, name: impl Into<String>, values: Vec<f64>, color: Color) -> Self {
        self.push(name.into(), values, Some(color))
    }

    fn push(mut self, name: String, values: Vec<f64>, color: Option<Color>) -> Self {
        self.lines.push(Line { name, values, color });
        self
    }

    /// What the page has of it, in this take.
    pub(crate) fn curves(self, take: usize) -> Result<Curves, ReplayError> {
        let axis = self.axis.as_ref();
        let places = axis.map(|axis| self.words(&axis.name, &axis.places)).transpose()?;
        let curves = self.lines.iter().enumerate().map(|(index, line)| self.curve(index, line));
        let lines = curves.collect::<Result<_, _>>()?;
        Ok(Curves {
            take: if axis.is_none() { Some(take) } else { None },
            axis: axis.map(|axis| axis.name.clone()),
            title: self.title,
            places,
            logarithmic: self.logarithmic,
            lines,
        })
    }

    /// A line, checked.
    fn curve(&self, index: usize, line: &Line) -> Result<Curve, ReplayError> {
        self.check_length(line)?;
        self.check_logarithm(line)?;
        let values = self.words(&line.name, &line.values)?;
        let color = line.color.unwrap_or(Color::in_turn(index));
        Ok(Curve { name: line.name.clone(), values, color })
    }

    fn check_length(&self, line: &Line) -> Result<(), ReplayError> {
        match &self.axis {
            Some(axis) if axis.places.len() != line.values.len() => Err(ReplayError::Length {
                chart: self.title.clone(),
                line: line.name.clone(),
                values: line.values.len(),
                places: axis.places.len(),
            }),
            _ => Ok(()),
        }
    }

    fn check_logarithm(&self, line: &Line) -> Result<(), ReplayError> {
        let lost = line.values.iter().position(|value| self.logarithmic && (*value as f32) <= 0.0);
        match lost {
            Some(index) => Err(ReplayError::Logarithm {
                chart: self.title.clone(),
                line: line.name.clone(),
                index,
                value: line.values[index],
            }),
            None => Ok(()),
        }
    }

    /// The values as text.
    fn words(&self, line: &str, values: &[f64]) -> Result<String, ReplayError> {
        let words: Vec<f32> = values.iter().map(|&value| value as f32).collect();
        match words.iter().position(|word| !word.is_finite()) {
            Some(index) => Err(ReplayError::Value {
                chart: self.title.clone(),
                line: line.to_owned(),
                index,
                value: values[index],
            }),
            None => Ok(base64(&words)),
        }
    }
}
