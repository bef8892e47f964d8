//! Patterns: what they tell of the names in them.

use syn::Pat;

use super::Literals;
use super::names::Local;
use crate::signature::Signature;
use crate::types::Ty;

impl Literals {
    /// The arguments, in the outermost scope.
    pub(super) fn params(&mut self, signature: &Signature) {
        self.names.enter();
        for p in &signature.params {
            match &p.pattern {
                Some(pattern) => self.bind(&mut pattern.clone(), &p.known),
                None => self.names.declare(p.name.to_string(), Local::Value(p.known.clone())),
            }
        }
    }

    /// Declares the names of a pattern for a value of this type.
    pub(super) fn bind(&mut self, pat: &mut Pat, ty: &Ty) {
        match pat {
            Pat::Ident(p) => {
                self.names.declare(p.ident.to_string(), Local::Value(ty.clone()));
                if let Some((_, inner)) = &mut p.subpat {
                    self.bind(inner, ty);
                }
            }
            Pat::Type(p) => {
                let spelled = self.kinds.spelled(&p.ty);
                let ty = self.kinds.unify(&spelled, ty);
                self.bind(&mut p.pat, &ty);
            }
            Pat::Reference(p) => self.bind(&mut p.pat, ty),
            Pat::Paren(p) => self.bind(&mut p.pat, ty),
            Pat::Guard(p) => {
                self.bind(&mut p.pat, ty);
                self.expr(&mut p.guard);
            }
            Pat::Or(p) => p.cases.iter_mut().for_each(|case| self.bind(case, ty)),
            Pat::Tuple(p) => self.bind_tuple(p, ty),
            Pat::Slice(p) => {
                let element = ty.element();
                p.elems.iter_mut().for_each(|part| self.bind_part(part, &element, ty));
            }
            Pat::TupleStruct(p) => {
                let inner = match ty {
                    Ty::Option(inner) if crate::ir::is_some(&p.path) => (**inner).clone(),
                    _ => Ty::Unknown,
                };
                p.elems.iter_mut().for_each(|part| self.bind(part, &inner));
            }
            Pat::Struct(p) => p.fields.iter_mut().for_each(|f| self.bind(&mut f.pat, &Ty::Unknown)),
            _ => {}
        }
    }

    /// An element of `[a, rest @ .., b]`.
    fn bind_part(&mut self, part: &mut Pat, element: &Ty, whole: &Ty) {
        match part {
            Pat::Ident(syn::PatIdent { ident, subpat: Some((_, rest)), .. })
                if matches!(**rest, Pat::Rest(_)) =>
            {
                self.names.declare(ident.to_string(), Local::Value(whole.clone()));
            }
            part => self.bind(part, element),
        }
    }

    fn bind_tuple(&mut self, p: &mut syn::PatTuple, ty: &Ty) {
        let known = match ty {
            Ty::Tuple(all) if all.len() == p.elems.len() => all.clone(),
            _ => vec![Ty::Unknown; p.elems.len()],
        };
        let complete = !p.elems.iter().any(|part| matches!(part, Pat::Rest(_)));
        for (part, ty) in p.elems.iter_mut().zip(known) {
            self.bind(part, if complete { &ty } else { &Ty::Unknown });
        }
    }

    /// `let x: f64 = 0.5;`, `let c = |x: f64| …;`
    pub(super) fn local(&mut self, local: &mut syn::Local) {
        let spelled = match &local.pat {
            Pat::Type(p) => self.kinds.spelled(&p.ty),
            _ => Ty::Unknown,
        };
        let mut ty = spelled.clone();
        if let Some(init) = &mut local.init {
            if let (Pat::Ident(p), syn::Expr::Closure(c)) = (&local.pat, &mut *init.expr) {
                let (inputs, output) = self.closure(c, &[]);
                self.names.declare(p.ident.to_string(), Local::Closure(inputs, output));
                return;
            }
            ty = self.wanted(&mut init.expr, &spelled);
            if let Some((_, diverge)) = &mut init.diverge {
                self.expr(diverge);
            }
        }
        self.bind(&mut local.pat, &ty);
    }
}
