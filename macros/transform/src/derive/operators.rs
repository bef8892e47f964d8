//! What `STangent` can do as a value: copy, compare, print, default, add and subtract.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Generics, Member};

use super::bounds;
use super::shape::Shape;

/// The impls of the standard traits.
pub fn operators(shape: &Shape) -> TokenStream {
    let shared = shared(shape, &bounds::diff(shape));
    let debug = debug(shape);
    let equal = equal(shape);
    quote!(#shared #debug #equal)
}

/// Those that do not look at the fields themselves.
pub fn shared(shape: &Shape, generics: &Generics) -> TokenStream {
    let copy = copy(shape);
    let default = default(shape, generics);
    let add = arithmetic(shape, generics, "Add", "accumulate");
    let sub = arithmetic(shape, generics, "Sub", "reduce");
    quote!(#copy #default #add #sub)
}

/// `Copy` where the tangents of the fields are.
fn copy(shape: &Shape) -> TokenStream {
    let generics = bounds::tangent(shape, &quote!(::core::marker::Copy));
    let (params, args, bounds) = generics.split_for_impl();
    let ident = &shape.tangent;
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::core::clone::Clone for #ident #args #bounds {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::core::marker::Copy for #ident #args #bounds {}
    }
}

fn debug(shape: &Shape) -> TokenStream {
    let generics = bounds::tangent(shape, &quote!(::core::fmt::Debug));
    let (params, args, bounds) = generics.split_for_impl();
    let ident = &shape.tangent;
    let title = ident.to_string();
    let fields = shape.slots.iter().map(|slot| match &slot.member {
        Member::Named(name) => {
            let title = name.to_string();
            quote!(.field(#title, &self.#name))
        }
        Member::Unnamed(index) => quote!(.field(&self.#index)),
    });
    let start = if shape.named { quote!(debug_struct) } else { quote!(debug_tuple) };
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::core::fmt::Debug for #ident #args #bounds {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.#start(#title)#(#fields)*.finish()
            }
        }
    }
}

fn equal(shape: &Shape) -> TokenStream {
    let generics = bounds::tangent(shape, &quote!(::core::cmp::PartialEq));
    let (params, args, bounds) = generics.split_for_impl();
    let (ident, members) = (&shape.tangent, shape.members());
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::core::cmp::PartialEq for #ident #args #bounds {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                true #(&& self.#members == other.#members)*
            }
        }
    }
}

/// The default tangent is zero.
fn default(shape: &Shape, generics: &Generics) -> TokenStream {
    let (params, args, bounds) = generics.split_for_impl();
    let ident = &shape.tangent;
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::core::default::Default for #ident #args #bounds {
            #[inline]
            fn default() -> Self {
                ::costate::Zero::zero()
            }
        }
    }
}

/// `Add` and `AddAssign`, or `Sub` and `SubAssign`, by a method of `Tangent`.
fn arithmetic(shape: &Shape, generics: &Generics, operator: &str, by: &str) -> TokenStream {
    let (params, args, bounds) = generics.split_for_impl();
    let ident = &shape.tangent;
    let (by, plain, assign) =
        (format_ident!("{by}"), format_ident!("{operator}"), format_ident!("{operator}Assign"));
    let method = format_ident!("{}", operator.to_lowercase());
    let method_assign = format_ident!("{method}_assign");
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::core::ops::#plain for #ident #args #bounds {
            type Output = Self;
            #[inline]
            fn #method(mut self, other: Self) -> Self {
                ::costate::Tangent::#by(&mut self, &other);
                self
            }
        }
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::core::ops::#assign for #ident #args #bounds {
            #[inline]
            fn #method_assign(&mut self, other: Self) {
                ::costate::Tangent::#by(self, &other);
            }
        }
    }
}
