//! What is simulated: integers, numbers, and what moves.
//!
//! | noun | what it is |
//! |---|---|
//! | [`Topology`] | which bodies are joined, which shapes may touch: integers, can be a constant of the program |
//! | [`Params`] | masses, sizes, gains, friction: numbers, differentiable |
//! | [`State`] | positions and velocities, and the impulses that the next step starts from |
//! | [`Model`] | the three together; a [`builder`] makes it of bodies, joints and colliders as people measure them |
//!
//! The sizes are `B` bodies, `J` joints, `G` shapes and `C` points of contact. They are capacities: a topology
//! says how many are in use. A program spells them once, in the type of its model; [`ParamsOf`], [`StateOf`] and
//! [`TopologyOf`] are the types of that model's parts.

pub mod builder;
mod cast;
pub mod inertia;
pub mod params;
mod parts;
pub mod pose;
pub mod state;
pub mod topology;
mod whole;

pub use builder::Builder;
pub use params::{BodyParams, GeomParams, JointParams, Params, WorldParams};
pub use parts::{ParamsOf, Parts, StateOf, TopologyOf};
pub use pose::Pose;
pub use state::{Body, State};
pub use topology::{Drive, Geom, JointKind, Link, Pair, Shape, Topology, WORLD};
pub use whole::Model;
