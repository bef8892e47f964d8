//! Iterators put together from others and from values: `a.iter().chain(b)`, `iter::once(x)`,
//! `iter::repeat(x)`.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::{Chain, Kind};
use crate::ir::{Expr, Op, Place, number};
use crate::lower::Lower;
use crate::lower::item::Item;
use crate::messages;

/// What an item is made of.
#[derive(Clone)]
enum Shape {
    Value,
    Reference,
    Tuple(Vec<Shape>),
}

/// The name of a function of `core::iter` that makes an iterator whose items have indices.
pub(crate) fn maker(c: &syn::ExprCall) -> Option<&'static str> {
    let Syn::Path(f) = &*c.func else { return None };
    let mut names = f.path.segments.iter().rev();
    let last = names.next()?;
    let (name, args) = [("once", 1), ("repeat", 1), ("repeat_n", 2), ("zip", 2)]
        .into_iter()
        .find(|(name, _)| last.ident == *name)?;
    let of_core = names.next().is_some_and(|s| s.ident == "iter");
    (of_core && c.args.len() == args).then_some(name)
}

impl Lower<'_> {
    /// `iter::once(x)`, `iter::repeat(x)`, `iter::zip(a, b)`
    pub(super) fn made_chain(&mut self, c: &syn::ExprCall) -> Option<Chain> {
        let span = c.span();
        let args: Vec<&Syn> = c.args.iter().collect();
        let (item, len) = match (maker(c)?, args.as_slice()) {
            ("zip", [a, b]) => {
                return self.chain(&syn::parse_quote_spanned!(span=> (#a).into_iter().zip(#b)));
            }
            ("once", [x]) => (self.given_item(x), Some(number(1))),
            ("repeat_n", [x, n]) => (self.given_item(x), Some(self.expr(n, None))),
            (_, [x]) => (self.given_item(x), None),
            _ => return None,
        };
        Some(Chain::of(len, Kind::Same(item), span))
    }

    fn given_item(&mut self, x: &Syn) -> Item {
        match self.item(x) {
            Item::Rebound(k) => Item::Reference(self.access(k, x.span()), self.rebound[k].mutable),
            item => self.settled_item(item, x.span()),
        }
    }

    /// The items of one iterator, then those of another.
    pub(super) fn chained(&mut self, a: Chain, b: Chain, span: Span) -> Option<Chain> {
        let Some(first) = a.len.clone() else {
            self.messages.at(span, messages::ENDLESS);
            return None;
        };
        let len = b.len.clone().map(|n| self.whole(Op::Add, first.clone(), n, span));
        Some(Chain::of(len, Kind::Chained(Box::new(a), Box::new(b), first), span))
    }

    /// The item of one of the two, as a value; what was a reference is one to it.
    pub(super) fn joined_item(
        &mut self,
        (a, b): (&Chain, &Chain),
        first: &Expr,
        i: &Expr,
        span: Span,
    ) -> Item {
        let mut shape = Shape::Value;
        let in_first = self.compared(Op::Lt, i.clone(), first.clone(), span);
        let value = self.branched(
            in_first,
            None,
            span,
            |pass| {
                let item = pass.chain_item(a, i, None);
                shape = pass.shape_of(&item, span);
                Some(pass.item_value(item, None, span))
            },
            |pass| {
                let at = pass.whole(Op::Sub, i.clone(), first.clone(), span);
                let item = pass.chain_item(b, &at, None);
                Some(pass.item_value(item, None, span))
            },
        );
        self.shaped(value.unwrap_or(Expr::Filler), &shape, span)
    }

    fn shape_of(&mut self, item: &Item, span: Span) -> Shape {
        match item {
            Item::Value(_) => Shape::Value,
            Item::Reference(_, true) => {
                self.messages.at(span, messages::CHAINED_WRITES);
                Shape::Reference
            }
            Item::Reference(..) | Item::Rebound(_) => Shape::Reference,
            Item::Tuple(all) => Shape::Tuple(all.iter().map(|item| self.shape_of(item, span)).collect()),
        }
    }

    /// A value as an item of this shape.
    fn shaped(&mut self, value: Expr, shape: &Shape, span: Span) -> Item {
        match shape {
            Shape::Value => Item::Value(value),
            Shape::Reference => Item::Reference(Place::whole(self.rooted(value, span)), false),
            Shape::Tuple(all) => {
                let root = self.rooted(value, span);
                let part = |(k, shape): (usize, &Shape)| {
                    let member = crate::ir::Step::Field(syn::Member::from(k));
                    let part = self.load(Place { root, path: vec![member] }, None, span);
                    self.shaped(part, shape, span)
                };
                Item::Tuple(all.iter().enumerate().map(part).collect())
            }
        }
    }
}
