//! `x.split_at(k)` and `x.split_at_mut(k)`: two parts that share the index where one ends and the other
//! begins, by which they are told apart.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::Lower;
use super::item::Item;
use crate::ir::{Expr, Op, Step, Stmt};
use crate::types::Ty;

/// Whether a method splits a slice in two.
pub(super) fn is_split(m: &syn::ExprMethodCall) -> bool {
    (m.method == "split_at" || m.method == "split_at_mut") && m.args.len() == 1
}

/// An end of a range, if it has one.
type End = Option<Box<Expr>>;

impl Lower<'_> {
    /// `x.split_at(k)`, `x.split_at_mut(k)`
    pub(super) fn split(&mut self, m: &syn::ExprMethodCall) -> Item {
        let mut place = self.place_or_value(&m.receiver);
        let at = self.expr(&m.args[0], None);
        let usize = self.kinds().integer("usize");
        let ty = self.function.ty_of(&at);
        self.unify(&ty, &usize);
        let mutable = m.method == "split_at_mut";
        // a part is split where the whole is: at `lo + k`
        let (lo, hi) = match place.path.last().cloned() {
            Some(Step::Range(lo, hi)) => {
                place.path.pop();
                (lo, hi)
            }
            _ => (None, None),
        };
        let at = self.within((&lo, &hi), at, m.span());
        let part = |lo: End, hi: End| {
            let mut place = place.clone();
            place.path.push(Step::Range(lo, hi));
            Item::Reference(place, mutable)
        };
        let at = Some(Box::new(at));
        Item::Tuple(vec![part(lo, at.clone()), part(at, hi)])
    }

    /// An index of a part, as that of the whole. It is no greater than the part's end.
    fn within(&mut self, (lo, hi): (&End, &End), at: Expr, span: Span) -> Expr {
        if lo.is_none() && hi.is_none() {
            return at;
        }
        let usize = self.kinds().integer("usize");
        let index = match lo {
            Some(lo) => Expr::Binary(Op::Add, lo.clone(), Box::new(at)),
            None => at,
        };
        // a value of its own: what is noted of it holds wherever it is in scope
        let index = self.bind(None, index, usize, span);
        if let Some(lo) = lo {
            self.function.note_order(lo, &index);
        }
        if let Some(hi) = hi {
            self.no_further(&index, hi, "`split_at`: the part is shorter", span);
            self.function.note_order(&index, hi);
        }
        index
    }

    /// `assert!(index <= hi)`
    pub(super) fn no_further(&mut self, index: &Expr, hi: &Expr, message: &str, span: Span) {
        let inside = Expr::Binary(Op::Le, Box::new(index.clone()), Box::new(hi.clone()));
        let inside = self.bind(None, inside, Ty::Bool, span);
        let assert = syn::Ident::new("assert", span).into();
        self.stmts.push(Stmt::Assert(assert, inside, quote::quote!(#message)));
    }
}
