//! Loads that the backward sweep can make again, because the memory then holds what it held at the load.
//!
//! | sweep | memory | what the backward sweep finds in it |
//! |---|---|---|
//! | `vjp` | of the body, and `&mut` arguments | what it holds at the end: no write may follow the load |
//! | `rev` | `&mut` arguments | what it held at the entry: no write may precede the load |
//!
//! Inside a loop every write both precedes and follows every load. Where the backward sweep itself gives
//! memory earlier values (slices lent to calls, checkpoints), nothing is known.

use std::collections::{HashMap, HashSet};

use crate::defs::Defs;
use crate::ir::{Block, Expr, Function, Head, Loop, Role, Stmt, Var};
use crate::walk::each_changed;

/// When the backward sweep runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backward {
    /// Behind the forward sweep, in one scope.
    Behind,
    /// Later, with the arguments of the forward sweep.
    Apart,
    /// Later, without them.
    Bare,
}

/// The values that are loads which can be made again.
#[must_use]
pub fn lasting(function: &Function, defs: &Defs, backward: Backward) -> HashSet<Var> {
    let mut seen = Seen::default();
    seen.block(&function.body);
    if seen.checkpoints || backward == Backward::Bare {
        return HashSet::new();
    }
    let there = |root: Var| match (function.info(root).role, backward) {
        (Role::Unique, _) => !seen.restored.contains(&root),
        (Role::Memory, Backward::Behind) => defs.home(root) == 0 && !seen.restored.contains(&root),
        _ => false,
    };
    let unchanged = |load: &Load| {
        seen.writes.get(&load.root).is_none_or(|writes| {
            writes.iter().all(|write| {
                let follows = load.at.0 < write.0;
                load.at.1.first().is_none_or(|outermost| write.1.first() != Some(outermost))
                    && follows == (backward == Backward::Apart)
            })
        })
    };
    seen.loads.iter().filter(|l| there(l.root) && unchanged(l)).map(|l| l.value).collect()
}

/// A place in the text: how many statements stand before it, and the loops around it.
type At = (usize, Vec<usize>);

struct Load {
    value: Var,
    root: Var,
    at: At,
}

/// Loads and writes, in the order of the text.
#[derive(Default)]
struct Seen {
    loads: Vec<Load>,
    writes: HashMap<Var, Vec<At>>,
    /// What the backward sweep writes to.
    restored: HashSet<Var>,
    checkpoints: bool,
    at: At,
}

impl Seen {
    fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            self.at.0 += 1;
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Let(value, Expr::Load(place)) => {
                self.loads.push(Load { value: *value, root: place.root, at: self.at.clone() });
            }
            Stmt::If(_, then, otherwise, _) => {
                self.block(then);
                self.block(otherwise);
            }
            Stmt::Loop(l) => self.looped(l),
            Stmt::PushSlice(place) => {
                self.restored.insert(place.root);
            }
            other => each_changed(&mut other.clone(), &mut |root| {
                self.writes.entry(root).or_default().push(self.at.clone());
            }),
        }
    }

    fn looped(&mut self, l: &Loop) {
        self.checkpoints |= l.checkpoint.is_some();
        self.at.1.push(self.at.0);
        if let Head::While { test, .. } = &l.head {
            self.block(test);
        }
        self.block(&l.body);
        self.at.1.pop();
    }
}
