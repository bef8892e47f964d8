//! The item of a chain at an index.

use proc_macro2::Span;

use super::{Chain, Kind};
use crate::ir::{Expr, Op, Place, Step};
use crate::lower::Lower;
use crate::lower::item::Item;
use crate::prim::Prim;

impl Lower<'_> {
    /// The item at an index.
    pub(in crate::lower) fn chain_item(&mut self, chain: &Chain, i: &Expr, hint: Option<&str>) -> Item {
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
            Kind::Pieces(place, n, len) => {
                let lo = self.whole(Op::Mul, i.clone(), n.clone(), span);
                let left = self.behind_index(len, &lo, span);
                let n = self.prim(Prim::Min, vec![left, n.clone()], None, span);
                self.piece(place, lo, &n, false, span)
            }
            Kind::Windows(place, n) => self.piece(place, i.clone(), n, false, span),
            Kind::Zip(a, b) => Item::Tuple(vec![self.chain_item(a, i, None), self.chain_item(b, i, None)]),
            Kind::Enumerate(inner) => {
                Item::Tuple(vec![Item::Value(i.clone()), self.chain_item(inner, i, None)])
            }
            Kind::Rev(inner, len) => {
                let from_end = self.counted_back(len, i, span);
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
            Kind::Same(item) => item.clone(),
            Kind::Chained(a, b, first) => self.joined_item((a, b), first, i, span),
            Kind::Map(inner, f) => {
                let item = self.chain_item(inner, i, None);
                Item::Value(self.apply(f, vec![item], hint, span))
            }
        }
    }

    /// `len - 1 - i`
    fn counted_back(&mut self, len: &Expr, i: &Expr, span: Span) -> Expr {
        if self.beyond {
            let behind = self.whole(Op::Add, i.clone(), crate::ir::number(1), span);
            return self.behind_index(len, &behind, span);
        }
        let last = self.whole(Op::Sub, len.clone(), crate::ir::number(1), span);
        self.whole(Op::Sub, last, i.clone(), span)
    }

    /// `len - i`; zero where the index is beyond the end, if it may be.
    fn behind_index(&mut self, len: &Expr, i: &Expr, span: Span) -> Expr {
        let len = match self.beyond {
            true => self.prim(Prim::Max, vec![len.clone(), i.clone()], None, span),
            false => len.clone(),
        };
        self.whole(Op::Sub, len, i.clone(), span)
    }

    /// `&place[lo..lo + n]`
    fn piece(&mut self, place: &Place, lo: Expr, n: &Expr, mutable: bool, span: Span) -> Item {
        let mut part = place.clone();
        let hi = self.whole(Op::Add, lo.clone(), n.clone(), span);
        part.path.push(Step::Range(Some(Box::new(lo)), Some(Box::new(hi))));
        Item::Reference(part, mutable)
    }
}
