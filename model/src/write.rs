//! From a description to text: SI units, and only what is not as it would be anyway.

use std::fmt::Write;

use costate_physics::Vec3;
use costate_physics::math::Mat3;
use costate_physics::model::builder::{Form, Weight};
use costate_physics::model::{Pose, Shape};

use crate::description::{Axes, Body, Collider, Description, Drive, Joint, Solid, WORLD};
use crate::read::words::{FRICTIONS, GRADIENTS, IMPACTS, KINDS, METHODS, TOUCHES, UNLIMITED};

/// The text of a file.
pub fn description(d: &Description) -> String {
    let mut text = format!("name = {}\n", quoted(&d.name));
    text.push_str(&table("[world]", &world(d)));
    text.push_str(&table("[solver]", &solver(d)));
    for b in &d.bodies {
        text.push_str(&table(&header("body", &b.name), &body(b)));
    }
    for j in &d.joints {
        text.push_str(&table(&header("joint", &j.name), &joint(j)));
    }
    for c in &d.colliders {
        text.push_str(&table(&header("collider", &c.name), &collider(c)));
    }
    text
}

/// Lines `key = value`.
#[derive(Default)]
struct Lines(Vec<(&'static str, String)>);

impl Lines {
    fn say(&mut self, key: &'static str, value: String) {
        self.0.push((key, value));
    }

    /// Says a number unless it is `usual`.
    fn number(&mut self, key: &'static str, value: f64, usual: f64) {
        if value != usual {
            self.say(key, number(value));
        }
    }

    /// Says a vector unless it is zero.
    fn vector(&mut self, key: &'static str, value: Vec3<f64>) {
        if value != Vec3::ZERO {
            self.say(key, vector(value));
        }
    }

    fn pose(&mut self, pose: Pose) {
        self.vector("at", pose.position);
        if pose.rotation != Mat3::IDENTITY {
            self.say("axes", frame(pose.rotation));
        }
    }

    /// `{ key = value, … }`
    fn inline(&self) -> String {
        let parts: Vec<_> = self.0.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
    }
}

fn table(header: &str, lines: &Lines) -> String {
    if lines.0.is_empty() && !header.contains('.') {
        return String::new();
    }
    let mut text = format!("\n{header}\n");
    for (key, value) in &lines.0 {
        let _ = writeln!(text, "{key} = {value}");
    }
    text
}

/// `[body.name]`, in quotes where the name needs them.
fn header(group: &str, name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { format!("[{group}.{name}]") } else { format!("[{group}.{}]", quoted(name)) }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The shortest decimal that is this number.
fn number(x: f64) -> String {
    if x.abs() < 1e-4 && x != 0.0 || x.abs() >= 1e7 { format!("{x:e}") } else { format!("{x:?}") }
}

fn vector(v: Vec3<f64>) -> String {
    format!("[{}, {}, {}]", number(v.x), number(v.y), number(v.z))
}

fn frame(r: Mat3<f64>) -> String {
    format!("[{}, {}, {}]", vector(r.x), vector(r.y), vector(r.z))
}

fn word<V: PartialEq>(words: &[(&str, V)], value: &V) -> String {
    words.iter().find(|(_, other)| other == value).map_or_else(String::new, |(word, _)| quoted(word))
}

fn world(d: &Description) -> Lines {
    let (world, usual) = (&d.world, Description::new("").world);
    let mut lines = Lines::default();
    lines.number("timestep", world.timestep, usual.timestep);
    if world.gravity != usual.gravity {
        lines.say("gravity", vector(world.gravity));
    }
    lines.number("correction", world.correction, usual.correction);
    lines.number("compliance", world.compliance, usual.compliance);
    lines.number("threshold", world.threshold, usual.threshold);
    lines.number("slop", world.slop, usual.slop);
    lines
}

fn solver(d: &Description) -> Lines {
    let (solver, usual) = (&d.solver, Description::new("").solver);
    let mut lines = Lines::default();
    if solver.method != usual.method {
        lines.say("method", word(&METHODS, &solver.method));
    }
    if solver.sweeps != usual.sweeps {
        lines.say("sweeps", solver.sweeps.to_string());
    }
    if solver.rounds != usual.rounds {
        lines.say("rounds", solver.rounds.to_string());
    }
    if solver.gradient != usual.gradient {
        lines.say("gradient", word(&GRADIENTS, &solver.gradient));
    }
    if solver.friction != usual.friction {
        lines.say("friction", word(&FRICTIONS, &solver.friction));
    }
    if solver.impact != usual.impact {
        lines.say("impact", word(&IMPACTS, &solver.impact));
    }
    lines
}

fn body(body: &Body) -> Lines {
    let mut lines = Lines::default();
    lines.pose(body.pose);
    lines.vector("velocity", body.velocity);
    lines.vector("spin", body.spin);
    match &body.solids[..] {
        [one] => lines.say("solid", solid(one).inline()),
        several => {
            let list: String = several.iter().map(|one| format!("\n    {},", solid(one).inline())).collect();
            lines.say("solid", format!("[{list}\n]"));
        }
    }
    lines
}

fn solid(solid: &Solid) -> Lines {
    let mut lines = Lines::default();
    form(&mut lines, solid.form);
    match solid.weight {
        Weight::Density(density) => lines.say("density", number(density)),
        Weight::Mass(mass) => lines.say("mass", number(mass)),
    }
    lines.pose(solid.pose);
    lines
}

fn form(lines: &mut Lines, form: Form) {
    let size = form.size;
    match form.shape {
        Shape::Sphere => lines.say("sphere", number(size.x)),
        Shape::Capsule => {
            lines.say("capsule", number(size.x));
            lines.say("length", number(2.0 * size.y));
        }
        Shape::Box => lines.say("box", vector(size * 2.0)),
        Shape::Plane => lines.say("plane", "true".to_owned()),
    }
}

fn joint(joint: &Joint) -> Lines {
    let mut lines = Lines::default();
    let freedom = joint.kind.freedom();
    lines.say("kind", word(&KINDS, &joint.kind));
    if joint.parent != WORLD {
        lines.say("parent", quoted(&joint.parent));
    }
    lines.say("child", quoted(&joint.child));
    lines.vector("at", joint.anchor);
    match joint.axes {
        Axes::World => {}
        Axes::One(axis) => lines.say("axis", vector(axis)),
        Axes::Two(first, second) => lines.say("axes", format!("[{}, {}]", vector(first), vector(second))),
        Axes::Frame(axes) => lines.say("axes", frame(axes)),
    }
    if let Some((lower, upper)) = joint.range {
        lines.say("range", range(lower, upper, freedom));
    }
    if joint.stops {
        lines.say("stops", "true".to_owned());
    }
    if let Some(spring) = joint.spring {
        let mut parts = Lines::default();
        parts.say("stiffness", number(spring.stiffness));
        coordinates(&mut parts, "rest", spring.rest, freedom);
        lines.say("spring", parts.inline());
    }
    lines.number("damping", joint.damping, 0.0);
    lines.number("armature", joint.armature, 0.0);
    drive(&mut lines, joint.drive);
    if let Some((frequency, ratio)) = joint.softness {
        let mut parts = Lines::default();
        parts.say("frequency", number(frequency));
        parts.number("damping", ratio, 1.0);
        lines.say("soft", parts.inline());
    }
    coordinates(&mut lines, "start", joint.start, freedom);
    lines
}

fn range(lower: Vec3<f64>, upper: Vec3<f64>, freedom: usize) -> String {
    let ends = [(lower.x, upper.x), (lower.y, upper.y), (lower.z, upper.z)];
    let one = |(lower, upper): (f64, f64)| format!("[{}, {}]", number(lower), number(upper));
    if ends[..freedom].iter().all(|other| *other == ends[0]) {
        return one(ends[0]);
    }
    let all: Vec<_> = ends[..freedom].iter().map(|&ends| one(ends)).collect();
    format!("[{}]", all.join(", "))
}

fn coordinates(lines: &mut Lines, key: &'static str, q: Vec3<f64>, freedom: usize) {
    if q != Vec3::ZERO {
        let all: Vec<_> = [q.x, q.y, q.z][..freedom].iter().map(|&x| number(x)).collect();
        lines.say(key, if freedom == 1 { all[0].clone() } else { format!("[{}]", all.join(", ")) });
    }
}

fn drive(lines: &mut Lines, drive: Drive) {
    let mut parts = Lines::default();
    match drive {
        Drive::None => {}
        Drive::Servo { gain, torque, speed } => {
            parts.say("gain", number(gain));
            parts.number("torque", torque, UNLIMITED);
            parts.number("speed", speed, UNLIMITED);
            lines.say("servo", parts.inline());
        }
        Drive::Motor { torque } => {
            parts.number("torque", torque, UNLIMITED);
            lines.say("motor", parts.inline());
        }
    }
}

fn collider(collider: &Collider) -> Lines {
    let mut lines = Lines::default();
    if collider.body != WORLD {
        lines.say("body", quoted(&collider.body));
    }
    form(&mut lines, collider.form);
    lines.pose(collider.pose);
    lines.number("friction", collider.friction, 0.0);
    lines.number("torsion", collider.torsion, 0.0);
    lines.number("restitution", collider.restitution, 0.0);
    if !collider.touches.is_empty() {
        let names: Vec<_> = collider.touches.iter().map(|name| quoted(name)).collect();
        lines.say("touches", format!("[{}]", names.join(", ")));
    }
    if let Some(touch) = collider.contact {
        lines.say("contact", word(&TOUCHES, &touch));
    }
    lines
}
