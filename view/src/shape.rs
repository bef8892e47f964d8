//! What bodies are made of.

use serde::Serialize;

use crate::color::Color;
use crate::error::ReplayError;
use crate::numbers::require;
use crate::pose::Pose;
use crate::replay::Body;

/// A part of a body, or of the world: a sphere, a capsule or a box.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    form: Form,
    body: Option<Body>,
    offset: Pose,
    color: Option<Color>,
}

/// Lengths in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Sphere { radius: f64 },
    Capsule { radius: f64, half_length: f64 },
    Box { half: [f64; 3] },
}

/// What the page has of a shape: all three are a core that is padded by a radius.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Part {
    kind: &'static str,
    body: Option<usize>,
    /// Half of the lengths along the axes, radius and all \[m\].
    half: [f64; 3],
    /// Of what is round \[m\]; of a box none.
    radius: f64,
    /// x, y, z, then w, x, y, z.
    offset: [f32; 7],
    color: Color,
}

impl Shape {
    /// A sphere of this radius \[m\].
    pub const fn sphere(radius: f64) -> Self {
        Self::of(Form::Sphere { radius })
    }

    /// A capsule along z: a cylinder of twice `half_length`, with half a sphere on either end \[m\].
    pub const fn capsule(radius: f64, half_length: f64) -> Self {
        Self::of(Form::Capsule { radius, half_length })
    }

    /// A box of half these lengths along x, y and z to either side \[m\].
    pub const fn cuboid(half: [f64; 3]) -> Self {
        Self::of(Form::Box { half })
    }

    const fn of(form: Form) -> Self {
        Self { form, body: None, offset: Pose::IDENTITY, color: None }
    }

    /// Moves with `body`; a shape of no body stays where it is.
    pub const fn on(self, body: Body) -> Self {
        Self { body: Some(body), ..self }
    }

    /// Where its middle is, in its body or, without one, in the world.
    pub const fn at(self, offset: Pose) -> Self {
        Self { offset, ..self }
    }

    /// What it is drawn in; by default bodies take turns, and what stays is grey.
    pub const fn color(self, color: Color) -> Self {
        Self { color: Some(color), ..self }
    }

    /// What the page has of it, in a replay of so many `bodies`.
    pub(crate) fn part(&self, bodies: usize) -> Result<Part, ReplayError> {
        let body = self.body.map(|body| body.within(bodies)).transpose()?;
        let (kind, half, radius) = self.form.checked()?;
        let offset = self.offset.words().map_err(ReplayError::Offset)?;
        let color = self.color.unwrap_or(body.map_or(Color::GRAY, Color::in_turn));
        Ok(Part { kind, body, half, radius, offset, color })
    }
}

impl Form {
    /// Its name, half of its lengths and its radius.
    fn checked(self) -> Result<(&'static str, [f64; 3], f64), ReplayError> {
        let above = ", and above zero";
        match self {
            Self::Sphere { radius: r } => {
                require("sphere", "radius", r, r > 0.0, above)?;
                Ok(("sphere", [r; 3], r))
            }
            Self::Capsule { radius: r, half_length: h } => {
                require("capsule", "radius", r, r > 0.0, above)?;
                require("capsule", "half of the length", h, h >= 0.0, ", and not below zero")?;
                Ok(("capsule", [r, r, r + h], r))
            }
            Self::Box { half } => {
                for length in half {
                    require("box", "half of a length", length, length > 0.0, above)?;
                }
                Ok(("box", half, 0.0))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capsule_is_longer_by_its_radius() {
        let part = Shape::capsule(0.1, 0.5).part(0).unwrap();
        assert_eq!((part.half, part.radius), ([0.1, 0.1, 0.6], 0.1));
        assert_eq!(part.color, Color::GRAY);
    }

    #[test]
    fn lengths_are_checked() {
        let message = |shape: Shape| shape.part(0).unwrap_err().to_string();
        assert_eq!(message(Shape::sphere(0.0)), "sphere: radius is 0; it has to be finite, and above zero");
        assert!(message(Shape::capsule(0.1, -0.1)).starts_with("capsule: half of the length is -0.1"));
        assert!(message(Shape::cuboid([1.0, f64::NAN, 1.0])).starts_with("box: half of a length is NaN"));
    }
}
