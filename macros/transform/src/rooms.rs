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
//! Operators on types that are not known may use the tape, too, as a rule for nothing: they are given the room as their
//! tape, which hands over to the real one where it is used.
//!
//! The sweeps are read when they are written: both must agree on the loops, which the values tell.

use std::collections::HashMap;

use proc_macro2::Span;

use crate::ir::{
    Beside, Block, Expr, Function, Head, Loop, ReverseHead, ReverseLoop, Role, Stmt, TOGETHER, Var, Witness,
};
use crate::types::Ty;
use crate::walk::{each_block, each_child, each_expr};

/// Takes room for the iterations of the loops in two sweeps that keep the same values in each iteration.
pub fn rooms(function: &mut Function, forward: &mut Block, backward: &mut Block) {
    let mut seen = HashMap::new();
    for sweep in [&mut *forward, &mut *backward] {
        look(function, sweep, &mut seen);
    }
    let found = seen.into_iter().filter_map(|(first, seen)| Some((first, seen.beside()?))).collect();
    for sweep in [forward, backward] {
        Taking { function, found: &found }.block(sweep);
    }
}

/// How the iterations of a loop use the tape, but for the values that they keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Uses {
    Nothing,
    Operators,
    Anything,
}

/// A loop, by the first value that its iterations keep.
#[derive(Default)]
struct Seen {
    /// Where it goes forward.
    pushed: Option<Uses>,
    /// Where it goes backward.
    popped: Option<Uses>,
}

impl Seen {
    /// What uses the tape beside its room, if it may take one.
    fn beside(&self) -> Option<Beside> {
        match self.pushed?.max(self.popped?) {
            Uses::Nothing => Some(Beside::Nothing),
            Uses::Operators => Some(Beside::Operators),
            Uses::Anything => None,
        }
    }
}

/// Notes the loops of a block; one may stand in a sweep more than once.
fn look(function: &Function, block: &mut Block, seen: &mut HashMap<Var, Seen>) {
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::Loop(l) => {
                let plain = l.exit.is_none() && l.count.is_none() && l.checkpoint.is_none();
                let counted = plain && is_counted(function, &l.head);
                if let Some(Expr::Var(first)) = pushed(&l.body).first() {
                    let uses = Some(uses_beside(&l.body, counted, is_push));
                    let known = &mut seen.entry(*first).or_default().pushed;
                    *known = uses.max(*known);
                }
            }
            Stmt::ReverseLoop(l) => {
                let counted = matches!(&l.head, ReverseHead::Range(head, None) if is_counted(function, head));
                if let Some((first, _)) = popped(&l.body).first() {
                    let uses = Some(uses_beside(&l.body, counted, is_pop));
                    let known = &mut seen.entry(*first).or_default().popped;
                    *known = uses.max(*known);
                }
            }
            _ => {}
        }
        each_block(stmt, &mut |b, _| look(function, b, seen));
    }
}

/// Whether a range tells its length: of integers, by a step that is written as a number.
fn is_counted(function: &Function, head: &Head) -> bool {
    let Head::For { index, step, .. } = head else { return false };
    matches!(function.info(*index).ty, Ty::Int(_))
        && step.as_ref().is_none_or(|s| matches!(s, Expr::Const(c) if c.number.is_some_and(|n| n > 0.0)))
}

/// How iterations use the tape but for their own values, which must fit in a tuple of tuples.
fn uses_beside(body: &Block, counted: bool, is_own: fn(&Stmt) -> bool) -> Uses {
    let (own, rest): (Vec<Stmt>, Vec<Stmt>) = body.stmts.iter().cloned().partition(is_own);
    let kept: usize = own.iter().map(values).sum();
    match counted && kept <= TOGETHER * TOGETHER {
        true => uses_of(&mut Block { stmts: rest }),
        false => Uses::Anything,
    }
}

fn values(stmt: &Stmt) -> usize {
    match stmt {
        Stmt::Push(all) => all.len(),
        Stmt::Pop(all) => all.len(),
        _ => 0,
    }
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

fn uses_of(block: &mut Block) -> Uses {
    let mut uses = Uses::Nothing;
    for stmt in &mut block.stmts {
        uses = uses.max(own_use(stmt));
        each_expr(stmt, &mut |e| uses = uses.max(use_in(e)));
        each_block(stmt, &mut |b, ends| {
            uses = uses.max(uses_of(b));
            ends.into_iter().for_each(|e| uses = uses.max(use_in(e)));
        });
    }
    uses
}

fn own_use(stmt: &Stmt) -> Uses {
    match stmt {
        Stmt::TwinRev(_) => Uses::Operators,
        Stmt::Push(_) | Stmt::Pop(_) | Stmt::Room(..) | Stmt::Put(..) | Stmt::TakeRoom(..) => Uses::Anything,
        Stmt::Get(..) | Stmt::EndRoom(_) | Stmt::PushSlice(_) | Stmt::ReadSlice(..) => Uses::Anything,
        Stmt::WriteSlice(..) | Stmt::DropSlice(_) | Stmt::Saving(_) | Stmt::Stretches(_) => Uses::Anything,
        Stmt::Derived(call) if call.tape => Uses::Anything,
        _ => Uses::Nothing,
    }
}

fn use_in(e: &mut Expr) -> Uses {
    let mut uses = match e {
        Expr::Mark => Uses::Anything,
        Expr::TwinFwd(..) => Uses::Operators,
        _ => Uses::Nothing,
    };
    each_child(e, &mut |e| uses = uses.max(use_in(e)));
    uses
}

struct Taking<'a> {
    function: &'a mut Function,
    found: &'a HashMap<Var, Beside>,
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
            let open = match out.last() {
                Some(Stmt::TakeRoom(room, _, _, Beside::Operators)) => Some(Stmt::EndRoom(*room)),
                _ => None,
            };
            out.push(stmt);
            out.extend(open);
        }
        block.stmts = out;
    }

    /// The room that a loop fills.
    fn forward(&mut self, l: &mut Loop) -> Option<Stmt> {
        let kept = pushed(&l.body);
        let Some(Expr::Var(first)) = kept.first() else { return None };
        let beside = *self.found.get(first)?;
        let room = self.variable("room");
        l.body.stmts.retain(|s| !is_push(s));
        l.body.stmts.push(Stmt::Put(room, kept));
        Some(Stmt::Room(room, l.head.clone(), beside))
    }

    /// The room that a loop empties.
    fn backward(&mut self, l: &mut ReverseLoop) -> Option<Stmt> {
        let kept = popped(&l.body);
        let ReverseHead::Range(head, _) = &l.head else { return None };
        let beside = *self.found.get(&kept.first()?.0)?;
        let room = self.variable("kept");
        let values = kept.iter().map(|(v, _)| *v).collect();
        l.body.stmts.retain(|s| !is_pop(s));
        l.body.stmts.insert(0, Stmt::Get(room, kept));
        Some(Stmt::TakeRoom(room, (**head).clone(), values, beside))
    }

    fn variable(&mut self, name: &str) -> Var {
        self.function.fresh(name, Span::call_site(), Ty::Unknown, Role::Memory)
    }
}
