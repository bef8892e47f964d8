//! What there is to see: solids and colliders, in the frames of their bodies.

use super::{BodyId, Builder, Form, Pose};
use crate::math::Vec3;

/// Solids that a body can be made of.
pub const SOLIDS: usize = 8;

/// Something to draw: it moves with its body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// The body that it is a part of, or the world.
    pub body: BodyId,
    /// What it looks like.
    pub form: Form,
    /// Where it stands, seen from the body's centre of mass.
    pub pose: Pose,
    /// Whether it touches others.
    pub collides: bool,
}

impl<const B: usize, const J: usize, const G: usize, const C: usize> Builder<B, J, G, C> {
    /// All that there is to see, once each: solids, and colliders where there is no solid of the same form.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        let bodies = 0..self.bodies.min(B);
        let solids = bodies.flat_map(move |i| {
            let draft = &self.body[i];
            draft.solid[..draft.solids].iter().map(move |&(form, pose)| self.solid_piece(i, form, pose))
        });
        let colliders = (0..self.geoms.min(G)).filter(|&k| !self.is_solid(k));
        solids.chain(colliders.map(|k| self.collider_piece(k)))
    }

    /// What there is to see of one body.
    pub fn pieces_of(&self, body: BodyId) -> impl Iterator<Item = Piece> + '_ {
        self.pieces().filter(move |piece| piece.body == body)
    }

    fn solid_piece(&self, i: usize, form: Form, pose: Pose) -> Piece {
        let mut geoms = self.geom[..self.geoms.min(G)].iter();
        let collides = geoms.any(|(body, c)| body.0 == i && c.form == form && c.pose == pose);
        Piece { body: BodyId(i), form, pose: self.centered(BodyId(i), pose), collides }
    }

    fn collider_piece(&self, k: usize) -> Piece {
        let (body, collider) = &self.geom[k];
        let pose = self.centered(*body, collider.pose);
        Piece { body: *body, form: collider.form, pose, collides: true }
    }

    /// Whether collider `k` has the form and place of a solid of its body.
    fn is_solid(&self, k: usize) -> bool {
        let (body, collider) = &self.geom[k];
        let Some(draft) = self.body.get(body.0) else { return false };
        draft.solid[..draft.solids].contains(&(collider.form, collider.pose))
    }

    /// A pose in the frame that a body was given, seen from its centre of mass.
    fn centered(&self, body: BodyId, pose: Pose) -> Pose {
        let center = self.body.get(body.0).map_or(Vec3::ZERO, |draft| draft.matter.center);
        Pose { position: pose.position - center, ..pose }
    }
}
