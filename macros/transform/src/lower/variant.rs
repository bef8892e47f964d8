//! Patterns: what is matched, and the names that a pattern gives to its parts.
//!
//! What is matched is a place, and its names are read as soon as it is known to
//! match: nothing is copied before. Behind `&mut` a name is a place itself.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Expr as Syn, Member, Pat};

use super::Lower;
use super::item::Item;
use super::scope::Local;
use crate::exits::is_name;
use crate::ir::{Expr, Op, Place, Role, Step, number};
use crate::messages;
use crate::signature::Signature;
use crate::types::Ty;

/// The names that the pass `exits` gives to what is matched begin so.
const MATCHED: &str = "matched__";

/// Whether a name stands for what is matched.
pub(super) fn is_matched(name: &Ident) -> bool {
    name.to_string().starts_with(MATCHED)
}

/// Whether a path names a variant of an enum: `Some`, `Shape::Sphere`.
pub(super) fn is_variant(path: &syn::Path) -> bool {
    let before = path.segments.iter().rev().nth(1);
    let of_type = before.is_some_and(|s| s.ident.to_string().starts_with(char::is_uppercase));
    of_type || crate::ir::is_some(path)
}

/// `Spring` of `Spring { … }` and `Spring(…)`, which may be a struct or a variant.
fn head(e: &Syn) -> Option<&Ident> {
    let path = match e {
        Syn::Struct(s) => &s.path,
        Syn::Call(c) => match &*c.func {
            Syn::Path(f) => &f.path,
            _ => return None,
        },
        _ => return None,
    };
    let known = |name: &Ident| name == "Some" || name == "Self";
    path.get_ident().filter(|name| super::call::is_upper(&name.to_string()) && !known(name))
}

impl Lower<'_> {
    /// Values of one array have one type: those of different names are variants of an enum.
    pub(super) fn refuse_imported(&mut self, array: &syn::ExprArray) -> bool {
        let heads: Vec<&Ident> = array.elems.iter().filter_map(head).collect();
        let several = heads.iter().any(|name| *name != heads[0]);
        if several {
            heads.iter().for_each(|name| self.messages.add(name, messages::IMPORTED_VALUE));
        }
        several
    }

    /// `let m = value;` of what is matched: a name for the place.
    pub(super) fn scrutinee(&mut self, name: &Ident, spelled: Option<&syn::Type>, value: &Syn) {
        if self.declare_maybe(name, value) {
            return;
        }
        let (place, given) = self.placed(value);
        if let (Some(ty), true) = (spelled, place.path.is_empty()) {
            let (known, wanted) = (self.function.place_ty(&place), self.kinds().spelled(ty));
            self.function.vars[place.root.0].ty = self.unify(&known, &wanted);
        }
        self.scopes.declare(
            name.to_string(),
            match given {
                Given::Value => Local::Place(place),
                Given::Reference(mutable) => Local::Reference(place, mutable),
            },
        );
    }

    /// The place of what is matched; behind a reference the names of a pattern are references.
    fn placed(&mut self, value: &Syn) -> (Place, Given) {
        match value {
            Syn::Paren(p) => return self.placed(&p.expr),
            Syn::Tuple(_) => {}
            e if self.gives_reference(e) => match self.item(e) {
                Item::Reference(place, mutable) => return (place, Given::Reference(mutable)),
                Item::Rebound(k) => {
                    return (self.access(k, value.span()), Given::Reference(self.rebound[k].mutable));
                }
                Item::Value(_) | Item::Tuple(_) => self.messages.add(value, messages::PATTERN),
            },
            _ => {}
        }
        (self.matched(value), Given::Value)
    }

    /// The place of what is matched; references are looked through.
    pub(super) fn matched(&mut self, value: &Syn) -> Place {
        match value {
            Syn::Paren(p) => self.matched(&p.expr),
            Syn::Reference(r) => self.matched(&r.expr),
            Syn::Tuple(t) if !t.elems.is_empty() => {
                let atoms: Vec<Expr> = t.elems.iter().map(|e| self.part_of_scrutinee(e)).collect();
                let ty = Ty::Tuple(atoms.iter().map(|a| self.function.ty_of(a)).collect());
                let whole = self.bind(None, Expr::Tuple(atoms), ty, t.span());
                Place::whole(self.rooted(whole, t.span()))
            }
            e => self.place_or_value(e),
        }
    }

    fn part_of_scrutinee(&mut self, e: &Syn) -> Expr {
        match e {
            Syn::Paren(p) => self.part_of_scrutinee(&p.expr),
            Syn::Reference(r) if r.mutability.is_none() => self.part_of_scrutinee(&r.expr),
            e => self.expr(e, None),
        }
    }

    /// What stands in a place, where it is only looked at.
    pub(super) fn looked_at(&mut self, place: Place, span: Span) -> Expr {
        if self.is_value(&place) {
            return Expr::Var(place.root);
        }
        if self.chosen_places.contains_key(&place.root) || self.text(&place).is_some() {
            return self.load(place, None, span);
        }
        Expr::Load(place)
    }

    /// `let pattern = m else {};` of something that surely matches.
    pub(super) fn matched_names(&mut self, pat: &Pat, scrutinee: &Syn) {
        if self.names_of_maybe(pat, scrutinee) {
            return;
        }
        let (place, given) = self.placed(scrutinee);
        Names { refutable: true, given }.give(self, pat, place);
    }

    /// `let pattern = value;`
    pub(super) fn destructure(&mut self, pat: &Pat, value: Expr) {
        if let Pat::Ident(p) = pat
            && p.by_ref.is_none()
            && p.subpat.is_none()
        {
            return self.declare(&p.ident, p.mutability.is_some(), None, value);
        }
        let place = Place::whole(self.rooted(value, pat.span()));
        self.destructure_place(pat, place, Given::Value);
    }

    /// `let pattern = place;`, or `&place`
    pub(super) fn destructure_place(&mut self, pat: &Pat, place: Place, given: Given) {
        Names { refutable: false, given }.give(self, pat, place);
    }

    /// Arguments that are patterns.
    pub(super) fn take_apart(&mut self, signature: &Signature) {
        for (param, var) in signature.params.iter().zip(self.function.params.clone()) {
            if let Some(pat) = &param.pattern {
                let given = match param.role {
                    Role::Unique => Given::Reference(true),
                    Role::Shared => Given::Reference(false),
                    _ => Given::Value,
                };
                self.destructure_place(pat, Place::whole(var), given);
            }
        }
    }
}

