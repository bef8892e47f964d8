//! Compound assignments whose operands later lines told to be numbers.

use crate::ir::{Block, Expr, Function, Op};
use crate::types::Ty;
use crate::walk::{each_block, each_expr};

/// `a *= b` was lowered before the types of both were known; of numbers it is `a = a * b`.
pub(super) fn settle(function: &mut Function) {
    let mut body = std::mem::take(&mut function.body);
    block(function, &mut body);
    function.body = body;
}

fn block(function: &mut Function, body: &mut Block) {
    for stmt in &mut body.stmts {
        each_expr(stmt, &mut |e| {
            if let Expr::Binary(op, a, b) = e
                && is_of_numbers(function, *op, a, b)
            {
                *op = op.plain();
            }
        });
        each_block(stmt, &mut |inner, _| block(function, inner));
    }
}

/// Whether an operator is of numbers, as far as the types of its operands tell.
pub(crate) fn is_of_numbers(function: &mut Function, op: Op, a: &Expr, b: &Expr) -> bool {
    let (ta, tb) = (function.ty_of(a), function.ty_of(b));
    let additive = matches!(op.plain(), Op::Add | Op::Sub);
    matches!(ta, Ty::Int(_)) || function.kinds.arithmetic(&ta, &tb, additive) != Ty::Unknown
}
