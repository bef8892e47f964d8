//! Bodies and what they are made of.

use costate_physics::Vec3;
use costate_physics::math::Mat3;
use costate_physics::math::rotation::basis;
use costate_physics::math::vec3::{direction, norm};
use costate_physics::model::Pose;
use costate_physics::model::builder::{Form, Weight};

use super::bound::Bound;
use super::parts::Part;
use super::section::Section;
use crate::description::{Body, Solid};
use crate::units::Unit;

/// `[body.name]`
pub fn body(part: &Part) -> Body {
    let section = &part.section;
    let mut pose = placed(part, section);
    pose.position = part.place.point(pose.position);
    let velocity = section.vector("velocity", Unit::Speed).unwrap_or(Vec3::ZERO);
    let spin = section.vector("spin", Unit::Spin).unwrap_or(Vec3::ZERO);
    let solids = section.sections("solid");
    if !section.has("solid") {
        section.wrong("needs a solid: `solid = { sphere = 0.1, density = 1000 }`, or a list of them");
    }
    let solids = solids.iter().filter_map(|solid| solid_of(part, solid)).collect();
    section.close();
    Body { name: part.name.clone(), pose, velocity, spin, solids, origin: section.page.origin(&section.span) }
}

fn solid_of(part: &Part, section: &Section) -> Option<Solid> {
    let form = form(section, false);
    let weight = weight(section);
    let pose = offset(part, section);
    section.close();
    let (form, along) = form?;
    let pose = along.map_or(pose, |along| Pose { position: part.place.offset(along.position), ..along });
    Some(Solid { form, pose, weight: weight? })
}

fn weight(section: &Section) -> Option<Weight> {
    let density = section.number("density", Unit::Density, Bound::Positive).map(Weight::Density);
    let mass = section.number("mass", Unit::Mass, Bound::Positive).map(Weight::Mass);
    match (section.has("density"), section.has("mass")) {
        (false, false) => section.wrong("needs `density`, in kg/m³, or `mass`, in kg"),
        (true, true) => section.wrong("has both `density` and `mass`: say one of them"),
        _ => {}
    }
    density.or(mass)
}

/// A pose in a body's frame.
pub fn offset(part: &Part, section: &Section) -> Pose {
    let pose = placed(part, section);
    Pose { position: part.place.offset(pose.position), ..pose }
}

/// A pose as it is written; turned things cannot be mirrored.
fn placed(part: &Part, section: &Section) -> Pose {
    let turned = ["turn", "axes", "from"].into_iter().find(|key| section.has(key));
    if let Some(key) = turned.filter(|_| part.place.is_mirrored()) {
        section.wrong(&format!("has `{key}`, but its limb is mirrored: only what is upright can be"));
    }
    section.pose()
}

/// A shape, and where a capsule stands that is told by its two ends.
pub fn form(section: &Section, with_plane: bool) -> Option<(Form, Option<Pose>)> {
    let size = |key| section.number(key, Unit::Length, Bound::Positive);
    let sphere = size("sphere").map(|radius| (Form::sphere(radius), None));
    let cuboid = section.vector_in("box", Unit::Length, Bound::Positive);
    let cuboid = cuboid.map(|e| (Form::cuboid(e.x, e.y, e.z), None));
    let capsule = size("capsule").and_then(|radius| capsule(section, radius));
    let plane = with_plane.then(|| plane(section)).flatten();
    let shapes = ["sphere", "box", "capsule", "plane"];
    let shapes = &shapes[..if with_plane { 4 } else { 3 }];
    match shapes.iter().filter(|key| section.has(key)).count() {
        0 => section.wrong(&format!("needs a shape, one of {}", list(shapes))),
        1 => {}
        _ => section.wrong(&format!("has more than one shape: say one of {}", list(shapes))),
    }
    let of_capsule = ["length", "from", "to"].into_iter().filter(|key| section.get(key).is_some()).count();
    if !section.has("capsule") && of_capsule > 0 {
        section.wrong("has `length`, `from` or `to`, which only a `capsule` has");
    }
    sphere.or(cuboid).or(capsule).or(plane)
}

/// `plane = true`
fn plane(section: &Section) -> Option<(Form, Option<Pose>)> {
    let flat = section.flag("plane");
    if let Some(value) = section.get("plane").filter(|value| value.get_ref().as_bool() == Some(false)) {
        section.wrong_at(value.span(), "plane", "is `true`, or left out where there is another shape");
    }
    flat.then_some((Form::plane(), None))
}

/// `capsule` is its radius, beside a `length` along z or two ends, `from` and `to`.
fn capsule(section: &Section, radius: f64) -> Option<(Form, Option<Pose>)> {
    let length = section.number("length", Unit::Length, Bound::Positive);
    let (from, to) = (section.vector("from", Unit::Length), section.vector("to", Unit::Length));
    match (section.has("length"), section.has("from"), section.has("to")) {
        (true, false, false) => length.map(|length| (Form::capsule(radius, length), None)),
        (false, true, true) if section.has("at") || section.has("turn") || section.has("axes") => {
            section.wrong("stands between `from` and `to`: leave `at`, `turn` and `axes` out");
            None
        }
        (false, true, true) if from.is_some() && from == to => {
            section.wrong("is a capsule with `from` and `to` at one point: a `sphere` is round");
            None
        }
        (false, true, true) => from.zip(to).map(|(from, to)| between(radius, from, to)),
        _ => {
            section.wrong("is a capsule, which needs either a `length` or both `from` and `to`");
            None
        }
    }
}

fn between(radius: f64, from: Vec3<f64>, to: Vec3<f64>) -> (Form, Option<Pose>) {
    let along = to - from;
    let z = if along.z < 0.0 { direction(-along) } else { direction(along) };
    let (x, y) = basis(z);
    let pose = Pose { position: from + along * 0.5, rotation: Mat3 { x, y, z } };
    (Form::capsule(radius, norm(along)), Some(pose))
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