/// What a pattern's names stand for.
#[derive(Clone, Copy)]
pub(super) enum Given {
    /// Values.
    Value,
    /// References; whether they are `&mut`.
    Reference(bool),
}

/// How a pattern's names are given.
#[derive(Clone, Copy)]
struct Names {
    /// An identifier in upper case is a constant.
    refutable: bool,
    /// What the names stand for.
    given: Given,
}

impl Names {
    fn give(self, pass: &mut Lower<'_>, pat: &Pat, place: Place) {
        match pat {
            Pat::Ident(p) if is_name(p) || !self.refutable => self.name(pass, p, place),
            Pat::Ident(p) => pass.refuse_shadowed(&p.ident),
            Pat::Paren(p) => self.give(pass, &p.pat, place),
            Pat::Reference(p) => Names { given: Given::Value, ..self }.give(pass, &p.pat, place),
            Pat::Type(p) => self.give(pass, &p.pat, place),
            Pat::Tuple(p) => self.tuple(pass, p, &place),
            Pat::TupleStruct(p) => {
                for (i, inner) in p.elems.iter().enumerate() {
                    if matches!(inner, Pat::Rest(_)) {
                        if i + 1 < p.elems.len() {
                            pass.messages.add(inner, messages::PATTERN_REST);
                        }
                        break;
                    }
                    self.give(pass, inner, inside(&place, constructed(&p.path, Member::from(i))));
                }
            }
            Pat::Struct(p) => {
                for field in &p.fields {
                    self.give(pass, &field.pat, inside(&place, constructed(&p.path, field.member.clone())));
                }
            }
            Pat::Slice(p) => self.slice(pass, p, &place),
            Pat::Wild(_) | Pat::Rest(_) => {}
            Pat::Or(p) => p.cases.iter().for_each(|p| self.give(pass, p, place.clone())),
            Pat::Lit(_) | Pat::Range(_) | Pat::Path(_) | Pat::Const(_) if self.refutable => {}
            _ => pass.messages.add(pat, messages::PATTERN),
        }
    }

