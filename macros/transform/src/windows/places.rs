//! The places that a loop reaches, and how.

use std::collections::{BTreeMap, HashSet};

use crate::ir::{Expr, Head, Loop, Place, Step, Stmt, Var};
use crate::walk::{each_child, each_expr};

/// What is done with a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Read,
    Written,
}

/// How a loop uses slices.
#[derive(Default)]
pub(super) struct Seen {
    /// The elements of each variable.
    pub(super) places: BTreeMap<Var, Vec<Place>>,
    pub(super) written: HashSet<Var>,
    /// Those of which more than elements is used, or that may be empty.
    pub(super) otherwise: HashSet<Var>,
}

impl Seen {
    pub(super) fn by(l: &mut Loop) -> Self {
        let mut seen = Self::default();
        let Loop { head, carried, body, .. } = l;
        for c in carried {
            [&c.init, &c.next].into_iter().for_each(|e| seen.mentioned(e));
        }
        if let Head::For { lo, hi, .. } = head {
            [&*lo, hi].into_iter().for_each(|e| seen.mentioned(e));
        }
        for stmt in &mut body.stmts {
            if let Stmt::Accumulate(target, ..) = stmt
                && target.optional
            {
                seen.otherwise.insert(target.place.root);
                seen.written.insert(target.place.root);
            }
            each_place(stmt, &mut |place, kind| seen.place(place, kind));
            each_expr(stmt, &mut |e| seen.other_uses(e));
        }
        seen
    }

    fn place(&mut self, place: &Place, kind: Kind) {
        if !matches!(place.path.first(), Some(Step::Index(_))) {
            self.otherwise.insert(place.root);
        }
        if kind == Kind::Written {
            self.written.insert(place.root);
        }
        self.places.entry(place.root).or_default().push(place.clone());
    }

    fn mentioned(&mut self, e: &Expr) {
        e.each_var(&mut |v| {
            self.otherwise.insert(v);
        });
    }

    /// What is no place of an element: values, lengths, tangents.
    fn other_uses(&mut self, e: &mut Expr) {
        match e {
            Expr::Var(v) => {
                self.otherwise.insert(*v);
            }
            Expr::Len(place) | Expr::Scratch(place) | Expr::At(place, _) => {
                self.otherwise.insert(place.root);
            }
            _ => {}
        }
        each_child(e, &mut |e| self.other_uses(e));
    }
}

/// Visits the places of a statement that lead to elements, in the order of the text. An optional adjoint may be empty.
pub(crate) fn each_place(stmt: &mut Stmt, see: &mut dyn FnMut(&mut Place, Kind)) {
    each_expr(stmt, &mut |e| of_expr(e, see));
    match stmt {
        Stmt::Store(place, _) | Stmt::Update(place, ..) => see(place, Kind::Written),
        Stmt::Accumulate(target, ..) if !target.first && !target.optional => {
            see(&mut target.place, Kind::Written);
        }
        _ => {}
    }
}

fn of_expr(e: &mut Expr, see: &mut dyn FnMut(&mut Place, Kind)) {
    each_child(e, &mut |e| of_expr(e, see));
    match e {
        Expr::Load(place) => see(place, Kind::Read),
        Expr::Take(place) => see(place, Kind::Written),
        _ => {}
    }
}
