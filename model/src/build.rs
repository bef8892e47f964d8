//! From a description to a model: names become indices, and mistakes get names and lines.

use costate_physics::Vec3;
use costate_physics::model::builder::{self, BodyId, BuildError, Builder, ColliderId, Fault, JointId, Place};
use costate_physics::model::topology::JointKind;

use crate::description::{Axes, Body, Collider, Description, Drive, Joint, Origin, WORLD};
use crate::error::{Mistake, ModelError};
use crate::named::Named;

impl Description {
    /// The model, of at most B bodies, J joints, G colliders and C points of contact.
    ///
    /// # Errors
    /// It has more than there is room for; or what is wrong with it, by name and line.
    pub fn build<const B: usize, const J: usize, const G: usize, const C: usize>(
        &self,
    ) -> Result<Named<B, J, G, C>, ModelError> {
        let (used, given) = (self.sizes(), [B, J, G, C]);
        if used.iter().zip(given).any(|(&used, given)| used > given) {
            return Err(ModelError::Larger { name: self.name.clone(), used, given });
        }
        let builder = self.builder()?;
        let wrong = |error| self.explained(error);
        let model = builder.build().map_err(wrong)?;
        let order = builder.order().map_err(wrong)?;
        let order = &order[..self.joints.len()];
        Ok(Named {
            name: self.name.clone(),
            model,
            bodies: self.bodies.iter().map(|body| body.name.clone()).collect(),
            joints: order.iter().map(|&j| self.joints[j].name.clone()).collect(),
            colliders: self.colliders.iter().map(|collider| collider.name.clone()).collect(),
            controls: self.joints.iter().flat_map(controls).collect(),
            pieces: builder.pieces().collect(),
        })
    }

    /// The builder that holds all of it.
    ///
    /// # Errors
    /// A name that there is not.
    pub fn builder<const B: usize, const J: usize, const G: usize, const C: usize>(
        &self,
    ) -> Result<Builder<B, J, G, C>, ModelError> {
        let mut b = Builder::new();
        b.world = self.world;
        b.settings = self.solver;
        self.bodies.iter().for_each(|body| add_body(&mut b, body));
        for joint in &self.joints {
            let parent = self.body_id(&joint.parent, &joint.origin)?;
            let child = self.body_id(&joint.child, &joint.origin)?;
            let _: JointId = b.joint(built(joint, parent, child));
        }
        for collider in &self.colliders {
            let body = self.body_id(&collider.body, &collider.origin)?;
            let _: ColliderId = b.collider(body, surface(collider));
        }
        for (k, collider) in self.colliders.iter().enumerate() {
            for name in &collider.touches {
                let other = self.collider_id(name, &collider.origin)?;
                match collider.contact {
                    Some(touch) => b.pair_as(ColliderId(k), other, touch),
                    None => b.pair(ColliderId(k), other),
                }
            }
        }
        Ok(b)
    }

    /// The collider of this name.
    pub fn collider(&self, name: &str) -> Option<&Collider> {
        self.colliders.iter().find(|collider| collider.name == name)
    }

    fn body_id(&self, name: &str, origin: &Origin) -> Result<BodyId, ModelError> {
        let found = self.bodies.iter().position(|body| body.name == name).map(BodyId);
        let world = (name == WORLD).then_some(BodyId::WORLD);
        found.or(world).ok_or_else(|| self.mistake(origin, format!("there is no body `{name}`")))
    }

    fn collider_id(&self, name: &str, origin: &Origin) -> Result<ColliderId, ModelError> {
        let found = self.colliders.iter().position(|collider| collider.name == name).map(ColliderId);
        found.ok_or_else(|| self.mistake(origin, format!("there is no collider `{name}`")))
    }

    fn mistake(&self, origin: &Origin, text: String) -> ModelError {
        let (file, line) = match &origin.0 {
            Some((file, line)) => (file.to_string(), Some(*line)),
            None => (self.name.clone(), None),
        };
        ModelError::Wrong(vec![Mistake { file, line, text }])
    }

