//! Models by their bodies, joints and colliders, measured in the world as it is at the start.
//!
//! Bodies are put where they stand, made of solids, joined at points and about axes of the world, and given
//! colliders. [`Builder::build`] converts all of it to the frames of bodies, whose origins are their centres of mass
//! and whose axes are as the user gave them. Nothing is allocated: the sizes are those of the [`Model`](super::Model). The first
//! mistake is kept and reported by `build`, so that a model reads as a list.
//! ```
//! use costate_physics::model::builder::{Builder, Collider, Form, Joint, Pose, Weight};
//! use costate_physics::{Vec3, model::builder::BodyId};
//!
//! let mut b = Builder::<1, 1, 2, 1>::new();
//! let ground = b.collider(BodyId::WORLD, Collider::new(Form::plane()).friction(0.8));
//! let bob = b.body(Pose::at(0.0, 0.0, 0.5));
//! b.solid(bob, Form::sphere(0.1), Pose::ORIGIN, Weight::Mass(2.0));
//! let skin = b.collider(bob, Collider::new(Form::sphere(0.1)).friction(0.8));
//! b.joint(Joint::hinge(BodyId::WORLD, bob, Vec3::new(0.0, 0.0, 1.5), Vec3::Y).damping(0.01));
//! b.pair(skin, ground);
//! let pendulum = b.build()?;
//! assert_eq!(pendulum.topology.contacts, 1);
//! # Ok::<(), costate_physics::model::builder::BuildError>(())
//! ```

mod bodies;
mod collider;
mod convert;
mod fault;
mod form;
mod joint;
mod order;
mod pairs;
mod pieces;

pub use collider::{Collider, Touch};
pub use fault::{BuildError, Fault, Place};
pub use form::{Form, Weight};
pub use joint::Joint;
pub use pieces::{Piece, SOLIDS};

use super::params::WorldParams;
pub use super::pose::Pose;
use super::topology::{Settings, Shape, WORLD};
use crate::math::Vec3;
use bodies::Draft;

/// A body of a builder: its index in `params.body`, `state.body` and all else that a model has of each body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyId(pub usize);

impl BodyId {
    /// What never moves.
    pub const WORLD: Self = Self(WORLD);
}

/// A joint of a builder, counted as they were added.
///
/// That is its index in `params.joint` and `topology.joint`, too, if joints are added from the roots to the leaves;
/// otherwise [`Builder::order`] tells where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JointId(pub usize);

/// A collider of a builder: its index in `params.geom` and `topology.geom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColliderId(pub usize);

/// A model that is being put together, of at most B bodies, J joints, G colliders and C points of contact.
#[derive(Clone, Copy, Debug)]
pub struct Builder<const B: usize, const J: usize, const G: usize, const C: usize> {
    /// What acts on all bodies.
    pub world: WorldParams<f64>,
    /// How a step is solved.
    pub settings: Settings,
    bodies: usize,
    joints: usize,
    geoms: usize,
    pairs: usize,
    contacts: usize,
    body: [Draft; B],
    joint: [Joint; J],
    geom: [(BodyId, Collider); G],
    pair: [(usize, usize, Touch); C],
    mistake: Option<BuildError>,
}

impl<const B: usize, const J: usize, const G: usize, const C: usize> Default for Builder<B, J, G, C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const B: usize, const J: usize, const G: usize, const C: usize> Builder<B, J, G, C> {
    /// An empty world.
    pub const fn new() -> Self {
        Self {
            world: WorldParams::DEFAULT,
            settings: Settings::DEFAULT,
            bodies: 0,
            joints: 0,
            geoms: 0,
            pairs: 0,
            contacts: 0,
            body: [Draft::at(Pose::ORIGIN); B],
            joint: [Joint::fixed(BodyId::WORLD, BodyId::WORLD, Vec3::ZERO); J],
            geom: [(BodyId::WORLD, Collider::new(Form::plane())); G],
            pair: [(0, 0, Touch::Smooth); C],
            mistake: None,
        }
    }

    /// Adds a joint.
    pub fn joint(&mut self, joint: Joint) -> JointId {
        let place = Place::Joint(self.joints);
        let checked = joint.check().and_then(|()| self.joins(&joint));
        self.keep(place, checked);
        if self.fits(self.joints, J, place) {
            self.joint[self.joints] = joint;
        }
        self.joints += 1;
        JointId(self.joints - 1)
    }

    /// That a joint joins two bodies.
    fn joins(&self, joint: &Joint) -> Result<(), Fault> {
        self.known(joint.parent)?;
        self.known(joint.child)?;
        match joint.child {
            BodyId::WORLD => Err(Fault::ChildIsWorld),
            child if child == joint.parent => Err(Fault::SameBody(child.0)),
            _ => Ok(()),
        }
    }

    /// Adds a collider to a body or to the world. It touches nothing until it is [paired](Self::pair).
    pub fn collider(&mut self, body: BodyId, collider: Collider) -> ColliderId {
        let place = Place::Collider(self.geoms);
        let plane_moves = collider.form.shape == Shape::Plane && body != BodyId::WORLD;
        let stays = if plane_moves { Err(Fault::MovingPlane) } else { Ok(()) };
        let checked = collider.check().and_then(|()| self.known(body)).and(stays);
        self.keep(place, checked);
        if self.fits(self.geoms, G, place) {
            self.geom[self.geoms] = (body, collider);
        }
        self.geoms += 1;
        ColliderId(self.geoms - 1)
    }

    fn known(&self, BodyId(i): BodyId) -> Result<(), Fault> {
        if i == WORLD || i < self.bodies.min(B) { Ok(()) } else { Err(Fault::UnknownBody(i)) }
    }

    fn fits(&mut self, used: usize, room: usize, place: Place) -> bool {
        self.keep(place, if used < room { Ok(()) } else { Err(Fault::Full(room)) });
        used < room
    }

    /// Keeps the first mistake.
    fn keep(&mut self, place: Place, checked: Result<(), Fault>) {
        self.mistake = self.mistake.or(checked.err().map(|fault| fault.at(place)));
    }

    /// That the numbers of the world and of the solver are in range.
    fn check_world(&self) -> Result<(), Fault> {
        let world = &self.world;
        Fault::unless_positive("the time step", world.timestep)?;
        Fault::unless_vector("gravity", world.gravity)?;
        Fault::if_outside("the correction", world.correction, 0.0, 1.0)?;
        Fault::if_negative("the compliance", world.compliance)?;
        Fault::if_negative("the threshold", world.threshold)?;
        Fault::if_negative("the slop", world.slop)?;
        Fault::unless_positive("the number of sweeps", self.settings.sweeps as f64)?;
        Fault::unless_positive("the number of rounds", self.settings.rounds as f64)
    }
}
