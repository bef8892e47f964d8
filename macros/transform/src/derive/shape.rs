//! A struct as the passes of `derive(Diff)` see it: its fields, each with its tangent's type.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Fields, Ident, Member, Type, Visibility};

use super::bounds;
use super::options::{self, Options, Slope};

/// The struct and its fields.
pub struct Shape<'a> {
    /// The user's item.
    pub input: &'a DeriveInput,
    /// `STangent`, or `S` where the tangent is `Self`.
    pub tangent: Ident,
    /// In the order of declaration.
    pub slots: Vec<Slot<'a>>,
    /// Whether the fields have names.
    pub named: bool,
}

/// One field.
pub struct Slot<'a> {
    /// Its name or index.
    pub member: Member,
    /// Its type in `S`.
    pub ty: &'a Type,
    /// Its visibility in `S`, and in `STangent`.
    pub vis: &'a Visibility,
    /// `#[diff(constant)]`: its tangent is `()`.
    pub constant: bool,
    /// Its type names a type parameter.
    pub generic: bool,
}

impl<'a> Shape<'a> {
    /// Collects the fields of `input`, whose attributes `check` has accepted.
    pub fn new(input: &'a DeriveInput, fields: &'a Fields, options: &Options) -> Self {
        let slots = fields.iter().zip(fields.members());
        let slots = slots.map(|(field, member)| Slot {
            member,
            ty: &field.ty,
            vis: &field.vis,
            constant: options::is_constant(&field.attrs).unwrap_or(false),
            generic: bounds::names_parameter(&input.generics, &field.ty),
        });
        let tangent = match options.slope {
            Slope::Fields => format_ident!("{}Tangent", input.ident),
            Slope::Itself | Slope::None => input.ident.clone(),
        };
        Shape { input, tangent, slots: slots.collect(), named: matches!(fields, Fields::Named(_)) }
    }

    /// The names or indices of the fields.
    pub fn members(&self) -> Vec<&Member> {
        self.slots.iter().map(|slot| &slot.member).collect()
    }
}

impl Slot<'_> {
    /// The type of this field in `STangent`.
    pub fn tangent(&self) -> TokenStream {
        let ty = self.ty;
        match (self.constant, self.generic) {
            (false, _) => quote_spanned!(ty.span()=> <#ty as ::costate::Diff>::Tangent),
            (true, false) => quote!(()),
            // `()` too, but `STangent<T>` must name every parameter that `S<T>` has
            (true, true) => quote!(<::core::marker::PhantomData<#ty> as ::costate::Diff>::Tangent),
        }
    }
}
