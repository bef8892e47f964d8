//! Numbers, vectors, names and choices of a table.

use std::ops::Range;

use costate_physics::Vec3;
use costate_physics::math::Mat3;
use costate_physics::math::vec3::{direction, norm};
use costate_physics::model::Pose;
use toml::de::DeValue;

use super::bound::Bound;
use super::section::{Node, Section, kind};
use crate::suggest::hint_or;
use crate::units::Unit;

impl<'s, 'i> Section<'s, 'i> {
    /// A number of some size, in SI.
    pub fn number(&self, key: &'static str, unit: Unit, bound: Bound) -> Option<f64> {
        let value = self.get(key)?;
        self.number_of(key, value, unit, bound)
    }

    /// A number that has to be there.
    pub fn needed(&self, key: &'static str, unit: Unit, bound: Bound) -> Option<f64> {
        if !self.has(key) {
            self.wrong(&format!("needs `{key}`, {}: {}", unit.name(), unit.example()));
        }
        self.number(key, unit, bound)
    }

    /// Sets a number if it is there.
    pub fn set(&self, key: &'static str, unit: Unit, bound: Bound, place: &mut f64) {
        if let Some(number) = self.number(key, unit, bound) {
            *place = number;
        }
    }

    fn number_of(&self, key: &str, value: Node, unit: Unit, bound: Bound) -> Option<f64> {
        let wrong = |text: &str| self.wrong_at(value.span(), key, text);
        let number = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::String(text) => unit.parse(text).map_err(|why| wrong(&format!("is wrong: {why}"))).ok(),
            other => {
                wrong(&format!("is {}; here it is {}", unit.name(), kind(other)));
                None
            }
        };
        bound.check(number?).map_err(|why| wrong(&why)).ok()
    }

    /// A list of finite numbers; one alone stands for a list of one.
    pub fn numbers(&self, key: &'static str, unit: Unit) -> Option<(Vec<f64>, Range<usize>)> {
        let value = self.get(key)?;
        Some((self.numbers_of(key, value, unit, Bound::Finite)?, value.span()))
    }

    fn numbers_of(&self, key: &str, value: Node, unit: Unit, bound: Bound) -> Option<Vec<f64>> {
        match value.get_ref() {
            DeValue::Array(items) => {
                items.iter().map(|item| self.number_of(key, item, unit, bound)).collect()
            }
            _ => Some(vec![self.number_of(key, value, unit, bound)?]),
        }
    }

    /// A list of lists of numbers, which may be infinite.
    pub fn rows(&self, key: &'static str, unit: Unit) -> Option<(Vec<Vec<f64>>, Range<usize>)> {
        let value = self.get(key)?;
        let nested = |items: &&toml::de::DeArray| items.iter().all(|item| item.get_ref().is_array());
        let row = |item: Node| self.numbers_of(key, item, unit, Bound::End);
        let rows = match value.get_ref().as_array().filter(nested) {
            Some(items) => items.iter().map(row).collect(),
            None => row(value).map(|row| vec![row]),
        };
        Some((rows?, value.span()))
    }

    /// Three finite numbers.
    pub fn vector(&self, key: &'static str, unit: Unit) -> Option<Vec3<f64>> {
        self.vector_in(key, unit, Bound::Finite)
    }

    /// Three numbers of some size.
    pub fn vector_in(&self, key: &'static str, unit: Unit, bound: Bound) -> Option<Vec3<f64>> {
        let value = self.get(key)?;
        let numbers = self.numbers_of(key, value, unit, bound)?;
        self.three(key, value.span(), &numbers)
    }

    fn three(&self, key: &str, span: Range<usize>, numbers: &[f64]) -> Option<Vec3<f64>> {
        if let &[x, y, z] = numbers {
            return Some(Vec3 { x, y, z });
        }
        self.wrong_at(span, key, &format!("has three numbers, [x, y, z]; here are {}", numbers.len()));
        None
    }

    /// A text.
    pub fn text(&self, key: &'static str) -> Option<(&'s str, Range<usize>)> {
        let value = self.get(key)?;
        if let DeValue::String(text) = value.get_ref() {
            return Some((text.as_ref(), value.span()));
        }
        self.wrong_at(
            value.span(),
            key,
            &format!("is a text in quotes; here it is {}", kind(value.get_ref())),
        );
        None
    }

    /// Texts; one alone stands for a list of one.
    pub fn texts(&self, key: &'static str) -> Vec<(&'s str, Range<usize>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let one = |item: Node<'s, 'i>| match item.get_ref() {
            DeValue::String(text) => Some((text.as_ref(), item.span())),
            other => {
                self.wrong_at(item.span(), key, &format!("holds names in quotes; here is {}", kind(other)));
                None
            }
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(one).collect(),
            _ => one(value).into_iter().collect(),
        }
    }

    /// Yes or no; no if it is not there.
    pub fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        if value.get_ref().as_bool().is_none() {
            let found = kind(value.get_ref());
            self.wrong_at(value.span(), key, &format!("is `true` or `false`; here it is {found}"));
        }
        value.get_ref().as_bool().unwrap_or(false)
    }

    /// A whole number above zero.
    pub fn count(&self, key: &'static str, place: &mut usize) {
        let Some(value) = self.get(key) else { return };
        match value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok()) {
            Some(number) if number > 0 => *place = number,
            _ => self.wrong_at(value.span(), key, "is a whole number above zero, as `20`"),
        }
    }

    /// One of a few words.
    pub fn choice<V: Copy>(&self, key: &'static str, words: &[(&str, V)]) -> Option<V> {
        self.choice_or(key, words, &[])
    }

    /// One of a few words; who writes what it is called `elsewhere` is told the word for it.
    pub fn choice_or<V: Copy>(
        &self,
        key: &'static str,
        words: &[(&str, V)],
        elsewhere: &[(&str, &str)],
    ) -> Option<V> {
        let (word, span) = self.text(key)?;
        let found = words.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            let all = words.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let hint = hint_or(word, words.iter().map(|(name, _)| *name), elsewhere);
            self.wrong_at(span, key, &format!("cannot be `{word}`{hint}; it is one of {all}"));
        }
        found.map(|(_, value)| *value)
    }

    /// An axis: `"x"`, `"y"`, `"z"`, one of them with a minus, or a direction [x, y, z].
    pub fn axis(&self, key: &'static str) -> Option<Vec3<f64>> {
        let value = self.get(key)?;
        self.axis_of(key, value)
    }

    /// Axes.
    pub fn axes(&self, key: &'static str) -> Option<(Vec<Vec3<f64>>, Range<usize>)> {
        let value = self.get(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_at(value.span(), key, "is a list of axes, as `[\"x\", \"y\"]`");
            return None;
        };
        let axes: Option<Vec<_>> = items.iter().map(|item| self.axis_of(key, item)).collect();
        Some((axes?, value.span()))
    }

    fn axis_of(&self, key: &str, value: Node) -> Option<Vec3<f64>> {
        if let DeValue::String(name) = value.get_ref() {
            let axis = named_axis(name);
            if axis.is_none() {
                let text =
                    format!("cannot be `{name}`: an axis is `\"x\"`, `\"-x\"` and so on, or [x, y, z]");
                self.wrong_at(value.span(), key, &text);
            }
            return axis;
        }
        let numbers = self.numbers_of(key, value, Unit::One, Bound::Finite)?;
        let axis = self.three(key, value.span(), &numbers)?;
        if norm(axis) == 0.0 || !norm(axis).is_finite() {
            self.wrong_at(value.span(), key, "has no direction");
            return None;
        }
        // an axis that is of length one keeps its bits
        Some(if (norm(axis) - 1.0).abs() < 1e-12 { axis } else { direction(axis) })
    }

    /// `at` and `turn` or `axes`.
    pub fn pose(&self) -> Pose {
        let mut pose = Pose::ORIGIN;
        if let Some(position) = self.vector("at", Unit::Length) {
            pose.position = position;
        }
        let turn = self.section("turn");
        if let Some((axes, span)) = self.axes("axes") {
            match axes[..] {
                [x, y, z] => pose.rotation = Mat3 { x, y, z },
                _ => self.wrong_at(span, "axes", "of a pose are three: where its own x, y and z point"),
            }
            if turn.is_some() {
                self.wrong("has both `turn` and `axes`: say one of them");
            }
        }
        if let Some(turn) = turn {
            let about = turn.axis("about");
            let by = turn.needed("by", Unit::Angle, Bound::Finite);
            if !turn.has("about") {
                turn.wrong("needs `about`, the axis: `\"x\"`, `\"y\"`, `\"z\"` or [x, y, z]");
            }
            turn.close();
            if let (Some(about), Some(by)) = (about, by) {
                pose = pose.turned(about, by);
            }
        }
        pose
    }
}

fn named_axis(name: &str) -> Option<Vec3<f64>> {
    let (letter, k) = match name.strip_prefix('-') {
        Some(letter) => (letter, -1.0),
        None => (name, 1.0),
    };
    match letter {
        "x" => Some(Vec3 { x: k, y: 0.0, z: 0.0 }),
        "y" => Some(Vec3 { x: 0.0, y: k, z: 0.0 }),
        "z" => Some(Vec3 { x: 0.0, y: 0.0, z: k }),
        _ => None,
    }
}
