//! What the closures of adaptors do beside giving a value.
//!
//! A loop over an iterator applies a closure once for each of its items, in Rust's order. Only `zip`,
//! `skip`, `step_by` and `count` behind it give other items, or none, than Rust applies it to.

use std::collections::HashSet;

use syn::visit::{self, Visit};
use syn::{Expr as Syn, Stmt as SynStmt};

use super::Lower;
use super::assigned;
use super::item::Item;
use super::scan;
use super::scope::{Local, Names, find_in};
use crate::messages;

/// The names that an expression writes, by one of the looks of [`scan`].
type Look = fn(&Syn) -> HashSet<String>;

impl Lower<'_> {
    /// What a closure surely changes would have to be carried by the loop that it is written into.
    pub(super) fn refuse_effects(&mut self, e: &Syn) {
        if self.changes(e) {
            self.messages.add(e, messages::MAP_EFFECT);
        }
    }

    /// Whether an expression surely changes something outside it.
    fn changes(&self, e: &Syn) -> bool {
        let is_memory = |local: &Local| !matches!(local, Local::Value(_) | Local::Reference(_, false));
        !self.changed_in(&[SynStmt::Expr(e.clone(), None)]).is_empty()
            || self.touches(e, scan::written, &is_memory)
            || self.touches(e, assigned::assigned_in, &|_| true)
    }

    /// The closures of an iterator of which what follows leaves items out: their methods may not
    /// write what they are called on.
    pub(super) fn refuse_left_out(&mut self, chain: &Syn) {
        let m = match chain {
            Syn::Paren(p) => return self.refuse_left_out(&p.expr),
            Syn::Group(g) => return self.refuse_left_out(&g.expr),
            Syn::MethodCall(m) => m,
            _ => return,
        };
        for arg in &m.args {
            match arg {
                Syn::Closure(_) | Syn::Path(_) if m.method != "zip" => {
                    let gives = ["map", "filter_map", "map_while", "flat_map"].iter().any(|n| m.method == n);
                    if gives && self.lends_items(&m.receiver) || self.may_write(arg) {
                        self.messages.add(arg, messages::LEFT_OUT);
                    }
                }
                other => self.refuse_left_out(other),
            }
        }
        self.refuse_left_out(&m.receiver);
    }

    /// Whether it calls a method of what is outside it that may write that, or hands on a `&mut`.
    fn may_write(&self, e: &Syn) -> bool {
        let lent = |local: &Local| match local {
            Local::Reference(_, mutable) => *mutable,
            Local::Rebound(k) => self.rebound[*k].mutable,
            Local::Items(items) => items.iter().any(|i| self.is_mutable(i)),
            Local::Maybe(_, item) => self.is_mutable(item),
            _ => false,
        };
        let written = |local: &Local| match local {
            Local::Place(place) => self.function.is_memory(place.root),
            other => lent(other),
        };
        self.touches(e, scan::receivers, &written) || self.touches(e, scan::handed, &lent)
    }

    fn is_mutable(&self, item: &Item) -> bool {
        match item {
            Item::Reference(_, mutable) => *mutable,
            Item::Rebound(k) => self.rebound[*k].mutable,
            Item::Tuple(all) => all.iter().any(|i| self.is_mutable(i)),
            Item::Value(_) => false,
        }
    }

    /// Whether the items of an iterator are `&mut`.
    fn lends_items(&self, chain: &Syn) -> bool {
        match chain {
            Syn::Paren(p) => self.lends_items(&p.expr),
            Syn::Group(g) => self.lends_items(&g.expr),
            Syn::Reference(r) => r.mutability.is_some(),
            Syn::MethodCall(m) => {
                ["iter_mut", "chunks_exact_mut"].iter().any(|n| m.method == n)
                    || m.method != "iter" && self.lends_items(&m.receiver)
                    || m.args.iter().any(|e| self.lends_items(e))
            }
            Syn::Path(p) => {
                let local = p.path.get_ident().and_then(|name| self.scopes.find(&name.to_string()));
                match local {
                    Some(Local::Reference(_, mutable)) => mutable,
                    Some(Local::Rebound(k)) => self.rebound[k].mutable,
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether one of the names that an expression writes is such a variable outside it; closures in
    /// variables are looked into.
    fn touches(&self, e: &Syn, look: Look, such: &dyn Fn(&Local) -> bool) -> bool {
        self.touches_in(e, self.scopes.open(), look, such, &mut HashSet::new())
    }

    fn touches_in(
        &self,
        e: &Syn,
        names: &Names,
        look: Look,
        such: &dyn Fn(&Local) -> bool,
        seen: &mut HashSet<usize>,
    ) -> bool {
        let own = parameters(e);
        let outside = |name: &String| !own.contains(name) && find_in(names, name).is_some_and(such);
        if look(e).iter().any(outside) {
            return true;
        }
        let inner = self.closures_in(&[SynStmt::Expr(e.clone(), None)], names, seen);
        inner.iter().any(|([body], names)| match body {
            SynStmt::Expr(body, _) => self.touches_in(body, names, look, such, seen),
            _ => false,
        })
    }
}

/// The names that a closure gives to what it is applied to.
fn parameters(e: &Syn) -> HashSet<String> {
    struct Names(HashSet<String>);
    impl<'a> Visit<'a> for Names {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            self.0.insert(p.ident.to_string());
            visit::visit_pat_ident(self, p);
        }
    }
    let mut names = Names(HashSet::new());
    if let Syn::Closure(c) = e {
        c.inputs.iter().for_each(|p| names.visit_pat(p));
    }
    names.0
}
