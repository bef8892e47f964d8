//! Methods of floats beside the primitives: questions, and those that have no rule.

use syn::spanned::Spanned;

use super::Lower;
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

/// Questions about floats, whose answers have no derivative.
const QUESTIONS: [&str; 9] = [
    "is_nan",
    "is_finite",
    "is_infinite",
    "is_normal",
    "is_subnormal",
    "is_sign_positive",
    "is_sign_negative",
    "total_cmp",
    "partial_cmp",
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

    /// `x.is_nan()`: a plain call on the value.
    fn question(&mut self, m: &syn::ExprMethodCall, place: Place, hint: Option<&str>) -> Expr {
        let value = self.load(place, None, m.span());
        let receiver = Arg::Receiver(Place::whole(self.rooted(value, m.span())));
        let outer = std::mem::replace(&mut self.detached, true);
        let args = std::iter::once(receiver).chain(m.args.iter().map(|a| self.arg(a))).collect();
        let answer = self.called(Callee::Method(m.method.clone(), None), args, hint, m.span());
        self.detached = outer;
        if let Expr::Var(v) = &answer {
            self.function.vars[v.0].ty = Ty::Flat;
        }
        answer
    }
}
