//! `a[i] += x`: for numbers Rust computes `x` first, for other types the index.

use syn::Expr as Syn;

use super::Lower;
use super::scan;
use super::scope::Local;
use crate::ir::Place;
use crate::types::Ty;

impl Lower<'_> {
    /// Whether it could make a difference for types other than numbers which side runs first.
    pub(super) fn order_matters(&self, left: &Syn, right: &Syn) -> bool {
        let mut indices = Vec::new();
        collect(left, &mut indices);
        let (first, second) = (statements(&indices), statements(std::slice::from_ref(right)));
        let (names, others) = (scan::mentioned(&first), scan::mentioned(&second));
        let closure = |name: &String| matches!(self.scopes.find(name), Some(Local::Closure(_)));
        if names.iter().chain(&others).any(closure) {
            return !indices.is_empty() && indices.iter().chain([right]).any(|e| self.has_effects(e));
        }
        !written(first).is_disjoint(&others) || !written(second).is_disjoint(&names)
    }

    /// Whether a place surely holds a number of Rust's own.
    pub(super) fn is_primitive(&mut self, place: &Place) -> bool {
        let ty = self.function.place_ty(place);
        let generic = self.kinds().reals.iter().any(|r| r != crate::expand::twin::REAL);
        matches!(ty, Ty::Int(_) | Ty::Bool) || ty.is_scalar() && !generic
    }
}

/// The indices in a place.
fn collect(e: &Syn, out: &mut Vec<Syn>) {
    match e {
        Syn::Field(f) => collect(&f.base, out),
        Syn::Paren(p) => collect(&p.expr, out),
        Syn::Unary(u) => collect(&u.expr, out),
        Syn::Index(i) => {
            collect(&i.expr, out);
            out.extend(Some((*i.index).clone()).filter(|index| !matches!(index, Syn::Lit(_))));
        }
        Syn::Path(_) => {}
        other => out.push(other.clone()),
    }
}

fn statements(all: &[Syn]) -> Vec<syn::Stmt> {
    all.iter().map(|e| syn::Stmt::Expr(e.clone(), Some(Default::default()))).collect()
}

/// The variables that statements may change.
fn written(stmts: Vec<syn::Stmt>) -> std::collections::HashSet<String> {
    let mut names = scan::assigned(&stmts);
    names.extend(scan::changed(&syn::Block { brace_token: Default::default(), stmts }));
    names
}
