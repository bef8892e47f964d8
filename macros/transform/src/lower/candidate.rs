//! A place that a reference may be given, apart from its indices.

use crate::ir::{Expr, Step};

/// A place without its indices.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The declaration of its root.
    pub(super) root: usize,
    /// The way.
    pub(super) path: Vec<Shape>,
}

#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// A field, also of a variant.
    Field(Step, String),
    Index,
    Range(bool, bool),
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Shape::Field(_, a), Shape::Field(_, b)) => a == b,
            (Shape::Index, Shape::Index) => true,
            (Shape::Range(a, b), Shape::Range(c, d)) => (a, b) == (c, d),
            _ => false,
        }
    }
}

fn field_name(step: &Step) -> String {
    match step {
        Step::Field(member) => quote::quote!(.#member).to_string(),
        Step::Variant(path, member) | Step::Slope(path, member) => quote::quote!(#path.#member).to_string(),
        _ => String::new(),
    }
}

impl Shape {
    /// Of a step, whose indices are collected.
    pub(super) fn of(step: &Step, holes: &mut Vec<Expr>) -> Self {
        match step {
            Step::Field(_) | Step::Variant(..) | Step::Slope(..) => {
                Shape::Field(step.clone(), field_name(step))
            }
            Step::Index(i) => {
                holes.push(i.clone());
                Shape::Index
            }
            Step::Range(lo, hi) => {
                holes.extend([lo, hi].into_iter().flatten().map(|e| (**e).clone()));
                Shape::Range(lo.is_some(), hi.is_some())
            }
        }
    }

    /// The number of its indices.
    pub(super) fn holes(&self) -> usize {
        match self {
            Shape::Field(..) => 0,
            Shape::Index => 1,
            Shape::Range(lo, hi) => usize::from(*lo) + usize::from(*hi),
        }
    }

    /// The step with its indices.
    pub(super) fn filled(&self, holes: &mut impl Iterator<Item = Expr>) -> Option<Step> {
        Some(match self {
            Shape::Field(step, _) => step.clone(),
            Shape::Index => Step::Index(holes.next()?),
            Shape::Range(lo, hi) => {
                let lo = if *lo { Some(Box::new(holes.next()?)) } else { None };
                let hi = if *hi { Some(Box::new(holes.next()?)) } else { None };
                Step::Range(lo, hi)
            }
        })
    }
}
