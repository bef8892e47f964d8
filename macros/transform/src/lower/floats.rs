//! Methods of floats beside the primitives: questions, and those that have no rule.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::item::Item;
use crate::ir::{Arg, Callee, Expr, Place};
use crate::messages;
use crate::prim::Prim;
use crate::types::Ty;

/// Methods of floats that have no rule.
const FLOATS: [&str; 21] = [
    "to_radians",
    "to_degrees",
    "mul_add",
    "exp2",
    "log",
    "asinh",
    "acosh",
    "atanh",
    "fract",
    "copysign",
    "rem_euclid",
    "div_euclid",
    "round_ties_even",
    "next_up",
    "next_down",
    "midpoint",
    "lerp",
    "maximum",
    "minimum",
    "gamma",
    "ln_gamma",
];

/// Methods that give an `Ordering`, or an `Option` of one.
pub(super) const COMPARING: [&str; 3] = ["partial_cmp", "total_cmp", "cmp"];

/// Questions about floats, whose answers have no derivative.
const QUESTIONS: [&str; 7] = [
    "is_nan",
    "is_finite",
    "is_infinite",
    "is_normal",
    "is_subnormal",
    "is_sign_positive",
    "is_sign_negative",
];

impl Lower<'_> {
    /// A method of a float that is no primitive; none if it is the user's.
    pub(super) fn float_method(
        &mut self,
        m: &syn::ExprMethodCall,
        place: &Place,
        hint: Option<&str>,
    ) -> Option<Expr> {
        let name = m.method.to_string();
        if name == "to_bits" {
            // `from_bits` would give the number back
            return Some(match self.detached {
                true => self.question(m, place.clone(), hint),
                false => self.refuse(&m.method, messages::BITS),
            });
        }
        if FLOATS.contains(&name.as_str()) {
            return Some(self.refuse(&m.method, messages::FLOAT_METHOD));
        }
        QUESTIONS.contains(&name.as_str()).then(|| self.question(m, place.clone(), hint))
    }

    /// `x.sin_cos()`
    pub(super) fn sin_cos(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Expr {
        let x = self.expr(&m.receiver, None);
        let sin = self.prim(Prim::Sin, vec![x.clone()], None, m.span());
        let cos = self.prim(Prim::Cos, vec![x], None, m.span());
        let ty = Ty::Tuple(vec![self.function.ty_of(&sin), self.function.ty_of(&cos)]);
        self.bind(hint, Expr::Tuple(vec![sin, cos]), ty, m.span())
    }

    /// `x.partial_cmp(&y)`: what has the type of an `Ordering` has no derivative; rustc checks it.
    pub(super) fn ordering(&mut self, m: &syn::ExprMethodCall, place: Place, hint: Option<&str>) -> Expr {
        let known = matches!(self.function.place_ty(&place), Ty::Scalar(_) | Ty::Int(_));
        let other = match &m.args[0] {
            Syn::Reference(r) => &*r.expr,
            other => other,
        };
        // what is compared may be a reference in Rust, and a value here
        let args = vec![Arg::Receiver(place), Arg::Shared(self.place_or_value(other))];
        let order = self.detached_call(Callee::Method(m.method.clone(), None), args, hint, m.span());
        if known {
            return order;
        }
        self.checked_ordering(order, m.method.span())
    }

    /// The `Ordering` that a function on a path gives.
    pub(super) fn ordering_by(&mut self, path: syn::ExprPath, items: Vec<Item>, span: Span) -> Expr {
        let args = items.into_iter().map(|i| self.item_arg(i, span)).collect();
        let order = self.detached_call(Callee::Associated(path), args, None, span);
        self.checked_ordering(order, span)
    }

    /// Tells rustc that two values have one type.
    pub(super) fn alike(&mut self, a: Expr, b: Expr, span: Span) {
        let check = Callee::Function(syn::parse_quote!(::costate::rt::alike));
        self.detached_call(check, vec![Arg::Value(a), Arg::Value(b)], None, span);
    }

    fn checked_ordering(&mut self, order: Expr, span: Span) -> Expr {
        let check = Callee::Function(syn::parse_quote!(::costate::rt::ordering));
        self.detached_call(check, vec![Arg::Value(order)], None, span)
    }

    fn detached_call(&mut self, callee: Callee, args: Vec<Arg>, hint: Option<&str>, span: Span) -> Expr {
        let outer = std::mem::replace(&mut self.detached, true);
        let answer = self.called(callee, args, hint, span);
        self.detached = outer;
        if let Expr::Var(v) = &answer {
            self.function.vars[v.0].ty = Ty::Flat;
        }
        answer
    }

    /// `x.is_nan()`: a plain call on the value.
    fn question(&mut self, m: &syn::ExprMethodCall, place: Place, hint: Option<&str>) -> Expr {
        let value = self.load(place, None, m.span());
        let receiver = Arg::Receiver(Place::whole(self.rooted(value, m.span())));
        let args = std::iter::once(receiver).chain(m.args.iter().map(|a| self.arg(a))).collect();
        self.detached_call(Callee::Method(m.method.clone(), None), args, hint, m.span())
    }
}