    /// A builder's mistake, with names for numbers.
    fn explained(&self, error: BuildError) -> ModelError {
        let nowhere = Origin::default();
        let (what, origin) = match error.place {
            Place::World => ("the world".to_owned(), &self.origin),
            Place::Body(i) => self.bodies.get(i).map_or_else(
                || (format!("body {i}"), &nowhere),
                |body| (format!("body `{}`", body.name), &body.origin),
            ),
            Place::Joint(j) => (format!("joint `{}`", self.joints[j].name), &self.joints[j].origin),
            Place::Collider(k) => self.collider_place(k),
            Place::Pair(k) => {
                let owners = self.colliders.iter().enumerate();
                let owner = owners.flat_map(|(i, c)| c.touches.iter().map(move |_| i)).nth(k);
                self.collider_place(owner.unwrap_or(0))
            }
        };
        self.mistake(origin, format!("{what}: {}", self.in_words(error.fault)))
    }

    fn collider_place(&self, k: usize) -> (String, &Origin) {
        (format!("collider `{}`", self.colliders[k].name), &self.colliders[k].origin)
    }

    fn in_words(&self, fault: Fault) -> String {
        let body = |i: usize| &self.bodies[i].name;
        match fault {
            Fault::Loop(i, j) => format!(
                "`{}` already hangs on joint `{}`: each body hangs on one joint, closed loops are not supported",
                body(i),
                self.joints[j].name
            ),
            Fault::Circle(i) => format!(
                "`{}` hangs on itself, by the joint of its parent and so on: let the first joint hang on the world",
                body(i)
            ),
            Fault::PairedTwice(a, b) => {
                let name = |k: usize| &self.colliders[k].name;
                format!("`{}` and `{}` touch already: name each pair once, on one side", name(a), name(b))
            }
            Fault::SameBody(i) => format!("both sides are `{}`", body(i)),
            other => other.to_string(),
        }
    }
}

/// Names of a joint's controls.
fn controls(joint: &Joint) -> Vec<String> {
    match (joint.drive, joint.kind.freedom()) {
        (Drive::None, _) => Vec::new(),
        (_, 1) => vec![joint.name.clone()],
        (_, n) => (0..n).map(|d| format!("{}.{d}", joint.name)).collect(),
    }
}

fn add_body<const B: usize, const J: usize, const G: usize, const C: usize>(
    b: &mut Builder<B, J, G, C>,
    body: &Body,
) {
    let id = b.body(body.pose);
    for solid in &body.solids {
        b.solid(id, solid.form, solid.pose, solid.weight);
    }
    b.velocity(id, body.velocity, body.spin);
}

fn surface(collider: &Collider) -> builder::Collider {
    builder::Collider::new(collider.form)
        .at(collider.pose)
        .friction(collider.friction)
        .torsion(collider.torsion)
        .restitution(collider.restitution)
}

fn built(joint: &Joint, parent: BodyId, child: BodyId) -> builder::Joint {
    let built = jointed(joint, parent, child);
    let built = built.damping(joint.damping).armature(joint.armature).starts(joint.start);
    let built = joint.range.map_or(built, |(lower, upper)| built.ranges(lower, upper));
    let built = if joint.stops { built.stops() } else { built };
    let built = joint.spring.map_or(built, |spring| built.spring(spring.stiffness, spring.rest));
    let built = joint.softness.map_or(built, |(frequency, ratio)| built.soft(frequency, ratio));
    match joint.drive {
        Drive::None => built,
        Drive::Servo { gain, torque, speed } => built.servo(gain, torque, speed),
        Drive::Motor { torque } => built.motor(torque),
    }
}

fn jointed(joint: &Joint, parent: BodyId, child: BodyId) -> builder::Joint {
    let at = joint.anchor;
    match (joint.kind, joint.axes) {
        (JointKind::Hinge, Axes::One(axis)) => builder::Joint::hinge(parent, child, at, axis),
        (JointKind::Slider, Axes::One(axis)) => builder::Joint::slider(parent, child, at, axis),
        (JointKind::Universal, Axes::Two(first, second)) => {
            builder::Joint::universal(parent, child, at, first, second)
        }
        (JointKind::Ball, Axes::Frame(frame)) => builder::Joint::ball(parent, child, at).axes(frame),
        (JointKind::Ball, _) => builder::Joint::ball(parent, child, at),
        (JointKind::Fixed, _) => builder::Joint::fixed(parent, child, at),
        // axes that a joint of this kind has not: the builder says so, since no length is one
        (JointKind::Hinge | JointKind::Slider | JointKind::Universal, _) => {
            builder::Joint::universal(parent, child, at, Vec3::ZERO, Vec3::ZERO)
        }
    }
}
