//! What can be wrong with a model, and where.

use thiserror::Error;

use crate::math::rotation::defect;
use crate::math::vec3::{cross, dot};
use crate::math::{Mat3, Vec3};

/// Why a model cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("{place}: {fault}")]
pub struct BuildError {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// A part of a model, counted from 0 in the order in which it was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Place {
    /// The numbers of the world.
    #[error("world")]
    World,
    /// A body.
    #[error("body {0}")]
    Body(usize),
    /// A joint.
    #[error("joint {0}")]
    Joint(usize),
    /// A collider.
    #[error("collider {0}")]
    Collider(usize),
    /// A pair of colliders.
    #[error("pair {0}")]
    Pair(usize),
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum Fault {
    /// More than the model's type has room for.
    #[error("the type of this model has room for {0} of these")]
    Full(usize),
    /// More points of contact than the model's type has room for.
    #[error("with it there are {0} points of contact, and the type of this model has room for {1}")]
    Contacts(usize, usize),
    /// More solids than a body can have.
    #[error("a body is made of {0} solids at most")]
    TooManySolids(usize),
    /// A body that is not there.
    #[error("there is no body {0}")]
    UnknownBody(usize),
    /// A collider that is not there.
    #[error("there is no collider {0}")]
    UnknownCollider(usize),
    /// An infinite number, or none.
    #[error("{0} is not a finite number")]
    NotFinite(&'static str),
    /// A number that has to be positive.
    #[error("{0} is {1}, but must be positive")]
    NotPositive(&'static str, f64),
    /// A number that may not be negative.
    #[error("{0} is {1}, but must not be negative")]
    Negative(&'static str, f64),
    /// A number outside of a range.
    #[error("{0} is {1}, but must lie between {2} and {3}")]
    Outside(&'static str, f64, f64, f64),
    /// Axes that are no frame.
    #[error("{0} must have length one and stand at right angles")]
    NotOrthonormal(&'static str),
    /// A lower limit above the upper one.
    #[error("the range begins at {0}, which is above its end, {1}")]
    EmptyRange(f64, f64),
    /// A start outside of the range.
    #[error("it starts at {0}, but its range is {1} to {2}")]
    StartsOutside(f64, f64, f64),
    /// A body without solids.
    #[error("it has no mass: give it a solid")]
    NoMass,
    /// A plane as a solid.
    #[error("a plane has no mass: it can be a collider only")]
    PlaneHasNoMass,
    /// A solid of the world.
    #[error("the world has no mass: give it a collider instead of a solid")]
    SolidOfWorld,
    /// A plane on a body that moves.
    #[error("a plane cannot be a part of a body that moves: it belongs to the world")]
    MovingPlane,
    /// The world on the child's side.
    #[error("the child is the world: make the world the parent")]
    ChildIsWorld,
    /// A joint of a body with itself, or a pair on one body.
    #[error("both sides are body {0}")]
    SameBody(usize),
    /// A body that is the child of two joints.
    #[error(
        "body {0} is already the child of joint {1}: each body hangs on one joint, closed loops are not supported"
    )]
    Loop(usize, usize),
    /// Bodies that hang on each other, and on nothing else.
    #[error(
        "body {0} hangs on itself, by the joint of its parent and so on: let the first joint hang on the world"
    )]
    Circle(usize),
    /// Two colliders that may touch already: each of their points would be counted twice.
    #[error("colliders {0} and {1} are paired already")]
    PairedTwice(usize, usize),
    /// Two colliders of the world.
    #[error("both colliders belong to the world, where nothing moves")]
    BothInWorld,
}

impl Fault {
    /// This fault at a place.
    pub(super) fn at(self, place: Place) -> BuildError {
        BuildError { place, fault: self }
    }

    /// That all numbers are finite.
    pub(super) fn unless_finite(what: &'static str, numbers: &[f64]) -> Result<(), Self> {
        if numbers.iter().all(|x| x.is_finite()) { Ok(()) } else { Err(Self::NotFinite(what)) }
    }

    /// That a number is positive.
    pub(super) fn unless_positive(what: &'static str, x: f64) -> Result<(), Self> {
        Self::unless_finite(what, &[x])?;
        if x > 0.0 { Ok(()) } else { Err(Self::NotPositive(what, x)) }
    }

    /// That a number is positive or zero.
    pub(super) fn if_negative(what: &'static str, x: f64) -> Result<(), Self> {
        Self::unless_finite(what, &[x])?;
        if x >= 0.0 { Ok(()) } else { Err(Self::Negative(what, x)) }
    }

    /// That a number lies in a range.
    pub(super) fn if_outside(what: &'static str, x: f64, from: f64, to: f64) -> Result<(), Self> {
        Self::unless_finite(what, &[x])?;
        if from <= x && x <= to { Ok(()) } else { Err(Self::Outside(what, x, from, to)) }
    }

    /// That a vector's numbers are finite.
    pub(super) fn unless_vector(what: &'static str, v: Vec3<f64>) -> Result<(), Self> {
        Self::unless_finite(what, &[v.x, v.y, v.z])
    }

    /// That axes are those of a rotation, to 1e-9.
    pub(super) fn unless_rotation(what: &'static str, frame: Mat3<f64>) -> Result<(), Self> {
        for axis in [frame.x, frame.y, frame.z] {
            Self::unless_vector(what, axis)?;
        }
        let volume = dot(cross(frame.x, frame.y), frame.z);
        if defect(frame) < 1e-9 && volume > 0.0 { Ok(()) } else { Err(Self::NotOrthonormal(what)) }
    }
}
