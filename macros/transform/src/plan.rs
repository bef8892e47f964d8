//! What the backward sweep needs, and how it gets it.
//!
//! A value that the backward sweep reads is *alive* (the forward sweep runs in
//! the same scope), or *computed again* from values that it has, or *kept*: put
//! on the tape at the end of the block that defines it, taken from there where
//! the backward sweep enters the block. Memory is never restored; what was
//! loaded from it is kept, unless the load can be made again (`loads`).

use std::collections::HashSet;

use crate::defs::{Def, Defs};
use crate::ir::{Expr, Function, Op, Role, TOGETHER, Var};
use crate::loads::{Backward, lasting};
use crate::prim::Prim;

/// What spares the tape. Each can be turned off: then the tape keeps more, and no value changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Savings {
    /// Values that cost less than a load from the tape are computed again.
    pub cheap: bool,
    /// Loads that can be made again are made again.
    pub loads: bool,
    /// Costly values that are the same in every iteration are computed again.
    pub invariants: bool,
    /// The values of a block go on the tape as one.
    pub together: bool,
    /// Loops at the end of `vjp` go backward as they go forward.
    pub fused: bool,
    /// Sums of adjoints go into parts.
    pub parts: bool,
}

impl Savings {
    /// Every analysis is on.
    pub const ALL: Self =
        Self { cheap: true, loads: true, invariants: true, together: true, fused: true, parts: true };
    /// Every analysis is off.
    pub const NONE: Self =
        Self { cheap: false, loads: false, invariants: false, together: false, fused: false, parts: false };
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
    /// Counters of loops whose iterations go backward while their values are alive.
    pub fused: HashSet<Var>,
    /// Values go on the tape one by one.
    pub apart: bool,
}

impl Plan {
    /// Closes what the backward sweep reads under what it takes to compute it again.
    #[must_use]
    pub fn close(
        function: &Function,
        defs: &Defs,
        reads: &HashSet<Var>,
        fused: HashSet<Var>,
        backward: Backward,
        savings: Savings,
    ) -> Self {
        let alive = backward == Backward::Behind;
        let mut plan = Plan { alive, fused, apart: !savings.together, ..Plan::default() };
        let lasting = if savings.loads { lasting(function, defs, backward) } else { HashSet::new() };
        let mut alive_in: HashSet<usize> = plan.fused.iter().map(|index| defs.home(*index)).collect();
        alive_in.extend(alive.then_some(0));
        let mut work: Vec<Var> = reads.iter().copied().collect();
        while let Some(var) = work.pop() {
            if function.info(var).role == Role::Argument {
                plan.arguments.insert(var);
                continue;
            }
            if matches!(function.info(var).role, Role::Shared | Role::Unique | Role::Memory)
                || !plan.needed.insert(var)
                || alive_in.contains(&defs.home(var))
            {
                continue;
            }
            match defs.of(var) {
                Some(Def::Let(e)) if lasting.contains(&var) || again(function, defs, var, e, savings) => {
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

    /// How many values go on the tape as one.
    #[must_use]
    pub fn at_once(&self) -> usize {
        if self.apart { 1 } else { TOGETHER }
    }
}

/// Whether an expression is computed again rather than kept.
fn again(function: &Function, defs: &Defs, var: Var, e: &Expr, savings: Savings) -> bool {
    let mut constant = true;
    e.each_place(&mut |place| constant &= !function.is_memory(place.root));
    match e {
        Expr::Len(place) => {
            savings.cheap && function.info(place.root).role != Role::Memory && place.path.is_empty()
        }
        Expr::Load(_) => constant && savings.cheap,
        // costly: a load from the tape is cheaper, unless once is enough for all iterations
        e if is_costly(e) => constant && savings.invariants && defs.is_invariant(var, e),
        Expr::Mark | Expr::Filler => false,
        _ => constant && savings.cheap,
    }
}

/// Whether a value costs more than a load from the tape.
pub(crate) fn is_costly(e: &Expr) -> bool {
    match e {
        Expr::Prim(prim, _) => !is_cheap(*prim),
        Expr::Binary(Op::Div | Op::DivAssign, ..) => true,
        _ => false,
    }
}

fn is_cheap(prim: Prim) -> bool {
    matches!(
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
