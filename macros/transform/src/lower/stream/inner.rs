//! Items that are iterators themselves: a loop inside the loop.

use proc_macro2::Span;

use super::walk::{Body, Walk};
use super::{Stage, Stream};
use crate::ir::Place;
use crate::lower::Lower;
use crate::lower::chain::Chain;
use crate::lower::closure::body_of;
use crate::lower::item::Item;
use crate::messages;
use crate::types::Ty;

impl<'a> Lower<'a> {
    /// `flatten`, `flat_map`
    pub(super) fn flattened(
        &mut self,
        walk: &Walk<'_>,
        stage: &Stage,
        rest: &[Stage],
        item: Item,
        body: Body<'_, 'a>,
    ) {
        let span = walk.span;
        match stage {
            Stage::Flatten if self.is_optional(&item) => {
                let found = self.item_value(item, None, span);
                self.given(walk, rest, found, false, body);
            }
            Stage::Flatten => {
                let Some(chain) = self.chain_of_item(item, span) else { return };
                self.inner(walk, &Stream::of(chain), rest, body);
            }
            Stage::FlatMap(c, names) => {
                let Some(inner) = self.stream_of_closure(c, names.clone(), item) else { return };
                self.inner(walk, &inner, rest, body);
            }
            _ => {}
        }
    }

    /// Whether an item is known to be an `Option`.
    fn is_optional(&self, item: &Item) -> bool {
        let ty = match item {
            Item::Value(value) => self.function.ty_of(value),
            Item::Reference(place, _) => self.function.place_ty(place),
            _ => Ty::Unknown,
        };
        matches!(ty, Ty::Option(_))
    }

    /// The elements of an item, which is an array, a slice or a reference to one.
    fn chain_of_item(&mut self, item: Item, span: Span) -> Option<Chain> {
        match item {
            Item::Reference(place, mutable) => Some(self.slice_of(place, mutable, span)),
            Item::Value(value) => {
                let place = Place::whole(self.rooted(value, span));
                Some(self.values_of(place, span))
            }
            _ => {
                self.messages.at(span, messages::FLAT_MAP);
                None
            }
        }
    }

    /// The iterator that a closure gives.
    fn stream_of_closure(
        &mut self,
        c: &syn::ExprClosure,
        names: crate::lower::scope::Names,
        item: Item,
    ) -> Option<Stream> {
        let block = crate::exits::normalise(&body_of(c), true, self.messages);
        let Some((syn::Stmt::Expr(body, None), before)) = block.stmts.split_last() else {
            return self.refuse_closure(c);
        };
        let [pat] = c.inputs.iter().collect::<Vec<_>>()[..] else { return self.refuse_closure(c) };
        let outer = self.scopes.exchange(names);
        self.scopes.enter();
        self.bind_item(pat, item);
        before.iter().for_each(|stmt| self.stmt(stmt));
        let stream = self.stream(body);
        self.scopes.leave();
        self.scopes.exchange(outer);
        stream
    }

    fn refuse_closure(&mut self, c: &syn::ExprClosure) -> Option<Stream> {
        self.messages.add(c, messages::FLAT_MAP);
        None
    }

    /// A loop inside the loop; it ends where the outer one does.
    fn inner(&mut self, walk: &Walk<'_>, stream: &Stream, rest: &[Stage], body: Body<'_, 'a>) {
        let mut inside = |pass: &mut Self, item: Item| pass.through(walk, rest, item, body);
        let mut exit = |pass: &mut Self| walk.done.map(|k| pass.now(k));
        self.walk(stream, walk.changed.to_vec(), walk.span, &mut inside, &mut exit);
    }
}
