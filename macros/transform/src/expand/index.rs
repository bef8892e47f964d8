//! `#[differentiable] impl Index<usize> for Vec3<T>`: the place must not depend on what the
//! vector holds, so that the tangent, which is a vector itself, has it at the same place.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit::Visit;
use syn::{Expr, ImplItem};

use crate::messages::{self, Messages};
use crate::signature::last_is;

/// Whether a trait is `Index` or `IndexMut`.
pub(super) fn is_index(path: &syn::Path) -> bool {
    last_is(path, &["Index", "IndexMut"])
}

/// The `impl` as it stands, and what it says to generated code.
pub(super) fn implementation(i: &syn::ItemImpl, messages: &mut Messages) -> TokenStream {
    let Some((path, _)) = &i.trait_ else { return quote!(#i) };
    for item in &i.items {
        if let ImplItem::Fn(f) = item {
            check(&f.block, messages);
        }
    }
    let Some(last) = path.segments.last() else { return quote!(#i) };
    let twin = if last.ident == "Index" { quote!(ReadIndex) } else { quote!(DiffIndex) };
    let (arguments, self_ty) = (&last.arguments, &i.self_ty);
    let (impl_generics, _, clause) = i.generics.split_for_impl();
    let bounds = clause.map(|c| &c.predicates);
    let own = (last.ident == "IndexMut").then(|| quote!(#self_ty: ::costate::Diff<Tangent = #self_ty>,));
    let bounds: Vec<_> = bounds.into_iter().flatten().collect();
    let only = (last.ident == "Index" && !is_generic(&i.generics, arguments)).then(|| {
        quote! {
            #[allow(clippy::all, clippy::pedantic)]
            impl #impl_generics ::costate::twin::OneIndex for #self_ty where #(#bounds,)* {}
        }
    });
    quote! {
        #i
        #[allow(clippy::all, clippy::pedantic)]
        impl #impl_generics ::costate::twin::#twin #arguments for #self_ty where #(#bounds,)* #own {}
        #only
    }
}

/// Whether the index is of a type parameter, which one `impl` covers.
fn is_generic(generics: &syn::Generics, arguments: &syn::PathArguments) -> bool {
    let tokens = quote!(#arguments);
    generics.type_params().any(|t| crate::route::has(&tokens, &t.ident.to_string()))
}

/// `self` may stand only at the root of the place that is returned.
fn check(block: &syn::Block, messages: &mut Messages) {
    let mut uses = Uses { messages };
    uses.block(block);
}

/// Complains of every other `self`.
struct Uses<'m> {
    messages: &'m mut Messages,
}

impl Uses<'_> {
    fn block(&mut self, block: &syn::Block) {
        let Some((last, before)) = block.stmts.split_last() else { return };
        before.iter().for_each(|s| self.visit_stmt(s));
        match last {
            syn::Stmt::Expr(e, None) => self.returned(e),
            other => self.visit_stmt(other),
        }
    }

    /// What the function returns.
    fn returned(&mut self, e: &Expr) {
        match e {
            Expr::Reference(r) => self.place(&r.expr),
            Expr::Paren(p) => self.returned(&p.expr),
            Expr::Block(b) => self.block(&b.block),
            Expr::If(i) => {
                self.visit_expr(&i.cond);
                self.block(&i.then_branch);
                i.else_branch.iter().for_each(|(_, e)| self.returned(e));
            }
            Expr::Match(m) => {
                self.visit_expr(&m.expr);
                for arm in &m.arms {
                    self.visit_pat(&arm.pat);
                    self.returned(&arm.body);
                }
            }
            other => self.visit_expr(other),
        }
    }

    /// The way from a root to a place, whose indices are looked at.
    fn place(&mut self, e: &Expr) {
        match e {
            Expr::Field(f) => self.place(&f.base),
            Expr::Index(i) => {
                self.place(&i.expr);
                self.visit_expr(&i.index);
            }
            Expr::Paren(p) => self.place(&p.expr),
            Expr::Path(p) if p.path.is_ident("self") => {}
            other => self.visit_expr(other),
        }
    }
}

impl<'a> Visit<'a> for Uses<'_> {
    fn visit_expr_return(&mut self, r: &'a syn::ExprReturn) {
        r.expr.iter().for_each(|e| self.returned(e));
    }

    fn visit_expr_path(&mut self, p: &'a syn::ExprPath) {
        if p.path.is_ident("self") {
            self.messages.add(p, messages::INDEX_SELF);
        }
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        let quiet = ["assert", "debug_assert", "panic", "unreachable"].iter().any(|n| mac.path.is_ident(n));
        let mentions = mac.tokens.clone().into_iter().any(|t| t.to_string() == "self");
        if !quiet || mentions {
            self.messages.add(mac, messages::MACRO);
        }
    }
}
