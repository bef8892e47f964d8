//! A method of the type itself comes before a trait's of the same name. If only the trait's is
//! differentiable, a caller would get the value of the one and the derivative of the other: where a
//! trait is implemented, rustc is asked which method the name means.
//!
//! Each differentiable method `step` has a function `step_is` beside it. A trait's takes a function
//! twice, that of a type takes any two: both methods may be differentiable.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::named;

/// Methods of core's own traits, of which one may be in scope for the same type.
const OF_CORE: [&str; 22] = [
    "add",
    "sub",
    "mul",
    "div",
    "rem",
    "neg",
    "not",
    "index",
    "index_mut",
    "clone",
    "default",
    "from",
    "into",
    "eq",
    "ne",
    "cmp",
    "lt",
    "le",
    "gt",
    "ge",
    "min",
    "max",
];

fn name(method: &Ident) -> Ident {
    format_ident!("{}_is", method, span = method.span())
}

/// What a differentiable method of a type has beside it.
pub(super) fn of_type(method: &Ident, vis: &TokenStream) -> TokenStream {
    let name = name(method);
    quote! {
        #[doc(hidden)]
        #[allow(dead_code)]
        #vis fn #name<F, G>(_: &F, _: &G) {}
    }
}

/// What that of a trait has beside it.
pub(super) fn of_trait(method: &Ident) -> TokenStream {
    let name = name(method);
    quote! {
        #[doc(hidden)]
        fn #name<F>(_: &F, _: &F) {}
    }
}

/// A statement that compiles only if the method of the trait at `path` is what its name means.
pub(super) fn checked(sig: &syn::Signature, path: &syn::Path) -> TokenStream {
    let method = &sig.ident;
    let generics = sig.generics.params.iter().filter_map(|p| match p {
        syn::GenericParam::Type(t) => Some(&t.ident),
        syn::GenericParam::Const(c) => Some(&c.ident),
        syn::GenericParam::Lifetime(_) => None,
    });
    let generics: Vec<&Ident> = generics.collect();
    if generics.iter().any(|g| named::is_nameless(g)) || OF_CORE.iter().any(|n| method == n) {
        return TokenStream::new();
    }
    let turbofish = (!generics.is_empty()).then(|| quote!(::<#(#generics),*>));
    let mut imported = path.clone();
    imported.segments.iter_mut().for_each(|s| s.arguments = syn::PathArguments::None);
    let name = name(method);
    quote_spanned! {method.span()=>
        {
            use #imported as _;
            // never called
            let _ = || Self::#name(&Self::#method #turbofish, &<Self as #path>::#method #turbofish);
        }
    }
}
