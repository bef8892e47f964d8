//! The tangent itself: the same variants with tangents, and a zero.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Generics, Member};

use super::Sum;

impl Sum<'_> {
    /// `enum ShapeTangent`.
    pub(super) fn declaration(&self, generics: &Generics) -> TokenStream {
        let (ident, vis, zero) = (&self.shape.tangent, &self.shape.input.vis, &self.zero);
        let (params, clause) = (&generics.params, &generics.where_clause);
        let params = (!params.is_empty()).then(|| quote!(<#params>));
        let of = &self.shape.input.ident;
        let doc = format!(" Tangent and adjoint of `{of}`: the same variants with tangents, or zero.");
        let variants = self.variants.iter().map(|variant| {
            let name = variant.ident;
            let doc = format!(" Tangent of `{of}::{name}`.");
            let fields = variant.slots.iter().map(|slot| {
                let ty = slot.tangent();
                match &slot.member {
                    Member::Named(name) => {
                        let doc = format!(" Tangent of `{name}`.");
                        quote!(#[doc = #doc] #name: #ty)
                    }
                    Member::Unnamed(_) => quote!(#ty),
                }
            });
            match variant.fields {
                Fields::Named(_) => quote!(#[doc = #doc] #name { #(#fields),* }),
                Fields::Unnamed(_) => quote!(#[doc = #doc] #name(#(#fields),*)),
                Fields::Unit => quote!(#[doc = #doc] #name),
            }
        });
        quote! {
            #[doc = #doc]
            #[allow(non_camel_case_types, private_bounds, private_interfaces, dead_code)]
            #vis enum #ident #params #clause {
                #[doc = " Zero, whatever the variant."]
                #zero,
                #(#variants),*
            }
        }
    }
}
