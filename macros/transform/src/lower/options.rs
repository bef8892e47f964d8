//! `Option`: `None`, and the methods that need no closure.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use crate::ir::{Block, Choice, Const, Expr, Place, Role, Step, Stmt};
use crate::messages;
use crate::types::Ty;

/// Methods that lend what is inside, or make another `Option` or `Result` of it.
const OTHERS: [&str; 13] = [
    "as_mut",
    "as_deref",
    "or",
    "xor",
    "and",
    "zip",
    "ok_or",
    "ok_or_else",
    "insert",
    "get_or_insert",
    "get_or_insert_with",
    "inspect",
    "iter",
];

/// Whether an expression is an `Option` of a reference, which holds a value here.
fn gives_element(e: &Syn) -> bool {
    super::ends::is_option_of_element(e) || matches!(e, Syn::MethodCall(m) if super::iterators::is_step(m))
}

impl Lower<'_> {
    /// Lowers a method of `Option`; none if it is not one.
    pub(super) fn option_method(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Option<Expr> {
        if self.is_of_conversion(m) {
            return Some(self.refuse(&m.receiver, messages::CONVERTED_INTEGER));
        }
        if let Some(value) = self.applied_inside(m, hint) {
            return Some(value);
        }
        let args: Vec<&Syn> = m.args.iter().collect();
        Some(match (m.method.to_string().as_str(), args.as_slice()) {
            ("is_some", []) => self.is_some(m, true, hint),
            ("is_none", []) => self.is_some(m, false, hint),
            ("unwrap", []) => {
                self.unwrapped(m, hint, quote::quote!("called `Option::unwrap()` on a `None` value"))
            }
            ("expect", [Syn::Lit(text)]) => self.unwrapped(m, hint, quote::quote!("{}", #text)),
            ("unwrap_or", [other]) => {
                let place = self.matched(&m.receiver);
                let place = self.settled(place, m);
                let other = match other {
                    // what an `Option` of a reference holds is a value here
                    Syn::Reference(r) if gives_element(&m.receiver) => &*r.expr,
                    other => *other,
                };
                let other = self.expr(other, None);
                self.some_or(place, other, hint, m)
            }
            ("unwrap_or_default", []) => {
                let place = self.matched(&m.receiver);
                let tokens = quote::quote!(::core::default::Default::default());
                let default = Expr::Const(Const { tokens, number: None, ty: Ty::Unknown });
                let payload = self.payload(&place);
                let ty = self.function.place_ty(&payload);
                let default = self.bind(None, default, ty, m.span());
                self.some_or(place, default, hint, m)
            }
            ("take", []) => self.exchanged(m, None, hint)?,
            ("replace", [value]) => self.exchanged(m, Some(value), hint)?,
            ("as_ref" | "copied" | "cloned", []) if self.is_option(&m.receiver) => {
                self.expr(&m.receiver, hint)
            }
            (name, _) if OTHERS.contains(&name) && self.is_option(&m.receiver) => {
                self.refuse(&m.method, messages::OPTION_METHOD)
            }
            _ => return None,
        })
    }

    /// `None`
    pub(super) fn none(&mut self, path: &syn::ExprPath, hint: Option<&str>) -> Expr {
        let tokens = match path.path.segments.last().map(|s| &s.arguments) {
            Some(syn::PathArguments::AngleBracketed(all)) => quote::quote!(::core::option::Option::None #all),
            _ => quote::quote!(::core::option::Option::None),
        };
        let ty = Ty::Option(Box::new(Ty::Unknown));
        self.bind(hint, Expr::Const(Const { tokens, number: None, ty: ty.clone() }), ty, path.span())
    }

    /// Whether an expression is known to be an `Option`.
    pub(super) fn is_option(&mut self, e: &Syn) -> bool {
        match e {
            Syn::Paren(p) => self.is_option(&p.expr),
            Syn::MethodCall(m) if super::ends::is_end(m) || super::search::is_found(m) => true,
            Syn::MethodCall(m) if super::iterators::is_step(m) => true,
            Syn::Path(_) | Syn::Field(_) => {
                self.place(e).is_some_and(|place| matches!(self.function.place_ty(&place), Ty::Option(_)))
            }
            Syn::Call(c) => {
                matches!(&*c.func, Syn::Path(p) if crate::ir::is_some(&p.path))
            }
            Syn::MethodCall(m) => match m.method.to_string().as_str() {
                "and_then" | "or_else" | super::asked::MAPPED => true,
                "then" | "then_some" => self.is_conditional(m),
                "filter" => !super::stream::is_stream(&m.receiver),
                "map" | "take" | "replace" | "as_ref" | "copied" | "cloned" => self.is_option(&m.receiver),
                _ => false,
            },
            _ => false,
        }
    }

    fn is_some(&mut self, m: &syn::ExprMethodCall, some: bool, hint: Option<&str>) -> Expr {
        let place = self.matched(&m.receiver);
        let test = self.test(&place, some);
        self.bind(hint, test, Ty::Bool, m.span())
    }

    /// Whether there is something in a place.
    pub(super) fn is_there(&mut self, place: &Place, span: Span) -> Expr {
        let test = self.test(place, true);
        self.bind(None, test, Ty::Bool, span)
    }

    /// `Some(value)`
    pub(super) fn some(&mut self, value: Expr, span: Span) -> Expr {
        let ty = Ty::Option(Box::new(self.function.ty_of(&value)));
        let fields = vec![(syn::Member::from(0), value)];
        self.bind(None, Expr::Variant(syn::parse_quote!(Some), fields), ty, span)
    }

    /// `None` where something of this type could be.
    pub(super) fn none_of(&mut self, ty: Ty, span: Span) -> Expr {
        let ty = Ty::Option(Box::new(ty));
        let tokens = quote::quote!(::core::option::Option::None);
        self.bind(None, Expr::Const(Const { tokens, number: None, ty: ty.clone() }), ty, span)
    }

    fn test(&mut self, place: &Place, some: bool) -> Expr {
        let pattern = match some {
            true => quote::quote!(::core::option::Option::Some(_)),
            false => quote::quote!(::core::option::Option::None),
        };
        Expr::Matches(Box::new(self.looked_at(place.clone(), Span::call_site())), pattern)
    }

    /// What is inside, in the case that there is something.
    pub(super) fn payload(&self, place: &Place) -> Place {
        let mut place = place.clone();
        place.path.push(Step::Variant(syn::parse_quote!(Some), syn::Member::from(0)));
        place
    }

    fn unwrapped(
        &mut self,
        m: &syn::ExprMethodCall,
        hint: Option<&str>,
        text: proc_macro2::TokenStream,
    ) -> Expr {
        let place = self.matched(&m.receiver);
        let test = self.test(&place, true);
        let some = self.bind(None, test, Ty::Bool, m.span());
        let assert = syn::Ident::new("assert", m.span()).into();
        self.stmts.push(Stmt::Assert(assert, some, text));
        self.load(self.payload(&place), hint, m.span())
    }

    /// An operand that is looked at after another has been evaluated.
    pub(super) fn settled(&mut self, place: Place, m: &syn::ExprMethodCall) -> Place {
        if !self.function.is_memory(place.root) {
            return place;
        }
        let value = self.load(place, None, m.span());
        Place::whole(self.rooted(value, m.span()))
    }

    fn some_or(&mut self, place: Place, other: Expr, hint: Option<&str>, m: &syn::ExprMethodCall) -> Expr {
        let test = self.test(&place, true);
        let some = self.bind(None, test, Ty::Bool, m.span());
        let (then, value) = self.nested(|pass| pass.load(pass.payload(&place), None, m.span()));
        let (a, b) = (self.function.ty_of(&value), self.function.ty_of(&other));
        let ty = self.unify(&a, &b);
        let result = match hint {
            Some(name) => self.fresh(name, m.span(), ty, Role::Value),
            None => self.temporary(m.span(), ty),
        };
        let choice = Choice { result, then: value, otherwise: other };
        self.stmts.push(Stmt::If(some, then, Block::default(), vec![choice]));
        Expr::Var(result)
    }

    /// `take` and `replace`: what was there, and something else in its place.
    fn exchanged(&mut self, m: &syn::ExprMethodCall, with: Option<&Syn>, hint: Option<&str>) -> Option<Expr> {
        let place = self.written_place(&m.receiver)?;
        let known = matches!(self.function.place_ty(&place), Ty::Option(_));
        if !known && place.path.is_empty() {
            return None;
        }
        let with = match with {
            Some(value) => {
                let value = self.expr(value, None);
                let ty = Ty::Option(Box::new(self.function.ty_of(&value)));
                let some = vec![(syn::Member::from(0), value)];
                self.bind(None, Expr::Variant(syn::parse_quote!(Some), some), ty, m.span())
            }
            None => self.none(&syn::parse_quote!(None), None),
        };
        let was = self.load(place.clone(), hint, m.span());
        self.store(place, with);
        Some(was)
    }
}
