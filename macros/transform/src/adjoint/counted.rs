//! Counters that are counted back, see `counters`.

use super::Adjoint;
use crate::ir::{Carried, Expr, Loop, Role, Stmt, Var};

/// A counter in the backward sweep of its loop.
pub(super) struct CountedBack {
    /// What an iteration started with.
    param: Var,
    /// What the loop left.
    result: Var,
    /// What it is where the backward sweep has got to.
    now: Var,
}

impl Adjoint<'_> {
    /// The counters of a loop that are counted back, each from what the loop left.
    pub(super) fn counted_back(&mut self, l: &Loop, out: &mut Vec<Stmt>) -> Vec<CountedBack> {
        let counted = |c: &&Carried| self.plan.counted.contains_key(&c.param);
        let all: Vec<Carried> = l.carried.iter().filter(counted).cloned().collect();
        let mut start = |c: Carried| {
            let info = self.function.info(c.param).clone();
            let now = self.function.fresh(&info.name, info.span, info.ty, Role::Memory);
            out.push(Stmt::Alloc(now, Expr::Var(c.result)));
            CountedBack { param: c.param, result: c.result, now }
        };
        all.into_iter().map(&mut start).collect()
    }

    /// Where the backward sweep enters an iteration.
    pub(super) fn count_back(&mut self, all: &[CountedBack], out: &mut Vec<Stmt>) {
        for counter in all {
            let last = self.plan.counted[&counter.param].segments[0].clone();
            out.push(Stmt::Let(last.target, last.back(counter.now)));
            self.available.insert(last.target);
        }
    }

    /// Where it leaves the iteration.
    pub(super) fn counted_to_start(all: &[CountedBack], out: &mut Vec<Stmt>) {
        out.extend(all.iter().map(|c| Stmt::Assign(c.now, Expr::Var(c.param))));
    }

    /// Where it leaves the loop: a loop around it goes on from there.
    pub(super) fn count_on(&mut self, all: &[CountedBack], out: &mut Vec<Stmt>) {
        for counter in all {
            if let Some(segment) = self.plan.seams.get(&counter.result).cloned() {
                out.push(Stmt::Let(segment.target, segment.back(counter.now)));
                self.available.insert(segment.target);
            }
        }
    }
}
