//! Loops of `vjp` that go backward as they go forward, see `fuse`.

use std::collections::HashSet;

use super::Adjoint;
use super::forward::loop_params;
use super::reverse::{all_defined, as_var, defined_by};
use crate::fuse::is_independent;
use crate::ir::{Block, Expr, Head, Loop, Op, Stmt, Var};
use crate::walk::{each_block, each_changed};

/// The loops that go backward as they go forward, by their counters.
#[derive(Clone, Debug, Default)]
pub(super) struct Fused {
    /// Those that were found.
    pub(super) found: HashSet<Var>,
    /// They are still looked for.
    pub(super) looking: bool,
}

/// Both sweeps of a block.
pub(super) struct Both {
    /// What runs forward; a loop in it may go backward, too.
    pub(super) forward: Vec<Stmt>,
    /// What is left to go backward, with all values of the block at hand.
    pub(super) backward: Vec<Stmt>,
}

impl Adjoint<'_> {
    /// Both sweeps of the function's body.
    pub(super) fn both_of_body(&mut self, body: &Block) -> (Vec<Stmt>, Vec<Stmt>) {
        let Both { forward, backward } = self.both(body, &mut |pass, out| pass.seed_result(out));
        (forward, backward)
    }

    /// Both sweeps of a block; `seeds` adds what arrives at its end.
    pub(super) fn both(&mut self, block: &Block, seeds: &mut dyn FnMut(&mut Self, &mut Vec<Stmt>)) -> Both {
        if let Some(around) = around_last_loop(block)
            && self.is_fused(&around.l, &around.behind, seeds)
        {
            return self.both_around(&around, seeds);
        }
        let forward = self.forward_stmts(&block.stmts);
        let mut backward = self.restore(block, &[], true);
        seeds(self, &mut backward);
        self.backward_stmts(&block.stmts, &mut backward);
        Both { forward, backward }
    }

    /// The same where the last loop goes backward as it goes forward: what comes behind it goes backward first.
    fn both_around(&mut self, around: &Around, seeds: &mut dyn FnMut(&mut Self, &mut Vec<Stmt>)) -> Both {
        let Around { before, l, behind } = around;
        let mut forward = self.forward_stmts(&before.stmts);
        forward.extend(self.restore(before, &[], true));
        seeds(self, &mut forward);
        self.backward_stmts(behind, &mut forward);
        let mut backward = Vec::new();
        self.fused_loop(l, &mut forward, &mut backward);
        forward.extend(self.forward_stmts(behind));
        self.available.extend(behind.iter().flat_map(defined_by));
        self.available.extend(l.carried.iter().map(|c| c.result));
        self.backward_stmts(&before.stmts, &mut backward);
        Both { forward, backward }
    }

    /// Whether a loop goes backward as it goes forward: it may, and what arrives at it does not depend on it.
    fn is_fused(
        &mut self,
        l: &Loop,
        behind: &[Stmt],
        seeds: &mut dyn FnMut(&mut Self, &mut Vec<Stmt>),
    ) -> bool {
        let Head::For { index, .. } = l.head else { return false };
        if !self.fused.looking {
            return self.fused.found.contains(&index);
        }
        let plain = |s: &Stmt| {
            matches!(
                s,
                Stmt::Let(..) | Stmt::Store(..) | Stmt::Update(..) | Stmt::Assert(..) | Stmt::Panic(..)
            )
        };
        let fused = behind.iter().all(plain)
            && is_independent(&self.function, self.activity, l)
            && self.arrives_early(l, behind, seeds);
        if fused {
            self.fused.found.insert(index);
        }
        fused
    }

    /// Whether what is behind a loop goes backward without anything that it or the loop computes or records.
    fn arrives_early(
        &mut self,
        l: &Loop,
        behind: &[Stmt],
        seeds: &mut dyn FnMut(&mut Self, &mut Vec<Stmt>),
    ) -> bool {
        let late: HashSet<Var> =
            behind.iter().chain([&Stmt::Loop(Box::new(l.clone()))]).flat_map(defined_by).collect();
        let declared = self.declared.clone();
        let reads = std::mem::take(&mut self.reads);
        let mut trial = Vec::new();
        seeds(self, &mut trial);
        self.backward_stmts(behind, &mut trial);
        let recorded = trial.iter().any(|s| matches!(s, Stmt::TwinRev(_)));
        let early = !recorded && self.reads.is_disjoint(&late);
        (self.declared, self.reads) = (declared, reads);
        early
    }

    /// A loop that goes backward as it goes forward; what it leaves for the statements before it goes to `after`.
    fn fused_loop(&mut self, l: &Loop, out: &mut Vec<Stmt>, after: &mut Vec<Stmt>) {
        let params = loop_params(&l.carried, &l.head);
        let mut inner: HashSet<Var> = all_defined(&l.body).into_iter().collect();
        inner.extend(&params);
        let mut used = Vec::new();
        self.used_outside(&l.body, &inner, &mut used);
        used.extend(l.carried.iter().filter_map(|c| as_var(&c.next)));
        self.declare_all(&used, &inner, out);
        let carried: Vec<_> = l.carried.iter().filter(|c| self.is_active(c.param)).collect();
        let arriving: Vec<Var> = carried.iter().map(|c| self.declare(c.result, out)).collect();

        let outside = (self.declared.clone(), self.available.clone());
        self.available.extend(&params);
        self.passing.extend(carried.iter().map(|c| c.param));
        let mut seeds = |pass: &mut Self, out: &mut Vec<Stmt>| {
            for (c, adjoint) in carried.iter().zip(&arriving) {
                pass.add(&c.next, Op::Add, Expr::Var(*adjoint), out);
            }
        };
        let Both { forward, backward } = self.both(&l.body, &mut seeds);
        (self.declared, self.available) = outside;

        let mut l = l.clone();
        l.body = Block { stmts: forward.into_iter().chain(backward).collect() };
        out.push(Stmt::Loop(Box::new(l)));
        for (c, adjoint) in carried.iter().zip(&arriving) {
            self.add(&c.init, Op::Add, Expr::Var(*adjoint), after);
        }
    }
}

