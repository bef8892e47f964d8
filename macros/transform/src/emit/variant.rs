//! Values inside an enum's variant, to tokens: read by a `match`, and in its tangent
//! through functions that know the tangent's zero.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::Emit;
use crate::ir::{Step, Var, is_some};

/// Whether a place is read or written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

impl Emit<'_> {
    /// What stands at the end of a way, by value.
    pub(super) fn steps(&self, base: TokenStream, path: &[Step]) -> TokenStream {
        self.way(base, path, Access::Read)
    }

    /// What stands at the end of a way, step by step.
    pub(super) fn way(&self, base: TokenStream, path: &[Step], access: Access) -> TokenStream {
        path.iter().fold(base, |inside, step| match step {
            Step::Field(member) => quote!(#inside.#member),
            Step::Index(i) => {
                let i = self.expr(i);
                quote!(#inside[#i])
            }
            Step::Range(lo, hi) => {
                let (lo, hi) = (lo.as_ref().map(|e| self.expr(e)), hi.as_ref().map(|e| self.expr(e)));
                quote!(#inside[#lo..#hi])
            }
            Step::Variant(path, member) => in_variant(&inside, path, member, access),
            Step::Slope(path, member) => in_tangent(&inside, path, member, access),
        })
    }

    /// Where a way begins: a reference is read through where no field or index does it.
    pub(super) fn start(&self, root: Var, path: &[Step]) -> TokenStream {
        let name = self.name(root);
        match path.first() {
            Some(Step::Variant(..) | Step::Slope(..)) if self.is_reference(root) => quote!((*#name)),
            _ => quote!(#name),
        }
    }

    /// The tangent of an enum cannot be written: its zero is given a variant, field by field.
    pub(super) fn tangent_variant(
        &self,
        path: &syn::Path,
        value: TokenStream,
        fields: &[(syn::Member, crate::ir::Expr)],
    ) -> TokenStream {
        let tangent = Ident::new("tangent", Span::mixed_site());
        let whole = quote!(#tangent);
        let slots = fields.iter().map(|(member, _)| in_tangent(&whole, path, member, Access::Write));
        let values = fields.iter().map(|(_, e)| self.expr(e));
        quote!({ let mut #tangent = ::costate::rt::zero_of(&#value); #(#slots = #values;)* #tangent })
    }
}

/// A field of a value that is surely of this variant.
fn in_variant(inside: &TokenStream, path: &syn::Path, member: &syn::Member, access: Access) -> TokenStream {
    let value = Ident::new("value", Span::mixed_site());
    let path = if is_some(path) { quote!(::core::option::Option::Some) } else { quote!(#path) };
    let pattern = quote!(#path { #member: #value, .. });
    match access {
        Access::Read => quote!((match #inside { #pattern => #value, _ => ::costate::rt::unmatched() })),
        Access::Write => {
            quote!((*match &mut #inside { #pattern => #value, _ => ::costate::rt::unmatched() }))
        }
    }
}

/// The same field of the tangent; a tangent that is zero as a whole has it, too.
fn in_tangent(inside: &TokenStream, path: &syn::Path, member: &syn::Member, access: Access) -> TokenStream {
    let verb = if access == Access::Read { "read" } else { "lend" };
    let function = if is_some(path) {
        let name = format_ident!("{verb}_some");
        quote!(::costate::rt::#name)
    } else {
        of_owner(path, member, verb)
    };
    match access {
        Access::Read => quote!(#function(&#inside)),
        Access::Write => quote!((*#function(&mut #inside))),
    }
}

/// `Shape::Sphere`, `0` → `Shape::costate_read_Sphere_0`, which `derive(Diff)` writes.
fn of_owner(path: &syn::Path, member: &syn::Member, verb: &str) -> TokenStream {
    let mut path = path.clone();
    if let Some(last) = path.segments.last_mut() {
        last.ident = accessor(&last.ident, member, verb);
        last.arguments = syn::PathArguments::None;
    }
    quote!(#path)
}

/// The name of the function that gives a field of an enum's tangent.
pub(crate) fn accessor(variant: &Ident, member: &syn::Member, verb: &str) -> Ident {
    let variant_name = variant.to_string().replace("r#", "");
    let member = match member {
        syn::Member::Named(name) => name.to_string().replace("r#", ""),
        syn::Member::Unnamed(index) => index.index.to_string(),
    };
    format_ident!("costate_{verb}_{variant_name}_{member}", span = variant.span())
}
