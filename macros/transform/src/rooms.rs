//! Room on the tape for all iterations of a loop at once.
//!
//! A push asks whether there is room and notes how long the tape is, in memory. Where each iteration keeps the same
//! values and does nothing else with the tape, and the range tells how many iterations there are, one request is
//! enough for all of them:
//!
//! ```text
//! for i in lo..hi { …; t.push((a, b)); }      let mut room = t.room(n);
//!                                             for i in lo..hi { …; room.push((a, b)); }
//! for i in (lo..hi).rev() {                   let mut kept = t.take_room(n);
//!     let (a, b) = t.pop();  … }              for i in (lo..hi).rev() { let (a, b) = kept.pop(); … }
//! ```
//! How many values are in the room is then another counter of the loop: LLVM removes the checks, and vectorises.
//!
//! The sweeps are read when they are written: both must agree on the loops, which the values tell.

use std::collections::HashMap;

use proc_macro2::Span;

use crate::ir::{
    Block, Expr, Function, Head, Loop, ReverseHead, ReverseLoop, Role, Stmt, TOGETHER, Var, Witness,
};
use crate::types::Ty;
use crate::walk::{each_block, each_child, each_expr};

/// Takes room for the iterations of the loops in two sweeps that keep the same values in each iteration.
pub fn rooms(function: &mut Function, forward: &mut Block, backward: &mut Block) {
    let mut found = HashMap::new();
    for sweep in [&mut *forward, &mut *backward] {
        look(function, sweep, &mut found);
    }
    found.retain(|_, seen| seen.pushed == Some(true) && seen.popped == Some(true));
    for sweep in [forward, backward] {
        Taking { function, found: &found }.block(sweep);
    }
}

/// A loop, by the first value that its iterations keep.
#[derive(Default)]
struct Seen {
    /// Whether room can be taken where it goes forward.
    pushed: Option<bool>,
    /// The same where it goes backward.
    popped: Option<bool>,
}

impl Seen {
    fn note(which: &mut Option<bool>, fits: bool) {
        *which = Some(fits && which.unwrap_or(true));
    }
}

fn look(function: &Function, block: &mut Block, found: &mut HashMap<Var, Seen>) {
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::Loop(l) => {
                let kept = pushed(&l.body);
                if let Some(Expr::Var(first)) = kept.first() {
                    let plain = l.exit.is_none() && l.count.is_none() && l.checkpoint.is_none();
                    let fits = plain && is_counted(function, &l.head) && fits(&l.body, kept.len(), is_push);
                    Seen::note(&mut found.entry(*first).or_default().pushed, fits);
                }
            }
            Stmt::ReverseLoop(l) => {
                let kept = popped(&l.body);
                if let Some((first, _)) = kept.first() {
                    let counted =
                        matches!(&l.head, ReverseHead::Range(head, None) if is_counted(function, head));
                    let fits = counted && fits(&l.body, kept.len(), is_pop);
                    Seen::note(&mut found.entry(*first).or_default().popped, fits);
                }
            }
            _ => {}
        }
        each_block(stmt, &mut |b, _| look(function, b, found));
    }
}

/// Whether a range tells its length: of integers, by a step that is written as a number.
fn is_counted(function: &Function, head: &Head) -> bool {
    let Head::For { index, step, .. } = head else { return false };
    matches!(function.info(*index).ty, Ty::Int(_))
        && step.as_ref().is_none_or(|s| matches!(s, Expr::Const(c) if c.number.is_some_and(|n| n > 0.0)))
}

/// Whether an iteration keeps so few values that they fit in a tuple of tuples, and does nothing else with the tape.
fn fits(body: &Block, kept: usize, is_own: fn(&Stmt) -> bool) -> bool {
    let mut rest = Block { stmts: body.stmts.iter().filter(|s| !is_own(s)).cloned().collect() };
    kept <= TOGETHER * TOGETHER && !uses_tape(&mut rest)
}

fn is_push(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Push(_))
}

fn is_pop(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Pop(_))
}

/// What an iteration puts on the tape at its end, the first lowest.
fn pushed(body: &Block) -> Vec<Expr> {
    let all = body.stmts.iter().map(|s| match s {
        Stmt::Push(all) => all.as_slice(),
        _ => &[],
    });
    all.flatten().cloned().collect()
}

/// What an iteration takes from the tape at its beginning, in the order in which it was put there.
fn popped(body: &Block) -> Vec<(Var, Option<Witness>)> {
    let all = body.stmts.iter().rev().map(|s| match s {
        Stmt::Pop(all) => all.as_slice(),
        _ => &[],
    });
    all.flatten().cloned().collect()
}

fn uses_tape(block: &mut Block) -> bool {
    let mut uses = false;
    for stmt in &mut block.stmts {
        uses |= match stmt {
            Stmt::Push(_) | Stmt::Pop(_) | Stmt::Room(..) | Stmt::Put(..) | Stmt::TakeRoom(..) => true,
            Stmt::Get(..) | Stmt::PushSlice(_) | Stmt::ReadSlice(..) | Stmt::WriteSlice(..) => true,
            Stmt::DropSlice(_) | Stmt::TwinRev(_) | Stmt::Saving(_) | Stmt::Stretches(_) => true,
            Stmt::Derived(call) => call.tape,
            _ => false,
        };
        each_expr(stmt, &mut |e| uses |= is_taped(e));
        each_block(stmt, &mut |b, ends| {
            uses |= uses_tape(b);
            ends.into_iter().for_each(|e| uses |= is_taped(e));
        });
    }
    uses
}

fn is_taped(e: &mut Expr) -> bool {
    let mut taped = matches!(e, Expr::Mark | Expr::TwinFwd(..));
    each_child(e, &mut |e| taped |= is_taped(e));
    taped
}

struct Taking<'a> {
    function: &'a mut Function,
    found: &'a HashMap<Var, Seen>,
}

impl Taking<'_> {
    fn block(&mut self, block: &mut Block) {
        let mut out = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            each_block(&mut stmt, &mut |b, _| self.block(b));
            match &mut stmt {
                Stmt::Loop(l) => out.extend(self.forward(l)),
                Stmt::ReverseLoop(l) => out.extend(self.backward(l)),
                _ => {}
            }
            out.push(stmt);
        }
        block.stmts = out;
    }

    /// The room that a loop fills.
    fn forward(&mut self, l: &mut Loop) -> Option<Stmt> {
        let kept = pushed(&l.body);
        let Some(Expr::Var(first)) = kept.first() else { return None };
        if !self.found.contains_key(first) {
            return None;
        }
        let room = self.variable("room");
        l.body.stmts.retain(|s| !is_push(s));
        l.body.stmts.push(Stmt::Put(room, kept));
        Some(Stmt::Room(room, l.head.clone()))
    }

    /// The room that a loop empties.
    fn backward(&mut self, l: &mut ReverseLoop) -> Option<Stmt> {
        let kept = popped(&l.body);
        let ReverseHead::Range(head, _) = &l.head else { return None };
        if !self.found.contains_key(&kept.first()?.0) {
            return None;
        }
        let room = self.variable("kept");
        let values = kept.iter().map(|(v, _)| *v).collect();
        l.body.stmts.retain(|s| !is_pop(s));
        l.body.stmts.insert(0, Stmt::Get(room, kept));
        Some(Stmt::TakeRoom(room, (**head).clone(), values))
    }

    fn variable(&mut self, name: &str) -> Var {
        self.function.fresh(name, Span::call_site(), Ty::Unknown, Role::Memory)
    }
}
