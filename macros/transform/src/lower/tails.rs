//! `if c { &a } else { &b }` as assignments.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr as Syn, parse_quote};

/// Turns the values of branches into assignments of a name.
pub(super) struct AssignTails {
    /// The name.
    pub(super) name: proc_macro2::Ident,
}

impl VisitMut for AssignTails {
    fn visit_expr_mut(&mut self, e: &mut Syn) {
        match e {
            Syn::If(i) => {
                self.visit_block_mut(&mut i.then_branch);
                if let Some((_, other)) = &mut i.else_branch {
                    self.visit_expr_mut(other);
                }
            }
            Syn::Block(b) => self.visit_block_mut(&mut b.block),
            value => {
                let name = &self.name;
                *value = parse_quote!(#name = #value);
            }
        }
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        if let Some(syn::Stmt::Expr(e, semi @ None)) = block.stmts.last_mut() {
            self.visit_expr_mut(e);
            *semi = Some(Default::default());
        }
    }

    fn visit_item_mut(&mut self, item: &mut syn::Item) {
        visit_mut::visit_item_mut(self, item);
    }
}
