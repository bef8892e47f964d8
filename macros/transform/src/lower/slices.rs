//! Methods that write slices, as loads and stores: `fill`, `swap`, `copy_from_slice`, `swap_with_slice`,
//! `reverse`, `rotate_left`.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use crate::ir::{Expr, Loop, Op, Place, Step, Stmt, number};
use crate::types::Ty;

/// Methods of slices that put their elements in order.
const SORTS: [&str; 8] = [
    "sort",
    "sort_by",
    "sort_by_key",
    "sort_by_cached_key",
    "sort_unstable",
    "sort_unstable_by",
    "sort_unstable_by_key",
    "select_nth_unstable_by",
];

/// Methods of core that give iterators, or take their items.
pub(super) const ITERATORS: [&str; 22] = [
    "iter",
    "iter_mut",
    "into_iter",
    "split_at",
    "split_at_mut",
    "chunks",
    "chunks_exact",
    "chunks_mut",
    "chunk_by",
    "rchunks",
    "rchunks_exact",
    "array_chunks",
    "array_windows",
    "as_chunks",
    "windows",
    "to_vec",
    "as_slice",
    "collect",
    "split_first",
    "split_first_mut",
    "split_last",
    "split_last_mut",
];

/// Methods of slices that give parts of them.
pub(super) const SPLITTING: [&str; 4] =
    ["chunks_exact_mut", "rchunks_exact_mut", "split_at_checked", "split_at_mut_checked"];

/// Methods of slices that give references, iterate over an array by value, or write in ways that are not known.
pub(super) const SLICES: [&str; 10] = [
    "first",
    "first_mut",
    "last",
    "last_mut",
    "get",
    "get_mut",
    "map",
    "copy_within",
    "fill_with",
    "as_flattened",
];

/// Whether a method sorts: what no closure is given to may be a method of the user's.
pub(super) fn is_sort(m: &syn::ExprMethodCall, of_slice: bool) -> bool {
    let applies = matches!(m.args.first(), Some(Syn::Closure(_) | Syn::Path(_)));
    SORTS.iter().any(|n| m.method == n) && (of_slice || applies)
}

