//! A whole model: what stays, and where it starts.

use costate::Real;

use super::pose::turn;
use super::{Body, JointKind, Params, State, Topology, WORLD};
use crate::math::mat3::{apply, product, transpose};
use crate::math::{Mat3, Vec3};

/// All that a simulation begins with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model<const B: usize, const J: usize, const G: usize, const C: usize, T = f64> {
    /// Its integers.
    pub topology: Topology<B, J, G, C>,
    /// Its numbers.
    pub params: Params<T, B, J, G>,
    /// Where it starts.
    pub start: State<T, B, J, C>,
}

impl<const B: usize, const J: usize, const G: usize, const C: usize, T: Real> Model<B, J, G, C, T> {
    /// The state at which it starts.
    pub fn reset(&self) -> State<T, B, J, C> {
        self.start
    }
}

impl<const B: usize, const J: usize, const G: usize, const C: usize> Model<B, J, G, C> {
    /// m \[kg\] of all bodies.
    pub fn mass(&self) -> f64 {
        self.params.body[..self.topology.bodies].iter().fold(0.0, |sum, b| sum + b.mass)
    }

    /// Equations of a step: rows of joints, of drives, and of points of contact.
    pub fn rows(&self) -> usize {
        let joints = &self.topology.joint[..self.topology.joints];
        let pairs = &self.topology.pair[..self.topology.pairs];
        let held: usize = joints.iter().map(|link| link.kind.rows()).sum();
        let touching: usize = pairs.iter().map(|pair| pair.points * pair.rows).sum();
        held + self.topology.controls + touching
    }

    /// Lets each joint start at these coordinates, of which there are three a joint in the order of the topology.
    pub fn pose(&mut self, coordinates: &[Vec3<f64>; J]) {
        for (j, q) in coordinates.iter().enumerate().take(self.topology.joints) {
            let (child, body) = self.posed(j, *q);
            self.start.body[child] = body;
        }
    }

    /// The child of joint `j` at the joint's coordinates `q`, with its parent as it starts.
    ///
    /// With P and C the joint's axes in parent and child: R_c = R_p P Q(q) Cᵀ.
    fn posed(&self, j: usize, q: Vec3<f64>) -> (usize, Body<f64>) {
        let (link, p) = (self.topology.joint[j], &self.params.joint[j]);
        let parent = if link.parent == WORLD { Body::REST } else { self.start.body[link.parent] };
        let axes = product(parent.rotation, p.parent_frame);
        let rotation = product(product(axes, turned(link.kind, q)), transpose(p.child_frame));
        let anchor = parent.position + apply(parent.rotation, p.parent_anchor);
        let slid = if link.kind == JointKind::Slider { axes.x * q.x } else { Vec3::ZERO };
        let position = anchor + slid - apply(rotation, p.child_anchor);
        (link.child, Body { position, rotation, ..self.start.body[link.child] })
    }
}

/// Q: the child's axes in the parent's at coordinates `q`.
fn turned(kind: JointKind, q: Vec3<f64>) -> Mat3<f64> {
    let about_x = turn(Vec3 { x: q.x, y: 0.0, z: 0.0 });
    match kind {
        JointKind::Hinge => about_x,
        JointKind::Universal => product(about_x, turn(Vec3 { x: 0.0, y: q.y, z: 0.0 })),
        JointKind::Ball => turn(q),
        JointKind::Slider | JointKind::Fixed => Mat3::IDENTITY,
    }
}
