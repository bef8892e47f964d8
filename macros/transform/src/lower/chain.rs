//! Iterators of known length: `x.iter().zip(&y).enumerate().rev()`.
//!
//! Each is a length and an item for each index, so a loop over it is a loop over
//! `0..length` whose body begins with `let pattern = item;`.

mod adaptor;
mod item;
mod joined;
mod range;

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::closure::Callable;
use super::item::Item;
use super::iterators::{Cursor, is_indexed, is_part};
use super::scope::Local;
use crate::ir::{Const, Expr, Op, Place};
use crate::messages;
use crate::types::Ty;
pub(crate) use joined::maker;

/// An iterator.
#[derive(Clone)]
pub(super) struct Chain {
    /// Its length; none if it has no end.
    pub(super) len: Option<Expr>,
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// The iterator in a variable that a loop over this one moves on.
    pub(super) cursor: Option<Cursor>,
}

#[derive(Clone)]
pub(super) enum Kind {
    /// `lo..hi`
    Range(Expr),
    /// `x.iter()`: references; whether they are `&mut`.
    Slice(Place, bool),
    /// `for x in array`
    Values(Place),
    /// `x.chunks_exact(n)`
    Chunks(Place, Expr, bool),
    /// `x.chunks(n)`: the last may be shorter; with the length of `x`.
    Pieces(Place, Expr, Expr),
    /// `x.windows(n)`
    Windows(Place, Expr),
    Zip(Box<Chain>, Box<Chain>),
    Enumerate(Box<Chain>),
    /// With the index of the last item.
    Rev(Box<Chain>, Expr),
    StepBy(Box<Chain>, Expr),
    Skip(Box<Chain>, Expr),
    Take(Box<Chain>),
    Copied(Box<Chain>),
    Map(Box<Chain>, Callable),
    /// The same item each time.
    Same(Item),
    /// One behind the other; with the length of the first.
    Chained(Box<Chain>, Box<Chain>, Expr),
}

/// Whether an expression is an iterator, as far as its text tells.
pub(super) fn is_chain(e: &Syn) -> bool {
    match e {
        Syn::Paren(p) => is_chain(&p.expr),
        Syn::Group(g) => is_chain(&g.expr),
        Syn::Range(_) => true,
        Syn::Call(c) => maker(c).is_some(),
        Syn::Path(_) => is_indexed(e),
        Syn::Reference(r) => r.mutability.is_some() && is_indexed(&r.expr),
        Syn::MethodCall(m) => match (m.method.to_string().as_str(), m.args.len()) {
            ("iter" | "iter_mut" | "into_iter", 0) => true,
            ("chunks" | "chunks_exact" | "chunks_exact_mut" | "windows", 1) => true,
            ("enumerate" | "rev" | "copied" | "cloned" | "peekable", 0) => is_chain(&m.receiver),
            ("by_ref" | "clone", 0) => is_indexed(&m.receiver),
            ("zip" | "step_by" | "skip" | "take" | "map" | "chain", 1) => is_chain(&m.receiver),
            _ => false,
        },
        _ => false,
    }
}

impl Chain {
    fn of(len: Option<Expr>, kind: Kind, span: Span) -> Self {
        Self { len, kind, span, cursor: None }
    }

    /// The items from an index on; the length is that of the whole.
    pub(super) fn from(self, index: Expr) -> Self {
        if is_zero(&index) {
            return self;
        }
        let (len, span, cursor) = (self.len.clone(), self.span, self.cursor.clone());
        Self { len, kind: Kind::Skip(Box::new(self), index), span, cursor }
    }

    /// Whether the items are places, so that nothing is read where one is made.
    pub(super) fn is_of_places(&self) -> bool {
        match &self.kind {
            Kind::Slice(..) | Kind::Chunks(..) | Kind::Pieces(..) | Kind::Windows(..) => true,
            Kind::Zip(a, b) => a.is_of_places() && b.is_of_places(),
            Kind::Enumerate(inner) | Kind::Rev(inner, _) | Kind::StepBy(inner, _) => inner.is_of_places(),
            Kind::Skip(inner, _) | Kind::Take(inner) => inner.is_of_places(),
            Kind::Same(item) => matches!(item, Item::Reference(..)),
            Kind::Range(_) | Kind::Values(_) | Kind::Copied(_) | Kind::Map(..) | Kind::Chained(..) => false,
        }
    }
}