impl Lower<'_> {
    /// Lowers a method of slices; false if it is not one.
    pub(super) fn slice_method(&mut self, m: &syn::ExprMethodCall) -> bool {
        let args: Vec<&Syn> = m.args.iter().collect();
        match (m.method.to_string().as_str(), args.as_slice()) {
            ("swap", [i, j]) => {
                let Some(place) = self.written_slice(&m.receiver) else { return false };
                self.surely_slice(&place, m.span());
                let at = [self.expr(i, None), self.expr(j, None)].map(|i| self.element(&place, i, m.span()));
                let [a, b] = at.clone().map(|p| self.load(p, None, m.span()));
                let [at_i, at_j] = at;
                self.store(at_i, b);
                self.store(at_j, a);
            }
            ("fill", [value]) => {
                let Some(place) = self.written_slice(&m.receiver) else { return false };
                let value = self.expr(value, None);
                let len = self.slice_length(&place, m.span());
                self.each(&place, len, m.span(), |_, _| value);
            }
            ("copy_from_slice" | "clone_from_slice", [from]) => {
                let Some(place) = self.written_slice(&m.receiver) else { return false };
                let from = self.lent_place(from);
                self.copied_slice(&place, &from, m);
            }
            ("swap_with_slice", [other]) => {
                let Some(place) = self.known_slice(&m.receiver) else { return false };
                let Some(other) = self.written_slice(other) else { return false };
                self.swapped_slices(&place, &other, m);
            }
            ("reverse", []) => {
                let Some(place) = self.known_slice(&m.receiver) else { return false };
                let len = self.slice_length(&place, m.span());
                self.turn(&place, (number(0), len), m.span());
            }
            ("rotate_left" | "rotate_right", [by]) => {
                let Some(place) = self.known_slice(&m.receiver) else { return false };
                let by = self.expr(by, None);
                self.rotate(&place, by, m);
            }
            _ => return false,
        }
        true
    }

    /// `place.copy_from_slice(from)`
    fn copied_slice(&mut self, place: &Place, from: &Place, m: &syn::ExprMethodCall) {
        let len = self.same_length([place, from], m);
        self.each(place, len, m.span(), |pass, i| {
            let at = pass.element(from, i, m.span());
            pass.load(at, None, m.span())
        });
    }

    /// `place.swap_with_slice(other)`
    fn swapped_slices(&mut self, place: &Place, other: &Place, m: &syn::ExprMethodCall) {
        let len = self.same_length([place, other], m);
        self.each(place, len, m.span(), |pass, i| {
            let [here, there] = [place, other].map(|p| pass.element(p, i.clone(), m.span()));
            let was = pass.load(here, None, m.span());
            let new = pass.load(there.clone(), None, m.span());
            pass.store(there, was);
            new
        });
    }

    /// The length of two slices, which is asserted to be the same.
    fn same_length(&mut self, slices: [&Place; 2], m: &syn::ExprMethodCall) -> Expr {
        let [len, other] = slices.map(|p| self.slice_length(p, m.span()));
        let same = self.binary(Op::Eq, len.clone(), other, None, m.span(), m);
        let assert = syn::Ident::new("assert", m.span()).into();
        let text = format!("`{}`: the slices have different lengths", m.method);
        self.stmts.push(Stmt::Assert(assert, same, quote::quote!(#text)));
        len
    }

    /// The same, of what is surely a slice or an array: a user's type may have a method of the name.
    fn known_slice(&mut self, e: &Syn) -> Option<Place> {
        let place = self.written_slice(e)?;
        self.is_slice(&place, e.span()).then_some(place)
    }

    /// A place of unknown type has rustc check that it is a slice or an array: a vector of the user's, with
    /// elements that are differentiated, may have a method of the name.
    fn surely_slice(&mut self, place: &Place, span: Span) {
        if !self.is_slice(place, span) {
            self.surely(syn::parse_quote_spanned!(span=> ::costate::rt::len), place.clone(), span);
        }
    }

    /// Whether a place is a slice or an array; of a part rustc checks that the whole is one.
    pub(super) fn is_slice(&mut self, place: &Place, span: Span) -> bool {
        if matches!(self.function.place_ty(place), Ty::Array(_) | Ty::Slice(_)) {
            return true;
        }
        let Some((Step::Range(..), before)) = place.path.split_last() else { return false };
        let whole = Place { root: place.root, path: before.to_vec() };
        if self.function.place_ty(&whole) == Ty::Unknown {
            self.surely(syn::parse_quote_spanned!(span=> ::costate::rt::len), whole, span);
        }
        true
    }

    /// `rotate_left(by)` is three reversals: of both parts, and of the whole.
    fn rotate(&mut self, place: &Place, by: Expr, m: &syn::ExprMethodCall) {
        let (span, len) = (m.span(), self.slice_length(place, m.span()));
        let inside = self.compared(Op::Le, by.clone(), len.clone(), span);
        let text = quote::quote!("`rotate`: the slice is shorter");
        self.stmts.push(Stmt::Assert(syn::Ident::new("assert", span).into(), inside, text));
        let at = match m.method == "rotate_left" {
            true => by,
            false => self.whole(Op::Sub, len.clone(), by, span),
        };
        self.turn(place, (number(0), at.clone()), span);
        self.turn(place, (at, len.clone()), span);
        self.turn(place, (number(0), len), span);
    }

    /// Reverses the elements `lo..hi`.
    fn turn(&mut self, place: &Place, (lo, hi): (Expr, Expr), span: Span) {
        let count = self.whole(Op::Sub, hi.clone(), lo.clone(), span);
        let count = self.whole(Op::Div, count, number(2), span);
        let (index, head) = self.counted_loop(count, span);
        let (body, ()) = self.nested(|pass| {
            let from_lo = pass.whole(Op::Add, lo, Expr::Var(index), span);
            let last = pass.whole(Op::Sub, hi, number(1), span);
            let from_hi = pass.whole(Op::Sub, last, Expr::Var(index), span);
            let at = [from_lo, from_hi].map(|i| pass.element(place, i, span));
            let [a, b] = at.clone().map(|p| pass.load(p, None, span));
            let [at_lo, at_hi] = at;
            pass.store(at_lo, b);
            pass.store(at_hi, a);
        });
        let whole = Loop { head, carried: Vec::new(), body, exit: None, count: None, checkpoint: None };
        self.stmts.push(Stmt::Loop(Box::new(whole)));
    }

    /// A place that may be written, or a part of one, also of a part.
    fn written_slice(&mut self, e: &Syn) -> Option<Place> {
        let place = self.place(e)?;
        if !self.function.is_memory(place.root) {
            return None;
        }
        self.inside_its_whole(&place.path, e.span());
        let path = self.without_nested_ranges(&place.path, e.span());
        Some(Place { root: place.root, path })
    }

    /// What is behind `&`, a temporary too.
    fn lent_place(&mut self, e: &Syn) -> Place {
        match e {
            Syn::Paren(p) => self.lent_place(&p.expr),
            Syn::Reference(r) => self.lent_place(&r.expr),
            e => self.place_or_value(e),
        }
    }

    /// The length of a place, or of a part of one.
    pub(super) fn slice_length(&mut self, place: &Place, span: Span) -> Expr {
        let Some((Step::Range(lo, hi), before)) = place.path.split_last() else {
            return self.length(place.clone(), None, span);
        };
        let whole = Place { root: place.root, path: before.to_vec() };
        let hi = match hi {
            Some(hi) => (**hi).clone(),
            None => self.length(whole, None, span),
        };
        match lo {
            Some(lo) => self.binary(Op::Sub, hi, (**lo).clone(), None, span, &quote::quote!()),
            None => hi,
        }
    }

    /// The element `index` of a place, or of a part of one.
    pub(super) fn element(&mut self, place: &Place, index: Expr, span: Span) -> Place {
        let mut at = place.clone();
        let index = match at.path.last().cloned() {
            Some(Step::Range(lo, _)) => {
                at.path.pop();
                match lo {
                    Some(lo) => self.binary(Op::Add, *lo, index, None, span, &quote::quote!()),
                    None => index,
                }
            }
            _ => index,
        };
        at.path.push(Step::Index(index));
        at
    }

    /// Stores into the first `len` elements of a place.
    pub(super) fn each(
        &mut self,
        place: &Place,
        len: Expr,
        span: Span,
        value: impl FnOnce(&mut Self, Expr) -> Expr,
    ) {
        let (index, head) = self.counted_loop(len, span);
        let (body, ()) = self.nested(|pass| {
            let value = value(pass, Expr::Var(index));
            let at = pass.element(place, Expr::Var(index), span);
            pass.store(at, value);
        });
        let whole = Loop { head, carried: Vec::new(), body, exit: None, count: None, checkpoint: None };
        self.stmts.push(Stmt::Loop(Box::new(whole)));
    }
}
