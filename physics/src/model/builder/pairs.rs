//! Pairs: which colliders may touch.

use super::fault::{Fault, Place};
use super::{BodyId, Builder, Collider, ColliderId, Touch};
use crate::engine::collide::points;
use crate::model::topology::WORLD;

impl<const B: usize, const J: usize, const G: usize, const C: usize> Builder<B, J, G, C> {
    /// Lets two colliders touch, with the friction that their surfaces have, in as many [points](points()) as their shapes need.
    pub fn pair(&mut self, a: ColliderId, b: ColliderId) {
        let place = Place::Pair(self.pairs);
        let touch = self.surface(a).and_then(|a| Ok(Touch::between(a, self.surface(b)?)));
        match touch {
            Ok(touch) => self.pair_as(a, b, touch),
            Err(fault) => self.keep(place, Err(fault)),
        }
    }

    /// Lets two colliders touch, with as many rows as `touch` says.
    pub fn pair_as(&mut self, a: ColliderId, b: ColliderId, touch: Touch) {
        let place = Place::Pair(self.pairs);
        let added = self.add_pair(a, b, touch);
        self.keep(place, added);
    }

    fn add_pair(&mut self, a: ColliderId, b: ColliderId, touch: Touch) -> Result<(), Fault> {
        let (shape_a, shape_b) = (self.surface(a)?.form.shape, self.surface(b)?.form.shape);
        let (BodyId(body_a), BodyId(body_b)) = (self.geom[a.0].0, self.geom[b.0].0);
        if body_a == body_b {
            return Err(if body_a == WORLD { Fault::BothInWorld } else { Fault::SameBody(body_a) });
        }
        let used = &self.pair[..self.pairs];
        if used.iter().any(|&(i, j, _)| (i, j) == (a.0, b.0) || (j, i) == (a.0, b.0)) {
            return Err(Fault::PairedTwice(a.0, b.0));
        }
        let points = points(shape_a, shape_b);
        let contacts = self.contacts + points;
        if contacts > C {
            return Err(Fault::Contacts(contacts, C));
        }
        let slot = self.pair.get_mut(self.pairs).ok_or(Fault::Full(C))?;
        *slot = (a.0, b.0, touch);
        self.pairs += 1;
        self.contacts = contacts;
        Ok(())
    }

    /// Lets every collider of a body that moves touch this one, which is a part of the world.
    pub fn pair_all(&mut self, ground: ColliderId) {
        for other in 0..self.geoms.min(G) {
            if self.geom[other].0 != BodyId::WORLD {
                self.pair(ColliderId(other), ground);
            }
        }
    }

    fn surface(&self, ColliderId(i): ColliderId) -> Result<&Collider, Fault> {
        let added = &self.geom[..self.geoms.min(G)];
        added.get(i).map(|(_, collider)| collider).ok_or(Fault::UnknownCollider(i))
    }
}
