//! `impl Pod`: stored and loaded field by field, in the order of declaration.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{Generics, Ident, Token, Variant};

use super::bounds;
use super::shape::Shape;

/// `Pod` for the user's struct.
pub fn of_struct(shape: &Shape) -> TokenStream {
    let types: Vec<_> = shape.slots.iter().map(|slot| slot.ty).map(|ty| quote!(#ty)).collect();
    of_fields(shape, &shape.input.ident, &types, &bounds::plain(shape.input))
}

/// `Pod` for its tangent.
pub fn of_tangent(shape: &Shape) -> TokenStream {
    let types: Vec<_> = shape.slots.iter().map(|slot| slot.tangent()).collect();
    of_fields(shape, &shape.tangent, &types, &bounds::diff(shape))
}

/// `Pod` for a struct `ident` with the fields of `shape` and these types.
fn of_fields(shape: &Shape, ident: &Ident, types: &[TokenStream], generics: &Generics) -> TokenStream {
    let (params, args, bounds) = generics.split_for_impl();
    let members = shape.members();
    let locals: Vec<_> = (0..members.len()).map(|i| format_ident!("field_{i}")).collect();
    // each field begins where the one before it ends
    let advance =
        types.iter().enumerate().map(|(i, _)| match i.checked_sub(1).map(|before| &types[before]) {
            Some(before) => quote!(let at = at + <#before as ::costate::Pod>::WORDS;),
            None => TokenStream::new(),
        });
    let advance: Vec<_> = advance.collect();
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::Pod for #ident #args #bounds {
            const WORDS: usize = 0 #(+ <#types as ::costate::Pod>::WORDS)*;
            #[inline(always)]
            fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(&self, words: &mut CostateWords, at: usize) {
                #(#advance ::costate::Pod::store(&self.#members, words, at);)*
            }
            #[inline(always)]
            fn load<CostateWords: ::costate::pod::Words + ?Sized>(words: &CostateWords, at: usize) -> Self {
                #(#advance let #locals = ::costate::Pod::load(words, at);)*
                Self { #(#members: #locals),* }
            }
            #[inline(always)]
            fn filler() -> Self {
                Self { #(#members: ::costate::Pod::filler()),* }
            }
            #[inline(always)]
            fn detached(self) -> Self {
                Self { #(#members: ::costate::Pod::detached(self.#members)),* }
            }
            #[inline(always)]
            fn duplicate(&self) -> Self {
                Self { #(#members: ::costate::Pod::duplicate(&self.#members)),* }
            }
        }
    }
}

/// `Pod` for a field-less enum: the index of the variant, one word.
pub fn of_enum(ident: &Ident, variants: &Punctuated<Variant, Token![,]>) -> TokenStream {
    let names: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let index: Vec<_> = (0..names.len()).map(Literal::usize_unsuffixed).collect();
    let (first, last) = (names[0], names[names.len() - 1]);
    let (inner, inner_index) = (&names[..names.len() - 1], &index[..names.len() - 1]);
    quote! {
        #[automatically_derived]
        impl ::costate::Pod for #ident {
            const WORDS: usize = 1;
            #[inline(always)]
            fn store<CostateWords: ::costate::pod::WordsMut + ?Sized>(&self, words: &mut CostateWords, at: usize) {
                ::costate::pod::WordsMut::set_word(words, at, match self { #(Self::#names {} => #index),* });
            }
            #[inline(always)]
            fn load<CostateWords: ::costate::pod::Words + ?Sized>(words: &CostateWords, at: usize) -> Self {
                match ::costate::pod::Words::word(words, at) {
                    #(#inner_index => Self::#inner {},)*
                    _ => Self::#last {},
                }
            }
            #[inline(always)]
            fn filler() -> Self {
                Self::#first {}
            }
            #[inline(always)]
            fn detached(self) -> Self {
                self
            }
            #[inline(always)]
            fn duplicate(&self) -> Self {
                match self { #(Self::#names {} => Self::#names {}),* }
            }
        }
    }
}
