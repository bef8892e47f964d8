//! Puts the first variable with a value in the place of the others.

use super::Numbering;
use crate::ir::{Arg, Block, DerivedArg, Expr, Place, Stmt};
use crate::walk::{each_block, each_child, each_expr, each_witness};

impl Numbering {
    /// Renames what a block reads, and the expressions that end it; what is computed again is a copy.
    pub fn rename(&self, block: &mut Block, ends: &mut [&mut Expr]) {
        if self.same.is_empty() {
            return;
        }
        for stmt in &mut block.stmts {
            if let Stmt::Let(v, e) = stmt
                && self.is_again(*v)
                && !records(e)
            {
                *e = Expr::Var(*v);
            }
            each_expr(stmt, &mut |e| self.rename_in(e));
            each_witness(stmt, &mut |e| self.rename_in(e));
            each_lent(stmt, &mut |place| place.root = self.first(place.root));
            each_block(stmt, &mut |b, mut ends| self.rename(b, &mut ends));
        }
        ends.iter_mut().for_each(|e| self.rename_in(e));
    }

    fn rename_in(&self, e: &mut Expr) {
        match e {
            Expr::Var(v) => *v = self.first(*v),
            Expr::Load(p) | Expr::Len(p) => p.root = self.first(p.root),
            _ => {}
        }
        each_child(e, &mut |e| self.rename_in(e));
    }
}

/// The backward sweep goes through each operator on unknown types, and takes what it recorded.
fn records(e: &Expr) -> bool {
    matches!(e, Expr::TwinFwd(..))
}

/// Visits the places that a call is lent and does not write.
fn each_lent(stmt: &mut Stmt, see: &mut dyn FnMut(&mut Place)) {
    match stmt {
        Stmt::Call(call) => call.args.iter_mut().for_each(|arg| {
            if let Arg::Shared(p) | Arg::Receiver(p) = arg {
                see(p);
            }
        }),
        Stmt::Derived(call) => call.args.iter_mut().for_each(|arg| {
            if let DerivedArg::Shared(p) | DerivedArg::Receiver(p) = arg {
                see(p);
            }
        }),
        _ => {}
    }
}
