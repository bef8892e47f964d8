//! A name in a pattern that may fail could be a constant of this name, which matches one value
//! only. The macro cannot see the difference; rustc is asked.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::visit::{self, Visit};
use syn::{Expr, Pat};

/// A statement that compiles only if none of a body's names in patterns is a constant.
pub(super) fn checked(block: &syn::Block) -> TokenStream {
    let mut seen = Names::default();
    seen.visit_block(block);
    if seen.names.is_empty() {
        return TokenStream::new();
    }
    let names = seen.names.values();
    // never called: a constant here is no pattern for `()`
    quote!(let _ = |#(#names: ()),*| ();)
}

#[derive(Default)]
struct Names {
    names: BTreeMap<String, Ident>,
    /// Inside a pattern that may fail.
    refutable: bool,
}

impl Names {
    fn pattern(&mut self, pat: &Pat) {
        let outer = std::mem::replace(&mut self.refutable, true);
        self.visit_pat(pat);
        self.refutable = outer;
    }
}

impl<'a> Visit<'a> for Names {
    fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
        let plain = p.by_ref.is_none() && p.mutability.is_none() && p.subpat.is_none();
        if self.refutable && plain && crate::exits::is_name(p) {
            self.names.entry(p.ident.to_string()).or_insert_with(|| p.ident.clone());
        }
        visit::visit_pat_ident(self, p);
    }

    fn visit_arm(&mut self, arm: &'a syn::Arm) {
        self.pattern(&arm.pat);
        self.visit_expr(&arm.body);
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Let(l) => {
                self.pattern(&l.pat);
                self.visit_expr(&l.expr);
            }
            e => visit::visit_expr(self, e),
        }
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        match &local.init {
            Some(init) if init.diverge.is_some() => {
                self.pattern(&local.pat);
                self.visit_expr(&init.expr);
                init.diverge.iter().for_each(|(_, e)| self.visit_expr(e));
            }
            _ => visit::visit_local(self, local),
        }
    }

    fn visit_item(&mut self, _: &'a syn::Item) {}
}
