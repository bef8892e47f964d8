//! What touches: shapes with a surface.

use super::fault::Fault;
use super::{Form, Pose};

/// A shape that touches others, and its surface; what is not said is smooth and does not bounce.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Collider {
    pub(super) form: Form,
    pub(super) pose: Pose,
    pub(super) friction: f64,
    pub(super) torsion: f64,
    pub(super) restitution: f64,
}

impl Collider {
    /// A collider at the origin of its body.
    pub const fn new(form: Form) -> Self {
        Self { form, pose: Pose::ORIGIN, friction: 0.0, torsion: 0.0, restitution: 0.0 }
    }

    /// Where it stands, seen from its body as that was given.
    pub const fn at(mut self, pose: Pose) -> Self {
        self.pose = pose;
        self
    }

    /// Coefficient of friction μ; of two colliders the geometric mean counts.
    pub const fn friction(mut self, friction: f64) -> Self {
        self.friction = friction;
        self
    }

    /// The radius at which friction resists a spin about the normal \[m\]; of two colliders the larger counts.
    pub const fn torsion(mut self, torsion: f64) -> Self {
        self.torsion = torsion;
        self
    }

    /// Coefficient of restitution e; of two colliders the larger counts.
    pub const fn restitution(mut self, restitution: f64) -> Self {
        self.restitution = restitution;
        self
    }

    /// That its numbers are in range.
    pub(super) fn check(&self) -> Result<(), Fault> {
        self.form.check()?;
        Fault::unless_vector("the position", self.pose.position)?;
        Fault::unless_rotation("the axes of the pose", self.pose.rotation)?;
        Fault::if_negative("the friction", self.friction)?;
        Fault::if_negative("the torsional friction", self.torsion)?;
        Fault::if_outside("the restitution", self.restitution, 0.0, 1.0)
    }
}

/// The laws that hold at a point of contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// One row: pushes along the normal only.
    Smooth,
    /// Three rows: friction, too.
    Rough,
    /// Four rows: friction, also against a spin about the normal.
    Twisting,
}

impl Touch {
    /// Rows a point.
    pub const fn rows(self) -> usize {
        match self {
            Self::Smooth => 1,
            Self::Rough => 3,
            Self::Twisting => 4,
        }
    }

    /// What two surfaces need: friction where both have it, torsion where one has.
    pub(super) fn between(a: &Collider, b: &Collider) -> Self {
        if a.friction * b.friction == 0.0 {
            Self::Smooth
        } else if a.torsion.max(b.torsion) == 0.0 {
            Self::Rough
        } else {
            Self::Twisting
        }
    }
}
