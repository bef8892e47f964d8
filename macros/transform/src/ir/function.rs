//! Functions and their variables.

use std::collections::HashSet;

use proc_macro2::Span;

use super::{Block, Expr, Place, Step};
use crate::types::{Kinds, Ty};

/// A variable: an index into [`Function::vars`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Var(pub usize);

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Assigned once.
    Value,
    /// Changed in place.
    Memory,
    /// A by-value argument.
    Argument,
    /// A shared reference argument.
    Shared,
    /// A `&mut` argument.
    Unique,
}

/// All that is known about a variable.
#[derive(Clone, Debug)]
pub struct VarInfo {
    /// Unique in its function.
    pub name: String,
    /// As the user calls it: several variables of the IR may be one of the source.
    pub written: String,
    /// Where the user wrote it.
    pub span: Span,
    /// What is known of its type.
    pub ty: Ty,
    /// The type as the user spelled it, if so.
    pub spelled: Option<syn::Type>,
    /// Value, memory, or which kind of argument.
    pub role: Role,
    /// The user gave it no name: it may be written where it is used.
    pub temporary: bool,
    /// A constant of the source, which may be a reference.
    pub fixed: bool,
    /// It keeps what stands in a place, whose type may not be `Copy`.
    pub keeps: bool,
}

/// A function of the IR.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// All variables.
    pub vars: Vec<VarInfo>,
    /// The scalar types.
    pub kinds: Kinds,
    /// The names that are taken.
    pub names: HashSet<String>,
    /// Items nested in the body.
    pub items: Vec<syn::Item>,
    /// The arguments, in order.
    pub params: Vec<Var>,
    /// What it does.
    pub body: Block,
    /// What it returns; none for `()`.
    pub result: Option<Expr>,
    /// Indices of which the first is never greater than the second.
    pub order: Vec<(Expr, Expr)>,
}

impl Function {
    /// Adds a variable; its name is made unique.
    pub fn fresh(&mut self, name: &str, span: Span, ty: Ty, role: Role) -> Var {
        let base = name.split("__").next().unwrap_or(name).replace("r#", "");
        let name = unique(&base, |n| self.names.contains(n) || is_keyword(n));
        self.named(name, span, ty, role)
    }

    /// Adds a variable under exactly this name, which nobody else has.
    pub fn named(&mut self, name: String, span: Span, ty: Ty, role: Role) -> Var {
        self.names.insert(name.clone());
        let written = name.clone();
        self.vars.push(VarInfo {
            name,
            written,
            span,
            ty,
            spelled: None,
            role,
            temporary: false,
            fixed: false,
            keeps: false,
        });
        Var(self.vars.len() - 1)
    }

    /// What is known of an atom's type.
    #[must_use]
    pub fn ty_of(&self, atom: &Expr) -> Ty {
        match atom {
            Expr::Var(v) => self.info(*v).ty.clone(),
            Expr::Const(c) => c.ty.clone(),
            _ => Ty::Unknown,
        }
    }

    /// Whether an atom is surely an integer: `i + K` of another type may mean anything.
    #[must_use]
    pub fn is_integer(&self, atom: &Expr) -> bool {
        match atom {
            Expr::Const(c) => c.number.is_some() || matches!(c.ty, Ty::Int(_)),
            other => matches!(self.ty_of(other), Ty::Int(_)),
        }
    }

    /// What is known of the type of what stands in a place.
    #[must_use]
    pub fn place_ty(&self, place: &Place) -> Ty {
        place.path.iter().fold(self.info(place.root).ty.clone(), |ty, step| match (step, ty) {
            (Step::Field(syn::Member::Unnamed(i)), Ty::Tuple(all)) => {
                all.get(i.index as usize).cloned().unwrap_or(Ty::Unknown)
            }
            (Step::Index(_), ty) => ty.element(),
            (Step::Variant(path, _) | Step::Slope(path, _), Ty::Option(t)) if is_some(path) => *t,
            (Step::Range(..), Ty::Array(t) | Ty::Slice(t)) => Ty::Slice(t),
            _ => Ty::Unknown,
        })
    }

    /// Whether what stands in a place is a slice, as far as is known.
    #[must_use]
    pub fn is_slice(&self, place: &Place) -> bool {
        matches!(place.path.last(), Some(Step::Range(..)))
            || matches!(self.place_ty(place), Ty::Slice(_))
            || (place.path.is_empty() && matches!(self.info(place.root).spelled, Some(syn::Type::Slice(_))))
    }

    /// Whether the step of this number indexes an array or a slice: what other types have at two indices may
    /// be one element.
    #[must_use]
    pub fn is_indexed_plainly(&self, place: &Place, step: usize) -> bool {
        let base = Place { root: place.root, path: place.path[..step].to_vec() };
        matches!(self.place_ty(&base), Ty::Array(_) | Ty::Slice(_))
    }

    /// What is known about a variable.
    #[must_use]
    pub fn info(&self, var: Var) -> &VarInfo {
        &self.vars[var.0]
    }

    /// Whether a variable is changed in place.
    #[must_use]
    pub fn is_memory(&self, var: Var) -> bool {
        matches!(self.info(var).role, Role::Memory | Role::Unique)
    }
}

/// Whether a path is that of `Option`'s `Some`: of another enum, it says so.
#[must_use]
pub fn is_some(path: &syn::Path) -> bool {
    is_of_option(path, "Some")
}

/// Whether a path is that of `Option`'s `None`.
#[must_use]
pub fn is_none(path: &syn::Path) -> bool {
    is_of_option(path, "None")
}

fn is_of_option(path: &syn::Path, name: &str) -> bool {
    let mut names = path.segments.iter().rev().map(|s| &s.ident);
    names.next().is_some_and(|last| last == name) && names.next().is_none_or(|of| of == "Option")
}

/// Whether a name cannot be an identifier.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_err()
}

/// `name`, or `name_1`, `name_2`, … whichever is free.
pub fn unique(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    (1..).map(|k| format!("{name}_{k}")).find(|n| !taken(n)).expect("there are enough names")
}
