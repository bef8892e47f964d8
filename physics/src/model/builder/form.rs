//! Shapes with their sizes, as people measure them, and how heavy they are.

use super::fault::Fault;
use crate::math::Vec3;
use crate::model::inertia::{Matter, solid, weighed};
use crate::model::topology::Shape;

/// A shape with its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Form {
    /// The shape.
    pub shape: Shape,
    /// Its size, as the [`Shape`] says \[m\].
    pub size: Vec3<f64>,
}

impl Form {
    /// A ball of a radius \[m\].
    pub const fn sphere(radius: f64) -> Self {
        Self { shape: Shape::Sphere, size: Vec3 { x: radius, y: 0.0, z: 0.0 } }
    }

    /// A rod along z of a radius, with round ends about two points that are `length` apart \[m\].
    pub const fn capsule(radius: f64, length: f64) -> Self {
        Self { shape: Shape::Capsule, size: Vec3 { x: radius, y: 0.5 * length, z: 0.0 } }
    }

    /// A box by its three edges \[m\].
    pub const fn cuboid(x: f64, y: f64, z: f64) -> Self {
        Self { shape: Shape::Box, size: Vec3 { x: 0.5 * x, y: 0.5 * y, z: 0.5 * z } }
    }

    /// All below its plane z = 0.
    pub const fn plane() -> Self {
        Self { shape: Shape::Plane, size: Vec3::ZERO }
    }

    /// That the numbers which the shape has are positive.
    pub(super) fn check(&self) -> Result<(), Fault> {
        let Vec3 { x, y, z } = self.size;
        match self.shape {
            Shape::Sphere => Fault::unless_positive("the radius", x),
            Shape::Capsule => {
                Fault::unless_positive("the radius", x)?;
                Fault::unless_positive("the length", 2.0 * y)
            }
            Shape::Box => [x, y, z].into_iter().try_for_each(|e| Fault::unless_positive("an edge", 2.0 * e)),
            Shape::Plane => Ok(()),
        }
    }
}

/// How heavy a solid is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weight {
    /// By its density \[kg/m³\].
    Density(f64),
    /// By its mass \[kg\].
    Mass(f64),
}

impl Weight {
    /// A solid of this weight at the origin.
    pub(super) fn matter(self, form: Form) -> Result<Matter<f64>, Fault> {
        form.check()?;
        if form.shape == Shape::Plane {
            return Err(Fault::PlaneHasNoMass);
        }
        match self {
            Self::Density(density) => {
                Fault::unless_positive("the density", density)?;
                Ok(solid(form.shape, form.size, density))
            }
            Self::Mass(mass) => {
                Fault::unless_positive("the mass", mass)?;
                Ok(weighed(form.shape, form.size, mass))
            }
        }
    }
}
