//! What can be refused only when it is known which variables carry a derivative.

use crate::activity::Activity;
use crate::ir::{Block, Call, Callee, Function, Stmt};
use crate::messages::{self, Messages};

/// Collects the messages of a function.
pub fn check(function: &Function, activity: &Activity, messages: &mut Messages) {
    each_call(&function.body, &mut |call| {
        if is_from_f64(call) && activity.active_call(function, call) {
            messages.at(call.span, messages::FROM_F64);
        }
    });
}

fn is_from_f64(call: &Call) -> bool {
    matches!(&call.callee, Callee::Associated(path) if crate::signature::last_is(&path.path, &["from_f64", "lit"]))
}

fn each_call(block: &Block, see: &mut dyn FnMut(&Call)) {
    for stmt in &block.stmts {
        match stmt {
            Stmt::Call(call) => see(call),
            Stmt::If(_, then, otherwise, _) => {
                each_call(then, see);
                each_call(otherwise, see);
            }
            Stmt::Loop(l) => each_call(&l.body, see),
            _ => {}
        }
    }
}
