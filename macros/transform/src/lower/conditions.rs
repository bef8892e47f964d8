//! `then` and `then_some` of conditions; `contains` of ranges.

use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use crate::ir::{Expr, Op};
use crate::types::Ty;

/// Methods that surely give a `bool`.
const QUESTIONS: [&str; 8] =
    ["any", "all", "is_some", "is_none", "is_empty", "is_nan", "is_finite", "contains"];

/// Whether an expression is a condition, as far as its text tells.
pub(super) fn is_condition(e: &Syn) -> bool {
    match e {
        Syn::Paren(p) => is_condition(&p.expr),
        Syn::Unary(u) => matches!(u.op, syn::UnOp::Not(_)) && is_condition(&u.expr),
        Syn::Lit(l) => matches!(l.lit, syn::Lit::Bool(_)),
        Syn::Macro(m) => m.mac.path.is_ident("matches"),
        Syn::MethodCall(m) => QUESTIONS.iter().any(|n| m.method == n),
        Syn::Binary(b) => matches!(
            super::expr::operator(&b.op),
            Some(Op::Eq | Op::Ne | Op::Lt | Op::Le | Op::Gt | Op::Ge | Op::And | Op::Or)
        ),
        _ => false,
    }
}

/// Whether a method is one of conditions.
pub(super) fn is_of_condition(m: &syn::ExprMethodCall) -> bool {
    (m.method == "then" || m.method == "then_some") && m.args.len() == 1
}

fn range_in(e: &Syn) -> Option<&syn::ExprRange> {
    match e {
        Syn::Paren(p) => range_in(&p.expr),
        Syn::Range(r) => Some(r),
        _ => None,
    }
}

impl Lower<'_> {
    fn is_bool(&mut self, e: &Syn) -> bool {
        let place = matches!(e, Syn::Path(_) | Syn::Field(_)).then(|| self.place(e)).flatten();
        is_condition(e) || place.is_some_and(|place| self.function.place_ty(&place) == Ty::Bool)
    }

    /// Whether a method is a condition's: a closure without arguments is given to nothing else, and
    /// rustc checks that an `if` is of a `bool`.
    pub(super) fn is_conditional(&mut self, m: &syn::ExprMethodCall) -> bool {
        let lazy = matches!(m.args.first(), Some(Syn::Closure(c)) if c.inputs.is_empty());
        is_of_condition(m) && (m.method == "then_some" || lazy || self.is_bool(&m.receiver))
    }

    /// `(lo..hi).contains(&x)`: `lo <= x && x < hi`, each evaluated once; none if the receiver is something else.
    pub(super) fn in_range(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Option<Expr> {
        let range = range_in(&m.receiver).filter(|_| m.method == "contains" && m.args.len() == 1)?;
        let ends = [&range.start, &range.end];
        let [lo, hi] = ends.map(|end| end.as_ref().map(|e| self.expr(e, None)));
        let x = match &m.args[0] {
            Syn::Reference(r) => self.expr(&r.expr, None),
            other => self.expr(other, None),
        };
        let last = matches!(range.limits, syn::RangeLimits::Closed(_));
        let below = if last { Op::Le } else { Op::Lt };
        let span = m.span();
        let lo = lo.map(|lo| self.binary(Op::Le, lo, x.clone(), hint, span, m));
        let hi = hi.map(|hi| self.binary(below, x, hi, hint, span, m));
        match (lo, hi) {
            (Some(lo), Some(hi)) => Some(self.binary(Op::And, lo, hi, hint, span, m)),
            (lo, hi) => lo.or(hi),
        }
    }

    /// `c.then(|| x)`, `c.then_some(x)`; none if the receiver is something else.
    pub(super) fn conditional(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Option<Expr> {
        if !self.is_conditional(m) {
            return None;
        }
        let (span, lazy) = (m.span(), m.method == "then");
        let cond = self.expr(&m.receiver, None);
        let eager = (!lazy).then(|| self.expr(&m.args[0], None));
        let closure = if lazy { Some(self.callable(&m.args[0])?) } else { None };
        let then = |pass: &mut Self| {
            let value = closure.map(|f| pass.apply(&f, Vec::new(), None, span)).or(eager)?;
            Some(pass.some(value, span))
        };
        let none = |pass: &mut Self| Some(pass.none_of(Ty::Unknown, span));
        self.branched(cond, hint, span, then, none)
    }
}
