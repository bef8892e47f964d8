//! An enum whose variants hold values: as plain data, and its tangent, which is the
//! same enum of tangents with a zero that is of no variant.
//!
//! A derivative is of the variant of the value that it belongs to, or zero.

mod accessors;
mod compare;
mod declaration;
mod lift;
mod pod;
mod space;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{DataEnum, DeriveInput, Fields, Member};

use super::options::Options;
use super::shape::{Shape, Slot};
use super::{bounds, operators};

/// An enum and its variants.
pub struct Sum<'a> {
    /// All fields of all variants.
    shape: Shape<'a>,
    variants: Vec<Variant<'a>>,
    /// The name of the tangent's zero.
    zero: Ident,
}

/// A variant and its fields.
struct Variant<'a> {
    ident: &'a Ident,
    slots: Vec<Slot<'a>>,
    fields: &'a Fields,
}

impl<'a> Sum<'a> {
    /// Collects the variants of `input`, whose attributes `check` has accepted.
    pub fn new(input: &'a DeriveInput, data: &'a DataEnum, options: &Options) -> Self {
        let variants = data.variants.iter().map(|variant| Variant {
            ident: &variant.ident,
            slots: Shape::new(input, &variant.fields, options).slots,
            fields: &variant.fields,
        });
        let slots = data.variants.iter().flat_map(|v| Shape::new(input, &v.fields, options).slots);
        let tangent = format_ident!("{}Tangent", input.ident);
        let taken = |name: &str| data.variants.iter().any(|v| v.ident == name);
        let zero = format_ident!("{}", crate::ir::unique("Zero", taken));
        let shape = Shape { input, tangent, slots: slots.collect(), named: false };
        Sum { shape, variants: variants.collect(), zero }
    }

    /// `Pod` for the enum.
    pub fn plain(&self) -> TokenStream {
        let types = |slot: &Slot| slot.ty.to_token_stream();
        self.pod(&self.shape.input.ident, &bounds::plain(self.shape.input), types, None)
    }

    /// The tangent and what it can do; `Diff` for both.
    pub fn tangent(&self) -> TokenStream {
        let generics = bounds::diff(&self.shape);
        let (ident, tangent) = (&self.shape.input.ident, &self.shape.tangent);
        let declaration = self.declaration(&generics);
        let plain = self.pod(tangent, &generics, |slot: &Slot| slot.tangent(), Some(&self.zero));
        let operators = operators::shared(&self.shape, &generics);
        let (debug, equal) = (self.debug(), self.equal());
        let space = self.space(&generics);
        let accessors = self.accessors(&generics);
        let of_enum = super::space::diff(ident, tangent, &generics);
        let of_tangent = super::space::diff(tangent, tangent, &generics);
        let lift = self.lift();
        quote!(#declaration #plain #operators #debug #equal #space #accessors #of_enum #of_tangent #lift)
    }
}

impl Variant<'_> {
    fn members(&self) -> Vec<&Member> {
        self.slots.iter().map(|slot| &slot.member).collect()
    }

    fn locals(&self, base: &str) -> Vec<Ident> {
        (0..self.slots.len()).map(|i| format_ident!("{base}_{i}")).collect()
    }

    /// The variant with zeros.
    fn zeros(&self) -> TokenStream {
        let (name, members) = (self.ident, self.members());
        quote!(#name { #(#members: ::costate::Zero::zero()),* })
    }
}
