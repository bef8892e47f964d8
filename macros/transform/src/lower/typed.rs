//! The type that a `let` spells, written where its value holds nothing that would tell it to rustc.
//!
//! `let o: Option<T> = None;` becomes `None::<T>`, `let s: Shape<T> = Shape::Nothing;` becomes
//! `Shape::<T>::Nothing`; so in both branches of an `if`, and where the variable is assigned later.

use syn::{Expr as Syn, Path, PathArguments, parse_quote};

use super::Lower;
use super::scope::Local;
use crate::ir::{Expr, Var, is_some};
use crate::types::Ty;

/// The same value; each variant without fields that it may be has the type's arguments.
pub(super) fn typed(value: &Syn, ty: &syn::Type) -> Syn {
    let mut value = value.clone();
    if let syn::Type::Path(ty) = ty
        && super::spelled_fully(&syn::Type::Path(ty.clone())).is_some()
    {
        tell(&mut value, &ty.path);
    }
    value
}

/// In each place from which the value may come.
fn tell(value: &mut Syn, ty: &Path) {
    match value {
        Syn::Path(p) => tell_variant(&mut p.path, ty),
        Syn::Paren(p) => tell(&mut p.expr, ty),
        Syn::Group(g) => tell(&mut g.expr, ty),
        Syn::Block(b) => last(&mut b.block, ty),
        Syn::If(i) => {
            last(&mut i.then_branch, ty);
            if let Some((_, other)) = &mut i.else_branch {
                tell(other, ty);
            }
        }
        Syn::Match(m) => m.arms.iter_mut().for_each(|arm| tell(&mut arm.body, ty)),
        Syn::Call(c) => {
            let some = matches!(&*c.func, Syn::Path(f) if is_some(&f.path));
            if let (true, Some(inside), Some(value)) = (some, inside(ty), c.args.first_mut()) {
                tell(value, &inside);
            }
        }
        _ => {}
    }
}

fn last(block: &mut syn::Block, ty: &Path) {
    if let Some(syn::Stmt::Expr(tail, None)) = block.stmts.last_mut() {
        tell(tail, ty);
    }
}

/// `None` → `None::<T>`, `Shape::Nothing` → `Shape::<T>::Nothing`
fn tell_variant(path: &mut Path, ty: &Path) {
    let Some(of) = ty.segments.last() else { return };
    let PathArguments::AngleBracketed(arguments) = &of.arguments else { return };
    if path.segments.iter().any(|s| !s.arguments.is_none()) {
        return;
    }
    let count = path.segments.len();
    if of.ident == "Option" && crate::ir::is_none(path) {
        *path = parse_quote!(::core::option::Option::None::#arguments);
    } else if count > 1 && path.segments[count - 2].ident == of.ident {
        let mut arguments = arguments.clone();
        arguments.colon2_token.get_or_insert_default();
        path.segments[count - 2].arguments = PathArguments::AngleBracketed(arguments);
    }
}

/// `T` of `Option<T>`
fn inside(ty: &Path) -> Option<Path> {
    let last = ty.segments.last().filter(|s| s.ident == "Option")?;
    let PathArguments::AngleBracketed(all) = &last.arguments else { return None };
    match all.args.first()? {
        syn::GenericArgument::Type(syn::Type::Path(inside)) => Some(inside.path.clone()),
        _ => None,
    }
}

/// A variable of the source: a value that changes as a whole, or memory.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Variable {
    Value(usize),
    Memory(Var),
}

impl Lower<'_> {
    /// The type that was spelled for a variable, where all of it is assigned.
    pub(super) fn spelled_of(&self, left: &Syn) -> Option<syn::Type> {
        let Syn::Path(p) = left else { return None };
        let Local::Value(k) = self.scopes.find(&p.path.get_ident()?.to_string())? else { return None };
        let Expr::Var(v) = self.scopes.get(k)? else { return None };
        self.function.info(v).spelled.clone()
    }

    /// Notes the type that was spelled for a variable of which this is the next value.
    pub(super) fn spelled_again(&mut self, atom: &Expr, ty: Option<syn::Type>) {
        if let Expr::Var(v) = atom {
            let spelled = &mut self.function.vars[v.0].spelled;
            *spelled = spelled.take().or(ty);
        }
    }

    /// The type of `let mut b = None;`, which a later assignment told.
    pub(super) fn known_option(&self, spelled: Option<&syn::Type>, init: &Syn) -> Option<syn::Type> {
        let name = self.known.options.get(&self.scopes.next_ordinal())?;
        let name = syn::Ident::new(name, proc_macro2::Span::call_site());
        (spelled.is_none() && is_bare_none(init)).then(|| parse_quote!(::core::option::Option<#name>))
    }

    /// Notes a variable that begins as a `None` of any type.
    pub(super) fn note_option(
        &mut self,
        name: &syn::Ident,
        spelled: Option<&syn::Type>,
        init: &Syn,
        ordinal: usize,
    ) {
        if spelled.is_none() && is_bare_none(init) {
            self.nones.extend(self.variable_of(name).map(|variable| (variable, ordinal)));
        }
    }

    fn variable_of(&self, name: &syn::Ident) -> Option<Variable> {
        match self.scopes.find(&name.to_string())? {
            Local::Value(k) => Some(Variable::Value(k)),
            Local::Place(place) if place.path.is_empty() => Some(Variable::Memory(place.root)),
            _ => None,
        }
    }

    /// `b = Some(1.0)` tells the type of `let mut b = None;`, for when the body is lowered again.
    pub(super) fn learn_option(&mut self, left: &Syn, atom: &Expr) {
        let Syn::Path(p) = left else { return };
        let Some(name) = p.path.get_ident() else { return };
        let Some(variable) = self.variable_of(name) else { return };
        let Some(&(_, ordinal)) = self.nones.iter().find(|(other, _)| *other == variable) else { return };
        let Ty::Option(inside) = self.function.ty_of(atom) else { return };
        if let Some(name) = self.function.kinds.name_of(&inside).map(ToOwned::to_owned) {
            self.known.options.insert(ordinal, name);
        }
    }
}

/// `None`
fn is_bare_none(e: &Syn) -> bool {
    matches!(e, Syn::Path(p) if p.path.is_ident("None"))
}
