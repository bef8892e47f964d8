//! `Lift`: the enum over dual numbers, variant by variant.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Sum, Variant};
use crate::derive::lift::{self, Lifted};

impl Sum<'_> {
    /// `Lift`, where the numbers are generic.
    pub(super) fn lift(&self) -> TokenStream {
        let Some(lifted) = Lifted::of_generic(&self.shape) else { return quote!() };
        let (ident, tangent, zero) = (&self.shape.input.ident, &self.shape.tangent, &self.zero);
        let arms = self.variants.iter().map(|variant| {
            let (name, members, values) = (variant.ident, variant.members(), variant.locals("value"));
            let slopes = variant.locals("slope");
            let along = initialisers(variant, &lifted, |slope| quote!(#slope), &values, &slopes);
            let fixed =
                initialisers(variant, &lifted, |_| quote!(&::costate::Zero::zero()), &values, &slopes);
            quote! {
                Self::#name { #(#members: #values),* } => match t {
                    #tangent::#zero => #ident::#name { #(#fixed),* },
                    #tangent::#name { #(#members: #slopes),* } => #ident::#name { #(#along),* },
                    #[allow(unreachable_patterns)]
                    _ => ::costate::rt::another_variant(),
                },
            }
        });
        let value = quote!(match self { #(#arms)* });
        let (re, eps) = (self.part(&lifted, "re_of"), self.part(&lifted, "eps_of"));
        lift::written(&self.shape, &lifted, [value, re, eps])
    }

    /// The values or the directions of an adjoint.
    fn part(&self, lifted: &Lifted, part: &str) -> TokenStream {
        let (tangent, zero, part) = (&self.shape.tangent, &self.zero, format_ident!("{part}"));
        let arms = self.variants.iter().map(|variant| {
            let (name, members, slopes) = (variant.ident, variant.members(), variant.locals("slope"));
            let fields = variant.slots.iter().zip(&slopes).map(|(slot, slope)| {
                let (member, way) = (&slot.member, lifted.way(slot.ty));
                match slot.constant {
                    true => quote!(#member: ::costate::Zero::zero()),
                    false => quote!(#member: #way::#part(#slope)),
                }
            });
            quote!(#tangent::#name { #(#members: #slopes),* } => #tangent::#name { #(#fields),* },)
        });
        quote!(match d { #tangent::#zero => #tangent::#zero, #(#arms)* })
    }
}

/// The fields of a lifted variant.
fn initialisers(
    variant: &Variant,
    lifted: &Lifted,
    direction: impl Fn(&proc_macro2::Ident) -> TokenStream,
    values: &[proc_macro2::Ident],
    slopes: &[proc_macro2::Ident],
) -> Vec<TokenStream> {
    let fields = variant.slots.iter().zip(values.iter().zip(slopes));
    fields
        .map(|(slot, (value, slope))| {
            let (member, way) = (&slot.member, lifted.way(slot.ty));
            let slope = direction(slope);
            match (slot.constant, slot.generic) {
                (true, false) => quote!(#member: ::costate::Pod::duplicate(#value)),
                (true, true) => quote!(#member: #way::lift_to(#value, &::costate::Zero::zero())),
                (false, _) => quote!(#member: #way::lift_to(#value, #slope)),
            }
        })
        .collect()
}
