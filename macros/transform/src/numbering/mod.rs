//! Value numbering: the same expression of the same values is one value.
//!
//! ```text
//! let u = a - b;  let s = u.sin();  let v = a - b;  let c = v.cos();      v is u
//! ```
//! The backward sweep reads the first of them wherever it reads another, so that the tape keeps one. The function
//! stays as it is: each of them has its own adjoint, and the gradient has the bits that it had.
//!
//! - Only **numbers** are told to be the same (`numbers`): what is of an unknown type may have operators of the
//!   user's.
//! - An expression counts in its block and in the blocks inside, from where it stands on.
//! - A **load** counts until its memory may change: by a store that overlaps, a call that is lent the memory, or a
//!   loop around it that does either.

mod key;
mod numbers;
mod rename;

use std::collections::{HashMap, HashSet};
use std::mem::take;

use crate::ir::{Block, Expr, Function, Head, Loop, Overlap, Place, Role, Saved, Stmt, Var};
use crate::walk::{each_block, each_changed};
use key::key;

/// Which variables have the value of an earlier one.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    same: HashMap<Var, Var>,
}

impl Numbering {
    /// Finds them.
    #[must_use]
    pub fn find(function: &Function) -> Self {
        let mut pass = Pass {
            function,
            numbers: numbers::find(function),
            copies: copies(&function.body),
            found: Self::default(),
            copied: HashMap::new(),
            values: HashMap::new(),
            loads: Vec::new(),
            depth: 0,
        };
        pass.block(&function.body);
        pass.found
    }

    /// The first variable with this one's value.
    #[must_use]
    pub fn first(&self, var: Var) -> Var {
        self.same.get(&var).copied().unwrap_or(var)
    }

    /// Whether an earlier variable has this one's value.
    #[must_use]
    pub fn is_again(&self, var: Var) -> bool {
        self.same.contains_key(&var)
    }

    /// Whether a later variable has this one's value.
    #[must_use]
    pub fn is_first(&self, var: Var) -> bool {
        self.same.values().any(|first| *first == var)
    }
}

/// A load that still gives what it gave.
struct Load<'a> {
    key: String,
    place: &'a Place,
    value: Var,
    depth: usize,
}

struct Pass<'a> {
    function: &'a Function,
    numbers: HashSet<Var>,
    /// What calls keep of their arguments: it may be written when the call goes backward.
    copies: HashSet<Var>,
    found: Numbering,
    /// Of `let b = a;`: the variable under which expressions of `b` are known.
    copied: HashMap<Var, Var>,
    values: HashMap<String, Var>,
    loads: Vec<Load<'a>>,
    depth: usize,
}

impl<'a> Pass<'a> {
    fn block(&mut self, block: &'a Block) {
        block.stmts.iter().for_each(|s| self.stmt(s));
    }

    /// A block inside: what it computes is not there behind it.
    fn inside(&mut self, block: &'a Block) {
        let outside = self.values.clone();
        self.depth += 1;
        self.block(block);
        self.depth -= 1;
        self.loads.retain(|load| load.depth <= self.depth);
        self.values = outside;
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Let(v, e) => self.value(*v, e),
            Stmt::Store(place, _) | Stmt::Update(place, ..) => self.changes(place),
            Stmt::If(_, then, otherwise, _) => {
                self.inside(then);
                self.inside(otherwise);
            }
            Stmt::Loop(l) => self.looped(l),
            other => each_changed(&mut other.clone(), &mut |root| self.forget(root)),
        }
    }

    /// An iteration finds what those before it left in memory.
    fn looped(&mut self, l: &'a Loop) {
        let mut changed = HashSet::new();
        changed_in(&mut Block { stmts: vec![Stmt::Loop(Box::new(l.clone()))] }, &mut changed);
        changed.into_iter().for_each(|root| self.forget(root));
        // iterations that run again find what the loop began with, and nothing else of the outside
        let outside = l.checkpoint.is_some().then(|| (take(&mut self.values), take(&mut self.loads)));
        if let Head::While { test, .. } = &l.head {
            self.inside(test);
        }
        self.inside(&l.body);
        if let Some(outside) = outside {
            (self.values, self.loads) = outside;
        }
    }

    fn value(&mut self, v: Var, e: &'a Expr) {
        let info = self.function.info(v);
        if info.role != Role::Value || info.keeps || self.copies.contains(&v) || !self.numbers.contains(&v) {
            return;
        }
        if let Expr::Var(w) = e {
            if self.numbers.contains(w) && !self.function.is_memory(*w) {
                self.copied.insert(v, self.known(*w));
            }
            return;
        }
        if matches!(e, Expr::Neg(_) | Expr::Not(_) | Expr::Binary(..)) && !self.has_number_operands(e) {
            return;
        }
        let Some(key) = key(e, &|w| self.known(w)) else { return };
        match e {
            Expr::Load(place) | Expr::Len(place) => self.load(v, key, place),
            _ => match self.values.get(&key) {
                Some(first) => self.again(v, *first),
                None => {
                    self.values.insert(key, v);
                }
            },
        }
    }

    /// Whether no operator of the user's can be meant.
    fn has_number_operands(&self, e: &Expr) -> bool {
        let mut all = true;
        e.each_value(&mut |w| all &= self.numbers.contains(&w));
        all
    }

    fn load(&mut self, v: Var, key: String, place: &'a Place) {
        match self.loads.iter().find(|load| load.key == key) {
            Some(load) => self.again(v, load.value),
            None => self.loads.push(Load { key, place, value: v, depth: self.depth }),
        }
    }

    fn again(&mut self, v: Var, first: Var) {
        self.found.same.insert(v, first);
    }

    /// The variable under which expressions of this one are known.
    fn known(&self, v: Var) -> Var {
        let v = self.found.first(v);
        self.copied.get(&v).copied().unwrap_or(v)
    }

    /// What stands in a place changes.
    fn changes(&mut self, place: &Place) {
        let apart = |load: &Load| self.function.overlap(load.place, place) == Overlap::Nothing;
        self.loads.retain(apart);
    }

    /// Anything in a variable may change.
    fn forget(&mut self, root: Var) {
        self.loads.retain(|load| load.place.root != root);
    }
}

fn changed_in(block: &mut Block, changed: &mut HashSet<Var>) {
    for stmt in &mut block.stmts {
        each_changed(stmt, &mut |v| {
            changed.insert(v);
        });
        each_block(stmt, &mut |b, _| changed_in(b, changed));
    }
}

fn copies(block: &Block) -> HashSet<Var> {
    let mut found = HashSet::new();
    for stmt in &block.stmts {
        match stmt {
            Stmt::Call(call) => found.extend(call.saved.iter().flatten().map(|saved| match saved {
                Saved::Copy(v) | Saved::Slice(v) => *v,
            })),
            Stmt::If(_, then, otherwise, _) => {
                found.extend(copies(then));
                found.extend(copies(otherwise));
            }
            Stmt::Loop(l) => found.extend(copies(&l.body)),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests;
