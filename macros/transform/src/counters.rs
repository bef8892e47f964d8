//! Counters that loops carry beside their own: `next += 1`, also in a loop in the loop.
//!
//! An iteration that adds the same to an integer, whatever it does otherwise, need not keep it. The backward
//! sweep starts with what the loop left and takes off what the iteration added. Where an inner loop adds to it,
//! that loop, backward, counts down to what it began with.

use std::collections::{HashMap, HashSet};

use crate::adjoint::{all_defined, as_var};
use crate::ir::{Block, Carried, Expr, Function, Head, Loop, Op, Stmt, Var};
use crate::types::Ty;

/// An integer that a loop carries, and that can be counted back.
#[derive(Clone, Debug)]
pub struct Counter {
    /// After the loop.
    pub result: Var,
    /// From the end of an iteration to its start; at the seam of two stands an inner loop.
    pub segments: Vec<Segment>,
    /// The same counter in the inner loops, the last first: their values at the start of an iteration.
    pub inner: Vec<Var>,
    /// What it takes to go backward through the loop.
    pub reads: Vec<Var>,
}

/// Statements that add to a counter.
#[derive(Clone, Debug)]
pub struct Segment {
    /// The counter before them.
    pub target: Var,
    /// What they do to it, the last first.
    steps: Vec<(Op, Expr)>,
}

impl Segment {
    /// The counter before, from what it is after.
    #[must_use]
    pub fn back(&self, after: Var) -> Expr {
        self.steps.iter().fold(Expr::Var(after), |after, (op, by)| {
            let op = if *op == Op::Add { Op::Sub } else { Op::Add };
            Expr::Binary(op, Box::new(after), Box::new(by.clone()))
        })
    }
}

/// All counters, by their value at the start of an iteration.
#[must_use]
pub fn counters(function: &Function) -> HashMap<Var, Counter> {
    let mut all = HashMap::new();
    in_block(function, &function.body, &mut all);
    all
}

fn in_block(function: &Function, block: &Block, all: &mut HashMap<Var, Counter>) {
    for stmt in &block.stmts {
        match stmt {
            Stmt::If(_, then, otherwise, _) => {
                in_block(function, then, all);
                in_block(function, otherwise, all);
            }
            Stmt::Loop(l) => {
                in_block(function, &l.body, all);
                for c in l.carried.iter().filter(|c| matches!(function.info(c.param).ty, Ty::Int(_))) {
                    all.extend(counter(function, l, c, all).map(|counter| (c.param, counter)));
                }
            }
            _ => {}
        }
    }
}

/// Follows a counter through an iteration, from its end.
fn counter(function: &Function, l: &Loop, c: &Carried, all: &HashMap<Var, Counter>) -> Option<Counter> {
    if l.exit.is_some() || l.checkpoint.is_some() {
        return None;
    }
    let inside: HashSet<Var> = all_defined(&l.body).into_iter().collect();
    let mut way = Way { function, l, inside, reads: bounds(l), segments: Vec::new(), inner: Vec::new() };
    way.follow(&c.next, c.param, all)?;
    Some(Counter { result: c.result, segments: way.segments, inner: way.inner, reads: way.reads })
}

/// The variables that tell how often a loop runs.
fn bounds(l: &Loop) -> Vec<Var> {
    let mut reads: Vec<Var> = l.count.into_iter().collect();
    if let Head::For { lo, hi, step, .. } = &l.head {
        for e in [Some(lo), Some(hi), step.as_ref()].into_iter().flatten() {
            e.each_var(&mut |v| reads.push(v));
        }
    }
    reads
}

/// The way of a counter through an iteration.
struct Way<'a> {
    function: &'a Function,
    l: &'a Loop,
    /// What the iteration defines.
    inside: HashSet<Var>,
    reads: Vec<Var>,
    segments: Vec<Segment>,
    inner: Vec<Var>,
}

impl<'a> Way<'a> {
    fn follow(&mut self, end: &Expr, start: Var, all: &HashMap<Var, Counter>) -> Option<()> {
        let mut at = as_var(end)?;
        let mut steps = Vec::new();
        while at != start {
            match self.defined(at)? {
                Stmt::Let(_, Expr::Var(before)) => at = *before,
                Stmt::Let(_, Expr::Binary(op @ (Op::Add | Op::Sub), a, b)) => {
                    let (before, by) = self.step(*op, a, b)?;
                    by.each_var(&mut |v| self.reads.push(v));
                    steps.push((*op, by.clone()));
                    at = before;
                }
                Stmt::Loop(inner) => {
                    let c = inner.carried.iter().find(|c| c.result == at)?;
                    all.get(&c.param)?;
                    self.inner.push(c.param);
                    self.segments.push(Segment { target: at, steps: std::mem::take(&mut steps) });
                    at = as_var(&c.init)?;
                }
                _ => return None,
            }
        }
        self.segments.push(Segment { target: start, steps });
        Some(())
    }

    /// The statement of the iteration that defines a variable.
    fn defined(&self, v: Var) -> Option<&'a Stmt> {
        let l: &'a Loop = self.l;
        l.body.stmts.iter().find(|s| match s {
            Stmt::Let(w, _) => *w == v,
            Stmt::Loop(l) => l.carried.iter().any(|c| c.result == v),
            _ => false,
        })
    }

    /// `before + by`, `by + before`, `before - by`, where `by` is the same in all iterations.
    fn step<'b>(&self, op: Op, a: &'b Expr, b: &'b Expr) -> Option<(Var, &'b Expr)> {
        let index = match self.l.head {
            Head::For { index, .. } => Some(index),
            Head::While { .. } => None,
        };
        let changes = |v: &Var| {
            self.inside.contains(v) || Some(*v) == index || self.l.carried.iter().any(|c| c.param == *v)
        };
        let same = |e: &Expr| match e {
            Expr::Const(_) => self.function.is_integer(e),
            Expr::Var(v) => !changes(v) && self.function.is_integer(e),
            _ => false,
        };
        match (as_var(a), as_var(b)) {
            (Some(before), _) if same(b) => Some((before, b)),
            (_, Some(before)) if same(a) && op == Op::Add => Some((before, a)),
            _ => None,
        }
    }
}
