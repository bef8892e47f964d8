//! The sweeps of `a + b`, `a - b` and `-a`: whoever calls them does not keep the operands.
//!
//! The forward sweep puts those operands on the tape that the backward sweep reads: none, where
//! the operator is linear and written with fields and literals.

use std::collections::HashSet;

use super::forward::pushes;
use super::{Adjoint, Mode, Sweeps};
use crate::activity::Activity;
use crate::defs::Defs;
use crate::ir::{Block, Function, Stmt, Var, unique};
use crate::loads::Backward;
use crate::plan::{Plan, Savings};
use crate::signature::Signature;

/// An operator with its sweeps.
pub struct Operator {
    /// The sweeps; the backward sweep has no operand in scope that it does not take from the tape.
    pub sweeps: Sweeps,
    /// `self`, which has another name in the backward sweep.
    pub this: Option<Var>,
}

/// Builds both sweeps of an operator whose operands are not there when it goes backward.
#[must_use]
pub fn adjoint_of_operator(
    function: &Function,
    signature: &Signature,
    activity: &Activity,
    savings: Savings,
) -> Operator {
    let mut function = function.clone();
    let this = renamed(&mut function);
    let mut look = Adjoint::new(&function, activity, Plan::default(), Mode::Split);
    look.arguments(signature);
    look.backward(&function.body);
    let plan =
        Plan::close(&function, &Defs::read(&function), &look.reads, HashSet::new(), Backward::Bare, savings);
    let read = |v: &Var| plan.arguments.contains(v);
    let operands: Vec<Var> = function.params.iter().copied().filter(read).collect();

    let mut pass = Adjoint::new(&function, activity, plan, Mode::Split);
    pass.recorded = look.recorded;
    pass.available = operands.iter().copied().collect();
    let slots = pass.arguments(signature);
    let mut forward = pass.forward_body(&function.body);
    forward.stmts.extend(pushes(&pass.plan, &operands));
    let mut stmts: Vec<Stmt> = operands.chunks(pass.plan.at_once()).rev().map(popped).collect();
    stmts.extend(pass.backward(&function.body));
    let Adjoint { function: own, plan, seed, asked, .. } = pass;
    let backward = Block { stmts };
    let sweeps =
        Sweeps { function: own, slots, seed, forward, result: function.result, backward, plan, asked };
    Operator { sweeps, this }
}

/// Takes operands from the tape, whose types the signature spells.
fn popped(operands: &[Var]) -> Stmt {
    Stmt::Pop(operands.iter().map(|v| (*v, None)).collect())
}

/// Gives `self` a name that a `let` can have.
fn renamed(function: &mut Function) -> Option<Var> {
    let this = function.vars.iter().position(|v| v.name == "self")?;
    let name = unique("this", |n| function.names.contains(n));
    function.names.insert(name.clone());
    function.vars[this].name = name;
    Some(Var(this))
}
