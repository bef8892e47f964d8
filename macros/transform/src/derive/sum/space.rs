//! The vector space of an enum's tangents: `Zero` and `Tangent`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Generics;

use super::Sum;

impl Sum<'_> {
    /// `Zero` and `Tangent`: a zero becomes the other's variant.
    pub(super) fn space(&self, generics: &Generics) -> TokenStream {
        let (params, args, bounds) = generics.split_for_impl();
        let (ident, zero) = (&self.shape.tangent, &self.zero);
        let verb = |method: &str| {
            let method = format_ident!("{method}");
            let arms = self.variants.iter().map(|variant| {
                let (name, members) = (variant.ident, variant.members());
                let (own, others) = (variant.locals("own"), variant.locals("other"));
                let fresh = variant.zeros();
                quote! {
                    Self::#name { #(#members: #others),* } => {
                        if let Self::#zero = self {
                            *self = Self::#fresh;
                        }
                        match self {
                            Self::#name { #(#members: #own),* } => {
                                #(::costate::Tangent::#method(#own, #others);)*
                            }
                            _ => ::costate::rt::another_variant(),
                        }
                    }
                }
            });
            quote! {
                #[inline]
                fn #method(&mut self, other: &Self) {
                    match other {
                        Self::#zero => {}
                        #(#arms)*
                    }
                }
            }
        };
        let (accumulate, reduce) = (verb("accumulate"), verb("reduce"));
        quote! {
            #[automatically_derived]
            #[allow(private_bounds)]
            impl #params ::costate::Zero for #ident #args #bounds {
                #[inline]
                fn zero() -> Self {
                    Self::#zero
                }
            }
            #[automatically_derived]
            #[allow(private_bounds)]
            impl #params ::costate::Tangent for #ident #args #bounds {
                #accumulate
                #reduce
            }
        }
    }
}
