//! A function and its companion are found by one name and may not belong together, where a function
//! hides another of its name: rustc is asked whether the one that is called is the one that is
//! differentiated.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::Emit;
use super::call::{companion, within};
use crate::ir::{Callee, Derived};

impl Emit<'_> {
    /// The question about a callee, at its call.
    pub(super) fn asked(&self, call: &Derived) -> Option<TokenStream> {
        let (Callee::Function(path), [value, ..], true) = (&call.callee, call.results.as_slice(), call.asks)
        else {
            return None;
        };
        // each argument has its tangent behind it
        let (split, args) = self.derived_args(&call.args.iter().step_by(2).collect::<Vec<_>>());
        let value = self.name(*value);
        Some(question(path, |function| within(split, quote!(#function(#(#args),*))), &quote!(#value)))
    }
}

/// What a statement of [`question`] needs before it.
pub(crate) fn asking() -> TokenStream {
    quote!(
        use ::costate::rt::Companion as _;
    )
}

/// A statement that compiles only if the function at `path` is the one that its companion belongs to. From
/// a call of the function and its value, which is never made, rustc infers the types.
pub(crate) fn question(
    path: &syn::ExprPath,
    call: impl FnOnce(&Ident) -> TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let (companion, function) = (differentiates(path), Ident::new("f", Span::mixed_site()));
    let span = path.path.segments.last().map_or(Span::call_site(), |last| last.ident.span());
    let (both, call) = (quote_spanned!(span=> #companion(#path)), call(&function));
    quote!(let _ = || ::costate::rt::one_function(#both, |#function| #call, &#value);)
}

/// `a::f::<T>` → `a::f::differentiates::<T, _>`: the last is the type of what is called.
fn differentiates(path: &syn::ExprPath) -> syn::ExprPath {
    let mut path = companion(path, "differentiates");
    if let Some(syn::PathArguments::AngleBracketed(all)) =
        path.path.segments.last_mut().map(|s| &mut s.arguments)
        && all.args.iter().any(|a| !matches!(a, syn::GenericArgument::Lifetime(_)))
    {
        all.args.push(syn::parse_quote!(_));
    }
    path
}
