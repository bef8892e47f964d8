//! Indices that are the same wherever references are given a place: they need not be carried.
//!
//! `let (mut now, mut next) = x.split_at_mut(n);` The two may be swapped in a loop, and yet where
//! `x[..n]` ends does not change while they live. So the ends stay what they are written as, and the
//! parts are told apart. What is steady is found as the places are: by lowering again.

use std::collections::HashMap;

use super::Lower;
use super::candidate::Shape;
use crate::ir::{Expr, same_atom};

/// The indices of places, by their numbers, as they were first seen.
pub(super) type Steady = HashMap<usize, Vec<Expr>>;

impl Lower<'_> {
    /// The number of indices of a place that a reference carries.
    pub(super) fn moving_holes(&self, id: usize) -> usize {
        if self.known.moving.contains(&id) { self.holes_of(id) } else { 0 }
    }

    fn holes_of(&self, id: usize) -> usize {
        self.known.candidates[id].path.iter().map(Shape::holes).sum()
    }

    /// The indices of a place that are not carried. Where none were seen yet they are, the next time.
    pub(super) fn steady_holes(&mut self, id: usize) -> Option<Vec<Expr>> {
        if self.holes_of(id) == 0 {
            return Some(Vec::new());
        }
        let seen = self.steady.get(&id).cloned();
        if seen.is_none() {
            self.known.moving.insert(id);
        }
        seen
    }

    /// Notes which indices a reference is given a place with. They are steady if they are always the
    /// same values, which every reference that may stand for the place finds when it is declared.
    pub(super) fn note_holes(&mut self, id: usize, holes: &[Expr]) {
        let older = |e: &Expr| match e {
            Expr::Var(v) => {
                let mut all = self.rebound.iter().zip(&self.known.reach);
                all.all(|(r, reach)| v.0 < r.born || !reach.contains(&id))
            }
            _ => true,
        };
        let as_seen = |seen: &Vec<Expr>| seen.iter().zip(holes).all(|(a, b)| same_atom(a, b));
        if !holes.iter().all(older) || !self.steady.get(&id).is_none_or(as_seen) {
            self.known.moving.insert(id);
        }
        self.steady.entry(id).or_insert_with(|| holes.to_vec());
    }
}
