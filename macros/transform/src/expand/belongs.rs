//! A companion knows which function it belongs to: `f::differentiates` takes what is called by the name,
//! and says beside it which function that must be.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::outside;
use crate::ir::unique;

/// `differentiates` of the function at `path`, whose arguments of type `impl Trait` have type
/// parameters in `sig`, which nobody can write behind the path if there are `opaque` ones.
pub(super) fn differentiates(sig: &syn::Signature, path: &TokenStream, opaque: bool) -> TokenStream {
    let mut generics = sig.generics.clone();
    let taken = |name: &str| crate::route::has(&quote!(#generics), name);
    let called = syn::Ident::new(&unique("Called", taken), sig.ident.span());
    generics.params.push(syn::parse_quote!(#called));
    let captured = captured(&generics);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let function = outside::hidden("called");
    let own = if opaque { inferred(sig, path) } else { path.clone() };
    quote_spanned! {sig.ident.span()=>
        #[doc(hidden)]
        #[allow(unused, deprecated, private_interfaces, unreachable_pub, clippy::all, clippy::pedantic)]
        #[inline]
        pub fn differentiates #impl_generics (#function: #called) -> (#called, impl ::core::marker::Sized #captured)
        #where_clause
        {
            ::costate::rt::beside(#function, #own)
        }
    }
}

/// The function at `path`; a call, never made, tells rustc its type parameters.
fn inferred(sig: &syn::Signature, path: &TokenStream) -> TokenStream {
    let types = sig.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(typed) => Some(&typed.ty),
        syn::FnArg::Receiver(_) => None,
    });
    let types: Vec<_> = types.collect();
    let names: Vec<_> = (0..types.len()).map(|k| outside::hidden(&format!("x{k}"))).collect();
    let own = outside::hidden("own");
    quote!({
        let #own = #path;
        let _ = |#(#names: #types),*| #own(#(#names),*);
        #own
    })
}

/// `+ use<'a, T>` where there are lifetimes, which an edition before 2024 would leave out.
fn captured(generics: &syn::Generics) -> Option<TokenStream> {
    generics.lifetimes().next()?;
    let names = generics.params.iter().map(|p| match p {
        syn::GenericParam::Lifetime(l) => {
            let lifetime = &l.lifetime;
            quote!(#lifetime)
        }
        syn::GenericParam::Type(t) => {
            let ident = &t.ident;
            quote!(#ident)
        }
        syn::GenericParam::Const(c) => {
            let ident = &c.ident;
            quote!(#ident)
        }
    });
    Some(quote!(+ use<#(#names),*>))
}
