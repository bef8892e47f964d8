//! The parts of a model by their names: those of the file, and those of limbs, once for each place.

use std::collections::HashSet;
use std::ops::Range;

use costate_physics::Vec3;

use super::section::Section;
use crate::description::WORLD;
use crate::suggest::hint;
use crate::units::Unit;

/// All parts, in the order in which a model counts them.
pub struct Parts<'s, 'i> {
    pub bodies: Vec<Part<'s, 'i>>,
    pub joints: Vec<Part<'s, 'i>>,
    pub colliders: Vec<Part<'s, 'i>>,
}

/// A body, a joint or a collider.
pub struct Part<'s, 'i> {
    pub name: String,
    pub section: Section<'s, 'i>,
    pub place: Place,
}

/// A place of a limb: x ↦ S x + p.
#[derive(Clone)]
pub struct Place {
    /// What stands before the names of its parts.
    prefix: String,
    /// S: −1 where it is mirrored.
    signs: Vec3<f64>,
    /// p \[m\].
    shift: Vec3<f64>,
}

impl Place {
    /// Of what is in no limb.
    const FILE: Self =
        Self { prefix: String::new(), signs: Vec3 { x: 1.0, y: 1.0, z: 1.0 }, shift: Vec3::ZERO };

    /// Whether left and right are exchanged here.
    pub fn is_mirrored(&self) -> bool {
        self.signs != Self::FILE.signs
    }

    /// A point of the world.
    pub fn point(&self, p: Vec3<f64>) -> Vec3<f64> {
        self.shifted(self.offset(p))
    }

    /// A point of the world that is mirrored already.
    pub fn shifted(&self, p: Vec3<f64>) -> Vec3<f64> {
        p + self.shift
    }

    /// A point of a body.
    pub fn offset(&self, p: Vec3<f64>) -> Vec3<f64> {
        Vec3 { x: self.signs.x * p.x, y: self.signs.y * p.y, z: self.signs.z * p.z }
    }
}

impl<'s, 'i> Parts<'s, 'i> {
    /// The parts of a file.
    pub fn of(root: &Section<'s, 'i>) -> Self {
        let mut parts = Self { bodies: Vec::new(), joints: Vec::new(), colliders: Vec::new() };
        parts.add(root, &[Place::FILE]);
        for (_, limb) in root.items("limb") {
            let places = places(&limb);
            let by = limb.choice("by", &[("place", false), ("part", true)]).unwrap_or(false);
            if by || places.is_empty() {
                parts.add(&limb, &places);
            } else {
                places.iter().for_each(|place| parts.add(&limb, std::slice::from_ref(place)));
            }
            limb.close();
        }
        unique(&parts.bodies);
        unique(&parts.joints);
        unique(&parts.colliders);
        parts
    }

    fn add(&mut self, group: &Section<'s, 'i>, places: &[Place]) {
        all(group, "body", places, &mut self.bodies);
        all(group, "joint", places, &mut self.joints);
        all(group, "collider", places, &mut self.colliders);
    }

    /// The body of this name, as a part of a limb sees it: first the one at its own place.
    pub fn body(&self, part: &Part, key: &str, name: &str, span: Range<usize>) -> String {
        if name == WORLD { WORLD.to_owned() } else { resolve(&self.bodies, part, key, name, span, "body") }
    }

    /// The collider of this name.
    pub fn collider(&self, part: &Part, key: &str, name: &str, span: Range<usize>) -> String {
        resolve(&self.colliders, part, key, name, span, "collider")
    }
}

fn all<'s, 'i>(group: &Section<'s, 'i>, key: &'static str, places: &[Place], parts: &mut Vec<Part<'s, 'i>>) {
    for (name, section) in group.items(key) {
        for place in places {
            let name =
                if place.prefix.is_empty() { name.to_owned() } else { format!("{}_{name}", place.prefix) };
            parts.push(Part { name, section: section.clone(), place: place.clone() });
        }
    }
}

fn places(limb: &Section) -> Vec<Place> {
    let places = limb.items("place");
    if places.is_empty() {
        limb.wrong("needs places: `[limb.leg.place]` with `left = {}` and `right = { mirror = \"y\" }`");
    }
    places.into_iter().map(|(name, section)| place(name, &section)).collect()
}

fn place(name: &str, section: &Section) -> Place {
    let mut place = Place { prefix: name.to_owned(), ..Place::FILE };
    if let Some((axes, span)) = section.text("mirror") {
        for axis in axes.chars() {
            match axis {
                'x' => place.signs.x = -1.0,
                'y' => place.signs.y = -1.0,
                'z' => place.signs.z = -1.0,
                _ => section.wrong_at(span.clone(), "mirror", "is made of `x`, `y` and `z`, as \"xy\""),
            }
        }
    }
    if let Some(shift) = section.vector("shift", Unit::Length) {
        place.shift = shift;
    }
    section.close();
    place
}

fn unique(parts: &[Part]) {
    let mut seen = HashSet::new();
    for part in parts {
        if part.name == WORLD {
            part.section.wrong("cannot be called so: the world is what never moves");
        }
        if !seen.insert(&part.name) {
            part.section.wrong(&format!("is there twice, as `{}`", part.name));
        }
    }
}

fn resolve(parts: &[Part], part: &Part, key: &str, name: &str, span: Range<usize>, what: &str) -> String {
    let near = format!("{}_{name}", part.place.prefix);
    let is_there = |wanted: &str| parts.iter().any(|p| p.name == wanted);
    if is_there(&near) {
        return near;
    }
    if !is_there(name) {
        let prefix = format!("{}_", part.place.prefix);
        let local = parts.iter().filter_map(|p| p.name.strip_prefix(&prefix));
        let hint = hint(name, local.chain(parts.iter().map(|p| p.name.as_str())));
        part.section.wrong_at(span, key, &format!("names no {what}: there is no `{name}`{hint}"));
    }
    name.to_owned()
}
