//! Patterns of slices: what is left of an array, and tests on references that are given other places:
//! `while let [a, rest @ ..] = w { w = rest; }`.
//!
//! What such a reference refers to is no value that could be matched as a whole. Its length is compared, and then its elements.

use proc_macro2::{Ident, Span};
use syn::Pat;
use syn::spanned::Spanned;

use super::Lower;
use super::scope::Local;
use crate::ir::{Block, Choice, Const, Expr, Op, Place, Role, Step, Stmt, number};
use crate::types::Ty;

/// Whether a pattern tests nothing.
fn is_open(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Paren(p) => is_open(&p.pat),
        _ => false,
    }
}

fn truth(value: bool) -> Expr {
    let number = Some(f64::from(u8::from(value)));
    Expr::Const(Const { tokens: quote::quote!(#value), number, ty: Ty::Bool })
}

impl Lower<'_> {
    /// `matches!(place, pattern)` of a slice that is chosen at run time; none if it is something else.
    pub(super) fn matches_window(&mut self, place: &Place, pat: &Pat) -> Option<Expr> {
        let chosen = self.chosen_places.contains_key(&place.root);
        (chosen && of_slice(pat)).then(|| self.window_test(place, pat))
    }

    /// Whether what stands in a place matches a pattern without names.
    fn window_test(&mut self, place: &Place, pat: &Pat) -> Expr {
        let span = pat.span();
        match pat {
            Pat::Paren(p) => self.window_test(place, &p.pat),
            Pat::Slice(p) => self.slice_test(place, p),
            Pat::Or(p) if of_slice(pat) => {
                let mut cases = p.cases.iter();
                let first = cases.next().map(|case| self.window_test(place, case));
                cases.fold(first.unwrap_or_else(|| truth(false)), |any, case| {
                    let no = self.bind(None, Expr::Not(Box::new(any)), Ty::Bool, span);
                    self.where_true(no, true, span, |pass| pass.window_test(place, case))
                })
            }
            pat => {
                let value = self.looked_at(place.clone(), span);
                self.bind(None, Expr::Matches(Box::new(value), quote::quote!(#pat)), Ty::Bool, span)
            }
        }
    }

    /// The length first: the elements are there only where it fits.
    fn slice_test(&mut self, place: &Place, p: &syn::PatSlice) -> Expr {
        let (span, count) = (p.span(), p.elems.len());
        let rest = p.elems.iter().position(|e| matches!(e, Pat::Rest(_)));
        let len = self.slice_length(place, span);
        let fits = match rest {
            Some(_) => self.compared(Op::Ge, len, number(count - 1), span),
            None => self.compared(Op::Eq, len, number(count), span),
        };
        let tested = p.elems.iter().enumerate().filter(|(_, e)| !is_open(e));
        tested.fold(fits, |fits, (i, element)| {
            self.where_true(fits, false, span, |pass| {
                let index = match rest.is_some_and(|rest| i > rest) {
                    true => pass.counted_from_end(place, count - i, span),
                    false => number(i),
                };
                let mut at = place.clone();
                at.path.push(Step::Index(index));
                pass.window_test(&at, element)
            })
        })
    }

    /// `if cond { then } else { otherwise }`
    fn where_true(
        &mut self,
        cond: Expr,
        otherwise: bool,
        span: Span,
        then: impl FnOnce(&mut Self) -> Expr,
    ) -> Expr {
        let (block, then) = self.nested(then);
        let result = self.temporary(span, Ty::Bool);
        let choice = Choice { result, then, otherwise: truth(otherwise) };
        self.stmts.push(Stmt::If(cond, block, Block::default(), vec![choice]));
        Expr::Var(result)
    }
}

impl Lower<'_> {
    /// `rest @ ..` of an array: an array of its own.
    pub(super) fn rest_by_value(&mut self, name: &Ident, place: &Place, skipped: [usize; 2]) {
        let span = name.span();
        let element = self.function.place_ty(place).element();
        let whole = self.load(place.clone(), None, span);
        let whole = Place::whole(self.rooted(whole, span));
        let rest = self.fresh(&name.to_string(), span, Ty::Array(Box::new(element)), Role::Memory);
        let part = Expr::FillerPart(Box::new(Expr::Var(whole.root)), skipped);
        self.stmts.push(Stmt::Alloc(rest, part));
        let rest = Place::whole(rest);
        let len = self.length(rest.clone(), None, span);
        self.each(&rest, len, span, |pass, i| {
            let index = pass.whole(Op::Add, i, number(skipped[0]), span);
            let at = pass.element(&whole, index, span);
            pass.load(at, None, span)
        });
        self.scopes.declare(name.to_string(), Local::Place(rest));
    }
}

/// Whether a pattern is one of slices.
fn of_slice(pat: &Pat) -> bool {
    match pat {
        Pat::Slice(_) => true,
        Pat::Paren(p) => of_slice(&p.pat),
        Pat::Or(p) => p.cases.iter().all(of_slice),
        _ => false,
    }
}
