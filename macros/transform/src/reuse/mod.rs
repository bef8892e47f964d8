//! What a derivative program computes once where its function computes it twice, or its rules would.
//!
//! - The same expression of the same values is one value (`numbering`).
//! - The slope of a sine is the cosine, and the other way round: they are **partners**. Beside an active sine stands
//!   the cosine, computed together with it, and the rule reads it (`partners`).

mod joined;
mod partners;

pub use partners::slope;

use crate::activity::Activity;
use crate::ir::{Block, Expr, Function, Stmt, Var};
use crate::numbering::Numbering;
use crate::plan::{Plan, Savings};
use partners::Partners;

/// Which values are read in the place of others.
#[derive(Clone, Debug, Default)]
pub struct Reuse {
    /// Those that are computed twice.
    numbering: Numbering,
    partners: Partners,
    joined: bool,
}

impl Reuse {
    /// Finds them; partners are inserted into the function.
    #[must_use]
    pub fn find(function: &mut Function, activity: &Activity, savings: Savings) -> Self {
        let number = |function: &Function| match savings.once {
            true => Numbering::find(function),
            false => Numbering::default(),
        };
        let numbering = number(function);
        if !savings.partners {
            return Self { numbering, ..Self::default() };
        }
        let partners = Partners::insert(function, activity, &numbering);
        Self { numbering: number(function), partners, joined: true }
    }

    /// The first variable with this one's value.
    #[must_use]
    pub fn first(&self, var: Var) -> Var {
        self.numbering.first(var)
    }

    /// The cosine beside a sine, and so on: what the rule of this value reads.
    #[must_use]
    pub fn partner(&self, var: Var) -> Option<Var> {
        self.partners.of(var)
    }

    /// Whether a statement computes a partner that nobody reads.
    #[must_use]
    pub fn is_idle(&self, stmt: &Stmt, plan: &Plan) -> bool {
        matches!(stmt, Stmt::Let(v, _) if self.is_only_partner(stmt) && !plan.needed.contains(v))
    }

    /// Whether a statement computes what only a rule reads.
    #[must_use]
    pub fn is_only_partner(&self, stmt: &Stmt) -> bool {
        matches!(stmt, Stmt::Let(v, _) if self.partners.is_inserted(*v) && !self.numbering.is_first(*v))
    }

    /// Reads in a derivative program what is computed once; `ends` are read after the block.
    pub fn finish(&self, block: &mut Block, ends: &mut [&mut Expr]) {
        self.numbering.rename(block, ends);
        if self.joined {
            joined::join(block);
        }
    }
}
