//! Places that mean something.

use serde::Serialize;

use crate::color::Color;
use crate::error::ReplayError;
use crate::numbers::{require, require_point};

/// A place with a name, such as a target: a ring with a label, and a line down to the ground.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Marker {
    name: String,
    position: [f64; 3],
    radius: f64,
    color: Color,
}

impl Marker {
    /// A marker at `position` \[m\].
    pub fn new(name: impl Into<String>, position: [f64; 3]) -> Self {
        Self { name: name.into(), position, radius: 0.1, color: Color::GREEN }
    }

    /// How wide its ring is \[m\]; 0.1 by default.
    #[must_use]
    pub fn radius(self, radius: f64) -> Self {
        Self { radius, ..self }
    }

    /// What it is drawn in; green by default.
    #[must_use]
    pub fn color(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// Checks its numbers.
    pub(crate) fn checked(self) -> Result<Self, ReplayError> {
        require_point("marker", self.position)?;
        require("marker", "radius", self.radius, self.radius > 0.0, ", and above zero")?;
        Ok(self)
    }
}
