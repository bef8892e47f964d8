//! Blocks with a label, and the values of `break`.

use proc_macro2::Ident;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Stmt, parse_quote};

use super::Exits;
use super::terminated;
use crate::escapes::{Exit, Frame, escapes, label_of};

impl Exits<'_> {
    /// A block that `break` may leave, as a plain one.
    pub(super) fn labelled(&mut self, b: syn::ExprBlock) -> Expr {
        self.count += 1;
        let id = self.count;
        self.frames.push(Frame { id, label: b.label.as_ref().map(label_of), block: true });
        let leaving = escapes(&b.block.stmts, &self.frames);
        let mut stmts = self.list(terminated(b.block.stmts));
        self.frames.pop();
        if leaving.contains(&Exit::Break(id)) {
            let flag = Exit::Break(id).flag();
            stmts.insert(0, parse_quote!(let mut #flag = false;));
        }
        parse_quote!({ #(#stmts)* })
    }

    /// Turns `break value` of this loop or block into an assignment and `break`.
    pub(super) fn assign_breaks(&mut self, e: &mut Expr, target: &Ident) {
        Breaks { pass: Some((self, target)), found: 0, label: None, own: false }.root(e);
    }
}

/// Whether a loop or a block with a label has the value of a `break`.
pub(super) fn is_valued(e: &Expr) -> bool {
    let wanted = matches!(e, Expr::Loop(_)) || matches!(e, Expr::Block(b) if b.label.is_some());
    let mut seen = Breaks { pass: None, found: 0, label: None, own: false };
    if wanted {
        seen.root(&mut e.clone());
    }
    seen.found > 0
}

/// Looks for the `break`s of one loop or block that have a value.
struct Breaks<'a, 'b> {
    /// Where their values go; none only counts them.
    pass: Option<(&'a mut Exits<'b>, &'a Ident)>,
    found: usize,
    label: Option<String>,
    /// A `break` without a label is this loop's.
    own: bool,
}

impl Breaks<'_, '_> {
    fn root(&mut self, e: &mut Expr) {
        match e {
            Expr::Loop(l) => {
                (self.label, self.own) = (l.label.as_ref().map(label_of), true);
                self.visit_block_mut(&mut l.body);
            }
            Expr::Block(b) => {
                self.label = b.label.as_ref().map(label_of);
                self.visit_block_mut(&mut b.block);
            }
            _ => {}
        }
    }

    fn inside(&mut self, label: Option<&syn::Label>, body: &mut syn::Block) {
        if label.is_some() && label.map(label_of) == self.label {
            return;
        }
        let own = std::mem::replace(&mut self.own, false);
        self.visit_block_mut(body);
        self.own = own;
    }

    fn is_meant(&self, label: Option<&syn::Lifetime>) -> bool {
        match label {
            Some(label) => self.label.as_deref() == Some(&label.ident.to_string()),
            None => self.own,
        }
    }
}

impl VisitMut for Breaks<'_, '_> {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        match e {
            Expr::ForLoop(l) => self.inside(l.label.as_ref(), &mut l.body),
            Expr::While(l) => self.inside(l.label.as_ref(), &mut l.body),
            Expr::Loop(l) => self.inside(l.label.as_ref(), &mut l.body),
            Expr::Closure(_) | Expr::Async(_) => {}
            Expr::Break(b) if b.expr.is_some() && self.is_meant(b.label.as_ref()) => {
                self.found += 1;
                let label = b.label.clone();
                if let (Some((pass, target)), Some(value)) = (&mut self.pass, b.expr.take()) {
                    let stmts: Vec<Stmt> = pass.assign_tail(vec![Stmt::Expr(*value, None)], target);
                    *e = parse_quote!({ #(#stmts)* break #label; });
                }
            }
            other => visit_mut::visit_expr_mut(self, other),
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
