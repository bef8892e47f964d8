//! What rustc hides from an attribute macro or loses behind it: `cfg` inside the
//! item, and invisible groups, which `macro_rules!` puts around its arguments.

use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, Type};

use crate::messages::{self, Messages};

/// Whether an attribute switches what it stands on.
fn is_cfg(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr")
}

/// The `cfg`s of a function inside an `impl` block or a trait.
pub(super) fn cfg_of(attrs: &[Attribute]) -> Vec<Attribute> {
    attrs.iter().filter(|a| is_cfg(a)).cloned().collect()
}

/// A `cfg` inside would hold for the function and not for its derivative.
pub(super) fn refuse_cfg(sig: &syn::Signature, block: Option<&syn::Block>, messages: &mut Messages) {
    struct Cfg<'m>(&'m mut Messages);
    impl<'a> Visit<'a> for Cfg<'_> {
        fn visit_attribute(&mut self, attr: &'a Attribute) {
            if is_cfg(attr) {
                self.0.add(attr, messages::CFG);
            }
        }
        fn visit_item(&mut self, _: &'a syn::Item) {}
    }
    let mut seen = Cfg(messages);
    seen.visit_signature(sig);
    if let Some(block) = block {
        seen.visit_block(block);
    }
}

/// Makes invisible groups visible: rustc forgets those that a macro writes.
pub(super) fn show_groups(item: &mut syn::Item) {
    Groups.visit_item_mut(item);
}

struct Groups;

impl VisitMut for Groups {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        visit_mut::visit_expr_mut(self, e);
        if let Expr::Group(g) = e {
            let inner = std::mem::replace(&mut *g.expr, Expr::PLACEHOLDER);
            *e = match inner {
                Expr::Path(_) | Expr::Lit(_) | Expr::Paren(_) | Expr::Block(_) => inner,
                inner => syn::parse_quote!((#inner)),
            };
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        if let Type::Group(g) = ty {
            *ty = (*g.elem).clone();
        }
    }
}