    fn name(self, pass: &mut Lower<'_>, p: &syn::PatIdent, place: Place) {
        let given = match p.by_ref {
            Some(_) => Given::Reference(p.mutability.is_some()),
            None => self.given,
        };
        if let Some((_, inner)) = &p.subpat {
            if matches!(**inner, Pat::Rest(_)) {
                return pass.messages.add(p, messages::PATTERN);
            }
            self.give(pass, inner, place.clone());
        }
        if let Given::Reference(mutable) = given {
            if mutable && !pass.function.is_memory(place.root) {
                pass.messages.add(p, messages::PLACE);
            }
            return pass.scopes.declare(p.ident.to_string(), Local::Reference(place, mutable));
        }
        let name = p.ident.to_string();
        let value = pass.load(place, Some(&name), p.ident.span());
        pass.declare(&p.ident, p.mutability.is_some(), None, value);
    }

    /// The parts of a tuple; those after `..` are counted from its end.
    fn tuple(self, pass: &mut Lower<'_>, p: &syn::PatTuple, place: &Place) {
        let count = p.elems.len() - 1;
        let rest = p.elems.iter().position(|p| matches!(p, Pat::Rest(_)));
        let skipped = match (rest, pass.function.place_ty(place)) {
            (None, _) => 0,
            (Some(_), Ty::Tuple(all)) if all.len() >= count => all.len() - count - 1,
            (Some(at), _) if at == count => 0,
            (Some(_), _) => return pass.messages.add(p, messages::PATTERN_REST),
        };
        for (i, inner) in p.elems.iter().enumerate() {
            let at = if rest.is_some_and(|rest| i > rest) { i + skipped } else { i };
            if rest != Some(i) {
                self.give(pass, inner, inside(place, Step::Field(Member::from(at))));
            }
        }
    }

    /// The elements of an array or a slice; those after `..` are counted from its end.
    fn slice(self, pass: &mut Lower<'_>, p: &syn::PatSlice, place: &Place) {
        let rest = p.elems.iter().position(|p| matches!(p, Pat::Rest(_)) || named_rest(p).is_some());
        for (i, inner) in p.elems.iter().enumerate() {
            if let Some(name) = named_rest(inner) {
                self.rest(pass, name, place, (i, p.elems.len() - i - 1));
            }
            if rest == Some(i) || matches!(inner, Pat::Wild(_)) {
                continue;
            }
            let index = match rest.is_some_and(|rest| i > rest) {
                false => number(i),
                true => pass.counted_from_end(place, p.elems.len() - i, inner.span()),
            };
            self.give(pass, inner, inside(place, Step::Index(index)));
        }
    }

    /// `rest @ ..`: a part, where what is matched is behind a reference.
    fn rest(self, pass: &mut Lower<'_>, p: &syn::PatIdent, place: &Place, (before, behind): (usize, usize)) {
        let mutable = match (p.by_ref.is_some(), self.given) {
            (true, _) => p.mutability.is_some(),
            (false, Given::Reference(mutable)) => mutable,
            (false, Given::Value) => return pass.rest_by_value(&p.ident, place, [before, behind]),
        };
        if mutable && !pass.function.is_memory(place.root) {
            pass.messages.add(p, messages::PLACE);
        }
        let lo = (before > 0).then(|| Box::new(number(before)));
        let hi = (behind > 0).then(|| Box::new(pass.counted_from_end(place, behind, p.ident.span())));
        let part = inside(place, Step::Range(lo, hi));
        pass.scopes.declare(p.ident.to_string(), Local::Reference(part, mutable));
    }
}

/// The name in `rest @ ..`.
fn named_rest(pat: &Pat) -> Option<&syn::PatIdent> {
    match pat {
        Pat::Ident(p) if matches!(&p.subpat, Some((_, inner)) if matches!(**inner, Pat::Rest(_))) => Some(p),
        _ => None,
    }
}

impl Lower<'_> {
    pub(super) fn counted_from_end(&mut self, place: &Place, back: usize, span: Span) -> Expr {
        let len = self.length(place.clone(), None, span);
        self.binary(Op::Sub, len, number(back), None, span, &quote::quote!())
    }

    /// An identifier in upper case is a constant, unless a variable has this name.
    fn refuse_shadowed(&mut self, name: &Ident) {
        if self.scopes.find(&name.to_string()).is_some() {
            self.messages.add(name, messages::UPPER_CASE_NAME);
        }
    }
}

fn inside(place: &Place, step: Step) -> Place {
    let mut place = place.clone();
    place.path.push(step);
    place
}

fn constructed(path: &syn::Path, member: Member) -> Step {
    if is_variant(path) { Step::Variant(path.clone(), member) } else { Step::Field(member) }
}
