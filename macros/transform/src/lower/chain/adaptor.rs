//! Adaptors that keep an item for each index: `zip`, `enumerate`, `rev`, `chunks_exact`.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::{Chain, Kind};
use crate::ir::{Expr, Op, number};
use crate::lower::Lower;
use crate::lower::iterators::Cursor;
use crate::messages;
use crate::prim::Prim;

impl Lower<'_> {
    pub(super) fn adaptor(&mut self, m: &syn::ExprMethodCall) -> Option<Chain> {
        let span = m.span();
        let name = m.method.to_string();
        match name.as_str() {
            "iter" | "iter_mut" => {
                let place = self.place_or_value(&m.receiver);
                return self.slice_chain(place, name == "iter_mut", &m.receiver);
            }
            "into_iter" => return self.chain(&m.receiver),
            "by_ref" => return self.rest_of(&m.receiver, true),
            "clone" => return self.rest_of(&m.receiver, false),
            "peekable" => return self.chain(&m.receiver),
            "chunks" | "chunks_exact" | "chunks_exact_mut" | "windows" => return self.pieces(m, &name),
            _ => {}
        }
        let inner = self.chain(&m.receiver)?;
        let cursor = self.kept_cursor(&inner, m)?;
        let arg = m.args.first();
        let chain = match (name.as_str(), arg) {
            ("enumerate", _) => Chain::of(inner.len.clone(), Kind::Enumerate(Box::new(inner)), span),
            ("copied" | "cloned", _) => Chain::of(inner.len.clone(), Kind::Copied(Box::new(inner)), span),
            ("rev", _) => self.reversed(inner, m)?,
            ("zip", Some(other)) => {
                self.refuse_left_out(&m.receiver);
                self.refuse_left_out(other);
                let other = self.chain(other)?;
                self.zipped(inner, other, span)
            }
            ("chain", Some(other)) => {
                let other = self.chain(other)?;
                self.refuse_second(&other, m)?;
                self.chained(inner, other, span)?
            }
            ("map", Some(f)) => {
                self.refuse_effects(f);
                let f = self.callable(f)?;
                Chain::of(inner.len.clone(), Kind::Map(Box::new(inner), f), span)
            }
            ("step_by" | "skip" | "take", Some(n)) => {
                if name != "take" {
                    self.refuse_left_out(&m.receiver);
                }
                let n = self.expr(n, None);
                self.counted_adaptor(&name, inner, n, span)
            }
            _ => {
                self.messages.add(&m.method, crate::lower::stream::refusal(m));
                return None;
            }
        };
        Some(Chain { cursor: cursor.or(chain.cursor.clone()), ..chain })
    }

    /// A borrowed iterator would be gone through from the middle.
    fn refuse_second(&mut self, other: &Chain, m: &syn::ExprMethodCall) -> Option<()> {
        if other.cursor.is_some() {
            self.messages.add(&m.method, messages::BORROWED_ITERATOR);
            return None;
        }
        Some(())
    }

    /// A borrowed iterator gives one item for each that is taken from what is made of it.
    fn kept_cursor(&mut self, inner: &Chain, m: &syn::ExprMethodCall) -> Option<Option<Cursor>> {
        let one_each = ["enumerate", "copied", "cloned", "map", "take"].iter().any(|n| m.method == n);
        if inner.cursor.is_some() && !one_each {
            self.messages.add(&m.method, messages::BORROWED_ITERATOR);
            return None;
        }
        Some(inner.cursor.clone())
    }

    /// `chunks(n)`, `chunks_exact(n)`, `windows(n)`
    fn pieces(&mut self, m: &syn::ExprMethodCall, name: &str) -> Option<Chain> {
        let span = m.span();
        let place = self.place_or_value(&m.receiver);
        let n = self.expr(&m.args[0], None);
        let len = self.slice_length(&place, span);
        if name == "windows" {
            // len + 1 - n, but not below zero
            let longer = self.whole(Op::Add, len, number(1), span);
            let enough = self.prim(Prim::Max, vec![longer, n.clone()], None, span);
            let len = self.whole(Op::Sub, enough, n.clone(), span);
            return Some(Chain::of(Some(len), Kind::Windows(place, n), span));
        }
        if name == "chunks" {
            // (len + (n - 1)) / n
            let more = self.whole(Op::Sub, n.clone(), number(1), span);
            let more = self.whole(Op::Add, len.clone(), more, span);
            let count = self.whole(Op::Div, more, n.clone(), span);
            return Some(Chain::of(Some(count), Kind::Pieces(place, n, len), span));
        }
        let mutable = name == "chunks_exact_mut";
        if mutable && !self.function.is_memory(place.root) {
            self.messages.add(m, messages::PLACE);
            return None;
        }
        let len = self.whole(Op::Div, len, n.clone(), span);
        Some(Chain::of(Some(len), Kind::Chunks(place, n, mutable), span))
    }

    fn zipped(&mut self, a: Chain, b: Chain, span: Span) -> Chain {
        let len = match (a.len.clone(), b.len.clone()) {
            (Some(x), Some(y)) => Some(self.prim(Prim::Min, vec![x, y], None, span)),
            (x, y) => x.or(y),
        };
        // the second is asked only where the first gave an item
        let cursor = b.cursor.clone();
        Chain { cursor, ..Chain::of(len, Kind::Zip(Box::new(a), Box::new(b)), span) }
    }

    fn reversed(&mut self, inner: Chain, m: &syn::ExprMethodCall) -> Option<Chain> {
        let Some(len) = inner.len.clone() else {
            self.messages.add(&m.method, messages::ITERATOR);
            return None;
        };
        let span = m.span();
        Some(Chain::of(Some(len.clone()), Kind::Rev(Box::new(inner), len), span))
    }

    fn counted_adaptor(&mut self, name: &str, inner: Chain, n: Expr, span: Span) -> Chain {
        let one = || number(1);
        let len = inner.len.clone();
        match name {
            "step_by" => {
                let len = len.map(|len| {
                    // (len + (n - 1)) / n
                    let more = self.whole(Op::Sub, n.clone(), one(), span);
                    let more = self.whole(Op::Add, len, more, span);
                    self.whole(Op::Div, more, n.clone(), span)
                });
                Chain::of(len, Kind::StepBy(Box::new(inner), n), span)
            }
            "skip" => {
                let len = len.map(|len| {
                    let enough = self.prim(Prim::Max, vec![len, n.clone()], None, span);
                    self.whole(Op::Sub, enough, n.clone(), span)
                });
                Chain::of(len, Kind::Skip(Box::new(inner), n), span)
            }
            _ => {
                let len = match len {
                    Some(len) => self.prim(Prim::Min, vec![len, n], None, span),
                    None => n,
                };
                Chain::of(Some(len), Kind::Take(Box::new(inner)), span)
            }
        }
    }
}
