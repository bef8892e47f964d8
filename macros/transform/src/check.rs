//! What can be refused only when it is known which variables carry a derivative.

use crate::activity::Activity;
use crate::ir::{Block, Call, Callee, Function, Stmt};
use crate::messages::{self, Messages};

/// Collects the messages of a function. What was found constant is marked so.
pub fn check(function: &mut Function, activity: &Activity, messages: &mut Messages) {
    let mut body = std::mem::take(&mut function.body);
    let plain = plain_items(&function.items);
    each_call(&mut body, &mut |call| {
        if is_one_of(&plain, call) && activity.active_call(function, call) {
            // a function of this name elsewhere may have derivatives: they are of another function
            messages.at(call.span, messages::PLAIN_ITEM);
        }
        if is_from_f64(call) {
            if activity.active_call(function, call) {
                messages.at(call.span, messages::FROM_F64);
            }
            call.detached = true;
        }
    });
    function.body = body;
}

/// The functions inside the body that have no derivatives.
fn plain_items(items: &[syn::Item]) -> Vec<String> {
    let named = |attr: &syn::Attribute, names: &[&str]| crate::signature::last_is(attr.path(), names);
    let mut ruled = String::new();
    for item in items {
        match item {
            syn::Item::Fn(f) if f.attrs.iter().any(|a| named(a, &["vjp_of", "jvp_of"])) => {
                ruled.extend(f.attrs.iter().map(|a| format!(" {} ", quote::quote!(#a))));
            }
            syn::Item::Enum(e) => ruled.push_str(&format!(" {} ", e.ident)),
            syn::Item::Struct(s) => ruled.push_str(&format!(" {} ", s.ident)),
            _ => {}
        }
    }
    let plain = items.iter().filter_map(|item| match item {
        syn::Item::Fn(f) if !f.attrs.iter().any(|a| named(a, &["differentiable", "implicit"])) => {
            Some(f.sig.ident.to_string())
        }
        _ => None,
    });
    plain.filter(|name| !ruled.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == name)).collect()
}

fn is_one_of(names: &[String], call: &Call) -> bool {
    let Callee::Function(path) = &call.callee else { return false };
    path.path.segments.len() == 1 && names.iter().any(|n| path.path.segments[0].ident == n)
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
