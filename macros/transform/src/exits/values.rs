//! Values of control flow: `if`, `match` and blocks as assignments.

use proc_macro2::Ident;
use syn::{Expr, Stmt, parse_quote};

use super::Exits;
use super::labels::is_valued;
use super::lets::has_let;

impl Exits<'_> {
    /// Turns the value of a list into an assignment, through `if`, `match` and blocks.
    pub(super) fn assign_tail(&mut self, mut stmts: Vec<Stmt>, target: &Ident) -> Vec<Stmt> {
        let Some(Stmt::Expr(_, None)) = stmts.last() else { return stmts };
        let Some(Stmt::Expr(tail, None)) = stmts.pop() else { return stmts };
        match tail {
            mut e if is_valued(&e) => {
                self.assign_breaks(&mut e, target);
                if let Expr::Block(b) = &mut e {
                    b.block.stmts = self.assign_tail(std::mem::take(&mut b.block.stmts), target);
                }
                stmts.push(Stmt::Expr(e, Some(Default::default())));
            }
            Expr::If(i) if has_let(&i.cond) => {
                let (before, chain) = self.if_let(i);
                stmts.extend(before);
                stmts.extend(self.assign_tail(vec![Stmt::Expr(chain, None)], target));
            }
            Expr::If(mut i) if i.else_branch.is_some() => {
                i.then_branch.stmts = self.assign_tail(std::mem::take(&mut i.then_branch.stmts), target);
                if let Some((_, e)) = &mut i.else_branch {
                    let inner = self.assign_tail(vec![Stmt::Expr((**e).clone(), None)], target);
                    **e = parse_quote!({ #(#inner)* });
                }
                stmts.push(Stmt::Expr(Expr::If(i), None));
            }
            Expr::Block(b) if b.label.is_none() => {
                let inner = self.assign_tail(b.block.stmts, target);
                stmts.push(parse_quote!({ #(#inner)* }));
            }
            Expr::Match(m) => {
                let (before, chain) = self.chain(m);
                stmts.extend(before);
                stmts.extend(self.assign_tail(vec![Stmt::Expr(chain, None)], target));
            }
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) | Expr::ForLoop(_) | Expr::While(_) => {
                stmts.push(Stmt::Expr(tail, Some(Default::default())));
            }
            Expr::Loop(_) | Expr::Macro(_) | Expr::Assign(_) => {
                stmts.push(Stmt::Expr(tail, Some(Default::default())));
            }
            value => stmts.push(parse_quote!(#target = #value;)),
        }
        stmts
    }
}
