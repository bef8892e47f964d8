//! Arguments by value that are passed on: the derivative needs them again, so they must be `Copy`. rustc
//! is asked in the same words in every layer, which makes one message of a missing `Copy`.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::spanned::Spanned;

use super::subject::Compiled;
use crate::ir::{Arg, Block, Expr, Head, Role, Stmt, Var};
use crate::types::Ty;

/// A statement for each such argument.
pub(super) fn checked(compiled: &Compiled) -> TokenStream {
    let (function, params) = (&compiled.primal, &compiled.signature.params);
    let mut moved = Vec::new();
    block(&function.body, &mut moved);
    let all = params
        .iter()
        .zip(&function.params)
        .filter(|(p, var)| p.role == Role::Argument && !surely_copy(&p.known) && moved.contains(*var));
    all.map(|(p, _)| {
        let ty = &p.ty;
        quote_spanned!(ty.span()=> ::costate::rt::by_value::<#ty>();)
    })
    .collect()
}

/// The variables that are passed to calls by value.
fn block(all: &Block, moved: &mut Vec<Var>) {
    for stmt in &all.stmts {
        match stmt {
            Stmt::Call(call) => {
                moved.extend(call.args.iter().filter_map(|arg| match arg {
                    Arg::Value(Expr::Var(v)) => Some(*v),
                    _ => None,
                }));
            }
            Stmt::If(_, then, otherwise, _) => {
                block(then, moved);
                block(otherwise, moved);
            }
            Stmt::Loop(l) => {
                block(&l.body, moved);
                if let Head::While { test, .. } = &l.head {
                    block(test, moved);
                }
            }
            _ => {}
        }
    }
}

fn surely_copy(ty: &Ty) -> bool {
    match ty {
        Ty::Unknown | Ty::Slice(_) => false,
        Ty::Array(t) | Ty::Option(t) => surely_copy(t),
        Ty::Tuple(all) => all.iter().all(surely_copy),
        Ty::Scalar(_) | Ty::Int(_) | Ty::Bool | Ty::Flat => true,
    }
}
