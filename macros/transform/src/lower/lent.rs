//! Arguments that are lent together: Rust would not lend the same memory twice where one is `&mut`.

use proc_macro2::Span;
use syn::Expr as Syn;

use super::Lower;
use super::item::Item;
use super::scope::Local;
use crate::ir::{Arg, Overlap, Place};

/// An argument, and what its text tells.
struct Lent {
    arg: Arg,
    /// A reference that is passed on by its name: whether as `&` or `&mut` the callee decides.
    named: bool,
    /// Borrowed through a `&mut` reference or from its owner: another `&mut` that lives has no part in it.
    exclusive: bool,
}

impl Lower<'_> {
    /// The arguments of a call, beside the receiver of a method.
    pub(super) fn args<'e>(
        &mut self,
        all: impl IntoIterator<Item = &'e Syn>,
        receiver: Option<Place>,
    ) -> Vec<Arg> {
        let receiver = receiver.map(|p| Lent { arg: Arg::Receiver(p), named: false, exclusive: false });
        let mut lent: Vec<Lent> = receiver.into_iter().collect();
        for e in all {
            let named = !matches!(e, Syn::Reference(_));
            lent.push(Lent { exclusive: self.is_exclusive(e), arg: self.arg(e), named });
        }
        self.settled_args(lent)
    }

    /// The arguments of a function that closures pass on.
    pub(super) fn item_args(&mut self, items: Vec<Item>, span: Span) -> Vec<Arg> {
        let lent = items.into_iter().map(|item| {
            let arg = self.item_arg(item, span);
            Lent { exclusive: matches!(arg, Arg::Unique(_)), arg, named: true }
        });
        let lent = lent.collect();
        self.settled_args(lent)
    }

    /// A `&mut` reference that is passed on beside another to the same place is lent as `&`.
    fn settled_args(&self, lent: Vec<Lent>) -> Vec<Arg> {
        let again = |k: usize, p: &Place| {
            let mut others = lent.iter().enumerate().filter(|(j, _)| *j != k);
            others.any(|(_, other)| self.lends_again(other, p, lent[k].named))
        };
        let again: Vec<bool> =
            lent.iter().enumerate().map(|(k, l)| matches!(&l.arg, Arg::Unique(p) if again(k, p))).collect();
        let settled = lent.into_iter().zip(again).map(|(lent, again)| match lent.arg {
            Arg::Unique(p) if again => Arg::Shared(p),
            arg => arg,
        });
        settled.collect()
    }

    /// Whether an argument is, or may be, of the memory `p`, which is lent as `&mut` if it is not.
    fn lends_again(&self, other: &Lent, p: &Place, named: bool) -> bool {
        let q = match &other.arg {
            Arg::Value(_) => return false,
            Arg::Shared(q) if named && (self.may_be_inside(q, p) || self.is_borrowed_from(q, p)) => {
                return true;
            }
            Arg::Shared(q) | Arg::Unique(q) | Arg::Receiver(q) => q,
        };
        let overlap = match self.same_choice(p, q) {
            true => self.function.overlap_of_ways(&p.path, &q.path),
            false => self.function.overlap(p, q),
        };
        match overlap {
            Overlap::Nothing => false,
            // two that live as `&mut` are apart, which is looked at when they are lent
            Overlap::Perhaps => !(other.exclusive || matches!(other.arg, Arg::Unique(_))),
            Overlap::Memory => true,
        }
    }

    /// Whether one of the places that `q` is chosen among overlaps `p`.
    fn may_be_inside(&self, q: &Place, p: &Place) -> bool {
        let Some(chosen) = self.chosen_places.get(&q.root) else { return false };
        chosen.places.iter().any(|(_, place)| self.function.overlap(place, p) != Overlap::Nothing)
    }

    /// Whether an argument is borrowed through a `&mut` reference, or from the owner.
    fn is_exclusive(&self, e: &Syn) -> bool {
        match e {
            Syn::Paren(p) => self.is_exclusive(&p.expr),
            Syn::Reference(r) => self.is_exclusive(&r.expr),
            Syn::Index(i) => self.is_exclusive(&i.expr),
            Syn::Field(f) => self.is_exclusive(&f.base),
            Syn::Unary(u) => self.is_exclusive(&u.expr),
            Syn::MethodCall(m) => self.is_exclusive(&m.receiver),
            Syn::Path(p) => {
                let name = p.path.get_ident().map(ToString::to_string);
                match name.and_then(|name| self.scopes.find(&name)) {
                    Some(Local::Rebound(k)) => self.rebound[k].mutable,
                    Some(Local::Reference(_, mutable)) => mutable,
                    Some(Local::Place(_)) => true,
                    _ => false,
                }
            }
            _ => false,
        }
    }
}
