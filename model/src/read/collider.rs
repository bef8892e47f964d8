//! Colliders and what they may touch.

use costate_physics::model::Pose;
use costate_physics::model::builder::Form;

use super::body::{form, offset};
use super::bound::Bound;
use super::parts::{Part, Parts};
use super::words::TOUCHES;
use crate::description::{Collider, WORLD};
use crate::units::Unit;

/// `[collider.name]`
pub fn collider(part: &Part, parts: &Parts) -> Collider {
    let section = &part.section;
    let body = section
        .text("body")
        .map_or_else(|| WORLD.to_owned(), |(name, span)| parts.body(part, "body", name, span));
    let (form, along) = form(section, true).unwrap_or((Form::plane(), None));
    let mut pose = offset(part, section);
    if let Some(along) = along {
        pose = Pose { position: part.place.offset(along.position), ..along };
    }
    if body == WORLD {
        pose.position = part.place.shifted(pose.position);
    }
    let touches = section.texts("touches").into_iter();
    let touches = touches.map(|(name, span)| parts.collider(part, "touches", name, span)).collect();
    let collider = Collider {
        name: part.name.clone(),
        body,
        form,
        pose,
        friction: section.number("friction", Unit::One, Bound::NotNegative).unwrap_or(0.0),
        torsion: section.number("torsion", Unit::Length, Bound::NotNegative).unwrap_or(0.0),
        restitution: section.number("restitution", Unit::One, Bound::Part).unwrap_or(0.0),
        touches,
        contact: section.choice("contact", &TOUCHES),
        origin: section.page.origin(&section.span),
    };
    section.close();
    collider
}
