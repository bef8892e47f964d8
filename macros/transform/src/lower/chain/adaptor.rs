//! Adaptors that keep an item for each index: `zip`, `enumerate`, `rev`, `chunks_exact`.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::{Chain, Kind};
use crate::ir::{Expr, Op, number};
use crate::lower::Lower;
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
            "chunks" | "chunks_exact" | "chunks_exact_mut" | "windows" => return self.pieces(m, &name),
            _ => {}
        }
        let inner = self.chain(&m.receiver)?;
        let arg = m.args.first();
        Some(match (name.as_str(), arg) {
            ("enumerate", _) => {
                Chain { len: inner.len.clone(), kind: Kind::Enumerate(Box::new(inner)), span }
            }
            ("copied" | "cloned", _) => {
                Chain { len: inner.len.clone(), kind: Kind::Copied(Box::new(inner)), span }
            }
            ("rev", _) => self.reversed(inner, m)?,
            ("zip", Some(other)) => {
                self.refuse_left_out(&m.receiver);
                self.refuse_left_out(other);
                let other = self.chain(other)?;
                self.zipped(inner, other, span)
            }
            ("map", Some(f)) => {
                self.refuse_effects(f);
                let f = self.callable(f)?;
                Chain { len: inner.len.clone(), kind: Kind::Map(Box::new(inner), f), span }
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
        })
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
            return Some(Chain { len: Some(len), kind: Kind::Windows(place, n), span });
        }
        if name == "chunks" {
            // (len + (n - 1)) / n
            let more = self.whole(Op::Sub, n.clone(), number(1), span);
            let more = self.whole(Op::Add, len.clone(), more, span);
            let count = self.whole(Op::Div, more, n.clone(), span);
            return Some(Chain { len: Some(count), kind: Kind::Pieces(place, n, len), span });
        }
        let mutable = name == "chunks_exact_mut";
        if mutable && !self.function.is_memory(place.root) {
            self.messages.add(m, messages::PLACE);
            return None;
        }
        let len = self.whole(Op::Div, len, n.clone(), span);
        Some(Chain { len: Some(len), kind: Kind::Chunks(place, n, mutable), span })
    }

    fn zipped(&mut self, a: Chain, b: Chain, span: Span) -> Chain {
        let len = match (a.len.clone(), b.len.clone()) {
            (Some(x), Some(y)) => Some(self.prim(Prim::Min, vec![x, y], None, span)),
            (x, y) => x.or(y),
        };
        Chain { len, kind: Kind::Zip(Box::new(a), Box::new(b)), span }
    }

    fn reversed(&mut self, inner: Chain, m: &syn::ExprMethodCall) -> Option<Chain> {
        let Some(len) = inner.len.clone() else {
            self.messages.add(&m.method, messages::ITERATOR);
            return None;
        };
        let span = m.span();
        Some(Chain { len: Some(len.clone()), kind: Kind::Rev(Box::new(inner), len), span })
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
                Chain { len, kind: Kind::StepBy(Box::new(inner), n), span }
            }
            "skip" => {
                let len = len.map(|len| {
                    let enough = self.prim(Prim::Max, vec![len, n.clone()], None, span);
                    self.whole(Op::Sub, enough, n.clone(), span)
                });
                Chain { len, kind: Kind::Skip(Box::new(inner), n), span }
            }
            _ => {
                let len = match len {
                    Some(len) => self.prim(Prim::Min, vec![len, n], None, span),
                    None => n,
                };
                Chain { len: Some(len), kind: Kind::Take(Box::new(inner)), span }
            }
        }
    }
}
