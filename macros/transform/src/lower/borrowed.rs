//! Shared references that are borrowed through a `&mut` reference: while they live, that one is lent
//! as `&` only. `let mut inner = &now[1..]; f(now, inner)`

use super::Lower;
use super::item::Item;
use crate::ir::Place;

impl Lower<'_> {
    /// Notes through which `&mut` references that are given other places `k` is borrowed.
    pub(super) fn note_borrow(&mut self, k: usize, item: &Item) {
        let through = match item {
            Item::Reference(place, false) => self.reference_of(place),
            Item::Rebound(j) if !self.rebound[*j].mutable => Some(*j),
            _ => None,
        };
        let Some(j) = through else { return };
        if self.rebound[j].mutable {
            self.known.borrowed.insert((k, j));
        }
        let further: Vec<_> =
            self.known.borrowed.iter().filter(|(of, _)| *of == j).map(|b| (k, b.1)).collect();
        self.known.borrowed.extend(further);
    }

    /// Whether a place is borrowed through the reference that another stands for.
    pub(super) fn is_borrowed_from(&self, q: &Place, p: &Place) -> bool {
        let pair = (self.reference_of(q), self.reference_of(p));
        matches!(pair, (Some(q), Some(p)) if self.known.borrowed.contains(&(q, p)))
    }

    /// The reference that a place was chosen through.
    fn reference_of(&self, place: &Place) -> Option<usize> {
        self.chosen_places.get(&place.root).map(|chosen| chosen.of)
    }
}
