//! The forward sweep: the primal, recording.

use super::Adjoint;
use crate::ir::{Arg, Block, Call, Derived, DerivedArg, Expr, Head, Stmt, Var};
use crate::plan::Plan;

impl Adjoint<'_> {
    /// The body of the function: kept values are pushed unless they stay alive.
    pub(super) fn forward_body(&mut self, body: &Block) -> Block {
        self.forward_nested(body, &[])
    }

    pub(super) fn forward_nested(&mut self, block: &Block, params: &[Var]) -> Block {
        let mut stmts = self.forward_stmts(&block.stmts);
        let kept = self.kept_by(block, params);
        stmts.extend(pushes(&self.plan, &kept));
        Block { stmts }
    }

    /// The values that the tape keeps at the end of a block, in order.
    pub(super) fn kept_by(&self, block: &Block, params: &[Var]) -> Vec<Var> {
        let mut defined = params.to_vec();
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(v, _) | Stmt::Alloc(v, _) => defined.push(*v),
                Stmt::If(_, _, _, choices) => defined.extend(choices.iter().map(|c| c.result)),
                Stmt::Loop(l) => {
                    defined.extend(l.carried.iter().map(|c| c.result));
                    defined.extend(l.count);
                }
                Stmt::Call(call) => defined.extend(call.result),
                _ => {}
            }
        }
        defined.retain(|v| self.plan.kept.contains(v));
        defined
    }

    pub(super) fn forward_stmts(&mut self, stmts: &[Stmt]) -> Vec<Stmt> {
        let mut out = Vec::with_capacity(stmts.len());
        for stmt in stmts {
            if !self.reuse.is_idle(stmt, &self.plan) {
                out.push(self.forward_stmt(stmt));
            }
        }
        out
    }

    fn forward_stmt(&mut self, stmt: &Stmt) -> Stmt {
        match stmt {
            Stmt::Let(v, Expr::Binary(op, a, b)) if self.recorded.contains(v) => {
                Stmt::Let(*v, Expr::TwinFwd(Some(*op), vec![(**a).clone(), (**b).clone()]))
            }
            Stmt::Let(v, Expr::Neg(a)) if self.recorded.contains(v) => {
                Stmt::Let(*v, Expr::TwinFwd(None, vec![(**a).clone()]))
            }
            Stmt::If(cond, then, otherwise, choices) => {
                let then = self.forward_nested(then, &[]);
                let otherwise = self.forward_nested(otherwise, &[]);
                Stmt::If(cond.clone(), then, otherwise, choices.clone())
            }
            Stmt::Loop(l) if let Some(checkpoint) = self.checkpoint_of(l) => self.saving(l, checkpoint),
            Stmt::Loop(l) => {
                let mut l = l.clone();
                l.checkpoint = None;
                l.body = self.forward_nested(&l.body, &loop_params(&l.carried, &l.head));
                l.count = l.count.filter(|c| self.plan.needed.contains(c));
                Stmt::Loop(l)
            }
            Stmt::Call(call) if self.activity.active_call(&self.function, call) => {
                Stmt::Derived(Box::new(recorded(call)))
            }
            other => other.clone(),
        }
    }
}

/// Puts values on the tape.
pub(super) fn pushes(plan: &Plan, kept: &[Var]) -> impl Iterator<Item = Stmt> {
    kept.chunks(plan.at_once()).map(|some| Stmt::Push(some.iter().map(|v| Expr::Var(*v)).collect()))
}

/// The values that an iteration starts with.
pub(super) fn loop_params(carried: &[crate::ir::Carried], head: &Head) -> Vec<Var> {
    let mut params: Vec<Var> = carried.iter().map(|c| c.param).collect();
    if let Head::For { index, .. } = head {
        params.push(*index);
    }
    params
}

fn recorded(call: &Call) -> Derived {
    let args = call.args.iter().map(|arg| match arg {
        Arg::Value(e) => DerivedArg::Value(e.clone()),
        Arg::Shared(p) => DerivedArg::Shared(p.clone()),
        Arg::Unique(p) => DerivedArg::Unique(p.clone()),
        Arg::Receiver(p) => DerivedArg::Receiver(p.clone()),
    });
    Derived {
        layer: "fwd",
        results: call.result.into_iter().collect(),
        callee: call.callee.clone(),
        args: args.collect(),
        tape: true,
        asks: false,
        span: call.span,
    }
}
