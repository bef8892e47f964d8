//! Values of control flow: `if`, `match` and blocks as assignments.

use proc_macro2::{Ident, Span};
use syn::{Expr, Stmt, parse_quote};

use super::Exits;
use crate::messages;

impl Exits<'_> {
    /// Turns the value of a list into an assignment, through `if`, `match` and blocks.
    pub(super) fn assign_tail(&mut self, mut stmts: Vec<Stmt>, target: &Ident) -> Vec<Stmt> {
        let Some(Stmt::Expr(_, None)) = stmts.last() else { return stmts };
        let Some(Stmt::Expr(tail, None)) = stmts.pop() else { return stmts };
        match tail {
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
                let (bind, chain) = self.chain(m);
                stmts.push(bind);
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

    /// `match` as `let m = scrutinee;` and a chain of `if matches!(m, pattern)`.
    pub(super) fn chain(&mut self, m: syn::ExprMatch) -> (Stmt, Expr) {
        self.fresh += 1;
        let scrutinee = Ident::new(&format!("matched__{}", self.fresh), Span::call_site());
        let value = &m.expr;
        let bind: Stmt = parse_quote!(let #scrutinee = #value;);
        let mut chain: Option<Expr> = None;
        for arm in m.arms.into_iter().rev() {
            let body = arm.body;
            let (pat, guard) = match arm.pat {
                syn::Pat::Guard(g) => (*g.pat, Some(g.guard)),
                pat => (pat, None),
            };
            if crate::escapes::binds(&pat) {
                self.messages.add(&pat, messages::MATCH_BINDING);
            }
            chain = Some(match (chain, guard) {
                (None, None) => parse_quote!({ #body }),
                (None, Some(g)) => parse_quote!(if #g { #body }),
                (Some(c), None) => parse_quote!(if matches!(#scrutinee, #pat) { #body } else { #c }),
                (Some(c), Some(g)) => {
                    parse_quote!(if matches!(#scrutinee, #pat) && #g { #body } else { #c })
                }
            });
        }
        (bind, chain.unwrap_or_else(|| parse_quote!({})))
    }
}
