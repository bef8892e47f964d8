//! Hidden functions of the enum that read and lend the fields of its tangent: generated
//! code knows the path of a variant, and not the name of the tangent.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Generics;

use super::Sum;

impl Sum<'_> {
    /// For each field of each variant, functions of the enum that read and lend its tangent.
    pub(super) fn accessors(&self, generics: &Generics) -> TokenStream {
        let (params, args, bounds) = generics.split_for_impl();
        let (ident, tangent, vis) = (&self.shape.input.ident, &self.shape.tangent, &self.shape.input.vis);
        let zero = &self.zero;
        let all =
            self.variants.iter().flat_map(|variant| variant.slots.iter().map(move |slot| (variant, slot)));
        let functions = all.map(|(variant, slot)| {
            let (name, member, ty) = (variant.ident, &slot.member, slot.tangent());
            let [read, lend] = ["read", "lend"].map(|verb| crate::emit::accessor(name, member, verb));
            let fresh = variant.zeros();
            quote! {
                #[doc(hidden)]
                #[inline(always)]
                #vis fn #read(d: &#tangent #args) -> #ty {
                    match d {
                        #tangent::#zero => ::costate::Zero::zero(),
                        #tangent::#name { #member: value, .. } => *value,
                        _ => ::costate::rt::another_variant(),
                    }
                }
                #[doc(hidden)]
                #[inline(always)]
                #vis fn #lend(d: &mut #tangent #args) -> &mut #ty {
                    if let #tangent::#zero = d {
                        *d = #tangent::#fresh;
                    }
                    match d {
                        #tangent::#name { #member: value, .. } => value,
                        _ => ::costate::rt::another_variant(),
                    }
                }
            }
        });
        quote! {
            #[automatically_derived]
            #[allow(non_snake_case, dead_code, private_bounds, private_interfaces, unreachable_patterns)]
            impl #params #ident #args #bounds { #(#functions)* }
        }
    }
}
