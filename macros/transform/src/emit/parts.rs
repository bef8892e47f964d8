//! Parts of one slice that a call is lent together: rustc does not see that they are
//! apart, so the slice is split once for all of them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::Emit;
use super::variant::Access;
use crate::ir::{Overlap, Place, Step};

/// How a call is lent a place.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Loan {
    /// `&place`
    Shared,
    /// `&mut place`
    Unique,
    /// As the method takes `self`.
    Receiver,
}

/// What a call lends; none for other arguments.
pub(super) type Lent<'p> = Option<(&'p Place, Loan)>;

impl Emit<'_> {
    /// The statements that split, and the arguments that are parts.
    pub(super) fn split(&self, lent: &[Lent<'_>]) -> (TokenStream, Vec<Option<TokenStream>>) {
        let mut parts = vec![None; lent.len()];
        let mut stmts = TokenStream::new();
        for k in 0..lent.len() {
            let Some((place, _)) = lent[k].filter(|_| parts[k].is_none()) else { continue };
            let group =
                (k..lent.len()).filter(|j| self.same_slice(place, lent[*j]) && self.is_apart(*j, lent));
            let group: Vec<usize> = group.collect();
            let written = group.iter().any(|j| lent[*j].is_some_and(|(p, loan)| self.writes(p, loan)));
            if group.len() > 1 && written {
                stmts.extend(self.split_group(lent, &group, &mut parts));
            }
        }
        (stmts, parts)
    }

    /// Whether both are parts of the same slice.
    fn same_slice(&self, a: &Place, b: Lent<'_>) -> bool {
        let Some((b, _)) = b else { return false };
        let ((base_a, part_a), (base_b, part_b)) = (a.parts(), b.parts());
        let base = |base| self.steps(TokenStream::new(), base).to_string();
        !part_a.is_empty() && !part_b.is_empty() && a.root == b.root && base(base_a) == base(base_b)
    }

    /// Whether a receiver shares nothing with what else is lent: it may be lent as `&mut`.
    fn is_apart(&self, k: usize, lent: &[Lent<'_>]) -> bool {
        let Some((place, Loan::Receiver)) = lent[k] else { return true };
        let others = lent.iter().enumerate().filter(|(j, _)| *j != k).filter_map(|(_, l)| l.as_ref());
        others.into_iter().all(|(p, _)| self.function.overlap(place, p) == Overlap::Nothing)
    }

    fn writes(&self, place: &Place, loan: Loan) -> bool {
        loan == Loan::Unique || loan == Loan::Receiver && self.function.is_memory(place.root)
    }

    fn split_group(
        &self,
        lent: &[Lent<'_>],
        group: &[usize],
        parts: &mut [Option<TokenStream>],
    ) -> TokenStream {
        let mut base = TokenStream::new();
        let mut written = (Vec::new(), Vec::new());
        let mut read = (Vec::new(), Vec::new());
        for k in group {
            let Some((place, loan)) = lent[*k] else { continue };
            let mutable = self.writes(place, loan);
            let (range, rest) = self.range_of(place);
            let whole = Place { root: place.root, path: place.parts().0.to_vec() };
            base = self.exclusive(&whole);
            let name = format_ident!("part_{}", k, span = Span::mixed_site());
            let access = if mutable { Access::Write } else { Access::Read };
            let part = match rest.is_empty() {
                true => quote!(*#name),
                false => self.way(quote!(#name), &rest, access),
            };
            parts[*k] = Some(match loan {
                Loan::Receiver => quote!((#part)),
                _ if mutable => quote!(&mut #part),
                _ => quote!(&#part),
            });
            let side = if mutable { &mut written } else { &mut read };
            side.0.push(name);
            side.1.push(range);
        }
        let all = Ident::new("all", Span::mixed_site());
        let len = Ident::new("len", Span::mixed_site());
        let (lent, shown) = (written.0, read.0);
        let (written, read) = (written.1, read.1);
        quote! {
            let #all = #base;
            let #len = #all.len();
            let ([#(#lent),*], [#(#shown),*]) = ::costate::rt::apart(#all, [#(#written),*], [#(#read),*]);
        }
    }

    /// The first part of a place as one range of the slice, and the way from there on.
    fn range_of(&self, place: &Place) -> (TokenStream, Vec<Step>) {
        let inner = Place { root: place.root, path: place.parts().1.to_vec() };
        let ranges = inner.path.iter().take_while(|s| matches!(s, Step::Range(..))).count();
        let rest = inner.path[ranges..].to_vec();
        let flat = Place { root: place.root, path: inner.path[..ranges].to_vec() }.flat();
        let (lo, hi) = match flat.path.first() {
            Some(Step::Range(lo, hi)) => (lo.clone(), hi.clone()),
            _ => (None, None),
        };
        let len = Ident::new("len", Span::mixed_site());
        let lo = lo.map_or(quote!(0), |e| self.value_of(&e));
        let hi = hi.map_or(quote!(#len), |e| self.value_of(&e));
        (quote!(#lo..#hi), rest)
    }
}
