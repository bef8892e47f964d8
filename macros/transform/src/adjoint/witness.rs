//! Types of values that are not in scope in the backward sweep.
//!
//! Where rustc must infer one, a marker is declared before the sweep, and the
//! primal is written once more inside a closure that is never called: there
//! every value says what type its marker has.

use std::collections::BTreeSet;

use super::Adjoint;
use crate::ir::{Block, Expr, Function, Head, Stmt, Var, Witness};

impl Adjoint<'_> {
    /// The zero adjoint of a variable.
    pub(super) fn zero_of(&mut self, var: Var) -> Expr {
        let ty = &self.function.info(var).ty;
        if let Some(zero) = self.function.kinds.zero_of(ty) {
            return zero;
        }
        if self.available.contains(&var) {
            return Expr::ZeroOf(Box::new(Expr::Var(var)));
        }
        Expr::ZeroAs(self.ask(var))
    }

    /// What an adjoint of a variable starts from.
    pub(super) fn neutral_of(&mut self, var: Var) -> Expr {
        Expr::Neutral(Box::new(self.zero_of(var)))
    }

    /// What tells rustc the type of a popped value, unless it can be written.
    pub(super) fn witness_unless_known(&mut self, var: Var) -> Option<Witness> {
        let info = self.function.info(var);
        let known = info.spelled.is_some() || self.function.kinds.name_of(&info.ty).is_some();
        (!known).then(|| self.ask(var))
    }

    /// The type of an atom.
    pub(super) fn type_of(&mut self, atom: &Expr) -> Witness {
        match atom {
            Expr::Var(v) if !self.available.contains(v) => self.ask(*v),
            other => Witness::InScope(Box::new(other.clone())),
        }
    }

    fn ask(&mut self, var: Var) -> Witness {
        self.asked.insert(var);
        Witness::Asked(var)
    }
}

/// The primal, never run, in which each variable that was asked for tells its type.
#[must_use]
pub fn types_of(function: &Function, asked: &BTreeSet<Var>) -> Block {
    let mut stmts = tell(function.params.iter().copied(), asked);
    stmts.extend(told(&function.body, asked).stmts);
    Block { stmts }
}

fn tell(vars: impl IntoIterator<Item = Var>, asked: &BTreeSet<Var>) -> Vec<Stmt> {
    vars.into_iter().filter(|v| asked.contains(v)).map(Stmt::Is).collect()
}

fn told(block: &Block, asked: &BTreeSet<Var>) -> Block {
    let mut stmts = Vec::with_capacity(block.stmts.len());
    for stmt in &block.stmts {
        // the tape is not there
        if matches!(stmt, Stmt::Let(_, Expr::Mark) | Stmt::PushSlice(_)) {
            continue;
        }
        stmts.push(inside(stmt, asked));
        stmts.extend(tell(super::reverse::defined_by(stmt), asked));
    }
    Block { stmts }
}

fn inside(stmt: &Stmt, asked: &BTreeSet<Var>) -> Stmt {
    match stmt {
        Stmt::If(cond, then, otherwise, choices) => {
            Stmt::If(cond.clone(), told(then, asked), told(otherwise, asked), choices.clone())
        }
        Stmt::Loop(l) => {
            let mut l = l.clone();
            let mut stmts = tell(l.carried.iter().map(|c| c.param), asked);
            if let Head::For { index, .. } = l.head {
                stmts.extend(tell([index], asked));
            }
            stmts.extend(told(&l.body, asked).stmts);
            l.body = Block { stmts };
            Stmt::Loop(l)
        }
        other => other.clone(),
    }
}
