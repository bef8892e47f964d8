//! Statements that give references other places: assignments, of tuples too, and
//! `mem::{swap, replace, take}`.

use proc_macro2::Span;
use syn::Expr as Syn;

use super::Lower;
use super::item::Item;
use super::memory::memory_function;
use super::rebind::State;
use crate::ir::{Step, number};
use crate::messages;

impl Lower<'_> {
    /// `p = &b;`: gives a reference another place.
    pub(super) fn assigns_reference(&mut self, left: &Syn, right: &Syn) -> bool {
        if let Some(k) = self.rebound_of(left) {
            self.rebind(k, right);
            return true;
        }
        match self.unset_name(left).filter(|_| self.gives_reference(right)) {
            Some(ordinal) => {
                self.defer(ordinal);
                true
            }
            None => false,
        }
    }

    /// `(p, q) = (q, p);`, `(part, rest) = rest.split_at_mut(k);`
    pub(super) fn assigns_references(&mut self, left: &syn::ExprTuple, right: &Syn) -> bool {
        let unset = |pass: &Self, e: &Syn| pass.unset_name(e).is_some() && pass.gives_reference(right);
        if !left.elems.iter().any(|e| self.rebound_of(e).is_some() || unset(self, e)) {
            return false;
        }
        let items = match right {
            Syn::Tuple(r) => r.elems.iter().map(|e| self.item(e)).collect(),
            right => match self.item(right) {
                Item::Tuple(items) => items,
                _ => Vec::new(),
            },
        };
        if items.len() != left.elems.len() {
            self.messages.add(left, messages::PATTERN);
            return true;
        }
        for (e, item) in left.elems.iter().zip(&items) {
            if let (Some(ordinal), Item::Reference(..) | Item::Rebound(_)) = (self.unset_name(e), item) {
                self.defer(ordinal);
            }
        }
        let targets = left.elems.iter().map(|e| (self.rebound_of(e), e.clone())).collect();
        self.rebind_all(targets, items);
        true
    }

    /// The declaration of a name that has no value yet.
    fn unset_name(&self, e: &Syn) -> Option<usize> {
        let Syn::Path(p) = e else { return None };
        self.scopes.ordinal_of(&p.path.get_ident()?.to_string())
    }

    /// `mem::swap(&mut p, &mut q)` of references.
    pub(super) fn swap_references(&mut self, p: usize, q: usize) {
        let span = Span::call_site();
        let [was_p, was_q] = [p, q].map(|k| self.state(&Item::Rebound(k), span));
        self.set_state(p, was_q);
        self.set_state(q, was_p);
    }

    /// `(p, q) = (q, p)` where references are among them: all are read before any is set.
    fn rebind_all(&mut self, targets: Vec<(Option<usize>, Syn)>, values: Vec<Item>) {
        let span = Span::call_site();
        let states: Vec<Option<State>> = targets
            .iter()
            .zip(&values)
            .map(|((k, _), item)| k.is_some().then(|| self.state(item, span)))
            .collect();
        for (((k, left), item), state) in targets.into_iter().zip(values).zip(states) {
            if let Some(k) = k {
                self.note_borrow(k, &item);
            }
            match (k, state) {
                (Some(k), Some(state)) => self.set_state(k, state),
                _ if matches!(left, Syn::Infer(_)) => {}
                _ => {
                    let value = self.item_value(item, None, span);
                    self.assign_atom(&left, value);
                }
            }
        }
    }

    /// The reference that `mem::take(&mut p)` or `mem::replace(&mut p, q)` gives another place.
    pub(super) fn moved_from(&self, e: &Syn) -> Option<usize> {
        let Syn::Call(c) = e else { return None };
        let first = c.args.first()?;
        memory_function(c).filter(|name| *name != "swap")?;
        self.lent_reference(first)
    }

    /// What `mem::take(&mut p)` or `mem::replace(&mut p, q)` gives: the place of `p` until now.
    pub(super) fn moved_reference(&mut self, k: usize, c: &syn::ExprCall) -> usize {
        let was = self.rebound_copy(k);
        match c.args.get(1) {
            Some(other) => self.rebind(k, other),
            None => self.empty(k, syn::spanned::Spanned::span(c)),
        }
        was
    }

    /// Makes a reference one to no elements.
    fn empty(&mut self, k: usize, span: Span) {
        let mut place = self.access(k, span);
        if matches!(place.path.last(), Some(Step::Range(..))) {
            place.path.pop();
        }
        place.path.push(Step::Range(None, Some(Box::new(number(0)))));
        let none = Item::Reference(place, self.rebound[k].mutable);
        let state = self.state(&none, span);
        self.set_state(k, state);
    }
}
