//! Literals, paths, and values put together from others.

use quote::{ToTokens, quote};
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::expr::refusal;
use super::item::Item;
use super::scope::Local;
use super::variant::is_variant;
use crate::ir::{Const, Expr};
use crate::messages;
use crate::types::Ty;

impl Lower<'_> {
    pub(super) fn literal(&mut self, lit: &syn::Lit) -> Expr {
        let (tokens, number, ty) = match lit {
            syn::Lit::Float(f) => return self.float(f),
            syn::Lit::Int(i) if matches!(i.suffix(), "f32" | "f64") => {
                let ty = self.kinds().named(i.suffix());
                (lit.to_token_stream(), i.base10_digits().parse().ok(), ty)
            }
            syn::Lit::Int(i) => {
                let ty = match i.suffix() {
                    "" => self.kinds().fresh_integer(),
                    suffix => self.kinds().integer(suffix),
                };
                (lit.to_token_stream(), i.base10_digits().parse().ok(), ty)
            }
            syn::Lit::Bool(b) => (lit.to_token_stream(), Some(f64::from(u8::from(b.value))), Ty::Bool),
            other => (other.to_token_stream(), None, Ty::Flat),
        };
        Expr::Const(Const { tokens, number, ty })
    }

    /// In functions generic over `Real`, an unsuffixed literal is a generic one.
    fn float(&mut self, f: &syn::LitFloat) -> Expr {
        let number = f.base10_digits().parse().ok();
        let span = f.span();
        let reals = if self.plain_literals { Vec::new() } else { self.kinds().reals.clone() };
        let (tokens, ty) = match (f.suffix(), reals.as_slice()) {
            ("", [t]) => {
                let name = syn::Ident::new(t, span);
                (quote::quote_spanned!(span=> ::costate::lit::<#name>(#f)), self.kinds().named(t))
            }
            ("", []) => (f.to_token_stream(), self.kinds().literal()),
            ("", _) => (quote::quote_spanned!(span=> ::costate::lit(#f)), self.kinds().fresh()),
            (suffix, _) => (f.to_token_stream(), self.kinds().named(suffix)),
        };
        Expr::Const(Const { tokens, number, ty })
    }

    pub(super) fn path(&mut self, p: &syn::ExprPath, hint: Option<&str>) -> Expr {
        if crate::ir::is_none(&p.path) {
            return self.none(p, hint);
        }
        if let Some(name) = p.path.get_ident().filter(|_| p.qself.is_none()) {
            match self.scopes.find(&name.to_string()) {
                Some(Local::Value(variable)) => {
                    return match self.scopes.get(variable) {
                        Some(atom) => atom,
                        None => Expr::Filler,
                    };
                }
                Some(Local::Place(place) | Local::Reference(place, _)) => {
                    return self.load(place, hint, name.span());
                }
                Some(Local::Rebound(k)) => {
                    let place = self.access(k, name.span());
                    return self.load(place, hint, name.span());
                }
                Some(Local::Items(items)) => return self.item_value(Item::Tuple(items), hint, name.span()),
                Some(Local::Maybe(..)) => return self.refuse(p, messages::OPTION_OF_PARTS),
                Some(Local::Iterator(_)) => return self.refuse(p, messages::ITERATOR_VALUE),
                Some(Local::Closure(_)) => return self.refuse(p, messages::CLOSURE_VALUE),
                None => {}
            }
        }
        let ty = self.constant_ty(&p.path);
        Expr::Const(Const { tokens: p.to_token_stream(), number: None, ty })
    }

    /// `T::ONE`, `f64::consts::PI`
    fn constant_ty(&mut self, path: &syn::Path) -> Ty {
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [.., t @ ("f32" | "f64"), "consts", _] | [t @ ("f32" | "f64"), _] => self.kinds().named(t),
            [t, "ZERO" | "ONE" | "PI"] if self.kinds().reals.iter().any(|r| r == t) => self.kinds().named(t),
            [t @ ("usize" | "u32" | "u64" | "i32" | "i64" | "isize"), _] => self.kinds().integer(t),
            _ => Ty::Unknown,
        }
    }

    pub(super) fn matches(&mut self, mac: &syn::Macro, hint: Option<&str>) -> Expr {
        let parse = |input: syn::parse::ParseStream| {
            let e: Syn = input.parse()?;
            input.parse::<syn::Token![,]>()?;
            let pat = syn::Pat::parse_multi_with_leading_vert(input)?;
            let pat = crate::exits::tested(&pat);
            input.parse::<Option<syn::Token![,]>>()?;
            Ok((e, pat))
        };
        let Ok((scrutinee, pattern)) = mac.parse_body_with(parse) else {
            return self.refuse(mac, messages::MACRO);
        };
        if crate::escapes::changes(&scrutinee) {
            return self.refuse(&scrutinee, messages::MACRO_EFFECT);
        }
        if let Some(there) = self.matches_maybe(&scrutinee, &pattern, hint) {
            return there;
        }
        let place = self.matched(&scrutinee);
        if let Some(test) = self.matches_window(&place, &pattern) {
            return test;
        }
        let pattern = quote!(#pattern);
        let a = self.looked_at(place, mac.span());
        self.bind(hint, Expr::Matches(Box::new(a), pattern), Ty::Bool, mac.span())
    }

    pub(super) fn aggregate(&mut self, e: &Syn, hint: Option<&str>) -> Expr {
        let (expr, ty) = match e {
            Syn::Tuple(t) => {
                let atoms = self.atoms(t.elems.iter());
                let ty = Ty::Tuple(atoms.iter().map(|a| self.function.ty_of(a)).collect());
                (Expr::Tuple(atoms), ty)
            }
            Syn::Array(a) => {
                if self.refuse_imported(a) {
                    return self.failed();
                }
                let atoms = self.atoms(a.elems.iter());
                let ty = atoms.iter().fold(Ty::Unknown, |ty, a| {
                    let ty_a = self.function.ty_of(a);
                    self.unify(&ty, &ty_a)
                });
                (Expr::Array(atoms), Ty::Array(Box::new(ty)))
            }
            Syn::Repeat(r) => {
                let a = self.expr(&r.expr, None);
                let ty = Ty::Array(Box::new(self.function.ty_of(&a)));
                (Expr::Repeat(Box::new(a), r.len.to_token_stream()), ty)
            }
            Syn::Struct(s) if is_variant(&s.path) => {
                let fields = s.fields.iter().map(|f| (f.member.clone(), self.expr(&f.expr, None))).collect();
                (Expr::Variant(s.path.clone(), fields), Ty::Unknown)
            }
            Syn::Struct(s) => {
                let fields = s.fields.iter().map(|f| (f.member.clone(), self.expr(&f.expr, None))).collect();
                let rest = s.rest.as_ref().map(|e| Box::new(self.expr(e, None)));
                (Expr::Struct(s.path.clone(), fields, rest), Ty::Unknown)
            }
            other => return self.refuse(other, refusal(other)),
        };
        self.bind(hint, expr, ty, e.span())
    }
}
