//! A free function, and the type of its name that its derivatives belong to.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::options::Options;
use super::subject::{Naming, Subject};
use super::{belongs, enzyme, explain, named, outside, plain};
use crate::messages::{self, Messages};

/// A function and its companion type.
pub(super) fn function(f: syn::ItemFn, options: &Options, messages: &mut Messages) -> TokenStream {
    if f.sig.receiver().is_some() {
        messages.add(&f.sig.ident, messages::METHOD_ALONE);
        return f.into_token_stream();
    }
    let sig = named::named(&f.sig);
    let companion = options.companion.clone().unwrap_or_else(|| f.sig.ident.clone());
    let vis = &f.vis;
    let subject = Subject {
        sig: &sig,
        vis: quote!(pub),
        outer: Vec::new(),
        block: Some(&f.block),
        naming: Naming::Companion,
        cfg: Vec::new(),
        owned: true,
        options: options.clone(),
        of: None,
        of_trait: None,
        implements: false,
        spelled: None,
        own_operators: Default::default(),
    };
    let before = messages.count();
    let layers = subject.layers(messages);
    let (name, turbofish) = (&sig.ident, outside::turbofish(&f.sig.generics));
    let opaque = !named::opaque(&f.sig).is_empty();
    let belongs =
        (!layers.is_empty()).then(|| belongs::differentiates(&sig, &quote!(#name #turbofish), opaque));
    let explained = options.explain.as_ref().map(|_| explain::constant(&subject));
    let by_enzyme = options.enzyme.as_ref().map(|_| enzyme::beside(&f, messages));
    let doc = format!("Derivatives of [`{}`](fn@{}).", f.sig.ident, f.sig.ident);
    let plain = plain::function(&f, plain::Asked::of(&subject, messages.count() == before));
    quote! {
        #plain
        #[doc = #doc]
        #[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
        #vis enum #companion {}
        #[allow(clippy::all, clippy::pedantic)]
        impl #companion { #layers #belongs #explained }
        #by_enzyme
    }
}
