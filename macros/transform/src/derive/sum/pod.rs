//! `Pod`: the index of the variant, then its fields. A tangent's zero has an index, too.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::Generics;

use super::{Sum, Variant};
use crate::derive::shape::Slot;

/// What one variant adds to the impl.
struct Part {
    words: TokenStream,
    store: TokenStream,
    load: TokenStream,
    detached: TokenStream,
    duplicated: TokenStream,
}

impl Sum<'_> {
    /// `Pod` for the enum, or for its tangent, which has a zero.
    pub(super) fn pod(
        &self,
        ident: &Ident,
        generics: &Generics,
        types: impl Fn(&Slot) -> TokenStream,
        zero: Option<&Ident>,
    ) -> TokenStream {
        let (params, args, bounds) = generics.split_for_impl();
        let last = self.variants.len() - 1;
        let parts: Vec<Part> = self
            .variants
            .iter()
            .enumerate()
            .map(|(k, variant)| {
                let index = Literal::u32_suffixed(k as u32);
                // every word is some variant's
                let pattern = if zero.is_none() && k == last { quote!(_) } else { quote!(#index) };
                part(variant, &index, &pattern, &types)
            })
            .collect();
        let words = parts.iter().map(|part| &part.words);
        let (stores, loads) = (parts.iter().map(|part| &part.store), parts.iter().map(|part| &part.load));
        let detached = parts.iter().map(|part| &part.detached);
        let duplicated = parts.iter().map(|part| &part.duplicated);
        let detached_zero = zero.map(|zero| quote!(Self::#zero => Self::#zero,));
        let store_zero =
            zero.map(|zero| quote!(Self::#zero => ::costate::pod::WordsMut::set_word(words, at, u32::MAX),));
        let load_zero = zero.map(|zero| quote!(_ => Self::#zero,));
        let filler = self.filler(zero);
        quote! {
            #[automatically_derived]
            #[allow(private_bounds, unused_variables)]
            impl #params ::costate::Pod for #ident #args #bounds {
                const WORDS: usize = 1 + ::costate::rt::most(&[#(#words),*]);
                #[inline(always)]
                fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(&self, words: &mut CostateWords, at: usize) {
                    match self { #(#stores)* #store_zero }
                }
                #[inline(always)]
                fn load<CostateWords: ::costate::pod::Words + ?Sized>(words: &CostateWords, at: usize) -> Self {
                    match ::costate::pod::Words::word(words, at) { #(#loads)* #load_zero }
                }
                #[inline(always)]
                fn filler() -> Self {
                    #filler
                }
                #[inline(always)]
                fn detached(self) -> Self {
                    match self { #(#detached)* #detached_zero }
                }
                #[inline(always)]
                fn duplicate(&self) -> Self {
                    match self { #(#duplicated)* #detached_zero }
                }
            }
        }
    }

    /// What stands where no value is yet: the tangent's zero, or the first variant.
    fn filler(&self, zero: Option<&Ident>) -> TokenStream {
        match zero {
            Some(zero) => quote!(Self::#zero),
            None => {
                let (name, members) = (self.variants[0].ident, self.variants[0].members());
                quote!(Self::#name { #(#members: ::costate::Pod::filler()),* })
            }
        }
    }
}

fn part(
    variant: &Variant,
    index: &Literal,
    pattern: &TokenStream,
    types: impl Fn(&Slot) -> TokenStream,
) -> Part {
    let types: Vec<TokenStream> = variant.slots.iter().map(types).collect();
    let (name, members, locals) = (variant.ident, variant.members(), variant.locals("field"));
    Part {
        words: quote!(0 #(+ <#types as ::costate::Pod>::WORDS)*),
        store: quote! {
            Self::#name { #(#members: #locals),* } => {
                ::costate::pod::WordsMut::set_word(words, at, #index);
                let at = at + 1;
                #(
                    ::costate::Pod::store(#locals, words, at);
                    let at = at + <#types as ::costate::Pod>::WORDS;
                )*
            }
        },
        load: quote! {
            #pattern => {
                let at = at + 1;
                #(
                    let #locals = ::costate::Pod::load(words, at);
                    let at = at + <#types as ::costate::Pod>::WORDS;
                )*
                Self::#name { #(#members: #locals),* }
            }
        },
        detached: quote! {
            Self::#name { #(#members: #locals),* } => {
                Self::#name { #(#members: ::costate::Pod::detached(#locals)),* }
            }
        },
        duplicated: quote! {
            Self::#name { #(#members: #locals),* } => {
                Self::#name { #(#members: ::costate::Pod::duplicate(#locals)),* }
            }
        },
    }
}
