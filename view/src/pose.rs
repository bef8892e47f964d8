//! Where a body is.

use crate::error::BadPose;
use crate::quaternion;

/// How far R Rᵀ may be off the identity, in any entry.
const TOLERANCE: f64 = 1e-3;

/// A position and an orientation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Of the body's origin in the world \[m\], z up.
    pub position: [f64; 3],
    /// Rows of R: it takes a vector of the body to the world.
    pub rotation: [[f64; 3]; 3],
}

impl Pose {
    /// At the origin, along the axes.
    pub const IDENTITY: Self = Self::at([0.0; 3]);

    /// At `position`, along the axes.
    pub const fn at(position: [f64; 3]) -> Self {
        Self { position, rotation: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]] }
    }

    /// Position and quaternion as the page has them: x, y, z, then w, x, y, z.
    ///
    /// # Errors
    /// Where a number is not finite, or the matrix is no rotation.
    pub(crate) fn words(&self) -> Result<[f32; 7], BadPose> {
        self.check_position()?;
        self.check_rotation()?;
        let [x, y, z] = self.position;
        let [qw, qx, qy, qz] = quaternion::of(&self.rotation);
        Ok([x, y, z, qw, qx, qy, qz].map(|number| number as f32))
    }

    fn check_position(&self) -> Result<(), BadPose> {
        let lost = self.position.iter().position(|x| !(*x as f32).is_finite());
        match lost {
            Some(axis) => Err(BadPose::Position { axis, value: self.position[axis] }),
            None => Ok(()),
        }
    }

    fn check_rotation(&self) -> Result<(), BadPose> {
        for (row, entries) in self.rotation.iter().enumerate() {
            if let Some(column) = entries.iter().position(|x| !x.is_finite()) {
                return Err(BadPose::Entry { row, column, value: entries[column] });
            }
        }
        let (error, determinant) = (off_orthogonal(&self.rotation), determinant(&self.rotation));
        match error <= TOLERANCE && determinant > 0.0 {
            true => Ok(()),
            false => Err(BadPose::NotARotation { error, determinant }),
        }
    }
}

/// The greatest entry of |R Rᵀ − 1|.
fn off_orthogonal(r: &[[f64; 3]; 3]) -> f64 {
    let mut greatest = 0.0_f64;
    for i in 0..3 {
        for j in 0..3 {
            let identity = if i == j { 1.0 } else { 0.0 };
            greatest = greatest.max((dot(r[i], r[j]) - identity).abs());
        }
    }
    greatest
}

/// r₀ · (r₁ × r₂)
fn determinant([a, b, c]: &[[f64; 3]; 3]) -> f64 {
    let cross = [b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0]];
    dot(*a, cross)
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_is_a_pose() {
        assert_eq!(Pose::IDENTITY.words(), Ok([0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]));
    }

    #[test]
    fn numbers_that_an_f32_has_not_are_refused() {
        for value in [f64::NAN, f64::INFINITY, 1e39] {
            let refused = Pose::at([0.0, value, 0.0]).words().unwrap_err();
            assert!(matches!(refused, BadPose::Position { axis: 1, .. }), "{refused}");
        }
    }

    #[test]
    fn a_mirror_and_a_stretch_are_no_rotations() {
        let mut pose = Pose::IDENTITY;
        pose.rotation[2][2] = -1.0;
        assert_eq!(pose.words(), Err(BadPose::NotARotation { error: 0.0, determinant: -1.0 }));
        pose.rotation[2][2] = 1.1;
        assert!(matches!(pose.words(), Err(BadPose::NotARotation { .. })));
        pose.rotation[2][2] = f64::NAN;
        assert!(matches!(pose.words(), Err(BadPose::Entry { row: 2, column: 2, .. })));
    }
}
