//! What a call lends: variables, their fields, their elements, and parts of slices.

use crate::function::Writer;
use crate::scope::Name;
use crate::types::Type;

/// What is lent by one call so far.
#[derive(Default)]
pub(crate) struct Lent {
    all: Vec<(String, &'static str, Alone)>,
}

/// How a place is lent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    /// `&mut`
    Yes,
    /// `&`, and so may others.
    No,
}

impl Lent {
    /// Whether a place is free: `field` is empty for the whole.
    fn free(&self, root: &str, field: &str, alone: Alone) -> bool {
        self.all.iter().all(|(r, f, a)| {
            let apart = r != root || (!f.is_empty() && !field.is_empty() && f != &field);
            apart || (alone == Alone::No && *a == Alone::No)
        })
    }

    fn take(&mut self, root: &str, field: &'static str, alone: Alone) {
        self.all.push((root.to_owned(), field, alone));
    }

    /// Whether some of a variable is lent.
    fn has(&self, root: &str) -> bool {
        self.all.iter().any(|(r, ..)| r == root)
    }

    /// Whether a name may be read while the others are lent.
    pub(crate) fn readable(&self, root: &str) -> bool {
        self.free(root, "", Alone::No)
    }
}

/// A place that may be lent.
#[derive(Clone)]
struct Place {
    root: String,
    /// The field under which it lies; empty for the whole.
    field: &'static str,
    text: String,
    /// It is a reference already.
    reference: bool,
    /// The length of a slice that may be lent in part.
    slice: Option<usize>,
}

impl Writer<'_, '_> {
    /// `&a`, `&mut a`, or the reference itself; `receiver`: the place alone.
    pub(crate) fn lend(&mut self, ty: Type, unique: bool, receiver: bool, lent: &mut Lent) -> Option<String> {
        let frozen = self.frozen.clone();
        // a method in a chain must be seen to change nothing
        let still = receiver && self.chained;
        let names =
            self.those(|n| (!still || !n.mutable) && (!unique || (n.mutable && !frozen.contains(&n.bare))));
        let mut all = Vec::new();
        for name in &names {
            self.places(name, ty, &mut all);
        }
        let alone = if unique { Alone::Yes } else { Alone::No };
        all.retain(|p| lent.free(&p.root, p.field, alone));
        if !unique && matches!(ty, Type::Slice(_)) && self.choices.below(2) == 1 {
            // rather what is lent already: parts of one slice may overlap
            let again: Vec<Place> = all.iter().filter(|p| lent.has(&p.root)).cloned().collect();
            all = if again.is_empty() { all } else { again };
        }
        if all.is_empty() {
            return None;
        }
        let place = all.swap_remove(all.len() - 1 - self.choices.below(all.len()));
        lent.take(&place.root, place.field, alone);
        if receiver {
            return Some(place.text);
        }
        let mark = if unique { "&mut " } else { "&" };
        if let (Type::Slice(least), Some(len)) = (ty, place.slice)
            && len > least
            && self.choices.below(2) == 1
        {
            return Some(format!("{mark}{}[{}]", place.text, self.part(least)));
        }
        Some(if place.reference { place.text } else { format!("{mark}{}", place.text) })
    }

    /// A range of at least `least` elements in something longer.
    fn part(&mut self, least: usize) -> String {
        let odd = self.one_of(|n| n.ty == Type::Index && !n.reference);
        match (self.choices.below(4), odd) {
            (0, _) => "1..".to_owned(),
            (1, _) => format!("..{least}"),
            (2, Some(n)) => format!("{} % 2..", n.text),
            _ => format!("1..{}", least + 1),
        }
    }

    /// The places of a type that a name leads to.
    fn places(&mut self, name: &Name, ty: Type, all: &mut Vec<Place>) {
        let mut add = |field: &'static str, text: String, reference: bool, slice: Option<usize>| {
            all.push(Place { root: name.bare.clone(), field, text, reference, slice });
        };
        let inner = |field: &str| format!("{}.{field}", name.text);
        match (ty, name.ty) {
            (Type::Slice(least), Type::Slice(len)) if len >= least => {
                add("", name.bare.clone(), true, Some(len));
            }
            (Type::Slice(least), Type::Array(len)) if len >= least => {
                let slice = (len > least && self.choices.below(2) == 1).then_some(len);
                add("", name.text.clone(), name.reference, slice);
            }
            (Type::Slice(..=2) | Type::Array(2), Type::Body) => add("arm", inner("arm"), false, None),
            (Type::Real, Type::Array(n) | Type::Slice(n)) => {
                let i = self.choices.below(n);
                add("", format!("{}[{i}]", name.text), false, Some(n));
            }
            (Type::Real, Type::Pair | Type::Spring) => {
                for field in name.ty.fields() {
                    add(field, inner(field), false, None);
                }
            }
            (Type::Real, Type::Body) => {
                for field in ["qpos", "qvel"] {
                    add(field, inner(field), false, None);
                }
            }
            (Type::Spring | Type::Law, Type::Body) => {
                add("spring", inner("spring"), false, None);
                if ty == Type::Law {
                    add("", name.text.clone(), name.reference, None);
                }
            }
            (Type::Law, Type::Spring) => add("", name.text.clone(), name.reference, None),
            (wanted, found) if wanted == found => {
                let text = if name.reference { &name.bare } else { &name.text };
                add("", text.clone(), name.reference, None);
            }
            _ => {}
        }
    }
}
