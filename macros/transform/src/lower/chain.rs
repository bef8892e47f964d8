//! Iterators of known length: `x.iter().zip(&y).enumerate().rev()`.
//!
//! Each is a length and an item for each index, so a loop over it is a loop over
//! `0..length` whose body begins with `let pattern = item;`.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::closure::Callable;
use super::item::Item;
use super::scope::Local;
use crate::ir::{Const, Expr, Op, Place, Step};
use crate::messages;
use crate::prim::Prim;
use crate::types::Ty;

/// An iterator.
pub(super) struct Chain {
    /// Its length; none if it has no end.
    pub(super) len: Option<Expr>,
    kind: Kind,
    span: Span,
}

enum Kind {
    /// `lo..hi`
    Range(Expr),
    /// `x.iter()`: references; whether they are `&mut`.
    Slice(Place, bool),
    /// `for x in array`
    Values(Place),
    /// `x.chunks_exact(n)`
    Chunks(Place, Expr, bool),
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
}

/// Whether an expression is an iterator, as far as its text tells.
pub(super) fn is_chain(e: &Syn) -> bool {
    match e {
        Syn::Paren(p) => is_chain(&p.expr),
        Syn::Group(g) => is_chain(&g.expr),
        Syn::Range(_) => true,
        Syn::MethodCall(m) => match (m.method.to_string().as_str(), m.args.len()) {
            ("iter" | "iter_mut" | "into_iter", 0) => true,
            ("chunks_exact" | "chunks_exact_mut" | "windows", 1) => true,
            ("enumerate" | "rev" | "copied" | "cloned" | "by_ref", 0) => is_chain(&m.receiver),
            ("zip" | "step_by" | "skip" | "take" | "map", 1) => is_chain(&m.receiver),
            _ => false,
        },
        _ => false,
    }
}

/// Adaptors that leave items out: the length is not known.
const FILTERS: [&str; 6] = ["filter", "filter_map", "take_while", "skip_while", "map_while", "flat_map"];

