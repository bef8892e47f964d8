//! `impl Trait` arguments as type parameters: a derivative must name their types.

use proc_macro2::Ident;
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, Type, parse_quote};

/// The signature with a type parameter for each `impl Trait` argument.
pub(super) fn named(sig: &syn::Signature) -> syn::Signature {
    let mut sig = sig.clone();
    let mut pass = Named { params: Vec::new() };
    for arg in &mut sig.inputs {
        if let FnArg::Typed(typed) = arg {
            pass.visit_type_mut(&mut typed.ty);
        }
    }
    sig.generics.params.extend(pass.params);
    sig
}

/// The arguments that have one.
pub(super) fn opaque(sig: &syn::Signature) -> Vec<Ident> {
    let typed = sig.inputs.iter().zip(named(sig).inputs).filter(|(before, after)| *before != after);
    typed
        .filter_map(|(arg, _)| match arg {
            FnArg::Typed(typed) => match &*typed.pat {
                syn::Pat::Ident(name) => Some(name.ident.clone()),
                _ => None,
            },
            FnArg::Receiver(_) => None,
        })
        .collect()
}

struct Named {
    params: Vec<syn::GenericParam>,
}

impl VisitMut for Named {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        if let Type::ImplTrait(t) = ty {
            let span = t.impl_token.span;
            let name = Ident::new(&format!("Impl{}", self.params.len()), span);
            let bounds = &t.bounds;
            self.params.push(parse_quote!(#name: #bounds));
            *ty = parse_quote!(#name);
        }
    }
}

/// Whether a type parameter was an `impl Trait` argument, which nobody can name.
pub(super) fn is_nameless(param: &Ident) -> bool {
    param
        .to_string()
        .strip_prefix("Impl")
        .is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}
