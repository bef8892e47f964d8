//! `Debug` and `PartialEq` of an enum's tangent.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Member};

use super::Sum;
use crate::derive::bounds;

impl Sum<'_> {
    pub(super) fn debug(&self) -> TokenStream {
        let generics = bounds::tangent(&self.shape, &quote!(::core::fmt::Debug));
        let (params, args, bounds) = generics.split_for_impl();
        let (ident, zero) = (&self.shape.tangent, &self.zero);
        let arms = self.variants.iter().map(|variant| {
            let (name, members, locals) = (variant.ident, variant.members(), variant.locals("field"));
            let title = name.to_string();
            let fields = variant.slots.iter().zip(&locals).map(|(slot, local)| match &slot.member {
                Member::Named(name) => {
                    let title = name.to_string();
                    quote!(.field(#title, #local))
                }
                Member::Unnamed(_) => quote!(.field(#local)),
            });
            let named = matches!(variant.fields, Fields::Named(_));
            let start = if named { quote!(debug_struct) } else { quote!(debug_tuple) };
            quote!(Self::#name { #(#members: #locals),* } => f.#start(#title)#(#fields)*.finish(),)
        });
        let title = zero.to_string();
        quote! {
            #[automatically_derived]
            #[allow(private_bounds)]
            impl #params ::core::fmt::Debug for #ident #args #bounds {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    match self {
                        Self::#zero => f.write_str(#title),
                        #(#arms)*
                    }
                }
            }
        }
    }

    pub(super) fn equal(&self) -> TokenStream {
        let generics = bounds::tangent(&self.shape, &quote!(::core::cmp::PartialEq));
        let (params, args, bounds) = generics.split_for_impl();
        let (ident, zero) = (&self.shape.tangent, &self.zero);
        let arms = self.variants.iter().map(|variant| {
            let (name, members) = (variant.ident, variant.members());
            let (own, others) = (variant.locals("own"), variant.locals("other"));
            quote! {
                (Self::#name { #(#members: #own),* }, Self::#name { #(#members: #others),* }) => {
                    true #(&& *#own == *#others)*
                }
            }
        });
        quote! {
            #[automatically_derived]
            #[allow(private_bounds)]
            impl #params ::core::cmp::PartialEq for #ident #args #bounds {
                #[inline]
                fn eq(&self, other: &Self) -> bool {
                    match (self, other) {
                        (Self::#zero, Self::#zero) => true,
                        #(#arms)*
                        _ => false,
                    }
                }
            }
        }
    }
}
