//! Which variables the statements of a block read, or write into.

use std::collections::HashMap;

use crate::ir::{Arg, Block, Expr, Function, Head, Stmt, Var};

/// Visits each use of a variable in a block and the blocks in it.
pub fn each_use(block: &Block, see: &mut dyn FnMut(Var)) {
    for stmt in &block.stmts {
        stmt_uses(stmt, see);
    }
}

fn stmt_uses(stmt: &Stmt, see: &mut dyn FnMut(Var)) {
    let mut expr = |e: &Expr| e.each_var(&mut |v| see(v));
    match stmt {
        Stmt::Let(_, e) | Stmt::Alloc(_, e) | Stmt::Assert(_, e, _) => expr(e),
        Stmt::Store(p, e) | Stmt::Update(p, _, e) => {
            expr(e);
            expr(&Expr::Load(p.clone()));
        }
        Stmt::If(cond, then, otherwise, choices) => {
            expr(cond);
            for c in choices {
                expr(&c.then);
                expr(&c.otherwise);
            }
            each_use(then, see);
            each_use(otherwise, see);
        }
        Stmt::Loop(l) => {
            for c in &l.carried {
                expr(&c.init);
                expr(&c.next);
            }
            l.exit.iter().for_each(&mut expr);
            l.checkpoint.iter().for_each(|c| expr(c.number()));
            match &l.head {
                Head::For { lo, hi, step, .. } => {
                    [Some(lo), Some(hi), step.as_ref()].into_iter().flatten().for_each(expr);
                }
                Head::While { test, cond } => {
                    expr(cond);
                    each_use(test, see);
                }
            }
            each_use(&l.body, see);
        }
        Stmt::Call(call) => {
            for arg in &call.args {
                match arg {
                    Arg::Value(e) => expr(e),
                    Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => expr(&Expr::Load(p.clone())),
                }
            }
        }
        Stmt::PushSlice(p) => expr(&Expr::Load(p.clone())),
        _ => {}
    }
}

/// How often each variable of a function is used.
#[must_use]
pub fn count(function: &Function) -> HashMap<Var, usize> {
    let mut counts = HashMap::new();
    each_use(&function.body, &mut |v| *counts.entry(v).or_insert(0) += 1);
    if let Some(result) = &function.result {
        result.each_var(&mut |v| *counts.entry(v).or_insert(0) += 1);
    }
    counts
}

/// Drops the results of calls that nobody reads.
pub fn drop_unused_results(function: &mut Function) {
    let counts = count(function);
    fn walk(block: &mut Block, counts: &HashMap<Var, usize>) {
        for stmt in &mut block.stmts {
            match stmt {
                Stmt::Call(call) => call.result = call.result.filter(|r| counts.contains_key(r)),
                Stmt::If(_, then, otherwise, _) => {
                    walk(then, counts);
                    walk(otherwise, counts);
                }
                Stmt::Loop(l) => walk(&mut l.body, counts),
                _ => {}
            }
        }
    }
    walk(&mut function.body, &counts);
}
