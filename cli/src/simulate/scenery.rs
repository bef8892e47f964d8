//! What a model looks like beside its shapes, and what is odd about its start.

use costate_model::Named;
use costate_physics::engine::collide::collide;
use costate_physics::math::vec3::norm;
use costate_physics::math::{Mat3, Vec3};
use costate_physics::model::builder::{BodyId, Form, Piece};
use costate_physics::model::{Pose, WORLD};
use costate_view::Color;

use crate::scene::reach;

/// Thickness of a rod as a part of its length.
const THIN: f64 = 0.01;
/// What overlaps less is on its way to contact \[m\].
const DEEP: f64 = 1e-3;

/// A colour for each body: free ones take turns, and what hangs equally far from one has the same.
pub fn colors<const B: usize, const J: usize, const G: usize, const C: usize>(
    named: &Named<B, J, G, C>,
) -> Vec<Color> {
    let topology = &named.model.topology;
    let links = &topology.joint[..topology.joints];
    let mut turn = vec![None; named.bodies.len()];
    let free = (0..turn.len()).filter(|&i| links.iter().all(|link| link.child != i));
    free.enumerate().for_each(|(nth, body)| turn[body] = Some(nth));
    // from the roots to the leaves
    for link in links {
        let parent = if link.parent == WORLD { None } else { turn[link.parent] };
        turn[link.child] = Some(parent.map_or(0, |turn| turn + 1));
    }
    turn.into_iter().map(|turn| Color::in_turn(turn.unwrap_or(0))).collect()
}

/// Rods from joints to the bodies that hang on them where these do not reach there, as a bob does not.
pub fn rods<const B: usize, const J: usize, const G: usize, const C: usize>(
    named: &Named<B, J, G, C>,
) -> Vec<Piece> {
    let model = &named.model;
    let joints = model.topology.joint.iter().zip(&model.params.joint).take(model.topology.joints);
    let hung = joints.map(|(link, p)| (link.child, p.child_anchor));
    let far = hung.filter(|&(child, anchor)| {
        let own = named.pieces.iter().filter(|piece| piece.body.0 == child);
        norm(anchor) > 1.05 * own.map(reach).fold(0.0, f64::max)
    });
    far.map(|(child, anchor)| rod(BodyId(child), anchor)).collect()
}

/// A rod from the centre of mass to a point of a body.
fn rod(body: BodyId, end: Vec3<f64>) -> Piece {
    let length = norm(end);
    let z = end * (1.0 / length);
    let (x, y) = costate_physics::math::rotation::basis(z);
    let pose = Pose { position: end * 0.5, rotation: Mat3 { x, y, z } };
    Piece { body, form: Form::capsule(THIN * length, length), pose, collides: false }
}

/// Pairs of colliders that overlap at the start, and how deep \[m\].
pub fn overlaps<const B: usize, const J: usize, const G: usize, const C: usize>(
    named: &Named<B, J, G, C>,
) -> Vec<(String, f64)> {
    let model = &named.model;
    let points = collide(&model.topology, &model.params, &model.start.body);
    let pairs = model.topology.pair[..model.topology.pairs].iter().map(|pair| {
        let own = &points[pair.first..pair.first + pair.points];
        let depth = own.iter().map(|point| -point.gap).fold(0.0, f64::max);
        (format!("`{}` and `{}`", named.colliders[pair.a], named.colliders[pair.b]), depth)
    });
    pairs.filter(|(_, depth)| *depth > DEEP).collect()
}
