//! The definition of a trait, which gains the derivatives of its methods.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::TraitItem;

use super::options::{self, Options};
use super::subject::{Naming, Subject};
use super::{hidden, named, plain, rule, shadow};
use crate::messages::Messages;

/// A trait gains the suffixed methods of each of its functions.
pub(super) fn definition(mut t: syn::ItemTrait, options: &Options, messages: &mut Messages) -> TokenStream {
    let options = options.for_each(messages);
    let generics = t.generics.clone();
    let (name, (_, arguments, _)) = (t.ident.clone(), generics.split_for_impl());
    let mut added = TokenStream::new();
    let mut lends = false;
    for item in &mut t.items {
        let TraitItem::Fn(f) = item else { continue };
        let Some(mut own) = options::of_function(&mut f.attrs, &options, messages) else { continue };
        if rule::refused_in_trait(&mut f.attrs, messages) {
            continue;
        }
        own.refuse(false, messages);
        let sig = named::named(&f.sig);
        let subject = Subject {
            sig: &sig,
            vis: quote!(),
            outer: vec![&generics],
            block: f.default.as_ref(),
            naming: Naming::Suffix,
            cfg: hidden::cfg_of(&f.attrs),
            owned: false,
            options: own,
            of: None,
            of_trait: Some(syn::parse_quote!(#name #arguments)),
            implements: false,
            spelled: None,
            own_operators: Default::default(),
        };
        let before = messages.count();
        added.extend(subject.layers(messages));
        let asked = plain::Asked::of(&subject, messages.count() == before);
        added.extend(shadow::of_trait(&f.sig.ident));
        lends |= f.sig.receiver().is_some();
        plain::strip(&mut f.sig);
        if let Some(block) = &mut f.default {
            plain::body(block, &f.sig, &[&generics], asked);
        }
    }
    if lends {
        // the adjoint of `self` has a type
        t.colon_token.get_or_insert_default();
        t.supertraits.push(syn::parse_quote!(::costate::Diff));
    }
    t.items.push(TraitItem::Verbatim(added));
    t.into_token_stream()
}
