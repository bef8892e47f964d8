//! Where a thing stands and how it is turned.

use crate::math::mat3::{apply, product};
use crate::math::rotation::{exp, repaired};
use crate::math::{Mat3, Vec3};

/// A place and a direction: x ↦ R x + p leads from the thing's own axes to those that it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// p \[m\].
    pub position: Vec3<f64>,
    /// R: the thing's axes.
    pub rotation: Mat3<f64>,
}

impl Pose {
    /// At the origin, upright.
    pub const ORIGIN: Self = Self::at(0.0, 0.0, 0.0);

    /// At a point \[m\], upright.
    pub const fn at(x: f64, y: f64, z: f64) -> Self {
        Self { position: Vec3 { x, y, z }, rotation: Mat3::IDENTITY }
    }

    /// The same place, turned there about an axis of length one by an angle \[rad\].
    pub fn turned(self, axis: Vec3<f64>, angle: f64) -> Self {
        Self { rotation: product(turn(axis * angle), self.rotation), ..self }
    }

    /// `inner`, which stands in the axes of this pose, as it is seen from outside.
    pub fn of(self, inner: Pose) -> Self {
        Self {
            position: self.position + apply(self.rotation, inner.position),
            rotation: product(self.rotation, inner.rotation),
        }
    }
}

/// exp \[φ\]× in four quarters: as exact at a whole turn as at none.
pub(super) fn turn(phi: Vec3<f64>) -> Mat3<f64> {
    let quarter = exp(phi * 0.25);
    let half = product(quarter, quarter);
    repaired(product(half, half))
}