impl Lower<'_> {
    /// What a `for` loop or `zip` iterates over; a message if it is nothing known.
    pub(super) fn chain(&mut self, e: &Syn) -> Option<Chain> {
        match e {
            Syn::Paren(p) => self.chain(&p.expr),
            Syn::Group(g) => self.chain(&g.expr),
            Syn::Range(r) => self.range_chain(r),
            Syn::Reference(r) => {
                let place = self.place_or_value(&r.expr);
                self.slice_chain(place, r.mutability.is_some(), e)
            }
            Syn::MethodCall(m) if is_chain(e) => self.adaptor(m),
            Syn::Path(_) | Syn::Field(_) | Syn::Index(_) | Syn::Array(_) => self.whole_chain(e),
            Syn::MethodCall(m) if FILTERS.iter().any(|n| m.method == n) => {
                self.messages.add(&m.method, messages::FILTER);
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
                Some(self.of_place(place.clone(), Kind::Values(place), e.span()))
            }
        }
    }

    fn item_of_path(&mut self, e: &Syn) -> Option<Item> {
        let Syn::Path(p) = e else { return None };
        let local = self.scopes.find(&p.path.get_ident()?.to_string())?;
        matches!(local, Local::Reference(..) | Local::Rebound(_)).then(|| self.item(e))
    }

    fn slice_chain(&mut self, place: Place, mutable: bool, e: &Syn) -> Option<Chain> {
        if mutable && !self.function.is_memory(place.root) {
            self.messages.add(e, messages::PLACE);
            return None;
        }
        Some(self.of_place(place.clone(), Kind::Slice(place, mutable), e.span()))
    }

    fn of_place(&mut self, place: Place, kind: Kind, span: Span) -> Chain {
        let len = self.slice_length(&place, span);
        Chain { len: Some(len), kind, span }
    }

    fn range_chain(&mut self, r: &syn::ExprRange) -> Option<Chain> {
        let Some(start) = &r.start else {
            self.messages.add(r, messages::ITERATOR);
            return None;
        };
        let lo = self.expr(start, None);
        let span = r.span();
        let len = match &r.end {
            None => None,
            Some(end) => {
                let end = self.expr(end, None);
                let (a, b) = (self.function.ty_of(&lo), self.function.ty_of(&end));
                self.unify(&a, &b);
                let hi = self.prim(Prim::Max, vec![end.clone(), lo.clone()], None, span);
                let [hi, low] = [hi, lo.clone()].map(|n| self.widened(n, span));
                let len = self.whole(Op::Sub, hi, low, span);
                let len = self.as_usize(len, span);
                Some(match r.limits {
                    syn::RangeLimits::Closed(_) => self.closed(len, &lo, end, span),
                    syn::RangeLimits::HalfOpen(_) => len,
                })
            }
        };
        Some(Chain { len, kind: Kind::Range(lo), span })
    }

    /// A small signed integer as `i64`: `-100..100_i8` is longer than an `i8` can say.
    fn widened(&mut self, n: Expr, span: Span) -> Expr {
        let ty = self.function.ty_of(&n);
        if !matches!(self.function.kinds.name_of(&ty), Some("i8" | "i16" | "i32")) {
            return n;
        }
        let wide = self.kinds().integer("i64");
        self.bind(None, Expr::Cast(Box::new(n), syn::parse_quote!(i64)), wide, span)
    }

    /// The length of `lo..=hi`, from that of `lo..hi`: one more, but none where `hi < lo`.
    fn closed(&mut self, len: Expr, lo: &Expr, hi: Expr, span: Span) -> Expr {
        let ty = self.function.ty_of(&hi);
        let unsigned = self.function.kinds.name_of(&ty).is_some_and(|name| name.starts_with('u'));
        if unsigned && is_zero(lo) {
            return self.whole(Op::Add, len, crate::ir::number(1), span);
        }
        let reached = Expr::Binary(Op::Le, Box::new(lo.clone()), Box::new(hi));
        let reached = self.bind(None, reached, Ty::Bool, span);
        let one = self.as_usize(reached, span);
        self.whole(Op::Add, len, one, span)
    }

    fn adaptor(&mut self, m: &syn::ExprMethodCall) -> Option<Chain> {
        let span = m.span();
        let name = m.method.to_string();
        match name.as_str() {
            "iter" | "iter_mut" => {
                let place = self.place_or_value(&m.receiver);
                return self.slice_chain(place, name == "iter_mut", &m.receiver);
            }
            "into_iter" => return self.chain(&m.receiver),
            "chunks_exact" | "chunks_exact_mut" | "windows" => return self.pieces(m, &name),
            _ => {}
        }
        let inner = self.chain(&m.receiver)?;
        let arg = m.args.first();
        Some(match (name.as_str(), arg) {
            ("enumerate", _) => {
                Chain { len: inner.len.clone(), kind: Kind::Enumerate(Box::new(inner)), span }
            }
            ("copied" | "cloned", _) => {
                Chain { len: inner.len.clone(), kind: Kind::Copied(Box::new(inner)), span }
            }
            ("rev", _) => self.reversed(inner, m)?,
            ("zip", Some(other)) => {
                let other = self.chain(other)?;
                self.zipped(inner, other, span)
            }
            ("map", Some(f)) => {
                self.refuse_effects(f);
                let f = self.callable(f)?;
                Chain { len: inner.len.clone(), kind: Kind::Map(Box::new(inner), f), span }
            }
            ("step_by" | "skip" | "take", Some(n)) => {
                let n = self.expr(n, None);
                self.counted_adaptor(&name, inner, n, span)
            }
            _ => {
                self.messages.add(&m.method, messages::ITERATOR);
                return None;
            }
        })
    }

    /// `chunks_exact(n)`, `windows(n)`
    fn pieces(&mut self, m: &syn::ExprMethodCall, name: &str) -> Option<Chain> {
        let span = m.span();
        let place = self.place_or_value(&m.receiver);
        let n = self.expr(&m.args[0], None);
        let len = self.slice_length(&place, span);
        if name == "windows" {
            // len + 1 - n, but not below zero
            let longer = self.whole(Op::Add, len, crate::ir::number(1), span);
            let enough = self.prim(Prim::Max, vec![longer, n.clone()], None, span);
            let len = self.whole(Op::Sub, enough, n.clone(), span);
            return Some(Chain { len: Some(len), kind: Kind::Windows(place, n), span });
        }
        let mutable = name == "chunks_exact_mut";
        if mutable && !self.function.is_memory(place.root) {
            self.messages.add(m, messages::PLACE);
            return None;
        }
        let len = self.whole(Op::Div, len, n.clone(), span);
        Some(Chain { len: Some(len), kind: Kind::Chunks(place, n, mutable), span })
    }

    fn zipped(&mut self, a: Chain, b: Chain, span: Span) -> Chain {
        let len = match (a.len.clone(), b.len.clone()) {
            (Some(x), Some(y)) => Some(self.prim(Prim::Min, vec![x, y], None, span)),
            (x, y) => x.or(y),
        };
        Chain { len, kind: Kind::Zip(Box::new(a), Box::new(b)), span }
    }

    fn reversed(&mut self, inner: Chain, m: &syn::ExprMethodCall) -> Option<Chain> {
        let Some(len) = inner.len.clone() else {
            self.messages.add(&m.method, messages::ITERATOR);
            return None;
        };
        let span = m.span();
        Some(Chain { len: Some(len.clone()), kind: Kind::Rev(Box::new(inner), len), span })
    }

    fn counted_adaptor(&mut self, name: &str, inner: Chain, n: Expr, span: Span) -> Chain {
        let one = || crate::ir::number(1);
        let len = inner.len.clone();
        match name {
            "step_by" => {
                let len = len.map(|len| {
                    // (len + (n - 1)) / n
                    let more = self.whole(Op::Sub, n.clone(), one(), span);
                    let more = self.whole(Op::Add, len, more, span);
                    self.whole(Op::Div, more, n.clone(), span)
                });
                Chain { len, kind: Kind::StepBy(Box::new(inner), n), span }
            }
            "skip" => {
                let len = len.map(|len| {
                    let enough = self.prim(Prim::Max, vec![len, n.clone()], None, span);
                    self.whole(Op::Sub, enough, n.clone(), span)
                });
                Chain { len, kind: Kind::Skip(Box::new(inner), n), span }
            }
            _ => {
                let len = match len {
                    Some(len) => self.prim(Prim::Min, vec![len, n], None, span),
                    None => n,
                };
                Chain { len: Some(len), kind: Kind::Take(Box::new(inner)), span }
            }
        }
    }

    /// The item at an index.
    pub(super) fn chain_item(&mut self, chain: &Chain, i: &Expr, hint: Option<&str>) -> Item {
        let span = chain.span;
        match &chain.kind {
            Kind::Range(lo) => Item::Value(self.counter(lo, i, hint, span)),
            Kind::Slice(place, mutable) => {
                let mut at = place.clone();
                at.path.push(Step::Index(i.clone()));
                Item::Reference(at, *mutable)
            }
            Kind::Values(place) => {
                let at = self.element(place, i.clone(), span);
                Item::Value(self.load(at, hint, span))
            }
            Kind::Chunks(place, n, mutable) => {
                let lo = self.whole(Op::Mul, i.clone(), n.clone(), span);
                self.piece(place, lo, n, *mutable, span)
            }
            Kind::Windows(place, n) => self.piece(place, i.clone(), n, false, span),
            Kind::Zip(a, b) => Item::Tuple(vec![self.chain_item(a, i, None), self.chain_item(b, i, None)]),
            Kind::Enumerate(inner) => {
                Item::Tuple(vec![Item::Value(i.clone()), self.chain_item(inner, i, None)])
            }
            Kind::Rev(inner, len) => {
                let last = self.whole(Op::Sub, len.clone(), crate::ir::number(1), span);
                let from_end = self.whole(Op::Sub, last, i.clone(), span);
                self.chain_item(inner, &from_end, hint)
            }
            Kind::StepBy(inner, n) => {
                let at = self.whole(Op::Mul, i.clone(), n.clone(), span);
                self.chain_item(inner, &at, hint)
            }
            Kind::Skip(inner, n) => {
                let at = self.whole(Op::Add, i.clone(), n.clone(), span);
                self.chain_item(inner, &at, hint)
            }
            Kind::Take(inner) => self.chain_item(inner, i, hint),
            Kind::Copied(inner) => {
                let item = self.chain_item(inner, i, hint);
                Item::Value(self.item_value(item, hint, span))
            }
            Kind::Map(inner, f) => {
                let item = self.chain_item(inner, i, None);
                Item::Value(self.apply(f, vec![item], hint, span))
            }
        }
    }

    /// `&place[lo..lo + n]`
    fn piece(&mut self, place: &Place, lo: Expr, n: &Expr, mutable: bool, span: Span) -> Item {
        let mut part = place.clone();
        let hi = self.whole(Op::Add, lo.clone(), n.clone(), span);
        part.path.push(Step::Range(Some(Box::new(lo)), Some(Box::new(hi))));
        Item::Reference(part, mutable)
    }

    /// `lo + i`, of the type of `lo`.
    fn counter(&mut self, lo: &Expr, i: &Expr, hint: Option<&str>, span: Span) -> Expr {
        let ty = self.function.ty_of(lo);
        if is_zero(lo) && self.function.kinds.name_of(&ty) == Some("usize") {
            return i.clone();
        }
        self.bind(hint, Expr::Ahead(Box::new(lo.clone()), Box::new(i.clone())), ty, span)
    }

    /// `a op b` of integers.
    pub(super) fn whole(&mut self, op: Op, a: Expr, b: Expr, span: Span) -> Expr {
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

    fn as_usize(&mut self, n: Expr, span: Span) -> Expr {
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
