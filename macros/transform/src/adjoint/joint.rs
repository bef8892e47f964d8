//! Both sweeps in one body, for `vjp`.

use std::collections::BTreeSet;

use proc_macro2::Span;

use super::Sweeps;
use crate::ir::{Block, Expr, Function, Place, Role, Stmt, Var};
use crate::types::Ty;
use crate::walk::each_block;

/// A function with its adjoint.
pub struct Joint {
    /// With the adjoint variables.
    pub function: Function,
    /// The adjoint of each argument, if it is active.
    pub slots: Vec<Option<Var>>,
    /// The cotangent of the result, if it is active.
    pub seed: Option<Var>,
    /// The forward sweep, then the backward sweep.
    pub body: Block,
    /// The value, in a variable.
    pub result: Option<Expr>,
}

/// Puts the sweeps together. What the backward sweep uses to hold earlier values
/// is given its final ones again: slices from the tape, anything else from a copy.
#[must_use]
pub fn joint(mut s: Sweeps) -> Joint {
    let (slices, others) = held(&mut s);
    let mut fresh = |name, ty| s.function.fresh(name, Span::call_site(), ty, Role::Value);
    let pairs: Vec<(Var, Var)> =
        slices.into_iter().map(|root| (root, fresh("bottom", Ty::Int(None)))).collect();
    let copies: Vec<(Var, Var)> = others.into_iter().map(|root| (root, fresh("last", Ty::Unknown))).collect();
    let value: Var = fresh("value", Ty::Unknown);
    s.function.vars[value.0].temporary = true;
    for (root, copy) in &copies {
        s.function.vars[copy.0].keeps = s.function.info(*root).ty == Ty::Unknown;
    }
    let whole = Place::whole;
    let mut stmts = Vec::new();
    for (root, mark) in &pairs {
        stmts.extend([Stmt::Let(*mark, Expr::Mark), Stmt::PushSlice(whole(*root))]);
    }
    stmts.append(&mut s.forward.stmts);
    stmts.extend(pairs.iter().map(|(root, mark)| Stmt::WriteSlice(*mark, whole(*root))));
    stmts.extend(copies.iter().map(|(root, copy)| Stmt::Let(*copy, Expr::Load(whole(*root)))));
    let result = s.result.is_some().then_some(Expr::Var(value));
    stmts.extend(s.result.take().map(|r| Stmt::Let(value, r)));
    stmts.append(&mut s.backward.stmts);
    stmts.extend(copies.iter().map(|(root, copy)| Stmt::Store(whole(*root), Expr::Var(*copy))));
    stmts.extend(pairs.iter().map(|(root, mark)| Stmt::ReadSlice(*mark, whole(*root))));
    stmts.extend(pairs.iter().rev().map(|(root, _)| Stmt::DropSlice(whole(*root))));
    Joint { slots: s.slots, seed: s.seed, body: Block { stmts }, result, function: s.function }
}

/// The `&mut` arguments that hold earlier values in the backward sweep: slices, and others.
pub(crate) fn held(s: &mut Sweeps) -> (Vec<Var>, Vec<Var>) {
    let mut held = BTreeSet::new();
    saved_slices(&s.function, &mut s.forward, &mut held);
    restored(&mut s.backward, &mut held);
    held.into_iter().partition(|v| s.function.is_slice(&Place::whole(*v)))
}

/// The `&mut` slices that the forward sweep puts on the tape.
fn saved_slices(function: &Function, block: &mut Block, found: &mut BTreeSet<Var>) {
    for stmt in &mut block.stmts {
        if let Stmt::PushSlice(p) = stmt
            && function.info(p.root).role == Role::Unique
        {
            found.insert(p.root);
        }
        each_block(stmt, &mut |b, _| saved_slices(function, b, found));
    }
}

/// The `&mut` arguments that the backward sweep gives the state of a checkpointed loop.
fn restored(block: &mut Block, found: &mut BTreeSet<Var>) {
    for stmt in &mut block.stmts {
        if let Stmt::Stretches(s) = stmt {
            found.extend(s.fixed.lent.iter().chain(&s.state.lent));
        }
        each_block(stmt, &mut |b, _| restored(b, found));
    }
}
