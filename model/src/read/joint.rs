//! Joints.

use costate_physics::Vec3;
use costate_physics::math::Mat3;
use costate_physics::model::JointKind;

use super::bound::Bound;
use super::parts::{Part, Parts};
use super::section::Section;
use super::words::{FREE, KINDS, KINDS_ELSEWHERE, UNLIMITED};
use crate::description::{Axes, Drive, Joint, Spring, WORLD};
use crate::units::Unit;

/// `[joint.name]`; what else is wrong depends on its kind.
pub fn joint(part: &Part, parts: &Parts) -> Option<Joint> {
    let section = &part.section;
    if !section.has("kind") {
        section.wrong("needs `kind`, one of `ball`, `universal`, `hinge`, `slider`, `fixed`");
    }
    let kind = kind(section)?;
    let units = Units::of(kind);
    let joint = Joint {
        name: part.name.clone(),
        kind,
        parent: section
            .text("parent")
            .map_or_else(|| WORLD.to_owned(), |(name, span)| parts.body(part, "parent", name, span)),
        child: child(part, parts),
        anchor: part.place.point(section.vector("at", Unit::Length).unwrap_or(Vec3::ZERO)),
        axes: axes(section, kind),
        range: range(section, kind, units.coordinate),
        stops: stops(section),
        spring: section.section("spring").and_then(|s| spring(&s, kind, &units)),
        damping: section.number("damping", units.damping, Bound::NotNegative).unwrap_or(0.0),
        armature: section.number("armature", units.inertia, Bound::NotNegative).unwrap_or(0.0),
        drive: drive(section, &units),
        softness: section.section("soft").and_then(|s| softness(&s)),
        start: coordinates(section, "start", kind, units.coordinate),
        origin: section.page.origin(&section.span),
    };
    section.close();
    Some(joint)
}

/// How it joins; of bodies that are not joined there is no joint.
fn kind(section: &Section) -> Option<JointKind> {
    if let Some((word, span)) = section.text("kind")
        && FREE.contains(&word.to_lowercase().as_str())
    {
        let text =
            format!("cannot be `{word}`: a body is free if it is the child of no joint; leave this one out");
        section.wrong_at(span, "kind", &text);
        return None;
    }
    section.choice_or("kind", &KINDS, &KINDS_ELSEWHERE)
}

/// What the numbers of a joint measure.
struct Units {
    coordinate: Unit,
    speed: Unit,
    torque: Unit,
    stiffness: Unit,
    damping: Unit,
    inertia: Unit,
}

impl Units {
    fn of(kind: JointKind) -> Self {
        match kind {
            JointKind::Slider => Self {
                coordinate: Unit::Length,
                speed: Unit::Speed,
                torque: Unit::Force,
                stiffness: Unit::Stiffness,
                damping: Unit::Damping,
                inertia: Unit::Mass,
            },
            _ => Self {
                coordinate: Unit::Angle,
                speed: Unit::Spin,
                torque: Unit::Torque,
                stiffness: Unit::TorsionalStiffness,
                damping: Unit::TorsionalDamping,
                inertia: Unit::Inertia,
            },
        }
    }
}

fn child(part: &Part, parts: &Parts) -> String {
    let section = &part.section;
    match section.text("child") {
        Some((name, span)) => parts.body(part, "child", name, span),
        None => {
            if !section.has("child") {
                section.wrong("needs `child`, the body that hangs on it");
            }
            WORLD.to_owned()
        }
    }
}

/// `axis` of a hinge or a slider, `axes` of others.
fn axes(section: &Section, kind: JointKind) -> Axes {
    let one = matches!(kind, JointKind::Hinge | JointKind::Slider);
    if one {
        if !section.has("axis") {
            section.wrong("needs `axis`: `\"x\"`, `\"y\"`, `\"z\"` or [x, y, z]");
        }
        return section.axis("axis").map_or(Axes::World, Axes::One);
    }
    let several = (kind != JointKind::Fixed).then(|| section.axes("axes")).flatten();
    match (kind, several) {
        (JointKind::Universal, None) => {
            if !section.has("axes") {
                section.wrong("needs `axes`, the parent's and the child's: `[\"x\", \"y\"]`");
            }
            Axes::World
        }
        (_, None) => Axes::World,
        (JointKind::Universal, Some((axes, span))) => match axes[..] {
            [first, second] => Axes::Two(first, second),
            _ => wrong_axes(section, span, "of a universal joint are two: the parent's and the child's"),
        },
        (_, Some((axes, span))) => match axes[..] {
            [x, y, z] => Axes::Frame(Mat3 { x, y, z }),
            _ => wrong_axes(section, span, "of a ball joint are three"),
        },
    }
}

