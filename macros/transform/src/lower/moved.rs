//! What a `move` closure captures: copies, which have the values of where it stands.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr as Syn, Stmt as SynStmt};

use super::Lower;
use super::assigned;
use super::closure::Callable;
use super::scan;
use super::scope::Local;
use crate::ir::{Place, Role, Stmt};
use crate::messages;

impl Lower<'_> {
    /// The names of a closure's own copies.
    pub(super) fn moved(&mut self, c: &syn::ExprClosure) -> Vec<(String, Local)> {
        let mut names: Vec<String> = scan::mentioned(&body(c)).into_iter().collect();
        names.sort();
        let span = c.span();
        let copied = names.into_iter().filter_map(|name| {
            let local = self.scopes.find(&name)?;
            Some((name.clone(), self.moved_local(&name, local, span)?))
        });
        copied.collect()
    }

    /// A copy of a variable; none of what is the same where it is copied.
    fn moved_local(&mut self, name: &str, local: Local, span: Span) -> Option<Local> {
        match local {
            Local::Value(k) => Some(self.scopes.value(self.scopes.get(k))),
            Local::Place(place) if self.function.is_memory(place.root) => {
                let value = self.load(place, None, span);
                let ty = self.function.ty_of(&value);
                let copy = self.fresh(name, span, ty, Role::Memory);
                self.stmts.push(Stmt::Alloc(copy, value));
                Some(Local::Place(Place::whole(copy)))
            }
            Local::Closure(k) if self.keeps_copies(k) => {
                self.messages.at(span, messages::MOVE_CLOSURE);
                None
            }
            Local::Rebound(k) => Some(Local::Rebound(self.rebound_copy(k))),
            _ => None,
        }
    }

    /// Whether a closure in a variable changes copies of its own.
    pub(super) fn keeps_copies(&self, k: usize) -> bool {
        let Callable::Closure(c, names) = &self.closures[k] else { return false };
        let (e, own) = (Syn::Closure((**c).clone()), names.last().filter(|_| c.capture.is_some()));
        let mut changed = assigned::assigned_in(&e);
        changed.extend(scan::written(&e));
        let called = scan::receivers(&e);
        own.into_iter().flatten().any(|(name, local)| {
            changed.contains(name) || matches!(local, Local::Place(_)) && called.contains(name)
        })
    }

    /// Whether a `move` closure changes copies of its own. Only one in a variable keeps them.
    pub(super) fn changes_copies(&self, c: &syn::ExprClosure) -> bool {
        let e = Syn::Closure(c.clone());
        c.capture.is_some() && (assigned::assigned_in(&e).iter().any(|name| self.scopes.find(name).is_some()))
    }
}

fn body(c: &syn::ExprClosure) -> [SynStmt; 1] {
    [SynStmt::Expr((*c.body).clone(), None)]
}
