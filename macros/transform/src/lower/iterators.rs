//! Iterators in variables: `let mut it = x.iter(); let first = it.next().unwrap(); for v in it { … }`.
//!
//! The variable stands for its chain, which is lowered where it is declared. One that is `mut` has two
//! variables beside it: how many items were taken from its front, and where its back is.

mod names;
mod parts;
mod step;

pub(super) use names::is_iterator;
pub(crate) use names::{is_indexed, is_sifted, name_iterators, unname_iterators};
pub(super) use parts::is_part;
pub(super) use step::is_step;

use std::collections::BTreeSet;

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Expr as Syn, Pat, Stmt as SynStmt};

use super::Lower;
use super::chain::Chain;
use super::control::Changed;
use super::scan;
use super::scope::{Local, Names, find_in};
use super::stream::Stream;
use crate::ir::{Expr, Op, typed_count};
use crate::messages;

/// An iterator in a variable.
#[derive(Clone)]
pub(super) struct Named {
    stream: Stream,
    ends: Option<Ends>,
}

/// The variables that say which items are left: the index of the first, and that behind the last.
#[derive(Clone, Copy)]
struct Ends {
    front: usize,
    back: Option<usize>,
}

/// The variable that a loop over a borrowed iterator moves on, and where it was before.
#[derive(Clone)]
pub(super) struct Cursor {
    pub(super) variable: usize,
    pub(super) before: Expr,
}

impl Lower<'_> {
    /// `let it = x.iter().map(…);`
    pub(super) fn declare_iterator(&mut self, name: &Ident, mutable: bool, init: &Syn) {
        match self.held(mutable, init) {
            Some(local) => self.scopes.declare(name.to_string(), local),
            None => self.declare_failed(name),
        }
    }

    /// `let (mut it, k) = (x.iter(), 0);`, of which one is an iterator; false if none is.
    pub(super) fn declare_iterators(&mut self, pats: &syn::PatTuple, init: &Syn) -> bool {
        let Syn::Tuple(values) = init else { return false };
        let name = |pat: &Pat| match pat {
            Pat::Ident(p) if is_iterator(&p.ident) => Some((p.ident.clone(), p.mutability.is_some())),
            _ => None,
        };
        if values.elems.len() != pats.elems.len() || pats.elems.iter().all(|pat| name(pat).is_none()) {
            return false;
        }
        // all values, then all names
        let mut given = Vec::new();
        for (pat, value) in pats.elems.iter().zip(&values.elems) {
            given.push(match name(pat) {
                Some((_, mutable)) => Err(self.held(mutable, value)),
                None => Ok(self.item(value)),
            });
        }
        for (pat, given) in pats.elems.iter().zip(given) {
            match (given, name(pat)) {
                (Ok(item), _) => self.bind_item(pat, item),
                (Err(Some(local)), Some((name, _))) => self.scopes.declare(name.to_string(), local),
                (Err(_), Some((name, _))) => self.declare_failed(&name),
                (Err(_), None) => {}
            }
        }
        true
    }

    /// What a name of an iterator stands for.
    fn held(&mut self, mutable: bool, init: &Syn) -> Option<Local> {
        let stream = self.stream(init)?;
        let ends = mutable.then(|| {
            let front = self.variable(typed_count());
            let back = stream.chain.len.clone().map(|len| self.variable(len));
            Ends { front, back }
        });
        self.iterators.push(Named { stream, ends });
        Some(Local::Iterator(self.iterators.len() - 1))
    }

    fn variable(&mut self, value: Expr) -> usize {
        match self.scopes.value(Some(value)) {
            Local::Value(k) => k,
            _ => unreachable!("a value was declared"),
        }
    }

    /// The iterator that a variable holds.
    fn named_iterator(&self, e: &Syn) -> Option<Named> {
        match e {
            Syn::Paren(p) => self.named_iterator(&p.expr),
            Syn::Group(g) => self.named_iterator(&g.expr),
            Syn::Path(p) => match self.scopes.find(&p.path.get_ident()?.to_string())? {
                Local::Iterator(k) => Some(self.iterators[k].clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is left of an iterator in a variable; a loop over it moves it on if it is borrowed.
    pub(super) fn rest_of(&mut self, e: &Syn, borrowed: bool) -> Option<Chain> {
        let Named { stream, ends } = self.named_iterator(e)?;
        if !stream.is_plain() {
            self.messages.add(e, messages::SIFTED_ITERATOR);
            return None;
        }
        let chain = stream.chain;
        let Some(Ends { front, back }) = ends else { return Some(chain) };
        if borrowed && chain.cursor.is_some() {
            self.messages.add(e, messages::BORROWED_ITERATOR);
            return None;
        }
        let before = self.now(front);
        let len = back.map(|back| {
            let back = self.now(back);
            self.whole(Op::Sub, back, before.clone(), e.span())
        });
        let cursor = Cursor { variable: front, before: before.clone() };
        let cursor = if borrowed { Some(cursor) } else { chain.cursor.clone() };
        Some(Chain { len, cursor, ..chain.from(before) })
    }

    /// An iterator in a variable whose items have no indices, as a whole.
    pub(super) fn whole_iterator(&mut self, e: &Syn) -> Option<Stream> {
        let named = self.named_iterator(e);
        if named.is_none() {
            self.messages.add(e, messages::ITERATOR);
        }
        named.map(|named| named.stream)
    }

    /// A copy that is gone through on its own.
    pub(super) fn cloned_iterator(&mut self, e: &Syn) -> Option<Stream> {
        let stream = self.whole_iterator(e)?;
        Some(self.with_own_state(stream))
    }

    /// The item of a loop over a borrowed iterator is taken from it.
    pub(super) fn move_on(&mut self, cursor: &Cursor, index: &Expr, span: proc_macro2::Span) {
        let taken = self.whole(Op::Add, cursor.before.clone(), index.clone(), span);
        let next = self.whole(Op::Add, taken, crate::ir::number(1), span);
        self.scopes.set(cursor.variable, Some(next));
    }

    /// The variables of the iterators that statements may move on.
    pub(super) fn moved_iterators(&self, stmts: &[SynStmt], names: &Names, found: &mut BTreeSet<Changed>) {
        for name in scan::mentioned(stmts) {
            let Some(Local::Iterator(k)) = find_in(names, &name) else { continue };
            let Some(Ends { front, back }) = self.iterators[*k].ends else { continue };
            found.insert((front, "front".to_owned()));
            found.extend(back.map(|back| (back, "back".to_owned())));
        }
    }
}
