//! Stages that leave items out by a predicate.

use proc_macro2::Span;

use super::walk::{Body, Walk};
use super::{Stage, truth};
use crate::ir::{Expr, Place};
use crate::lower::Lower;
use crate::lower::closure::Callable;
use crate::lower::item::Item;
use crate::types::Ty;

impl<'a> Lower<'a> {
    /// `filter`, `take_while`, `skip_while`
    pub(super) fn sifted(
        &mut self,
        walk: &Walk<'_>,
        stage: &Stage,
        rest: &[Stage],
        item: Item,
        body: Body<'_, 'a>,
    ) {
        let span = walk.span;
        match stage {
            Stage::Filter(f) => {
                let (item, keep) = self.asked(f, item, span);
                self.when(keep, span, |pass| pass.through(walk, rest, item, body), |_| {});
            }
            Stage::TakeWhile(f) => {
                let (item, keep) = self.asked(f, item, span);
                self.when(
                    keep,
                    span,
                    |pass| pass.through(walk, rest, item, body),
                    |pass| pass.end_walk(walk),
                );
            }
            Stage::SkipWhile(f, begun) => {
                let item = self.settled_item(item, span);
                let keep = |pass: &mut Self| {
                    let skip = pass.apply(f, vec![pass.lent_item(&item)], None, span);
                    Some(pass.bind(None, Expr::Not(Box::new(skip)), Ty::Bool, span))
                };
                let now = self.branched(self.now(*begun), None, span, |_| Some(truth(true)), keep);
                let now = now.unwrap_or(Expr::Filler);
                self.scopes.set(*begun, Some(now.clone()));
                self.when(now, span, |pass| pass.through(walk, rest, item, body), |_| {});
            }
            _ => {}
        }
    }

    /// Whether a predicate holds of an item, which it is lent.
    pub(in crate::lower) fn asked(&mut self, f: &Callable, item: Item, span: Span) -> (Item, Expr) {
        let item = self.settled_item(item, span);
        let answer = self.apply(f, vec![self.lent_item(&item)], None, span);
        (item, answer)
    }

    /// An item whose values have names, so that it can be lent.
    pub(in crate::lower) fn settled_item(&mut self, item: Item, span: Span) -> Item {
        match item {
            Item::Value(value) => Item::Value(Expr::Var(self.rooted(value, span))),
            Item::Tuple(all) => Item::Tuple(all.into_iter().map(|i| self.settled_item(i, span)).collect()),
            item => item,
        }
    }

    /// `&item`
    pub(in crate::lower) fn lent_item(&self, item: &Item) -> Item {
        match item {
            Item::Value(Expr::Var(v)) => Item::Reference(Place::whole(*v), false),
            Item::Tuple(all) => Item::Tuple(all.iter().map(|i| self.lent_item(i)).collect()),
            item => item.clone(),
        }
    }
}
