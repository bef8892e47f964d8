//! Bodies: where they stand, what they are made of, how they move at the start.

use super::fault::{Fault, Place};
use super::{BodyId, Builder, Form, Pose, SOLIDS, Weight};
use crate::math::{Twist, Vec3};
use crate::model::inertia::{Matter, joined, moved};

/// A body in the frame that it was given in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub(super) pose: Pose,
    pub(super) velocity: Twist<f64>,
    pub(super) matter: Matter<f64>,
    pub(super) solids: usize,
    pub(super) solid: [(Form, Pose); SOLIDS],
}

impl Draft {
    pub(super) const fn at(pose: Pose) -> Self {
        let solid = [(Form::sphere(0.0), Pose::ORIGIN); SOLIDS];
        Self { pose, velocity: Twist::ZERO, matter: Matter::NONE, solids: 0, solid }
    }
}

impl<const B: usize, const J: usize, const G: usize, const C: usize> Builder<B, J, G, C> {
    /// Adds a body that stands at `pose` in the world.
    pub fn body(&mut self, pose: Pose) -> BodyId {
        let place = Place::Body(self.bodies);
        let checked = Fault::unless_vector("the position", pose.position)
            .and_then(|()| Fault::unless_rotation("the axes of the pose", pose.rotation));
        self.keep(place, checked);
        if self.fits(self.bodies, B, place) {
            self.body[self.bodies] = Draft::at(pose);
        }
        self.bodies += 1;
        BodyId(self.bodies - 1)
    }

    /// Makes a solid a part of a body, at `pose` in the frame that the body was given.
    pub fn solid(&mut self, body: BodyId, form: Form, pose: Pose, weight: Weight) {
        let added = self.add_solid(body, form, pose, weight);
        self.keep(Place::Body(body.0), added);
    }

    fn add_solid(&mut self, body: BodyId, form: Form, pose: Pose, weight: Weight) -> Result<(), Fault> {
        if body == BodyId::WORLD {
            return Err(Fault::SolidOfWorld);
        }
        Fault::unless_vector("the position of a solid", pose.position)?;
        Fault::unless_rotation("the axes of a solid", pose.rotation)?;
        let matter = moved(weight.matter(form)?, pose.rotation, pose.position);
        self.known(body)?;
        let draft = &mut self.body[body.0];
        let slot = draft.solid.get_mut(draft.solids).ok_or(Fault::TooManySolids(SOLIDS))?;
        *slot = (form, pose);
        draft.matter = if draft.solids == 0 { matter } else { joined(draft.matter, matter) };
        draft.solids += 1;
        Ok(())
    }

    /// Lets a body start with a velocity of its centre of mass \[m/s\] and an angular velocity \[rad/s\].
    pub fn velocity(&mut self, body: BodyId, linear: Vec3<f64>, angular: Vec3<f64>) {
        let set = self.set_velocity(body, Twist { linear, angular });
        self.keep(Place::Body(body.0), set);
    }

    fn set_velocity(&mut self, body: BodyId, velocity: Twist<f64>) -> Result<(), Fault> {
        Fault::unless_vector("the velocity", velocity.linear)?;
        Fault::unless_vector("the angular velocity", velocity.angular)?;
        self.known(body)?;
        if body != BodyId::WORLD {
            self.body[body.0].velocity = velocity;
        }
        Ok(())
    }
}
