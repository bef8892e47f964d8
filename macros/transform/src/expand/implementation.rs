//! An `impl` block: each method gets its derivatives beside it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ImplItem;

use super::options::{self, Options};
use super::subject::{Naming, Subject};
use super::{explain, hidden, index, named, operator, plain, refuse_explain, rule, second, shadow};
use crate::messages::{self, Messages};

/// An `impl` block: of a type, of an operator, or of a differentiable trait.
pub(super) fn implementation(i: syn::ItemImpl, options: &Options, messages: &mut Messages) -> TokenStream {
    let options = options.for_each(messages);
    let Some((path, _)) = &i.trait_ else { return inherent(i, &options, messages) };
    refuse_explain(&options, messages);
    if index::is_index(path) {
        options.refuse_on_operator(messages);
        return index::implementation(&i, messages);
    }
    if operator::is_operator(path) {
        options.refuse_on_operator(messages);
        return operator::implementation(i, messages);
    }
    if let syn::Type::Slice(slice) = &*i.self_ty {
        messages.add(slice, messages::SLICE_SELF);
        return quote!();
    }
    if is_foreign(path) {
        messages.add(path, messages::LIBRARY_TRAIT);
        return i.into_token_stream();
    }
    of_trait(i, &options, messages)
}

/// Traits of the standard library, in which derivatives have no place.
const LIBRARY: [&str; 23] = [
    "From",
    "Into",
    "TryFrom",
    "TryInto",
    "AsRef",
    "AsMut",
    "Borrow",
    "BorrowMut",
    "Default",
    "Clone",
    "PartialEq",
    "PartialOrd",
    "Eq",
    "Ord",
    "Hash",
    "Debug",
    "Display",
    "Deref",
    "DerefMut",
    "Drop",
    "Iterator",
    "IntoIterator",
    "FromIterator",
];

/// Whether a trait is one of the standard library's, by its name.
fn is_foreign(path: &syn::Path) -> bool {
    crate::signature::last_is(path, &LIBRARY)
}

/// The methods of a type, and a second block with their derivatives.
fn inherent(mut i: syn::ItemImpl, options: &Options, messages: &mut Messages) -> TokenStream {
    let added = derivatives(&mut i, options, messages);
    if let Some(option) = options.hvp.as_ref().filter(|_| !added.has_second) {
        messages.add(option, messages::HVP_IDLE);
    }
    let (impl_generics, _, where_clause) = i.generics.split_for_impl();
    let (attrs, self_ty, layers) = (&i.attrs, &i.self_ty, added.layers);
    quote! {
        #i
        #(#attrs)*
        #[allow(clippy::all, clippy::pedantic)]
        impl #impl_generics #self_ty #where_clause { #layers }
    }
}

/// The methods of a trait, with their derivatives among them.
fn of_trait(mut i: syn::ItemImpl, options: &Options, messages: &mut Messages) -> TokenStream {
    let added = derivatives(&mut i, options, messages);
    i.items.push(ImplItem::Verbatim(added.layers));
    i.into_token_stream()
}

/// What the functions of a block gain.
struct Added {
    layers: TokenStream,
    /// Whether one of them has second derivatives.
    has_second: bool,
}

/// The derivatives of every function in the block, which become plain.
fn derivatives(i: &mut syn::ItemImpl, options: &Options, messages: &mut Messages) -> Added {
    let inherent = i.trait_.is_none();
    let (generics, self_ty) = (i.generics.clone(), i.self_ty.clone());
    let mut added = Added { layers: TokenStream::new(), has_second: false };
    let ruled = rule::ruled(i, messages);
    for item in &mut i.items {
        let ImplItem::Fn(f) = item else { continue };
        let Some(mut own) = options::of_function(&mut f.attrs, options, messages) else { continue };
        if rule::stands_outside(f, &ruled, messages) {
            continue;
        }
        if !inherent {
            own.refuse(true, messages);
        }
        let explained = own.explain.is_some() && inherent;
        let (vis, sig) = (&f.vis, named::named(&f.sig));
        let subject = Subject {
            sig: &sig,
            vis: if inherent { quote!(#vis) } else { quote!() },
            outer: vec![&generics],
            block: Some(&f.block),
            naming: Naming::Suffix,
            cfg: hidden::cfg_of(&f.attrs),
            owned: inherent,
            options: own,
            of: inherent.then_some(&*self_ty),
            of_trait: i.trait_.as_ref().map(|(path, _)| path.clone()),
            implements: !inherent,
            spelled: None,
            own_operators: Default::default(),
        };
        added.has_second |= second::has(&subject);
        let before = messages.count();
        added.layers.extend(subject.layers(messages));
        added.layers.extend(explained.then(|| explain::constant(&subject)));
        added.layers.extend(inherent.then(|| shadow::of_type(&f.sig.ident, &subject.vis)));
        let asked = plain::Asked::of(&subject, messages.count() == before);
        plain::method(f, &generics, asked);
    }
    added
}
