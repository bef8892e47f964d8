//! `lo..hi` and `lo..=hi` as chains.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::{Chain, Kind, is_zero};
use crate::ir::{Expr, Op};
use crate::lower::Lower;
use crate::messages;
use crate::prim::Prim;
use crate::types::Ty;

impl Lower<'_> {
    pub(super) fn range_chain(&mut self, r: &syn::ExprRange) -> Option<Chain> {
        let Some(start) = &r.start else {
            self.messages.add(r, messages::ITERATOR);
            return None;
        };
        let lo = self.expr(start, None);
        let span = r.span();
        let len = match &r.end {
            None => None,
            Some(end) => {
                let end = self.expr(end, None);
                let (a, b) = (self.function.ty_of(&lo), self.function.ty_of(&end));
                self.unify(&a, &b);
                let hi = self.prim(Prim::Max, vec![end.clone(), lo.clone()], None, span);
                let [hi, low] = [hi, lo.clone()].map(|n| self.widened(n, span));
                let len = self.whole(Op::Sub, hi, low, span);
                let len = self.as_usize(len, span);
                Some(match r.limits {
                    syn::RangeLimits::Closed(_) => self.closed(len, &lo, end, span),
                    syn::RangeLimits::HalfOpen(_) => len,
                })
            }
        };
        Some(Chain::of(len, Kind::Range(lo), span))
    }

    /// A small signed integer as `i64`: `-100..100_i8` is longer than an `i8` can say.
    fn widened(&mut self, n: Expr, span: Span) -> Expr {
        let ty = self.function.ty_of(&n);
        if !matches!(self.function.kinds.name_of(&ty), Some("i8" | "i16" | "i32")) {
            return n;
        }
        let wide = self.kinds().integer("i64");
        self.bind(None, Expr::Cast(Box::new(n), syn::parse_quote!(i64)), wide, span)
    }

    /// The length of `lo..=hi`, from that of `lo..hi`: one more, but none where `hi < lo`.
    fn closed(&mut self, len: Expr, lo: &Expr, hi: Expr, span: Span) -> Expr {
        let ty = self.function.ty_of(&hi);
        let unsigned = self.function.kinds.name_of(&ty).is_some_and(|name| name.starts_with('u'));
        if unsigned && is_zero(lo) {
            return self.whole(Op::Add, len, crate::ir::number(1), span);
        }
        let reached = Expr::Binary(Op::Le, Box::new(lo.clone()), Box::new(hi));
        let reached = self.bind(None, reached, Ty::Bool, span);
        let one = self.as_usize(reached, span);
        self.whole(Op::Add, len, one, span)
    }

    /// `lo + i`, of the type of `lo`.
    pub(super) fn counter(&mut self, lo: &Expr, i: &Expr, hint: Option<&str>, span: Span) -> Expr {
        let ty = self.function.ty_of(lo);
        if is_zero(lo) && self.function.kinds.name_of(&ty) == Some("usize") {
            return i.clone();
        }
        self.bind(hint, Expr::Ahead(Box::new(lo.clone()), Box::new(i.clone())), ty, span)
    }
}
