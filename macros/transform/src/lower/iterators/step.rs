//! `it.next()`: the item at the front, if there is one.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::{Ends, Named, is_indexed, is_sifted};
use crate::ir::{Expr, Op};
use crate::lower::Lower;
use crate::lower::item::Item;
use crate::messages;
use crate::types::Ty;

/// Whether a method takes or shows an item of an iterator in a variable.
pub(in crate::lower) fn is_step(m: &syn::ExprMethodCall) -> bool {
    let known = ["next", "next_back", "peek"].iter().any(|n| m.method == n) && m.args.is_empty();
    known && (is_indexed(&m.receiver) || is_sifted(&m.receiver))
}

impl Lower<'_> {
    /// Whether a step gives a reference, so that it is looked at where it stands.
    pub(in crate::lower) fn steps_over_places(&self, m: &syn::ExprMethodCall) -> bool {
        let named = is_step(m).then(|| self.named_iterator(&m.receiver)).flatten();
        named.is_some_and(|named| named.stream.is_plain() && named.stream.chain.is_of_places())
    }

    /// Whether there is an item, and what it is; nothing is read.
    pub(in crate::lower) fn stepped_item(&mut self, m: &syn::ExprMethodCall) -> Option<(Expr, Item)> {
        let (named, there, index) = self.stepped(m)?;
        let outer = std::mem::replace(&mut self.beyond, true);
        let item = self.chain_item(&named.stream.chain, &index, None);
        self.beyond = outer;
        Some((there, item))
    }

    /// The item as the value of an `Option`.
    pub(in crate::lower) fn stepped_value(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Expr {
        let Some((named, there, index)) = self.stepped(m) else { return self.failed() };
        let span = m.method.span();
        let some = |pass: &mut Self| {
            let item = pass.chain_item(&named.stream.chain, &index, None);
            let value = pass.item_value(item, None, span);
            Some(pass.some(value, span))
        };
        let value = self.branched(there, hint, span, some, |pass| Some(pass.none_of(Ty::Unknown, span)));
        value.unwrap_or(Expr::Filler)
    }

    /// Whether there is an item, and its index. It is taken from the iterator.
    fn stepped(&mut self, m: &syn::ExprMethodCall) -> Option<(Named, Expr, Expr)> {
        let span = m.method.span();
        let named = self.named_iterator(&m.receiver);
        let Some((named, ends)) = named.and_then(|named| Some((named.clone(), named.ends?))) else {
            self.messages.add(&m.method, messages::ITERATOR_METHOD);
            return None;
        };
        if !named.stream.is_plain() || named.stream.chain.cursor.is_some() {
            self.messages.add(&m.method, messages::SIFTED_ITERATOR);
            return None;
        }
        let (there, index) = self.taken(&m.method.to_string(), ends, span);
        Some((named, there, index))
    }

    fn taken(&mut self, method: &str, Ends { front, back }: Ends, span: Span) -> (Expr, Expr) {
        let first = self.now(front);
        let there = match back {
            Some(back) => {
                let last = self.now(back);
                self.compared(Op::Lt, first.clone(), last, span)
            }
            None => crate::lower::stream::truth(true),
        };
        if method == "peek" {
            return (there, first);
        }
        let one = self.as_usize(there.clone(), span);
        match back.filter(|_| method == "next_back") {
            Some(back) => {
                let behind = self.now(back);
                let last = self.whole(Op::Sub, behind, one, span);
                self.scopes.set(back, Some(last.clone()));
                (there, last)
            }
            None => {
                let next = self.whole(Op::Add, first.clone(), one, span);
                self.scopes.set(front, Some(next));
                (there, first)
            }
        }
    }

    /// `it.len()`
    pub(in crate::lower) fn items_left(&mut self, e: &Syn) -> Option<Expr> {
        let chain = if is_indexed(e) { self.rest_of(e, false)? } else { self.chain(e)? };
        if chain.len.is_none() {
            self.messages.at(e.span(), messages::ENDLESS);
        }
        chain.len
    }
}
