//! Structs, variants, tuples and arrays, to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Emit;
use crate::ir::{Expr, Var, is_some};

impl Emit<'_> {
    /// Values put together from others.
    pub(super) fn aggregate(&self, e: &Expr) -> TokenStream {
        match e {
            Expr::Struct(path, fields, rest) => {
                let names = fields.iter().map(|(m, _)| m);
                let values = fields.iter().map(|(_, e)| self.expr(e));
                let rest = rest.as_ref().map(|r| {
                    let r = self.expr(r);
                    quote!(..#r)
                });
                quote!(#path { #(#names: #values,)* #rest })
            }
            Expr::Construct(path, all) => {
                let all = self.all(all);
                quote!(#path(#(#all),*))
            }
            Expr::Variant(path, fields) => {
                let path = if is_some(path) { quote!(::core::option::Option::Some) } else { quote!(#path) };
                let names = fields.iter().map(|(m, _)| m);
                let values = fields.iter().map(|(_, e)| self.expr(e));
                match is_tuple(fields) {
                    true => quote!(#path(#(#values),*)),
                    false => quote!(#path { #(#names: #values),* }),
                }
            }
            Expr::Tuple(all) => {
                let all = self.all(all);
                quote!((#(#all,)*))
            }
            Expr::Array(all) => {
                let all = self.all(all);
                quote!([#(#all),*])
            }
            Expr::Repeat(a, n) => {
                let a = self.expr(a);
                quote!([#a; #n])
            }
            other => self.said(other),
        }
    }

    /// The tangent type of a struct cannot be written: its zero is changed field by field.
    pub(super) fn tangent_struct(
        &self,
        value: Var,
        fields: &[(syn::Member, Expr)],
        rest: Option<&Expr>,
    ) -> TokenStream {
        let value = self.value(value);
        let start = match rest {
            Some(rest) if !matches!(rest, Expr::Zero) => self.expr(rest),
            _ => quote!(::costate::rt::zero_of(&#value)),
        };
        let names = fields.iter().map(|(m, _)| m);
        let values = fields.iter().map(|(_, e)| self.expr(e));
        let tangent = Ident::new("tangent", Span::mixed_site());
        quote!({ let mut #tangent = #start; #(#tangent.#names = #values;)* #tangent })
    }
}

/// Whether these are the fields of a tuple, in order.
fn is_tuple(fields: &[(syn::Member, Expr)]) -> bool {
    let mut members = fields.iter().map(|(member, _)| member).enumerate();
    let in_order = members.all(|(k, member)| *member == syn::Member::from(k));
    !fields.is_empty() && in_order
}
