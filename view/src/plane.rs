//! What bodies stand on.

use serde::Serialize;

use crate::error::ReplayError;
use crate::numbers::{require, require_point};

/// An endless plane, drawn with a grid.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Plane {
    point: [f64; 3],
    normal: [f64; 3],
}

impl Plane {
    /// Level ground at this height \[m\].
    pub const fn ground(height: f64) -> Self {
        Self { point: [0.0, 0.0, height], normal: [0.0, 0.0, 1.0] }
    }

    /// The plane through `point` \[m\] that is seen from the side its `normal` points to, which may have any length.
    pub const fn new(point: [f64; 3], normal: [f64; 3]) -> Self {
        Self { point, normal }
    }

    /// The same plane, its normal of length one.
    pub(crate) fn checked(&self) -> Result<Self, ReplayError> {
        require_point("plane", self.point)?;
        require_point("plane's normal", self.normal)?;
        let length = self.normal.iter().map(|x| x * x).sum::<f64>().sqrt();
        require("plane", "length of its normal", length, length > 0.0, ", and above zero")?;
        Ok(Self { point: self.point, normal: self.normal.map(|x| x / length) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normals_get_length_one() {
        let plane = Plane::new([0.0; 3], [0.0, 3.0, 4.0]).checked().unwrap();
        assert_eq!(plane.normal, [0.0, 0.6, 0.8]);
    }

    #[test]
    fn a_plane_without_direction_is_refused() {
        assert!(Plane::new([0.0; 3], [0.0; 3]).checked().is_err());
        assert!(Plane::ground(f64::NAN).checked().is_err());
    }
}
