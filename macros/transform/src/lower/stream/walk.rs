//! The loop over an iterator.

use proc_macro2::Span;

use super::{Stage, Stream, truth};
use crate::ir::{Expr, Op, Place};
use crate::lower::Lower;
use crate::lower::control::Changed;
use crate::lower::item::Item;
use crate::messages;
use crate::types::Ty;

/// What is done with an item.
pub(super) type Body<'b, 'a> = &'b mut dyn FnMut(&mut Lower<'a>, Item);

/// What the stages of one loop share.
pub(super) struct Walk<'w> {
    /// The variables that the loop changes.
    pub(super) changed: &'w [Changed],
    pub(super) done: Option<usize>,
    pub(super) span: Span,
}

impl<'a> Lower<'a> {
    /// A loop over the items; `exit` gives the condition that ends it beside the stages' own.
    pub(in crate::lower) fn walk(
        &mut self,
        stream: &Stream,
        mut changed: Vec<Changed>,
        span: Span,
        body: Body<'_, 'a>,
        exit: &mut dyn FnMut(&mut Self) -> Option<Expr>,
    ) {
        let Some(len) = stream.chain.len.clone() else { return self.messages.at(span, messages::ENDLESS) };
        changed.extend(stream.state.iter().cloned());
        let cursor = stream.chain.cursor.clone();
        if let Some(cursor) = cursor.as_ref().filter(|c| changed.iter().all(|(k, _)| *k != c.variable)) {
            changed.push((cursor.variable, "front".to_owned()));
        }
        let (index, head) = self.counted_loop(len, span);
        let all = changed.clone();
        self.looped_over(
            head,
            changed,
            span,
            |_, _| {},
            |pass| {
                if let Some(cursor) = &cursor {
                    pass.move_on(cursor, &Expr::Var(index), span);
                }
                let item = pass.chain_item(&stream.chain, &Expr::Var(index), None);
                pass.through(&Walk { changed: &all, done: stream.done, span }, &stream.stages, item, body);
                let left = exit(pass);
                let done = stream.done.map(|k| pass.now(k));
                pass.any_of(done, left, span)
            },
        );
    }

    /// `a || b`
    fn any_of(&mut self, a: Option<Expr>, b: Option<Expr>, span: Span) -> Option<Expr> {
        match (a, b) {
            (Some(a), Some(b)) => {
                Some(self.bind(None, Expr::Binary(Op::Or, Box::new(a), Box::new(b)), Ty::Bool, span))
            }
            (a, b) => a.or(b),
        }
    }

    /// What a stream's item is made of, for one look at it.
    pub(in crate::lower) fn first_item(&mut self, stream: &Stream, body: Body<'_, 'a>) {
        let item = self.chain_item(&stream.chain, &crate::ir::number(0), None);
        let walk = Walk { changed: &[], done: stream.done, span: Span::call_site() };
        self.through(&walk, &stream.stages, item, body);
    }

    /// Hands an item through the stages.
    pub(super) fn through(&mut self, walk: &Walk<'_>, stages: &[Stage], item: Item, body: Body<'_, 'a>) {
        let Some((stage, rest)) = stages.split_first() else { return body(self, item) };
        let span = walk.span;
        match stage {
            Stage::Map(f) => {
                let value = self.apply(f, vec![item], None, span);
                self.through(walk, rest, Item::Value(value), body);
            }
            Stage::Copied => {
                let value = self.item_value(item, None, span);
                self.through(walk, rest, Item::Value(value), body);
            }
            Stage::Filter(_) | Stage::TakeWhile(_) | Stage::SkipWhile(..) => {
                self.sifted(walk, stage, rest, item, body);
            }
            Stage::FilterMap(f, ends) => {
                let found = self.apply(f, vec![item], None, span);
                self.given(walk, rest, found, *ends, body);
            }
            Stage::Scan(state, f) => {
                let lent = Item::Reference(state.clone(), true);
                let found = self.apply(f, vec![lent, item], None, span);
                self.given(walk, rest, found, true, body);
            }
            Stage::Enumerate(..) | Stage::Skip(..) | Stage::Take(..) | Stage::Zip(..) => {
                self.counted_item(walk, stage, rest, item, body);
            }
            Stage::Flatten | Stage::FlatMap(..) => self.flattened(walk, stage, rest, item, body),
        }
    }

    /// A stage that counts the items that come.
    fn counted_item(
        &mut self,
        walk: &Walk<'_>,
        stage: &Stage,
        rest: &[Stage],
        item: Item,
        body: Body<'_, 'a>,
    ) {
        let span = walk.span;
        match stage {
            Stage::Enumerate(index) => {
                let now = self.now(*index);
                self.step(*index, span);
                self.through(walk, rest, Item::Tuple(vec![Item::Value(now), item]), body);
            }
            Stage::Skip(n, came) => {
                let now = self.now(*came);
                let enough = self.compared(Op::Ge, now, n.clone(), span);
                self.step(*came, span);
                self.when(enough, span, |pass| pass.through(walk, rest, item, body), |_| {});
            }
            Stage::Take(n, came) => {
                let now = self.now(*came);
                let more = self.compared(Op::Lt, now, n.clone(), span);
                let next = self.step(*came, span);
                self.when(more, span, |pass| pass.through(walk, rest, item, body), |_| {});
                self.last_of(walk, next, n, span);
            }
            Stage::Zip(other, index) => {
                let now = self.now(*index);
                let more = match &other.len {
                    Some(len) => self.compared(Op::Lt, now.clone(), len.clone(), span),
                    None => truth(true),
                };
                self.step(*index, span);
                let both = |pass: &mut Self| {
                    let item = Item::Tuple(vec![item, pass.chain_item(other, &now, None)]);
                    pass.through(walk, rest, item, body);
                };
                self.when(more, span, both, |pass| pass.end_walk(walk));
            }
            _ => {}
        }
    }

    /// The loop ends after this item if it is the last of `n`.
    fn last_of(&mut self, walk: &Walk<'_>, came: Expr, n: &Expr, span: Span) {
        let Some(done) = walk.done else { return };
        let last = self.compared(Op::Ge, came, n.clone(), span);
        let before = self.now(done);
        let now = self.any_of(Some(before), Some(last), span);
        self.scopes.set(done, now);
    }

    pub(in crate::lower) fn compared(&mut self, op: Op, a: Expr, b: Expr, span: Span) -> Expr {
        self.bind(None, Expr::Binary(op, Box::new(a), Box::new(b)), Ty::Bool, span)
    }

    /// What is inside an `Option` goes on.
    pub(super) fn given(
        &mut self,
        walk: &Walk<'_>,
        rest: &[Stage],
        found: Expr,
        ends: bool,
        body: Body<'_, 'a>,
    ) {
        let span = walk.span;
        let place = Place::whole(self.rooted(found, span));
        let some = self.is_there(&place, span);
        let some_of = |pass: &mut Self| {
            let value = pass.load(pass.payload(&place), None, span);
            pass.through(walk, rest, Item::Value(value), body);
        };
        self.when(some, span, some_of, |pass| {
            if ends {
                pass.end_walk(walk);
            }
        });
    }

    pub(super) fn end_walk(&mut self, walk: &Walk<'_>) {
        if let Some(done) = walk.done {
            self.finish(done);
        }
    }
}
