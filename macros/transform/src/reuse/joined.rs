//! Sine and cosine of one angle in one block are computed together, where the first of them stands.

use super::partners::is_joined;
use crate::ir::{Block, Expr, Stmt, Var, same_atom};
use crate::prim::Prim;
use crate::walk::each_block;

/// Joins them in a block of a derivative program and in the blocks inside.
pub(super) fn join(block: &mut Block) {
    let mut k = 0;
    while k < block.stmts.len() {
        if let Some(behind) = other_of_pair(&block.stmts, k)
            && let Some(pair) = together(&block.stmts[k], &block.stmts[behind])
        {
            block.stmts.remove(behind);
            block.stmts[k] = pair;
        }
        each_block(&mut block.stmts[k], &mut |b, _| join(b));
        k += 1;
    }
}

/// A sine or a cosine: which, of what, and the variable.
fn part(stmt: &Stmt) -> Option<(Prim, &Expr, Var)> {
    match stmt {
        Stmt::Let(v, Expr::Prim(prim, args)) if is_joined(*prim) => Some((*prim, &args[0], *v)),
        _ => None,
    }
}

fn other_of_pair(stmts: &[Stmt], k: usize) -> Option<usize> {
    let (prim, x, _) = part(&stmts[k])?;
    let is_other = |s: &Stmt| part(s).is_some_and(|(other, y, _)| other != prim && same_atom(x, y));
    stmts.iter().skip(k + 1).position(is_other).map(|n| k + 1 + n)
}

/// `let (s, c) = x.sin_cos();`
fn together(one: &Stmt, other: &Stmt) -> Option<Stmt> {
    let ((prim, x, v), (_, _, w)) = (part(one)?, part(other)?);
    let (sine, cosine) = if prim == Prim::Sin { (v, w) } else { (w, v) };
    Some(Stmt::LetPair(sine, cosine, Expr::Prim(Prim::SinCos, vec![x.clone()])))
}
