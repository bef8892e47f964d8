//! Which variables are given other values, by their names.

use std::collections::HashSet;

use syn::Expr;
use syn::visit::{self, Visit};

use super::scan::compound;

/// The names of variables outside an expression that it assigns as a whole.
pub(crate) fn assigned_in(e: &Expr) -> HashSet<String> {
    let mut seen = Assigned::default();
    seen.visit_expr(e);
    seen.names
}

/// The names of variables outside a block of these statements that are assigned as a whole.
pub(crate) fn assigned(stmts: &[syn::Stmt]) -> HashSet<String> {
    let mut seen = Assigned::default();
    stmts.iter().for_each(|s| seen.visit_stmt(s));
    seen.names
}

#[derive(Default)]
struct Assigned {
    names: HashSet<String>,
    /// Names that stand for variables of a block around the place at hand.
    own: Vec<String>,
}

impl Assigned {
    fn target(&mut self, left: &Expr) {
        match left {
            Expr::Path(p) => {
                let name = p.path.get_ident().map(ToString::to_string);
                self.names.extend(name.filter(|name| !self.own.contains(name)));
            }
            Expr::Tuple(t) => t.elems.iter().for_each(|e| self.target(e)),
            Expr::Paren(p) => self.target(&p.expr),
            _ => {}
        }
    }
}

impl<'a> Visit<'a> for Assigned {
    fn visit_block(&mut self, block: &'a syn::Block) {
        let outside = self.own.len();
        visit::visit_block(self, block);
        self.own.truncate(outside);
    }

    /// Its names hide others from here on.
    fn visit_local(&mut self, local: &'a syn::Local) {
        visit::visit_local(self, local);
        let mut bound = Bound(Vec::new());
        bound.visit_pat(&local.pat);
        self.own.extend(bound.0);
    }

    fn visit_expr_assign(&mut self, a: &'a syn::ExprAssign) {
        self.target(&a.left);
        visit::visit_expr_assign(self, a);
    }

    /// `mem::swap(&mut p, &mut q)` may give references other places.
    fn visit_expr_reference(&mut self, r: &'a syn::ExprReference) {
        if r.mutability.is_some() {
            self.target(&r.expr);
        }
        visit::visit_expr_reference(self, r);
    }

    fn visit_expr_binary(&mut self, b: &'a syn::ExprBinary) {
        if compound(&b.op).is_some() {
            self.target(&b.left);
        }
        visit::visit_expr_binary(self, b);
    }
}

/// The names that a pattern binds.
struct Bound(Vec<String>);

impl<'a> Visit<'a> for Bound {
    fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
        self.0.push(p.ident.to_string());
        visit::visit_pat_ident(self, p);
    }
}
