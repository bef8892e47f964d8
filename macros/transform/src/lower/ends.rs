//! `first`, `last` and `get` of slices: an `Option` of the element, which is looked at and
//! never written, so its value will do.

use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use crate::ir::{Choice, Expr, Op, Place, Role, Step, Stmt, number};
use crate::types::Ty;

/// Whether an expression is an element of a slice, if it has one, as far as its text tells.
pub(super) fn is_end(m: &syn::ExprMethodCall) -> bool {
    let name = m.method.to_string();
    match m.args.first() {
        None => matches!(name.trim_end_matches(OF_SLICE), "first" | "last"),
        Some(i) => {
            name.trim_end_matches(OF_SLICE) == "get" && m.args.len() == 1 && !matches!(i, Syn::Range(_))
        }
    }
}

/// Such a method has this in its name where it gives a reference, as no method of a user's does.
const OF_SLICE: &str = "__of_slice";

/// Whether a method is a slice's although nobody says that its receiver is one; rustc checks it.
pub(super) fn is_of_slice(m: &syn::ExprMethodCall) -> bool {
    m.method.to_string().ends_with(OF_SLICE)
}

/// What is an `Option` of a reference is a slice's.
pub(super) fn name_end(e: &mut Syn) {
    match e {
        Syn::Paren(p) => name_end(&mut p.expr),
        Syn::MethodCall(m) if is_end(m) && !is_of_slice(m) && !super::stream::is_stream(&m.receiver) => {
            m.method = syn::Ident::new(&format!("{}{OF_SLICE}", m.method), m.method.span());
        }
        _ => {}
    }
}

/// Whether an expression is what such an `Option` holds: a reference that is a value here.
pub(super) fn is_element(e: &Syn) -> bool {
    let Syn::MethodCall(m) = e else { return false };
    let inside = ["unwrap", "expect", "unwrap_or"].iter().any(|n| m.method == n);
    inside && is_option_of_element(&m.receiver)
}

/// Whether an expression gives such an `Option`.
pub(super) fn is_option_of_element(e: &Syn) -> bool {
    matches!(e, Syn::MethodCall(m) if is_end(m) || super::search::is_found(m))
}

impl Lower<'_> {
    /// `x.first()`, `x.last()`, `x.get(i)`
    pub(super) fn end(&mut self, m: &syn::ExprMethodCall, place: &Place, hint: Option<&str>) -> Expr {
        let span = m.span();
        let len = self.slice_length(place, span);
        let (low, index) = match m.args.first() {
            Some(i) => {
                let i = self.expr(i, None);
                (i.clone(), Some(i))
            }
            None => (number(0), m.method.to_string().starts_with("first").then(|| number(0))),
        };
        let there = Expr::Binary(Op::Lt, Box::new(low), Box::new(len.clone()));
        let there = self.bind(None, there, Ty::Bool, span);
        let (then, some) = self.nested(|pass| {
            let index = index.unwrap_or_else(|| pass.whole(Op::Sub, len, number(1), span));
            let mut at = place.clone();
            at.path.push(Step::Index(index));
            let value = pass.load(at, None, span);
            let ty = Ty::Option(Box::new(pass.function.ty_of(&value)));
            pass.bind(
                None,
                Expr::Variant(syn::parse_quote!(Some), vec![(syn::Member::from(0), value)]),
                ty,
                span,
            )
        });
        let (otherwise, none) = self.nested(|pass| pass.none(&syn::parse_quote!(None), None));
        let ty = self.function.ty_of(&some);
        let result = self.fresh(hint.unwrap_or("found"), span, ty, Role::Value);
        let choice = Choice { result, then: some, otherwise: none };
        self.stmts.push(Stmt::If(there, then, otherwise, vec![choice]));
        Expr::Var(result)
    }
}
