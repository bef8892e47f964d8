//! Indices as the counter plus a base.

use std::collections::{HashMap, HashSet};

use super::is_of_indices;
use crate::ir::{Expr, Loop, Op, Place, Step, Stmt, Var};
use crate::walk::each_changed;

/// Operators in a base, at most: each window computes its own.
const LONGEST: usize = 8;

/// What a loop's indices are made of.
pub(super) struct Bases {
    counter: Var,
    /// What an iteration defines.
    own: HashSet<Var>,
    /// What it changes besides.
    changed: HashSet<Var>,
    /// Values of the loop that may be indices, by how they are computed.
    indices: HashMap<Var, Expr>,
}

impl Bases {
    pub(super) fn of(counter: Var, l: &mut Loop) -> Self {
        let mut own: HashSet<Var> = crate::adjoint::all_defined(&l.body).into_iter().collect();
        own.extend(l.carried.iter().map(|c| c.param));
        own.insert(counter);
        let (mut changed, mut indices) = (HashSet::new(), HashMap::new());
        for stmt in &mut l.body.stmts {
            each_changed(stmt, &mut |v| {
                changed.insert(v);
            });
            match &*stmt {
                Stmt::Let(v, e @ Expr::Binary(op, ..)) if is_of_indices(*op) => {
                    indices.insert(*v, e.clone());
                }
                Stmt::Accumulate(target, ..) if target.first => {
                    own.insert(target.place.root);
                }
                _ => {}
            }
        }
        Self { counter, own, changed, indices }
    }

    /// Whether a variable is an iteration's own.
    pub(super) fn is_own(&self, v: Var) -> bool {
        self.own.contains(&v)
    }

    /// Whether a variable may be an index, made of others.
    pub(super) fn is_index(&self, v: Var) -> bool {
        self.indices.contains_key(&v)
    }

    /// What the first index of a place adds to the counter; none where it is the counter, or another number.
    pub(super) fn of_place(&self, place: &Place) -> Option<Expr> {
        match place.path.first() {
            Some(Step::Index(i)) => self.base(i).filter(|base| size(base) <= LONGEST),
            _ => None,
        }
    }

    fn base(&self, e: &Expr) -> Option<Expr> {
        let (a, b) = match e {
            Expr::Var(v) => return self.base(self.indices.get(v)?),
            Expr::Binary(Op::Add, a, b) => (&**a, &**b),
            _ => return None,
        };
        match (self.same_in_all(a), self.same_in_all(b)) {
            (Some(base), None) if self.is_counter(b) => Some(base),
            (None, Some(base)) if self.is_counter(a) => Some(base),
            (Some(more), None) => Some(sum(self.base(b)?, more)),
            (None, Some(more)) => Some(sum(self.base(a)?, more)),
            _ => None,
        }
    }

    fn is_counter(&self, e: &Expr) -> bool {
        matches!(e, Expr::Var(v) if *v == self.counter)
    }

    /// The value of an expression that is the same in all iterations, made of what stands before the loop.
    fn same_in_all(&self, e: &Expr) -> Option<Expr> {
        match e {
            Expr::Const(_) => Some(e.clone()),
            Expr::Var(v) if !self.own.contains(v) && !self.changed.contains(v) => Some(e.clone()),
            Expr::Var(v) => self.same_in_all(self.indices.get(v)?),
            Expr::Binary(op, a, b) if is_of_indices(*op) => {
                let (a, b) = (self.same_in_all(a)?, self.same_in_all(b)?);
                Some(Expr::Binary(*op, Box::new(a), Box::new(b)))
            }
            _ => None,
        }
    }
}

fn sum(a: Expr, b: Expr) -> Expr {
    Expr::Binary(Op::Add, Box::new(a), Box::new(b))
}

fn size(e: &Expr) -> usize {
    let mut total = 1;
    e.each_child(&mut |e| total += size(e));
    total
}
