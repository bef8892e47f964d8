//! From the world, where people measure, to the frames of bodies, whose origins are their centres of mass.

use super::bodies::Draft;
use super::collider::Collider;
use super::fault::{BuildError, Fault, Place};
use super::{BodyId, Builder, Joint};
use crate::engine::collide::points;
use crate::engine::reset;
use crate::math::mat3::{apply, apply_transposed, transposed_product};
use crate::math::{Mat3, Vec3};
use crate::model::topology::{Drive, Geom, Link, Pair, Topology, WORLD};
use crate::model::{Body, BodyParams, GeomParams, JointParams, Model, Params, State};

impl<const B: usize, const J: usize, const G: usize, const C: usize> Builder<B, J, G, C> {
    /// The model of all that was added.
    ///
    /// # Errors
    /// The first mistake that was made, or what is wrong with the whole.
    pub fn build(&self) -> Result<Model<B, J, G, C>, BuildError> {
        self.mistake.map_or(Ok(()), Err)?;
        self.check_world().map_err(|fault| fault.at(Place::World))?;
        let bodies = &self.body[..self.bodies];
        if let Some(light) = bodies.iter().position(|b| b.matter.mass == 0.0) {
            return Err(Fault::NoMass.at(Place::Body(light)));
        }
        let order = self.order()?;
        let mut model =
            Model { topology: self.topology(&order), params: self.params(&order), start: self.start() };
        let start = core::array::from_fn(|k| self.joint[order[k]].start);
        if self.joint[..self.joints].iter().any(|j| j.start != Vec3::ZERO) {
            model.pose(&start);
        }
        model.start = reset(&model.topology, &model.params, model.start.body);
        Ok(model)
    }

    fn topology(&self, order: &[usize; J]) -> Topology<B, J, G, C> {
        let mut first = 0;
        let pair = core::array::from_fn(|k| {
            let pair = if k < self.pairs { self.touching(k, first) } else { Pair::NONE };
            first += pair.points;
            pair
        });
        Topology {
            bodies: self.bodies,
            joints: self.joints,
            geoms: self.geoms,
            pairs: self.pairs,
            contacts: first,
            controls: self.controls(self.joints),
            joint: core::array::from_fn(|k| if k < self.joints { self.link(order[k]) } else { Link::NONE }),
            geom: core::array::from_fn(|k| {
                if k < self.geoms {
                    let (BodyId(body), collider) = self.geom[k];
                    Geom { body, shape: collider.form.shape }
                } else {
                    Geom::NONE
                }
            }),
            pair,
            settings: self.settings,
        }
    }

    /// Controls of the first joints, in the order in which they were added.
    fn controls(&self, joints: usize) -> usize {
        let driven = |j: &&Joint| !matches!(j.drive, Drive::None);
        self.joint[..joints].iter().filter(driven).map(|j| j.kind.freedom()).sum()
    }

    fn link(&self, j: usize) -> Link {
        let joint = &self.joint[j];
        Link {
            parent: joint.parent.0,
            child: joint.child.0,
            kind: joint.kind,
            drive: joint.drive,
            control: self.controls(j),
            soft: joint.softness.is_some(),
            limited: joint.limited,
        }
    }

    fn touching(&self, k: usize, first: usize) -> Pair {
        let (a, b, touch) = self.pair[k];
        let points = points(self.geom[a].1.form.shape, self.geom[b].1.form.shape);
        Pair { a, b, first, points, rows: touch.rows() }
    }

    fn params(&self, order: &[usize; J]) -> Params<f64, B, J, G> {
        Params {
            world: self.world,
            body: core::array::from_fn(|i| {
                if i < self.bodies { self.body[i].matter.body() } else { BodyParams::NONE }
            }),
            joint: core::array::from_fn(|k| {
                if k < self.joints { self.placed(&self.joint[order[k]]) } else { JointParams::NONE }
            }),
            geom: core::array::from_fn(|k| {
                if k < self.geoms { self.surfaced(self.geom[k]) } else { GeomParams::NONE }
            }),
        }
    }

    fn placed(&self, joint: &Joint) -> JointParams<f64> {
        let (parent, child) = (self.start_of(joint.parent), self.start_of(joint.child));
        let (frequency, damping_ratio) = joint.softness.unwrap_or((1.0, 1.0));
        JointParams {
            parent_anchor: apply_transposed(parent.rotation, joint.anchor - parent.position),
            child_anchor: apply_transposed(child.rotation, joint.anchor - child.position),
            parent_frame: transposed_product(parent.rotation, joint.frame),
            child_frame: transposed_product(child.rotation, joint.frame),
            stiffness: joint.stiffness,
            rest: joint.rest,
            damping: joint.damping,
            armature: joint.armature,
            lower: joint.lower,
            upper: joint.upper,
            gain: joint.gain,
            max_torque: joint.max_torque,
            max_velocity: joint.max_velocity,
            frequency,
            damping_ratio,
        }
    }

    fn surfaced(&self, (BodyId(body), collider): (BodyId, Collider)) -> GeomParams<f64> {
        let center = if body == WORLD { Vec3::ZERO } else { self.body[body].matter.center };
        GeomParams {
            position: collider.pose.position - center,
            frame: collider.pose.rotation,
            size: collider.form.size,
            friction: collider.friction,
            torsion: collider.torsion,
            restitution: collider.restitution,
        }
    }

    fn start(&self) -> State<f64, B, J, C> {
        let mut start = State::REST;
        for i in 0..self.bodies {
            start.body[i] = self.start_of(BodyId(i));
        }
        start
    }

    /// A body's centre of mass, axes and velocity where it was put.
    fn start_of(&self, BodyId(i): BodyId) -> Body<f64> {
        if i == WORLD { Body::REST } else { self.body[i].body() }
    }
}

impl Draft {
    fn body(&self) -> Body<f64> {
        let rotation: Mat3<f64> = self.pose.rotation;
        let position = self.pose.position + apply(rotation, self.matter.center);
        Body { position, rotation, velocity: self.velocity }
    }
}
