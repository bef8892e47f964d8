//! Checkpoints on loops that have none, for tests: no value may change.

use crate::ir::{Block, Checkpoint, Function, Head, Loop, Role, Stmt, Var, number};
use crate::types::Ty;
use crate::walk::each_block;

/// Puts a checkpoint on each loop for which `choose` gives one, outer loops first. A `while` takes
/// `Every` only.
pub fn checkpoint_loops(function: &mut Function, choose: &mut dyn FnMut(&Loop) -> Option<Checkpoint>) {
    let mut body = std::mem::take(&mut function.body);
    let mut count = || {
        let span = proc_macro2::Span::call_site();
        function.fresh("count", span, Ty::Int(None), Role::Value)
    };
    in_block(&mut body, choose, &mut count);
    function.body = body;
}

fn in_block(
    block: &mut Block,
    choose: &mut dyn FnMut(&Loop) -> Option<Checkpoint>,
    count: &mut dyn FnMut() -> Var,
) {
    for stmt in &mut block.stmts {
        if let Stmt::Loop(l) = stmt
            && l.checkpoint.is_none()
            && let Some(checkpoint) = choose(l)
        {
            l.checkpoint = Some(checkpoint);
            l.count.get_or_insert_with(&mut *count);
        }
        each_block(stmt, &mut |b, _| in_block(b, choose, count));
    }
}

/// Checkpoints of all kinds in turn, and now and then none; `from` says where the turn begins.
pub(super) fn in_turn(mut from: usize) -> impl FnMut(&Loop) -> Option<Checkpoint> {
    move |l| {
        from += 1;
        let counted = matches!(l.head, Head::For { .. });
        match from % 7 {
            0 => None,
            1 | 2 if counted => Some(Checkpoint::Binomial(number(from % 7))),
            3 if counted => Some(Checkpoint::Binomial(number(50))),
            k => Some(Checkpoint::Every(number(k))),
        }
    }
}
