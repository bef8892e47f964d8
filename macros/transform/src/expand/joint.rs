//! `vjp`: both sweeps in one body.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::adjoint::Sweeps;
use crate::emit::Emit;
use crate::ir::{Block, Expr, Function, Place, Role, Stmt, Var};
use crate::tidy::tidy;
use crate::types::Ty;

/// Both sweeps in one body. Slices that the backward sweep uses to hold earlier
/// values are given their final ones again.
pub(super) fn joint(mut s: Sweeps, tape: Ident, checks: &[TokenStream]) -> TokenStream {
    let slices = saved_slices(&s.function, &s.forward);
    let marks: Vec<Var> = slices
        .iter()
        .map(|_| s.function.fresh("bottom", Span::call_site(), Ty::Int(None), Role::Value))
        .collect();
    let value = s.function.fresh("value", Span::call_site(), Ty::Unknown, Role::Value);
    s.function.vars[value.0].temporary = true;
    let whole = Place::whole;
    let pairs: Vec<(Var, Var)> = slices.into_iter().zip(marks).collect();
    let mut stmts = Vec::new();
    for (root, mark) in &pairs {
        stmts.extend([Stmt::Let(*mark, Expr::Mark), Stmt::PushSlice(whole(*root))]);
    }
    stmts.append(&mut s.forward.stmts);
    stmts.extend(pairs.iter().map(|(root, mark)| Stmt::WriteSlice(*mark, whole(*root))));
    stmts.extend(s.result.take().map(|r| Stmt::Let(value, r)));
    let bound = matches!(stmts.last(), Some(Stmt::Let(v, _)) if *v == value);
    stmts.append(&mut s.backward.stmts);
    stmts.extend(pairs.iter().map(|(root, mark)| Stmt::ReadSlice(*mark, whole(*root))));
    stmts.extend(pairs.iter().rev().map(|(root, _)| Stmt::DropSlice(whole(*root))));
    let mut body = Block { stmts };
    let mut result = Expr::Var(value);
    tidy(&s.function, &mut body, &mut [&mut result]);
    let emit = Emit { function: &s.function, tape };
    let (body, value) = (emit.block(&body), bound.then(|| emit.value_of(&result)));
    quote!(#(#checks)* #body #value)
}

/// The `&mut` slices that the forward sweep puts on the tape.
fn saved_slices(function: &Function, block: &Block) -> Vec<Var> {
    let mut found = Vec::new();
    for stmt in &block.stmts {
        match stmt {
            Stmt::PushSlice(p) if function.info(p.root).role == Role::Unique => found.push(p.root),
            Stmt::If(_, a, b, _) => {
                found.extend(saved_slices(function, a));
                found.extend(saved_slices(function, b));
            }
            Stmt::Loop(l) => found.extend(saved_slices(function, &l.body)),
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}