/// A block around its last loop.
struct Around {
    /// What stands before the loop, and what may: what does not depend on it.
    before: Block,
    l: Loop,
    behind: Vec<Stmt>,
}

fn around_last_loop(block: &Block) -> Option<Around> {
    let k = block.stmts.iter().rposition(|s| matches!(s, Stmt::Loop(_)))?;
    let Stmt::Loop(l) = &block.stmts[k] else { return None };
    let mut before = Block { stmts: block.stmts[..k].to_vec() };
    let (mut late, mut behind) = (Touched::by(&block.stmts[k]), Vec::new());
    for stmt in &block.stmts[k + 1..] {
        let own = Touched::by(stmt);
        if !matches!(stmt, Stmt::Assert(..) | Stmt::Panic(..)) && own.is_apart(&late) {
            before.stmts.push(stmt.clone());
        } else {
            late.add(own);
            behind.push(stmt.clone());
        }
    }
    Some(Around { before, l: (**l).clone(), behind })
}

/// What a statement uses, and what it defines or changes.
struct Touched {
    used: HashSet<Var>,
    changed: HashSet<Var>,
}

impl Touched {
    fn by(stmt: &Stmt) -> Self {
        let mut block = Block { stmts: vec![stmt.clone()] };
        let (mut used, mut changed) = (HashSet::new(), HashSet::new());
        crate::uses::each_use(&block, &mut |v| {
            used.insert(v);
        });
        changes(&mut block, &mut changed);
        Self { used, changed }
    }

    fn add(&mut self, other: Self) {
        self.used.extend(other.used);
        self.changed.extend(other.changed);
    }

    /// Whether two statements may change places.
    fn is_apart(&self, other: &Self) -> bool {
        let touched =
            |t: &Self, changed: &HashSet<Var>| t.used.is_disjoint(changed) && t.changed.is_disjoint(changed);
        touched(self, &other.changed) && touched(other, &self.changed)
    }
}

fn changes(block: &mut Block, changed: &mut HashSet<Var>) {
    for stmt in &mut block.stmts {
        changed.extend(defined_by(stmt));
        each_changed(stmt, &mut |v| {
            changed.insert(v);
        });
        each_block(stmt, &mut |b, _| changes(b, changed));
    }
}
