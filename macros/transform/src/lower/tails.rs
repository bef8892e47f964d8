//! `if c { &a } else { &b }` as assignments, also of tuples: `if c { (&a, &mut b) } else { (&b, &mut a) }`.

use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr as Syn, parse_quote};

use super::Lower;
use super::item::Item;
use super::scope::Local;
use super::split::is_split;

impl Lower<'_> {
    /// The branches assign a reference without a name, or the parts of a tuple.
    pub(super) fn chosen(&mut self, e: &Syn) -> Item {
        let mut stmt = e.clone();
        let Some(parts) = self.parts_of(e) else {
            let (name, local) = self.unnamed(true, e);
            AssignTails { target: parse_quote!(#name) }.visit_expr_mut(&mut stmt);
            self.value_or_statement(&stmt, None);
            return self.item_of(&local);
        };
        let (names, locals): (Vec<_>, Vec<_>) =
            parts.into_iter().map(|reference| self.unnamed(reference, e)).unzip();
        AssignTails { target: parse_quote!((#(#names,)*)) }.visit_expr_mut(&mut stmt);
        self.value_or_statement(&stmt, None);
        Item::Tuple(locals.iter().map(|local| self.item_of(local)).collect())
    }

    /// A reference or a value that branches assign, under a name that no name of the user's is.
    fn unnamed(&mut self, reference: bool, e: &Syn) -> (proc_macro2::Ident, Local) {
        let name = proc_macro2::Ident::new(&format!("chosen__{}", self.scopes.next_ordinal()), e.span());
        let local = if reference { self.unset_reference() } else { self.scopes.value(None) };
        self.scopes.declare(name.to_string(), local.clone());
        (name, local)
    }

    fn item_of(&self, local: &Local) -> Item {
        match local {
            Local::Rebound(k) => Item::Rebound(*k),
            Local::Value(k) => Item::Value(self.scopes.get(*k).unwrap_or_else(|| self.failed())),
            _ => Item::Value(self.failed()),
        }
    }

    /// Which parts of a tuple are references; none if the text shows no tuple.
    fn parts_of(&self, e: &Syn) -> Option<Vec<bool>> {
        match e {
            Syn::Paren(p) => self.parts_of(&p.expr),
            Syn::Tuple(t) => Some(t.elems.iter().map(|e| self.gives_reference(e)).collect()),
            Syn::MethodCall(m) if is_split(m) => Some(vec![true, true]),
            Syn::Path(p) => match self.scopes.find(&p.path.get_ident()?.to_string())? {
                Local::Items(items) => {
                    Some(items.iter().map(|item| !matches!(item, Item::Value(_))).collect())
                }
                _ => None,
            },
            Syn::Block(b) => self.parts_of_block(&b.block),
            Syn::If(i) => {
                let then = self.parts_of_block(&i.then_branch);
                let other = i.else_branch.as_ref().and_then(|(_, e)| self.parts_of(e));
                match (then, other) {
                    (Some(a), Some(b)) => Some(a.iter().zip(b).map(|(a, b)| *a || b).collect()),
                    (a, b) => a.or(b),
                }
            }
            _ => None,
        }
    }

    fn parts_of_block(&self, block: &syn::Block) -> Option<Vec<bool>> {
        match block.stmts.last()? {
            syn::Stmt::Expr(e, None) => self.parts_of(e),
            _ => None,
        }
    }
}

/// Turns the values of branches into assignments.
struct AssignTails {
    /// What is assigned: a name, or a tuple of names.
    target: Syn,
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
            Syn::Macro(m) if crate::escapes::panics(&m.mac) => {}
            value => {
                let target = &self.target;
                *value = parse_quote!(#target = #value);
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
