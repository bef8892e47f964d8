//! A model with the names of its parts.

use costate_physics::model::Model;
use costate_physics::model::builder::Piece;

/// A model of fixed sizes, and what its parts are called.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<const B: usize, const J: usize, const G: usize, const C: usize> {
    /// What it is called.
    pub name: String,
    /// The model.
    pub model: Model<B, J, G, C>,
    /// Names of its bodies.
    pub bodies: Vec<String>,
    /// Names of its joints, from the roots to the leaves.
    pub joints: Vec<String>,
    /// Names of its colliders.
    pub colliders: Vec<String>,
    /// Names of its controls: that of the joint, with `.0`, `.1`, `.2` where it has several.
    pub controls: Vec<String>,
    /// What there is to see.
    pub pieces: Vec<Piece>,
}

impl<const B: usize, const J: usize, const G: usize, const C: usize> Named<B, J, G, C> {
    /// The index of a body.
    pub fn body(&self, name: &str) -> Option<usize> {
        position(&self.bodies, name)
    }

    /// The index of a joint.
    pub fn joint(&self, name: &str) -> Option<usize> {
        position(&self.joints, name)
    }

    /// The index of a collider.
    pub fn collider(&self, name: &str) -> Option<usize> {
        position(&self.colliders, name)
    }

    /// The index of a control.
    pub fn control(&self, name: &str) -> Option<usize> {
        position(&self.controls, name)
    }
}

fn position(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|other| other == name)
}