impl Lower<'_> {
    /// What a `for` loop or `zip` iterates over; a message if it is nothing known.
    pub(in crate::lower) fn chain(&mut self, e: &Syn) -> Option<Chain> {
        match e {
            Syn::Paren(p) => self.chain(&p.expr),
            Syn::Group(g) => self.chain(&g.expr),
            Syn::Range(r) => self.range_chain(r),
            Syn::Call(c) if is_chain(e) => self.made_chain(c),
            Syn::Reference(r) if is_chain(e) => self.rest_of(&r.expr, true),
            Syn::Reference(r) => {
                let place = self.place_or_value(&r.expr);
                self.slice_chain(place, r.mutability.is_some(), e)
            }
            Syn::MethodCall(m) if is_part(m) => self.chain_of_part(m),
            Syn::MethodCall(m) if is_chain(e) => self.adaptor(m),
            Syn::Path(_) if is_indexed(e) => self.rest_of(e, false),
            Syn::Path(_) | Syn::Field(_) | Syn::Index(_) | Syn::Array(_) => self.whole_chain(e),
            Syn::MethodCall(m) => {
                let (method, text) = super::stream::culprit(m);
                self.messages.add(method, text);
                None
            }
            other => {
                self.messages.add(other, messages::ITERATOR);
                None
            }
        }
    }

    /// A slice behind a reference, or an array by value.
    fn whole_chain(&mut self, e: &Syn) -> Option<Chain> {
        match self.item_of_path(e) {
            Some(Item::Reference(place, mutable)) => self.slice_chain(place, mutable, e),
            Some(Item::Rebound(k)) => {
                let place = self.access(k, e.span());
                self.slice_chain(place, self.rebound[k].mutable, e)
            }
            _ => {
                let place = self.place_or_value(e);
                let value = self.load(place, None, e.span());
                let place = Place::whole(self.rooted(value, e.span()));
                Some(self.values_of(place, e.span()))
            }
        }
    }

    fn item_of_path(&mut self, e: &Syn) -> Option<Item> {
        let Syn::Path(p) = e else { return None };
        let local = self.scopes.find(&p.path.get_ident()?.to_string())?;
        matches!(local, Local::Reference(..) | Local::Rebound(_)).then(|| self.item(e))
    }

    pub(in crate::lower) fn slice_chain(&mut self, place: Place, mutable: bool, e: &Syn) -> Option<Chain> {
        if mutable && !self.function.is_memory(place.root) {
            self.messages.add(e, messages::PLACE);
            return None;
        }
        Some(self.slice_of(place, mutable, e.span()))
    }

    /// `&place`, or `&mut place`
    pub(super) fn slice_of(&mut self, place: Place, mutable: bool, span: Span) -> Chain {
        self.of_place(place.clone(), Kind::Slice(place, mutable), span)
    }

    /// An array by value.
    pub(super) fn values_of(&mut self, place: Place, span: Span) -> Chain {
        self.of_place(place.clone(), Kind::Values(place), span)
    }

    fn of_place(&mut self, place: Place, kind: Kind, span: Span) -> Chain {
        let len = self.slice_length(&place, span);
        Chain::of(Some(len), kind, span)
    }

    /// `a op b` of integers.
    pub(in crate::lower) fn whole(&mut self, op: Op, a: Expr, b: Expr, span: Span) -> Expr {
        if op == Op::Add && is_zero(&b) || op == Op::Sub && is_zero(&b) {
            return a;
        }
        if op == Op::Add && is_zero(&a) {
            return b;
        }
        let (ta, tb) = (self.function.ty_of(&a), self.function.ty_of(&b));
        let ty = match self.unify(&ta, &tb) {
            ty @ Ty::Int(_) => ty,
            _ => Ty::Int(None),
        };
        self.bind(None, Expr::Binary(op, Box::new(a), Box::new(b)), ty, span)
    }

    pub(super) fn as_usize(&mut self, n: Expr, span: Span) -> Expr {
        let ty = self.function.ty_of(&n);
        let usize = self.kinds().integer("usize");
        if self.function.kinds.name_of(&ty) == Some("usize") {
            return n;
        }
        self.bind(None, Expr::Cast(Box::new(n), syn::parse_quote!(usize)), usize, span)
    }
}

fn is_zero(e: &Expr) -> bool {
    matches!(e, Expr::Const(Const { number: Some(n), .. }) if *n == 0.0)
}
