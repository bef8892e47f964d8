//! `impl Lift`: the enum over dual numbers, variant by variant, for second derivatives.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Sum, Variant};
use crate::derive::lift::{self, Lifted};
use crate::derive::options::Slope;
use crate::derive::shape::Slot;

impl Sum<'_> {
    /// `Lift`, where the enum has one: see `derive::lift`.
    pub fn lift(&self, slope: Slope) -> TokenStream {
        let shape = &self.shape;
        let generic = shape.input.generics.type_params().next().is_some();
        let flat = shape.slots.iter().all(|slot| slot.constant || lift::is_flat(slot.ty));
        match (slope == Slope::None || flat, generic) {
            (true, false) => lift::of_constant(shape.input, &shape.tangent, slope != Slope::None),
            (false, true) if slope != Slope::None => self.of_variants(),
            _ => quote!(),
        }
    }

    fn of_variants(&self) -> TokenStream {
        let lifted = Lifted::of(&self.shape.input.generics);
        let own = lifted.ty(&lift::self_type(&self.shape.input.ident, &self.shape.input.generics));
        let generics = lift::predicates(&self.shape, &lifted);
        let (params, args, bounds) = generics.split_for_impl();
        let ident = &self.shape.input.ident;
        let lifts = self.variants.iter().map(|variant| lift_of(ident, variant, &lifted));
        let (re, eps) = (self.part(&lifted, &quote!(re_of)), self.part(&lifted, &quote!(eps_of)));
        quote! {
            #[automatically_derived]
            #[allow(private_bounds, unused_variables)]
            impl #params ::costate::Lift for #ident #args #bounds {
                type Lifted = #own;
                #[inline]
                fn lift(&self, t: &<Self as ::costate::Diff>::Tangent) -> #own {
                    match self { #(#lifts)* }
                }
                #[inline]
                fn re(d: &<#own as ::costate::Diff>::Tangent) -> <Self as ::costate::Diff>::Tangent {
                    match d { #re }
                }
                #[inline]
                fn eps(d: &<#own as ::costate::Diff>::Tangent) -> <Self as ::costate::Diff>::Tangent {
                    match d { #eps }
                }
            }
        }
    }

    /// One part of an adjoint over dual numbers; of a zero, zero.
    fn part(&self, lifted: &Lifted, part: &TokenStream) -> TokenStream {
        let (tangent, zero) = (&self.shape.tangent, &self.zero);
        let arms = self.variants.iter().map(|variant| {
            let (name, members, locals) = (variant.ident, variant.members(), variant.locals("field"));
            let values = variant.slots.iter().zip(&locals).map(|(slot, local)| {
                let way = lifted.way(slot.ty);
                match slot.constant {
                    true => quote!(::costate::Zero::zero()),
                    false => quote!(#way::#part(#local)),
                }
            });
            quote! {
                #tangent::#name { #(#members: #locals),* } => #tangent::#name { #(#members: #values),* },
            }
        });
        quote!(#tangent::#zero => #tangent::#zero, #(#arms)*)
    }
}

/// A variant of lifted fields.
fn lift_of(ident: &proc_macro2::Ident, variant: &Variant, lifted: &Lifted) -> TokenStream {
    let (name, members, locals) = (variant.ident, variant.members(), variant.locals("field"));
    let values = variant.slots.iter().zip(&locals).map(|(slot, local)| {
        let Slot { member, ty, constant, generic, .. } = slot;
        let way = lifted.way(ty);
        match (constant, generic) {
            (true, true) => quote!(#way::lift_to(#local, &::costate::Zero::zero())),
            (true, false) => quote!(::costate::rt::copied(#local)),
            (false, _) => {
                let read = crate::emit::accessor(name, member, "read");
                quote!(#way::lift_to(#local, &Self::#read(t)))
            }
        }
    });
    quote!(Self::#name { #(#members: #locals),* } => #ident::#name { #(#members: #values),* },)
}
