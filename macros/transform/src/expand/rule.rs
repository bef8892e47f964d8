//! `#[vjp_of(f)]` and `#[jvp_of(f)]`: derivatives written by hand beside `f`, whose body is Rust as
//! it stands.
//!
//! Only the rule is seen, never `f`. What `f` takes is read off the rule, by leaving out tangents
//! and adjoints; the generated code calls both, so rustc compares them.

mod forward;
mod gradient;
mod options;
mod read;
mod reverse;

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit::Visit;
use syn::{Attribute, ImplItem, ImplItemFn};

use super::{hidden, plain};
use crate::messages::{self, Messages};
use options::Options;

/// Expands `#[vjp_of(attr)] item`.
#[must_use]
pub fn vjp_of(attr: TokenStream, item: TokenStream) -> TokenStream {
    expand(attr, item, reverse::reverse)
}

/// Expands `#[jvp_of(attr)] item`.
#[must_use]
pub fn jvp_of(attr: TokenStream, item: TokenStream) -> TokenStream {
    expand(attr, item, forward::forward)
}

type Write = fn(&syn::Signature, &Options, &mut Messages) -> Option<TokenStream>;

/// The rule as it stands, and what is generated from it.
fn expand(attr: TokenStream, item: TokenStream, write: Write) -> TokenStream {
    let mut messages = Messages::default();
    let mut item = match syn::parse2::<syn::Item>(item) {
        Ok(item) => item,
        Err(error) => return error.into_compile_error(),
    };
    hidden::show_groups(&mut item);
    let options = Options::parse(attr, &mut messages);
    let output = match item {
        syn::Item::Fn(mut f) => {
            let mut sig = read::named(&f.sig);
            if options.as_ref().is_some_and(|o| o.tape.is_some()) {
                sig.inputs.pop();
            }
            refuse_opaque(&sig, &mut messages);
            plain::strip(&mut f.sig);
            let sound = options.filter(|_| messages.is_empty());
            let written = sound.and_then(|options| write(&sig, &options, &mut messages));
            // there are as many as the function's arguments ask for
            quote!(#[allow(clippy::too_many_arguments)] #f #written)
        }
        other => {
            messages.add(&other, messages::RULE_ITEM);
            other.into_token_stream()
        }
    };
    let errors = messages.combined().map(syn::Error::into_compile_error);
    quote!(#output #errors)
}

/// The derivative of an `impl Trait` has no type that could be written.
fn refuse_opaque(sig: &syn::Signature, messages: &mut Messages) {
    struct Opaque<'m>(&'m mut Messages);
    impl<'a> Visit<'a> for Opaque<'_> {
        fn visit_type_impl_trait(&mut self, ty: &'a syn::TypeImplTrait) {
            self.0.add(ty, messages::RULE_OPAQUE);
        }
    }
    Opaque(messages).visit_signature(sig);
}

/// The functions of an `impl` block that have a rule in it. The `impl` of a trait has no place for
/// rules: they are taken out, with a message.
pub(super) fn ruled(i: &mut syn::ItemImpl, messages: &mut Messages) -> HashSet<String> {
    if i.trait_.is_some() {
        i.items.retain(|item| {
            let rule = attrs_of(item).iter().find(|a| is_rule(a));
            rule.inspect(|attr| messages.add(attr, messages::RULE_TRAIT_METHOD)).is_none()
        });
    }
    let attrs = i.items.iter().flat_map(attrs_of).filter(|a| is_rule(a));
    attrs.filter_map(Options::function_of).collect()
}

/// Whether a function of a trait is a rule or implicit, for which a trait has no place.
pub(super) fn refused_in_trait(attrs: &mut Vec<Attribute>, messages: &mut Messages) -> bool {
    let refused = |a: &Attribute| is_rule(a) || super::implicit::is_named(a);
    for attr in attrs.iter().filter(|a| refused(a)) {
        let text = if is_rule(attr) { messages::RULE_TRAIT_METHOD } else { messages::IMPLICIT_ITEM };
        messages.add(attr, text);
    }
    let before = attrs.len();
    attrs.retain(|a| !refused(a));
    attrs.len() < before
}

fn attrs_of(item: &ImplItem) -> &[Attribute] {
    match item {
        ImplItem::Fn(f) => &f.attrs,
        _ => &[],
    }
}

/// Whether `#[differentiable]` on the block leaves this function alone: a rule, or what has one.
pub(super) fn stands_outside(f: &mut ImplItemFn, ruled: &HashSet<String>, messages: &mut Messages) -> bool {
    if super::implicit::taken(&mut f.attrs).is_some() {
        messages.add(&f.sig.ident, messages::IMPLICIT_ITEM);
        return true;
    }
    f.attrs.iter().any(is_rule) || ruled.contains(&f.sig.ident.to_string())
}

fn is_rule(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|s| s.ident == "vjp_of" || s.ident == "jvp_of")
}
