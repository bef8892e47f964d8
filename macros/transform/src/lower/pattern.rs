//! `let`: patterns, declarations, and where a new variable lives.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr as Syn, Pat};

use super::Lower;
use super::iterators::is_iterator;
use super::scope::Local;
use super::variant::{Given, is_matched};
use crate::ir::{Const, Expr, Place, Role, Stmt};
use crate::messages;
use crate::types::Ty;

impl Lower<'_> {
    pub(super) fn local(&mut self, local: &syn::Local) {
        let Some(init) = &local.init else { return self.declare_later(&local.pat) };
        if init.diverge.is_some() {
            return self.matched_names(&local.pat, &init.expr);
        }
        let (pat, spelled) = match &local.pat {
            Pat::Type(t) => (&*t.pat, Some(&*t.ty)),
            pat => (pat, None),
        };
        match self.array_of_slice(spelled, &init.expr) {
            Some(array) => self.bind_pattern(pat, spelled, &array),
            None => self.bind_pattern(pat, spelled, &init.expr),
        }
    }

    fn bind_pattern(&mut self, pat: &Pat, spelled: Option<&syn::Type>, init: &Syn) {
        match (pat, init) {
            (Pat::Ident(p), _) if is_matched(&p.ident) => self.scrutinee(&p.ident, spelled, init),
            (Pat::Ident(p), init) if p.mutability.is_none() && self.declare_maybe(&p.ident, init) => {}
            (Pat::Ident(p), _) if is_iterator(&p.ident) => {
                self.declare_iterator(&p.ident, p.mutability.is_some(), init);
            }
            (Pat::Ident(p), _) if self.is_callable(&p.ident, init) => self.declare_called(&p.ident, init),
            (Pat::Tuple(t), init) if self.declare_iterators(t, init) => {}
            (_, init) if self.gives_reference(init) => {
                let item = self.item(init);
                self.bind_item(pat, item);
            }
            (Pat::Ident(p), _) if p.by_ref.is_none() && p.subpat.is_none() => {
                let known = self.known_option(spelled, init);
                let spelled = spelled.or(known.as_ref());
                let ordinal = self.scopes.next_ordinal();
                let value = self.named_value(&p.ident, spelled, init);
                self.declare(&p.ident, p.mutability.is_some(), spelled, value);
                self.note_option(&p.ident, spelled, init, ordinal);
            }
            (Pat::Wild(_), _) => {
                self.expr(init, None);
            }
            (Pat::Tuple(t), Syn::Tuple(values)) if t.elems.len() == values.elems.len() => {
                let mut types = tuple_types(spelled).into_iter();
                let atoms: Vec<Expr> =
                    values.elems.iter().map(|e| self.typed_value(None, types.next(), e)).collect();
                t.elems.iter().zip(atoms).for_each(|(p, atom)| self.destructure(p, atom));
            }
            _ => {
                let place = self.place_or_value(init);
                self.destructure_place(pat, place, Given::Value);
            }
        }
    }

    fn named_value(&mut self, name: &Ident, spelled: Option<&syn::Type>, init: &Syn) -> Expr {
        self.typed_value(Some(&name.to_string()), spelled, init)
    }

    fn typed_value(&mut self, name: Option<&str>, spelled: Option<&syn::Type>, init: &Syn) -> Expr {
        self.expect(init, spelled);
        let typed = spelled.map(|ty| super::typed::typed(init, ty));
        let atom = self.expr(typed.as_ref().unwrap_or(init), name);
        self.expected = None;
        match spelled {
            Some(ty) => self.with_type(atom, ty),
            None => atom,
        }
    }

    /// A value whose type is spelled. That of a constant is known by it if it is a number: nothing else becomes one.
    pub(super) fn with_type(&mut self, atom: Expr, ty: &syn::Type) -> Expr {
        self.note_type(&atom, ty);
        match atom {
            Expr::Const(c) if c.ty == Ty::Unknown => {
                let wanted = self.kinds().spelled(ty);
                let ty = if matches!(wanted, Ty::Scalar(_) | Ty::Int(_)) { wanted } else { c.ty };
                Expr::Const(Const { ty, ..c })
            }
            Expr::Const(c) => Expr::Const(Const { tokens: told(&c.tokens, ty), ..c }),
            atom => atom,
        }
    }

    /// Notes the type that is spelled for a value.
    pub(super) fn note_type(&mut self, atom: &Expr, ty: &syn::Type) {
        let wanted = self.kinds().spelled(ty);
        let ty_now = self.function.ty_of(atom);
        let unified = self.unify(&ty_now, &wanted);
        if let Expr::Var(v) = atom {
            let info = &mut self.function.vars[v.0];
            info.ty = unified;
            info.spelled = info.spelled.take().or_else(|| spelled_fully(ty));
        }
    }

    /// A new user variable with this value.
    pub(super) fn declare(&mut self, name: &Ident, mutable: bool, spelled: Option<&syn::Type>, value: Expr) {
        let text = name.to_string();
        let local = if mutable && self.changed.contains(&text) {
            let ty = self.function.ty_of(&value);
            let var = self.fresh(&text, name.span(), ty, Role::Memory);
            self.function.vars[var.0].spelled = spelled.and_then(spelled_fully);
            self.stmts.push(Stmt::Alloc(var, value));
            Local::Place(Place::whole(var))
        } else {
            let value = self.in_a_variable(&text, name.span(), value);
            self.scopes.value(Some(value))
        };
        self.scopes.declare(text, local);
    }

    /// A constant has a place of its own where a reference may be given it.
    fn in_a_variable(&mut self, name: &str, span: proc_macro2::Span, value: Expr) -> Expr {
        match value {
            Expr::Const(_) if self.changed.contains(name) => {
                let ty = self.function.ty_of(&value);
                self.bind(Some(name), value, ty, span)
            }
            value => value,
        }
    }

    /// `let x;`
    fn declare_later(&mut self, pat: &Pat) {
        let (pat, spelled) = match pat {
            Pat::Type(t) => (&*t.pat, Some(&*t.ty)),
            pat => (pat, None),
        };
        if let Pat::Tuple(t) = pat {
            return t.elems.iter().for_each(|p| self.declare_later(p));
        }
        let Pat::Ident(p) = pat else { return self.messages.add(pat, messages::PATTERN) };
        let name = p.ident.to_string();
        let local = if self.is_deferred(self.scopes.next_ordinal()) {
            self.unset_reference()
        } else if p.mutability.is_some() && self.changed.contains(&name) {
            let ty = spelled.map_or(Ty::Unknown, |t| self.kinds().spelled(t));
            let var = self.fresh(&name, p.ident.span(), ty, Role::Memory);
            self.function.vars[var.0].spelled = spelled.and_then(spelled_fully);
            self.stmts.push(Stmt::Alloc(var, Expr::Filler));
            Local::Place(Place::whole(var))
        } else {
            self.scopes.value(None)
        };
        self.scopes.declare(name, local);
    }
}

