//! Options of references: `x.split_first()`, `x.get_mut(i)`. They are looked at where they stand, in
//! `if let`, `let … else`, `match`, or with `unwrap` and `expect`.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr as Syn, Pat};

use super::Lower;
use super::item::Item;
use super::scope::Local;
use crate::ir::{Expr, Op, Place, Step, Stmt, number};
use crate::messages;
use crate::types::Ty;

/// Whether a method gives an `Option` of references, as far as its text tells.
pub(crate) fn is_maybe(e: &Syn) -> bool {
    let Syn::MethodCall(m) = e else { return false };
    match (m.method.to_string().as_str(), m.args.first()) {
        ("split_first" | "split_last" | "split_first_mut" | "split_last_mut", None) => true,
        ("first_mut" | "last_mut", None) => true,
        ("get_mut", Some(i)) => m.args.len() == 1 && !matches!(i, Syn::Range(_)),
        _ => false,
    }
}

impl Lower<'_> {
    /// Whether a method gives an `Option` of references.
    pub(super) fn is_maybe(&self, e: &Syn) -> bool {
        is_maybe(e) || matches!(e, Syn::MethodCall(m) if self.steps_over_places(m))
    }

    /// Whether an expression is what stands inside such an `Option`.
    pub(super) fn is_unwrapped(&self, m: &syn::ExprMethodCall) -> bool {
        (m.method == "unwrap" || m.method == "expect") && self.is_maybe(&m.receiver)
    }

    /// Whether there is something, and what it is.
    pub(super) fn maybe(&mut self, e: &Syn) -> Option<(Expr, Item)> {
        let Syn::MethodCall(m) = e else { return None };
        if super::iterators::is_step(m) {
            return self.stepped_item(m);
        }
        let (name, span) = (m.method.to_string(), m.method.span());
        let mutable = name.ends_with("_mut");
        let place = self.place_or_value(&m.receiver);
        if mutable && !self.function.is_memory(place.root) {
            self.messages.add(&m.method, messages::PLACE);
            return None;
        }
        let len = self.slice_length(&place, span);
        let index = m.args.first().map(|i| self.expr(i, None));
        let low = index.clone().unwrap_or_else(|| number(0));
        let there = self.compared(Op::Lt, low, len.clone(), span);
        let part = |step: Step| {
            let mut place = place.clone();
            place.path.push(step);
            Item::Reference(place, mutable)
        };
        let end = |e: Expr| Some(Box::new(e));
        let item = match name.as_str() {
            "split_first" | "split_first_mut" => {
                Item::Tuple(vec![part(Step::Index(number(0))), part(Step::Range(end(number(1)), None))])
            }
            "split_last" | "split_last_mut" => {
                let last = self.before_end(&len, &there, span);
                Item::Tuple(vec![part(Step::Index(last.clone())), part(Step::Range(None, end(last)))])
            }
            "last_mut" => part(Step::Index(self.before_end(&len, &there, span))),
            _ => part(Step::Index(index.unwrap_or_else(|| number(0)))),
        };
        Some((there, item))
    }

    /// The last index, or zero where there is none.
    fn before_end(&mut self, len: &Expr, there: &Expr, span: Span) -> Expr {
        let one = self.bind(
            None,
            Expr::Cast(Box::new(there.clone()), syn::parse_quote!(usize)),
            Ty::Int(None),
            span,
        );
        self.whole(Op::Sub, len.clone(), one, span)
    }

    /// `x.split_first().unwrap()`
    pub(super) fn unwrapped_item(&mut self, m: &syn::ExprMethodCall) -> Item {
        let Some((there, item)) = self.maybe(&m.receiver) else { return Item::Value(self.failed()) };
        let text = match m.args.first() {
            Some(text) => quote::quote!("{}", #text),
            None => quote::quote!("called `Option::unwrap()` on a `None` value"),
        };
        let assert = syn::Ident::new("assert", m.span()).into();
        self.stmts.push(Stmt::Assert(assert, there, text));
        item
    }

    /// The same in the place of a reference.
    pub(super) fn unwrapped_place(&mut self, m: &syn::ExprMethodCall) -> Option<Place> {
        match self.unwrapped_item(m) {
            Item::Reference(place, _) => Some(place),
            _ => None,
        }
    }

    /// `let m = x.split_first();`; false if it is something else.
    pub(super) fn declare_maybe(&mut self, name: &proc_macro2::Ident, value: &Syn) -> bool {
        let known = self.named_maybe(value);
        if known.is_none() && !self.is_maybe(value) {
            return false;
        }
        match known.or_else(|| self.maybe(value)) {
            Some((there, item)) => self.scopes.declare(name.to_string(), Local::Maybe(there, Box::new(item))),
            None => self.declare_failed(name),
        }
        true
    }

    /// What is known of a name.
    fn named_maybe(&self, e: &Syn) -> Option<(Expr, Item)> {
        let Syn::Path(p) = e else { return None };
        match self.scopes.find(&p.path.get_ident()?.to_string())? {
            Local::Maybe(there, item) => Some((there, *item)),
            _ => None,
        }
    }

    /// `matches!(m, Some(_))`; none if `m` is something else.
    pub(super) fn matches_maybe(&mut self, scrutinee: &Syn, pat: &Pat, hint: Option<&str>) -> Option<Expr> {
        let (there, _) = self.named_maybe(scrutinee)?;
        Some(match inside_some(pat) {
            Some(_) => there,
            None if is_none(pat) => self.bind(hint, Expr::Not(Box::new(there)), Ty::Bool, pat.span()),
            None => self.refuse(pat, messages::PATTERN_OF_PARTS),
        })
    }

    /// `let Some(pattern) = m else {};`; false if `m` is something else.
    pub(super) fn names_of_maybe(&mut self, pat: &Pat, scrutinee: &Syn) -> bool {
        let Some((_, item)) = self.named_maybe(scrutinee) else { return false };
        match inside_some(pat) {
            Some(inner) => self.bind_item(inner, item),
            None if is_none(pat) => {}
            None => self.messages.add(pat, messages::PATTERN_OF_PARTS),
        }
        true
    }
}

/// The pattern inside `Some`, if it surely matches.
fn inside_some(pat: &Pat) -> Option<&Pat> {
    let t = match pat {
        Pat::Paren(p) => return inside_some(&p.pat),
        Pat::TupleStruct(t) => t,
        _ => return None,
    };
    let some = crate::ir::is_some(&t.path) && t.elems.len() == 1;
    t.elems.first().filter(|inner| some && is_sure(inner))
}

fn is_sure(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(p) => p.subpat.is_none() && crate::exits::is_name(p),
        Pat::Wild(_) => true,
        Pat::Paren(p) => is_sure(&p.pat),
        Pat::Reference(p) => is_sure(&p.pat),
        Pat::Tuple(t) => t.elems.iter().all(is_sure),
        _ => false,
    }
}

fn is_none(pat: &Pat) -> bool {
    match pat {
        Pat::Paren(p) => is_none(&p.pat),
        Pat::Ident(p) => p.ident == "None",
        Pat::Path(p) => crate::ir::is_none(&p.path),
        _ => false,
    }
}
