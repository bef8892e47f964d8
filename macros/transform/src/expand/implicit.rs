//! `#[implicit(residual = r, solve = s)]`: the derivatives of a solution are those of its equation.
//!
//! The body is Rust as it stands. `fwd` runs it and keeps the solution; `rev` solves the transposed
//! system and hands `λ` to the equation's own `rev`; `tan` solves the system itself. The products
//! with the matrix are the equation's `tan`, and its `fwd` and `rev`, along one direction.

mod options;
mod solution;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::outside::{self, Outside};
use super::subject::{Naming, Subject};
use super::{belongs, hidden, named, plain};
use crate::ir::Role;
use crate::messages::{self, Messages};
use crate::signature::Signature;
use options::Options;
use solution::Solution;

/// Expands `#[implicit(attr)] item`.
#[must_use]
pub fn implicit(attr: TokenStream, item: TokenStream) -> TokenStream {
    let mut messages = Messages::default();
    let output = match syn::parse2::<syn::Item>(item) {
        Ok(mut item) => {
            hidden::show_groups(&mut item);
            match item {
                // `#[differentiable]` below knows what to do, with its own options
                syn::Item::Fn(mut f) if f.attrs.iter().any(|a| named(a, "differentiable")) => {
                    f.attrs.push(syn::parse_quote!(#[::costate::implicit(#attr)]));
                    f.into_token_stream()
                }
                syn::Item::Fn(f) => function(f, attr, None, &mut messages),
                other => {
                    messages.add(&other, messages::IMPLICIT_ITEM);
                    other.into_token_stream()
                }
            }
        }
        Err(error) => return error.into_compile_error(),
    };
    let errors = messages.combined().map(syn::Error::into_compile_error);
    quote!(#output #errors)
}

/// Takes `#[implicit(…)]` from a function: what stands in it.
pub(super) fn taken(attrs: &mut Vec<syn::Attribute>) -> Option<TokenStream> {
    let at = attrs.iter().position(is_named)?;
    Some(match attrs.remove(at).meta {
        syn::Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    })
}

/// Whether an attribute is `#[implicit]`.
pub(super) fn is_named(attr: &syn::Attribute) -> bool {
    named(attr, "implicit")
}

fn named(attr: &syn::Attribute, name: &str) -> bool {
    attr.path().segments.last().is_some_and(|s| s.ident == name)
}

/// The function as it stands, and its companion.
pub(super) fn function(
    mut f: syn::ItemFn,
    attr: TokenStream,
    companion: Option<Ident>,
    messages: &mut Messages,
) -> TokenStream {
    let options = Options::parse(attr, messages);
    // a type parameter for each `impl Trait`, which the function itself does not have
    let (sig, turbofish) = (named::named(&f.sig), outside::turbofish(&f.sig.generics));
    let opaque = named::opaque(&f.sig);
    let solver = f.block.clone();
    let signature = Signature::read(&sig, &[&sig.generics], messages);
    refuse(&f, &signature, messages);
    plain::strip(&mut f.sig);
    let (name, vis) = (&sig.ident, &f.vis);
    let of = companion.unwrap_or_else(|| name.clone());
    let belongs = belongs::differentiates(&sig, &quote!(#name #turbofish), !opaque.is_empty());
    let companion = outside::companion(&of, &name.to_string(), &quote!(#vis));
    let subject = Subject {
        sig: &sig,
        vis: quote!(pub),
        outer: Vec::new(),
        block: None,
        naming: Naming::Companion,
        cfg: Vec::new(),
        owned: true,
        options: Default::default(),
        of: None,
        of_trait: None,
        implements: false,
        spelled: None,
        own_operators: Default::default(),
    };
    let belongs = messages.is_empty().then_some(belongs);
    let layers = options.filter(|_| messages.is_empty()).map(|options| {
        let outside = Outside { subject: &subject, signature };
        let mut solution = Solution { outside, turbofish, opaque, options };
        f.block = solution.body(&solver);
        solution.layers()
    });
    quote! {
        #[allow(clippy::redundant_closure_call)]
        #f
        #companion
        #[allow(clippy::all, clippy::pedantic)]
        impl #of { #layers #belongs }
    }
}

fn refuse(f: &syn::ItemFn, signature: &Signature, messages: &mut Messages) {
    hidden::refuse_cfg(&f.sig, None, messages);
    if let Some(receiver) = f.sig.receiver() {
        messages.add(receiver, messages::IMPLICIT_ITEM);
    }
    if signature.output.is_none() {
        messages.add(&f.sig.ident, messages::IMPLICIT_RESULT);
    }
    for param in signature.params.iter().filter(|p| p.role == Role::Unique && !p.receiver) {
        messages.add(&param.written, messages::IMPLICIT_WRITES);
    }
}