/// A spelled type without `_` and without lifetimes, which can be written again.
pub(crate) fn spelled_fully(ty: &syn::Type) -> Option<syn::Type> {
    let text = quote!(#ty).to_string();
    let partial =
        text.contains('_') && text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == "_");
    (!partial && !text.contains('&')).then(|| ty.clone())
}

/// A constant that a call gives, `lit(0.5)`, with the type that nothing else may tell where the constant is used.
fn told(tokens: &TokenStream, ty: &syn::Type) -> TokenStream {
    let Some(ty) = spelled_fully(ty).filter(|ty| is_untold(tokens, ty)) else { return tokens.clone() };
    quote!(::core::convert::identity::<#ty>(#tokens))
}

/// Whether a call does not say its type: `T::from_f64(0.5)` does.
fn is_untold(tokens: &TokenStream, ty: &syn::Type) -> bool {
    let Ok(call) = syn::parse2::<syn::ExprCall>(tokens.clone()) else { return false };
    let Syn::Path(f) = &*call.func else { return false };
    let says = |s: &syn::PathSegment| s.ident == quote!(#ty).to_string() || !s.arguments.is_none();
    f.qself.is_none() && !f.path.segments.iter().any(says)
}

/// The types of a spelled tuple's parts.
fn tuple_types(spelled: Option<&syn::Type>) -> Vec<&syn::Type> {
    match spelled {
        Some(syn::Type::Tuple(t)) => t.elems.iter().collect(),
        _ => Vec::new(),
    }
}
