//! `let`: patterns, declarations, and where a new variable lives.

use proc_macro2::Ident;
use syn::{Expr as Syn, Pat};

use super::Lower;
use super::scope::Local;
use crate::ir::{Expr, Place, Role, Step, Stmt};
use crate::messages;
use crate::types::Ty;

impl Lower<'_> {
    pub(super) fn local(&mut self, local: &syn::Local) {
        let Some(init) = &local.init else { return self.declare_later(&local.pat) };
        if let Some((_, other)) = &init.diverge {
            return self.messages.add(other, messages::LET_ELSE);
        }
        let (pat, spelled) = match &local.pat {
            Pat::Type(t) => (&*t.pat, Some(&*t.ty)),
            pat => (pat, None),
        };
        self.bind_pattern(pat, spelled, &init.expr);
    }

    fn bind_pattern(&mut self, pat: &Pat, spelled: Option<&syn::Type>, init: &Syn) {
        match (pat, init) {
            (Pat::Ident(p), Syn::Closure(c)) => self.declare_closure(&p.ident, c),
            (_, init) if self.gives_reference(init) => {
                let item = self.item(init);
                self.bind_item(pat, item);
            }
            (Pat::Ident(p), _) => {
                if self.refuses_binding(p) {
                    self.declare_failed(&p.ident);
                } else {
                    let value = self.named_value(&p.ident, spelled, init);
                    self.declare(&p.ident, p.mutability.is_some(), spelled, value);
                }
            }
            (Pat::Wild(_), _) => {
                self.expr(init, None);
            }
            (Pat::Tuple(t), Syn::Tuple(values)) if t.elems.len() == values.elems.len() => {
                let atoms: Vec<Expr> = values.elems.iter().map(|e| self.expr(e, None)).collect();
                for (p, atom) in t.elems.iter().zip(atoms) {
                    self.destructure(p, atom);
                }
            }
            (Pat::Tuple(_) | Pat::Struct(_) | Pat::TupleStruct(_), _) => {
                let whole = self.expr(init, None);
                self.destructure(pat, whole);
            }
            _ => self.messages.add(pat, messages::PATTERN),
        }
    }

    fn refuses_binding(&mut self, p: &syn::PatIdent) -> bool {
        if p.by_ref.is_some() {
            self.messages.add(p, messages::REF_PATTERN);
        } else if p.subpat.is_some() {
            self.messages.add(p, messages::PATTERN);
        } else {
            return false;
        }
        true
    }

    fn named_value(&mut self, name: &Ident, spelled: Option<&syn::Type>, init: &Syn) -> Expr {
        self.expect(init, spelled);
        let atom = self.expr(init, Some(&name.to_string()));
        self.expected = None;
        let Some(ty) = spelled else { return atom };
        let wanted = self.kinds().spelled(ty);
        let ty_now = self.function.ty_of(&atom);
        let unified = self.unify(&ty_now, &wanted);
        if let Expr::Var(v) = &atom {
            let info = &mut self.function.vars[v.0];
            info.ty = unified;
            info.spelled = info.spelled.take().or_else(|| spelled_fully(ty));
        }
        atom
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
            self.scopes.value(Some(value))
        };
        self.scopes.declare(text, local);
    }

    pub(super) fn destructure(&mut self, pat: &Pat, whole: Expr) {
        match pat {
            Pat::Ident(p) if p.by_ref.is_none() && p.subpat.is_none() => {
                self.declare(&p.ident, p.mutability.is_some(), None, whole);
            }
            Pat::Wild(_) | Pat::Rest(_) => {}
            Pat::Paren(p) => self.destructure(&p.pat, whole),
            Pat::Tuple(t) => self.destructure_all(t.elems.iter(), &whole, pat),
            Pat::TupleStruct(t) => self.destructure_all(t.elems.iter(), &whole, pat),
            Pat::Struct(s) => {
                for field in &s.fields {
                    let part = self.part(&whole, field.member.clone(), &field.pat);
                    self.destructure(&field.pat, part);
                }
            }
            _ => self.messages.add(pat, messages::PATTERN),
        }
    }

    fn destructure_all<'p>(&mut self, all: impl Iterator<Item = &'p Pat>, whole: &Expr, pat: &Pat) {
        for (i, p) in all.enumerate() {
            if matches!(p, Pat::Rest(_)) {
                return self.messages.add(pat, messages::PATTERN);
            }
            let part = self.part(whole, syn::Member::from(i), p);
            self.destructure(p, part);
        }
    }

    /// The field of an atom, under the pattern's name.
    fn part(&mut self, whole: &Expr, member: syn::Member, pat: &Pat) -> Expr {
        let (name, span) = match pat {
            Pat::Ident(p) => (Some(p.ident.to_string()), p.ident.span()),
            _ => (None, crate::signature::nowhere()),
        };
        let root = self.rooted(whole.clone(), span);
        let place = Place { root, path: vec![Step::Field(member)] };
        let ty = self.function.place_ty(&place);
        self.bind(name.as_deref(), Expr::Load(place), ty, span)
    }

    /// `let x;`
    fn declare_later(&mut self, pat: &Pat) {
        let (pat, spelled) = match pat {
            Pat::Type(t) => (&*t.pat, Some(&*t.ty)),
            pat => (pat, None),
        };
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
    let text = quote::quote!(#ty).to_string();
    let partial =
        text.contains('_') && text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == "_");
    (!partial && !text.contains('&')).then(|| ty.clone())
}
