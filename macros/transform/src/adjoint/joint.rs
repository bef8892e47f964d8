//! Both sweeps in one body, for `vjp`.

use proc_macro2::Span;

use super::Sweeps;
use crate::ir::{Block, Expr, Function, Place, Role, Stmt, Var};
use crate::types::Ty;

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

/// Puts the sweeps together. Slices that the backward sweep uses to hold earlier
/// values are given their final ones again.
#[must_use]
pub fn joint(mut s: Sweeps) -> Joint {
    let slices = saved_slices(&s.function, &s.forward);
    let mut fresh = |name, ty| s.function.fresh(name, Span::call_site(), ty, Role::Value);
    let pairs: Vec<(Var, Var)> =
        slices.into_iter().map(|root| (root, fresh("bottom", Ty::Int(None)))).collect();
    let value = fresh("value", Ty::Unknown);
    s.function.vars[value.0].temporary = true;
    let whole = Place::whole;
    let mut stmts = Vec::new();
    for (root, mark) in &pairs {
        stmts.extend([Stmt::Let(*mark, Expr::Mark), Stmt::PushSlice(whole(*root))]);
    }
    stmts.append(&mut s.forward.stmts);
    stmts.extend(pairs.iter().map(|(root, mark)| Stmt::WriteSlice(*mark, whole(*root))));
    let result = s.result.is_some().then_some(Expr::Var(value));
    stmts.extend(s.result.take().map(|r| Stmt::Let(value, r)));
    stmts.append(&mut s.backward.stmts);
    stmts.extend(pairs.iter().map(|(root, mark)| Stmt::ReadSlice(*mark, whole(*root))));
    stmts.extend(pairs.iter().rev().map(|(root, _)| Stmt::DropSlice(whole(*root))));
    Joint { slots: s.slots, seed: s.seed, body: Block { stmts }, result, function: s.function }
}

/// The `&mut` slices that the forward sweep puts on the tape.
pub(crate) fn saved_slices(function: &Function, block: &Block) -> Vec<Var> {
    let mut found = Vec::new();
    for stmt in &block.stmts {
        match stmt {
            Stmt::PushSlice(p) if function.info(p.root).role == Role::Unique => found.push(p.root),
            Stmt::If(_, a, b, _) => {
                found.extend(saved_slices(function, a));
                found.extend(saved_slices(function, b));
            }
            Stmt::Loop(l) => found.extend(saved_slices(function, &l.body)),
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}
