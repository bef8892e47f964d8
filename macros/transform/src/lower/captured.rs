//! What statements change: the variables that they assign, and those that closures
//! which they may call assign.

use std::collections::{BTreeSet, HashSet};

use syn::{Expr as Syn, Stmt as SynStmt};

use super::Lower;
use super::assigned;
use super::closure::Callable;
use super::control::Changed;
use super::scan;
use super::scope::{Local, Names, find_in};

impl Lower<'_> {
    /// The variables that an expression with closures changes as a whole.
    pub(super) fn changed_by(&self, e: &Syn) -> Vec<Changed> {
        self.changed_in(&[SynStmt::Expr(e.clone(), None)])
    }

    /// The variables declared outside that statements change as a whole.
    pub(super) fn changed_in(&self, stmts: &[SynStmt]) -> Vec<Changed> {
        let mut found = BTreeSet::new();
        self.collect(stmts, self.scopes.open(), &mut HashSet::new(), &mut found);
        found.into_iter().collect()
    }

    /// `names` are those in scope where the statements stand; `seen` are closures that were looked at.
    fn collect(
        &self,
        stmts: &[SynStmt],
        names: &Names,
        seen: &mut HashSet<usize>,
        found: &mut BTreeSet<Changed>,
    ) {
        for name in assigned::assigned(stmts) {
            match find_in(names, &name) {
                Some(Local::Value(k)) => drop(found.insert((*k, name))),
                Some(Local::Rebound(k)) => {
                    found.extend(self.rebound_variables(*k).into_iter().map(|v| (v, name.clone())));
                }
                _ => {}
            }
        }
        self.moved_iterators(stmts, names, found);
        for (body, names) in self.closures_in(stmts, names, seen) {
            self.collect(&body, names, seen, found);
        }
    }

    /// The bodies of closures in variables that statements name, each once, with the names of where they stand.
    pub(super) fn closures_in<'c>(
        &'c self,
        stmts: &[SynStmt],
        names: &Names,
        seen: &mut HashSet<usize>,
    ) -> Vec<([SynStmt; 1], &'c Names)> {
        let mentioned = scan::mentioned(stmts);
        let found = mentioned.iter().filter_map(|name| match find_in(names, name)? {
            Local::Closure(k) if seen.insert(*k) => match &self.closures[*k] {
                Callable::Closure(c, names) => Some(([SynStmt::Expr((*c.body).clone(), None)], names)),
                Callable::Path(_) => None,
            },
            _ => None,
        });
        found.collect()
    }
}
