//! What can be refused only when it is known which variables carry a derivative.

use crate::activity::Activity;
use crate::ir::{Block, Call, Callee, Function, Stmt};
use crate::messages::{self, Messages};

/// Collects the messages of a function. What was found constant is marked so.
pub fn check(function: &mut Function, activity: &Activity, messages: &mut Messages) {
    let mut body = std::mem::take(&mut function.body);
    each_call(&mut body, &mut |call| {
        if is_from_f64(call) {
            if activity.active_call(function, call) {
                messages.at(call.span, messages::FROM_F64);
            }
            call.detached = true;
        }
    });
    function.body = body;
}

fn is_from_f64(call: &Call) -> bool {
    matches!(&call.callee, Callee::Associated(path) if crate::signature::last_is(&path.path, &["from_f64", "lit"]))
}

fn each_call(block: &mut Block, see: &mut dyn FnMut(&mut Call)) {
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::Call(call) => see(call),
            Stmt::If(_, then, otherwise, _) => {
                each_call(then, see);
                each_call(otherwise, see);
            }
            Stmt::Loop(l) => each_call(&mut l.body, see),
            _ => {}
        }
    }
}