fn wrong_axes(section: &Section, span: std::ops::Range<usize>, text: &str) -> Axes {
    section.wrong_at(span, "axes", text);
    Axes::World
}

/// `[lower, upper]` of all coordinates, or one of these for each.
fn range(section: &Section, kind: JointKind, unit: Unit) -> Option<(Vec3<f64>, Vec3<f64>)> {
    let (rows, span) = section.rows("range", unit)?;
    let freedom = kind.freedom();
    let fits = rows.iter().all(|row| row.len() == 2) && (rows.len() == 1 || rows.len() == freedom);
    if !fits || freedom == 0 {
        let text = match freedom {
            0 => "is for joints that move".to_owned(),
            1 => "is [lower, upper]".to_owned(),
            n => format!("is [lower, upper], or a list of {n} of these"),
        };
        section.wrong_at(span, "range", &text);
        return None;
    }
    let end = |d: usize, k: usize| if d < freedom { rows.get(d).unwrap_or(&rows[0])[k] } else { rows[0][k] };
    if let Some(row) = rows.iter().find(|row| row[0] > row[1]) {
        let text = format!("begins at {}, which is above its end, {}", row[0], row[1]);
        section.wrong_at(span, "range", &text);
        return None;
    }
    let ends = |k: usize| Vec3 { x: end(0, k), y: end(1, k), z: end(2, k) };
    Some((ends(0), ends(1)))
}

fn stops(section: &Section) -> bool {
    let stops = section.flag("stops");
    if stops && !section.has("range") {
        section.wrong("has `stops`, so it needs a `range` at whose ends they are");
    }
    stops
}

fn spring(section: &Section, kind: JointKind, units: &Units) -> Option<Spring> {
    let stiffness = section.needed("stiffness", units.stiffness, Bound::NotNegative);
    let rest = coordinates(section, "rest", kind, units.coordinate);
    section.close();
    Some(Spring { stiffness: stiffness?, rest })
}

fn drive(section: &Section, units: &Units) -> Drive {
    let limit = |section: &Section, key, unit| {
        section.number(key, unit, Bound::Limit).map_or(UNLIMITED, |most| most.min(UNLIMITED))
    };
    let servo = section.section("servo").map(|servo| {
        let drive = Drive::Servo {
            gain: servo.needed("gain", Unit::Rate, Bound::NotNegative).unwrap_or(0.0),
            torque: limit(&servo, "torque", units.torque),
            speed: limit(&servo, "speed", units.speed),
        };
        servo.close();
        drive
    });
    let motor = section.section("motor").map(|motor| {
        let torque = limit(&motor, "torque", units.torque);
        motor.close();
        Drive::Motor { torque }
    });
    if servo.is_some() && motor.is_some() {
        section.wrong("has both `servo` and `motor`: say one of them");
    }
    servo.or(motor).unwrap_or(Drive::None)
}

fn softness(section: &Section) -> Option<(f64, f64)> {
    let frequency = section.needed("frequency", Unit::Frequency, Bound::Positive);
    let ratio = section.number("damping", Unit::One, Bound::NotNegative).unwrap_or(1.0);
    section.close();
    Some((frequency?, ratio))
}

/// As many numbers as the joint has coordinates; zero if they are not there.
fn coordinates(section: &Section, key: &'static str, kind: JointKind, unit: Unit) -> Vec3<f64> {
    let Some((numbers, span)) = section.numbers(key, unit) else { return Vec3::ZERO };
    let (count, wanted) = (numbers.len(), kind.freedom());
    if count != wanted {
        let has = match wanted {
            0 => "but a joint of this kind has no coordinates".to_owned(),
            1 => "but a joint of this kind has one coordinate".to_owned(),
            n => format!("but a joint of this kind has {n} coordinates"),
        };
        let are = if count == 1 { "is one number".to_owned() } else { format!("is {count} numbers") };
        section.wrong_at(span, key, &format!("{are}, {has}"));
    }
    let at = |d: usize| numbers.get(d).copied().unwrap_or(0.0);
    Vec3 { x: at(0), y: at(1), z: at(2) }
}
