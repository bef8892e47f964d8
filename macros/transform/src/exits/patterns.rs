//! Patterns taken apart: what a pattern tests, and which names it gives to what.
//!
//! A test is `matches!(m, pattern)` with every name replaced by `_`; the names
//! are given afterwards by `let pattern = m else {};`, where the `else` is never
//! reached. No other `let … else` leaves this pass.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Pat, Stmt, parse_quote};

use super::Exits;
use crate::escapes::binds;
use crate::messages;

/// The most alternatives of a pattern whose names stand in several of them.
const MOST: usize = 32;

impl Exits<'_> {
    /// The test of a pattern; none if everything matches.
    pub(super) fn matching(&self, scrutinee: &Ident, pat: &Pat) -> Option<Expr> {
        let test = tested(pat);
        (!is_open(pat)).then(|| parse_quote!(matches!(#scrutinee, #test)))
    }

    /// Gives a pattern's names to the parts of a value that matches it.
    pub(super) fn bound(&mut self, scrutinee: &Ident, pat: &Pat) -> Vec<Stmt> {
        if !mentions(pat) {
            return Vec::new();
        }
        let mut all = self.each_alternative(pat);
        let Some(last) = all.pop() else { return Vec::new() };
        if all.is_empty() {
            return vec![parse_quote!(let (#last) = #scrutinee else {};)];
        }
        let names = names(&last);
        let chosen: Vec<Ident> = names.iter().map(|_| self.fresh("chosen")).collect();
        let plain: Vec<Ident> = names.iter().map(|(name, _)| name.clone()).collect();
        let mut choice: Expr = parse_quote!({ let #last = #scrutinee else {}; #(#chosen = #plain;)* });
        for pat in all.into_iter().rev() {
            let test = tested(&pat);
            choice = parse_quote! {
                if matches!(#scrutinee, #test) {
                    let #pat = #scrutinee else {};
                    #(#chosen = #plain;)*
                } else #choice
            };
        }
        let mut out: Vec<Stmt> = chosen.iter().map(|c| parse_quote!(let #c;)).collect();
        out.push(Stmt::Expr(choice, Some(Default::default())));
        for ((name, mutable), chosen) in names.iter().zip(&chosen) {
            let mutable = mutable.then(<syn::Token![mut]>::default);
            out.push(parse_quote!(let #mutable #name = #chosen;));
        }
        out
    }

    /// The pattern once for each alternative that gives names.
    pub(super) fn each_alternative(&mut self, pat: &Pat) -> Vec<Pat> {
        let all = alternatives(pat);
        if all.len() > MOST {
            self.messages.add(pat, messages::OR_PATTERN);
        }
        all
    }

    /// A variant without its enum cannot be told from a struct: of several patterns on one value, those
    /// that name different things are variants; so is one that tests nothing else where something else
    /// is possible, as each pattern says.
    pub(super) fn refuse_imported(&mut self, pats: &[(&Pat, bool)]) {
        let mut named: Vec<(Ident, &Pat)> = Vec::new();
        pats.iter().for_each(|(pat, _)| constructors(pat, &mut named));
        let several = named.iter().any(|(name, _)| *name != named[0].0);
        for (pat, others) in pats {
            let mut own: Vec<(Ident, &Pat)> = Vec::new();
            constructors(pat, &mut own);
            for (name, pat) in own {
                if (several || *others && is_open_inside(pat)) && binds(pat) {
                    let of_result = name == "Ok" || name == "Err";
                    let text = if of_result { messages::RESULT_PATTERN } else { messages::IMPORTED_VARIANT };
                    self.messages.add(pat, text);
                }
            }
        }
    }
}

/// Whether a pattern gives names, or has what may be a name in upper case.
fn mentions(pat: &Pat) -> bool {
    struct Mentions(bool);
    impl<'a> Visit<'a> for Mentions {
        fn visit_pat_ident(&mut self, _: &'a syn::PatIdent) {
            self.0 = true;
        }
    }
    let mut seen = Mentions(false);
    seen.visit_pat(pat);
    seen.0
}

/// The names of one segment that a pattern begins with.
fn constructors<'p>(pat: &'p Pat, found: &mut Vec<(Ident, &'p Pat)>) {
    let path = match pat {
        Pat::TupleStruct(p) => &p.path,
        Pat::Struct(p) => &p.path,
        Pat::Paren(p) => return constructors(&p.pat, found),
        Pat::Reference(p) => return constructors(&p.pat, found),
        Pat::Or(all) => return all.cases.iter().for_each(|p| constructors(p, found)),
        Pat::Ident(p) if is_variant_name(p) => return found.push((p.ident.clone(), pat)),
        Pat::Ident(p) => return p.subpat.iter().for_each(|(_, p)| constructors(p, found)),
        _ => return,
    };
    let known = ["Some", "Self"];
    found.extend(path.get_ident().filter(|name| known.iter().all(|k| *name != k)).map(|n| (n.clone(), pat)));
}

/// Whether an identifier is written as a variant is, and not as a constant.
fn is_variant_name(p: &syn::PatIdent) -> bool {
    !is_name(p) && p.ident != "None" && p.ident.to_string().contains(char::is_lowercase)
}

/// Whether a constructor's pattern tests nothing but the constructor.
fn is_open_inside(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(p) => p.elems.iter().all(is_open),
        Pat::Struct(p) => p.fields.iter().all(|f| is_open(&f.pat)),
        _ => false,
    }
}

/// Whether an identifier in a pattern is a name, not a constant or a variant.
pub(crate) fn is_name(p: &syn::PatIdent) -> bool {
    let first = p.ident.to_string().replace("r#", "").chars().next();
    p.subpat.is_some()
        || p.by_ref.is_some()
        || p.mutability.is_some()
        || first.is_some_and(|c| c.is_lowercase() || c == '_')
}

/// The pattern without names. What is behind a reference is looked at itself.
pub(crate) fn tested(pat: &Pat) -> Pat {
    let mut pat = pat.clone();
    match &mut pat {
        Pat::Ident(p) if is_name(p) => {
            return p.subpat.as_ref().map_or_else(|| parse_quote!(_), |(_, p)| tested(p));
        }
        Pat::Reference(p) => return tested(&p.pat),
        Pat::Type(p) => return tested(&p.pat),
        Pat::Paren(p) => *p.pat = tested(&p.pat),
        Pat::Tuple(p) => p.elems.iter_mut().for_each(|p| *p = tested(p)),
        Pat::TupleStruct(p) => p.elems.iter_mut().for_each(|p| *p = tested(p)),
        Pat::Slice(p) => p.elems.iter_mut().for_each(|p| *p = tested(p)),
        Pat::Or(p) => p.cases.iter_mut().for_each(|p| *p = tested(p)),
        Pat::Struct(p) => p.fields.iter_mut().for_each(|field| {
            *field.pat = tested(&field.pat);
            field.colon_token = Some(Default::default());
        }),
        _ => {}
    }
    pat
}

/// Whether a pattern surely matches everything.
pub(super) fn is_open(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Ident(p) => is_name(p) && p.subpat.as_ref().is_none_or(|(_, p)| is_open(p)),
        Pat::Paren(p) => is_open(&p.pat),
        Pat::Reference(p) => is_open(&p.pat),
        Pat::Type(p) => is_open(&p.pat),
        Pat::Tuple(p) => p.elems.iter().all(is_open),
        Pat::Or(p) => p.cases.iter().any(is_open),
        _ => false,
    }
}

/// The pattern once for each alternative that gives names.
fn alternatives(pat: &Pat) -> Vec<Pat> {
    if !binds(pat) {
        return vec![pat.clone()];
    }
    match pat {
        Pat::Or(p) => p.cases.iter().flat_map(alternatives).collect(),
        Pat::Paren(p) => alternatives(&p.pat),
        Pat::Reference(p) => {
            // behind `&` the names are values, whatever the others are
            let behind = |pat| Pat::Reference(syn::PatReference { pat: Box::new(pat), ..p.clone() });
            alternatives(&p.pat).into_iter().map(behind).collect()
        }
        Pat::Ident(p) => {
            let Some((at, inner)) = &p.subpat else { return vec![pat.clone()] };
            let inner = alternatives(inner).into_iter();
            inner
                .map(|i| Pat::Ident(syn::PatIdent { subpat: Some((*at, Box::new(i))), ..p.clone() }))
                .collect()
        }
        Pat::Tuple(p) => each_of(&p.elems, |elems| Pat::Tuple(syn::PatTuple { elems, ..p.clone() })),
        Pat::Slice(p) => each_of(&p.elems, |elems| Pat::Slice(syn::PatSlice { elems, ..p.clone() })),
        Pat::TupleStruct(p) => {
            each_of(&p.elems, |elems| Pat::TupleStruct(syn::PatTupleStruct { elems, ..p.clone() }))
        }
        Pat::Struct(p) => {
            let parts: Vec<Vec<Pat>> = p.fields.iter().map(|f| alternatives(&f.pat)).collect();
            let with = |pats: Vec<Pat>| {
                let mut p = p.clone();
                p.fields.iter_mut().zip(pats).for_each(|(field, pat)| *field.pat = pat);
                Pat::Struct(p)
            };
            product(&parts).into_iter().map(with).collect()
        }
        other => vec![other.clone()],
    }
}

type Elems = syn::punctuated::Punctuated<Pat, syn::Token![,]>;

fn each_of(elems: &Elems, with: impl Fn(Elems) -> Pat) -> Vec<Pat> {
    let parts: Vec<Vec<Pat>> = elems.iter().map(alternatives).collect();
    let put = |pats: Vec<Pat>| {
        let mut elems = elems.clone();
        elems.iter_mut().zip(pats).for_each(|(elem, pat)| *elem = pat);
        with(elems)
    };
    product(&parts).into_iter().map(put).collect()
}

/// One of each, in all ways; of too many, enough to see that they are.
fn product(parts: &[Vec<Pat>]) -> Vec<Vec<Pat>> {
    parts.iter().fold(vec![Vec::new()], |all, part| {
        let longer = all
            .iter()
            .flat_map(|before| part.iter().map(move |p| before.iter().cloned().chain([p.clone()]).collect()));
        longer.take(MOST + 1).collect()
    })
}

/// One name for what a pattern takes apart: `a_b` for `(a, b)`.
pub(crate) fn joined(pat: &Pat) -> Ident {
    let names: Vec<String> = names(pat).iter().map(|(n, _)| n.to_string().replace("r#", "")).collect();
    let text = if names.is_empty() { "unused".to_owned() } else { names.join("_") };
    Ident::new(&text, pat.span())
}

/// The names that a pattern gives, and whether they are `mut`.
pub(super) fn names(pat: &Pat) -> Vec<(Ident, bool)> {
    struct Names(Vec<(Ident, bool)>);
    impl<'a> Visit<'a> for Names {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            if is_name(p) {
                self.0.push((p.ident.clone(), p.mutability.is_some()));
            }
            visit::visit_pat_ident(self, p);
        }
    }
    let mut seen = Names(Vec::new());
    seen.visit_pat(pat);
    seen.0
}
