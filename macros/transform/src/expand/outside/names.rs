//! How generated code names things, and the names of derivatives.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::ir::Role;
use crate::signature::Param;

/// A name that no user's name meets; without a `d` or `t` in front, no derivative's either.
pub(in crate::expand) fn hidden(name: &str) -> Ident {
    Ident::new(&name.replace("r#", ""), Span::mixed_site())
}

/// The tangent of an argument.
pub(in crate::expand) fn tangent(param: &Param) -> Ident {
    beside("t", param)
}

/// The adjoint of an argument.
pub(in crate::expand) fn adjoint(param: &Param) -> Ident {
    beside("d", param)
}

fn beside(prefix: &str, param: &Param) -> Ident {
    hidden(&format!("{prefix}{}", param.name.to_string().replace("r#", "")))
}

/// The cotangent of the result.
pub(in crate::expand) fn seed() -> Ident {
    hidden("cotangent")
}

pub(in crate::expand) fn tape() -> Ident {
    hidden("tape")
}

pub(super) fn tape_argument() -> TokenStream {
    let tape = tape();
    quote!(#tape: &mut impl ::costate::Tape)
}

/// The tangent of an argument that does not vary.
pub(in crate::expand) fn zero(param: &Param) -> TokenStream {
    match param.role {
        Role::Shared => quote!(&*::costate::rt::sink()),
        Role::Unique => quote!(&mut *::costate::rt::sink()),
        _ => quote!(::costate::Zero::zero()),
    }
}

/// A derivative of the function at `path`: `a::f::fwd`, or `S::step_fwd` of a type.
pub(in crate::expand) fn layer_of(path: &syn::Path, layer: &str) -> syn::Path {
    let mut path = path.clone();
    let of_type = of_type(&path);
    let Some(last) = path.segments.last_mut() else { return path };
    if of_type {
        last.ident = format_ident!("{}_{layer}", last.ident, span = last.ident.span());
    } else {
        let arguments = std::mem::take(&mut last.arguments);
        let ident = Ident::new(layer, last.ident.span());
        path.segments.push(syn::PathSegment { ident, arguments });
    }
    path
}

/// Whether a path ends in a function of a type: `S::step`, `Self::step`.
pub(in crate::expand) fn of_type(path: &syn::Path) -> bool {
    let before = path.segments.iter().rev().nth(1);
    before.is_some_and(|s| s.ident.to_string().starts_with(|c: char| c.is_uppercase()))
}

/// `::<T, N>` for a function with these generics.
pub(in crate::expand) fn turbofish(generics: &syn::Generics) -> Option<TokenStream> {
    let names = generics.params.iter().filter_map(|p| match p {
        syn::GenericParam::Type(t) => Some(&t.ident),
        syn::GenericParam::Const(c) => Some(&c.ident),
        syn::GenericParam::Lifetime(_) => None,
    });
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| quote!(::<#(#names),*>))
}

/// The type beside a function that holds its derivatives.
pub(in crate::expand) fn companion(name: &Ident, of: &str, vis: &TokenStream) -> TokenStream {
    let doc = format!("Derivatives of `{of}`.");
    quote_spanned! {name.span()=>
        #[doc = #doc]
        #[allow(dead_code, non_camel_case_types, unreachable_pub, clippy::all, clippy::pedantic)]
        #vis enum #name {}
    }
}
