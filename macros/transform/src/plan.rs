//! What the backward sweep needs, and how it gets it.
//!
//! A value that the backward sweep reads is *alive* (the forward sweep runs in
//! the same scope), or *computed again* from values that it has, or *kept*: put
//! on the tape at the end of the block that defines it, taken from there where
//! the backward sweep enters the block. Memory is never restored; what was
//! loaded from it is kept, unless the load can be made again (`loads`).

use std::collections::HashSet;

use crate::defs::{Def, Defs};
use crate::ir::{Expr, Function, Op, Role, Var};
use crate::loads::{Backward, lasting};

/// What the tape keeps of the values that could be computed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Those that cost more than a load from the tape.
    Costly,
    /// All: the analysis is off.
    Everything,
}

/// The decision for one function.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The body's own values are still there in the backward sweep.
    pub alive: bool,
    /// Values that the backward sweep reads.
    pub needed: HashSet<Var>,
    /// Those of them that the tape keeps.
    pub kept: HashSet<Var>,
    /// Arguments that the backward sweep reads.
    pub arguments: HashSet<Var>,
}

impl Plan {
    /// Closes what the backward sweep reads under what it takes to compute it again.
    #[must_use]
    pub fn close(
        function: &Function,
        defs: &Defs,
        reads: &HashSet<Var>,
        backward: Backward,
        keep: Keep,
    ) -> Self {
        let alive = backward == Backward::Behind;
        let mut plan = Plan { alive, ..Plan::default() };
        let lasting = lasting(function, defs, backward);
        let mut work: Vec<Var> = reads.iter().copied().collect();
        while let Some(var) = work.pop() {
            if function.info(var).role == Role::Argument {
                plan.arguments.insert(var);
                continue;
            }
            if matches!(function.info(var).role, Role::Shared | Role::Unique | Role::Memory)
                || !plan.needed.insert(var)
                || (alive && defs.home(var) == 0)
            {
                continue;
            }
            match defs.of(var) {
                Some(Def::Let(e))
                    if keep == Keep::Costly && (lasting.contains(&var) || again(function, defs, var, e)) =>
                {
                    e.each_var(&mut |v| work.push(v))
                }
                Some(Def::Index(_)) => {}
                Some(_) => {
                    plan.kept.insert(var);
                }
                None => {}
            }
        }
        plan
    }
}

/// Whether an expression is computed again rather than kept.
fn again(function: &Function, defs: &Defs, var: Var, e: &Expr) -> bool {
    let mut constant = true;
    e.each_place(&mut |place| constant &= !function.is_memory(place.root));
    match e {
        Expr::Len(place) => function.info(place.root).role != Role::Memory && place.path.is_empty(),
        Expr::Load(_) => constant,
        // costly: a load from the tape is cheaper, unless once is enough for all iterations
        Expr::Prim(prim, _) if costly(*prim) => constant && defs.is_invariant(var, e),
        Expr::Binary(Op::Div | Op::DivAssign, ..) => constant && defs.is_invariant(var, e),
        Expr::Mark | Expr::Filler => false,
        _ => constant,
    }
}

fn costly(prim: crate::prim::Prim) -> bool {
    use crate::prim::Prim;
    !matches!(
        prim,
        Prim::Select
            | Prim::Compare(_)
            | Prim::Abs
            | Prim::Min
            | Prim::Max
            | Prim::Clamp
            | Prim::Signum
            | Prim::Floor
            | Prim::Ceil
            | Prim::Round
            | Prim::Trunc
    )
}
