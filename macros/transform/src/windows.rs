//! Windows: the part of a slice that a loop goes through, borrowed before it.
//!
//! `for j in 0..n { … a[i * n + j] … }` asks in each iteration whether `a` is long enough, and LLVM does not see that
//! one question is enough for all. A derivative program borrows the part once, `let part = &a[i * n..][..n]`, and then
//! indexes it by the counter alone, which cannot fail (see `reach` for indices that are the counter already).
//!
//! - The loop is innermost, counts by one, and nothing but an index out of bounds can end an iteration.
//! - The index is the counter **plus what is the same in all iterations**.
//! - A slice that is changed has one window, through which the loop does all that it does with the slice.

mod base;
mod places;

use std::collections::HashSet;

use crate::ir::{Block, Expr, Function, Head, Loop, Op, Place, Role, Step, Stmt, Var, Window};
use crate::reach::goes_on;
use crate::signature::nowhere;
use crate::walk::{each_block, each_expr};
use base::Bases;
use places::Seen;
pub(crate) use places::each_place;

/// Windows of one loop, at most.
const MOST: usize = 6;

/// Borrows windows before the loops of a derivative program.
pub fn borrow_before_loops(function: &mut Function, block: &mut Block) {
    let mut out = Vec::with_capacity(block.stmts.len());
    for mut stmt in std::mem::take(&mut block.stmts) {
        each_block(&mut stmt, &mut |b, _| borrow_before_loops(function, b));
        let l = match &mut stmt {
            Stmt::Loop(l) => Some(&mut **l),
            Stmt::InParts(s) => Some(&mut s.l),
            _ => None,
        };
        out.extend(l.into_iter().flat_map(|l| windows(function, l)));
        out.push(stmt);
    }
    block.stmts = out;
}

/// The windows of a loop, whose places then lead through them.
fn windows(function: &mut Function, l: &mut Loop) -> Vec<Stmt> {
    let Head::For { index, lo, hi, inclusive: false, step: None, .. } = l.head.clone() else {
        return Vec::new();
    };
    if l.exit.is_some() || l.count.is_some() || !l.body.stmts.iter().all(goes_on) {
        return Vec::new();
    }
    let bases = Bases::of(index, l);
    let wanted = wanted(function, l, &bases);
    let mut all = Vec::with_capacity(wanted.len());
    for Wanted { root, base, written } in wanted {
        let part = window_of(function, root, written);
        for stmt in &mut l.body.stmts {
            each_place(stmt, &mut |place, _| {
                if place.root == root && bases.of_place(place).is_some_and(|b| same(&b, &base)) {
                    place.root = part;
                    place.path[0] = Step::Index(Expr::Var(index));
                }
            });
        }
        all.push(Stmt::Window(Box::new(Window {
            part,
            of: root,
            base,
            lo: lo.clone(),
            hi: hi.clone(),
            written,
        })));
    }
    if !all.is_empty() {
        drop_idle_indices(l, &bases);
    }
    all
}

/// A window to be.
struct Wanted {
    root: Var,
    base: Expr,
    written: bool,
}

fn wanted(function: &Function, l: &mut Loop, bases: &Bases) -> Vec<Wanted> {
    let seen = Seen::by(l);
    let mut all: Vec<Wanted> = Vec::new();
    for (root, places) in &seen.places {
        let slice = function.is_slice(&Place::whole(*root)) && function.info(*root).role != Role::Memory;
        if !slice || bases.is_own(*root) {
            continue;
        }
        let found: Vec<Option<Expr>> = places.iter().map(|place| bases.of_place(place)).collect();
        let written = seen.written.contains(root);
        if written && (seen.otherwise.contains(root) || !are_one(&found)) {
            continue;
        }
        for base in found.into_iter().flatten() {
            if !all.iter().any(|w| w.root == *root && same(&w.base, &base)) {
                all.push(Wanted { root: *root, base, written });
            }
        }
    }
    if all.len() > MOST { Vec::new() } else { all }
}

/// Whether all places have a base, and the same.
fn are_one(all: &[Option<Expr>]) -> bool {
    let Some(Some(first)) = all.first() else { return false };
    all.iter().all(|base| base.as_ref().is_some_and(|b| same(b, first)))
}

/// The variable of a window.
fn window_of(function: &mut Function, root: Var, written: bool) -> Var {
    let info = function.info(root).clone();
    let role = if written { Role::Unique } else { Role::Shared };
    let part = function.fresh(&format!("{}_part", info.name), nowhere(), info.ty, role);
    function.vars[part.0].spelled = info.spelled;
    part
}

/// Drops the indices that nothing reads any more, so that they are not computed.
fn drop_idle_indices(l: &mut Loop, bases: &Bases) {
    loop {
        let mut read = HashSet::new();
        l.carried.iter().for_each(|c| {
            c.next.each_var(&mut |v| {
                read.insert(v);
            });
        });
        for stmt in &mut l.body.stmts {
            each_expr(stmt, &mut |e| {
                e.each_var(&mut |v| {
                    read.insert(v);
                });
            });
        }
        let before = l.body.stmts.len();
        l.body.stmts.retain(|s| !matches!(s, Stmt::Let(v, _) if bases.is_index(*v) && !read.contains(v)));
        if l.body.stmts.len() == before {
            return;
        }
    }
}

/// Whether two bases are the same expression.
fn same(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Binary(op, a, b), Expr::Binary(other, c, d)) => op == other && same(a, c) && same(b, d),
        _ => crate::ir::same_atom(a, b),
    }
}

/// Whether an operator on integers makes an index of others.
fn is_of_indices(op: Op) -> bool {
    matches!(op, Op::Add | Op::Sub | Op::Mul)
}
