//! Types of tangents, and how arguments and their slots are written.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use crate::ir::Role;
use crate::signature::Param;
use crate::types::{Kinds, Ty};

/// The type of the tangent, spelled as plainly as can be.
pub(super) fn tangent_type(ty: &Type, kinds: &mut Kinds) -> TokenStream {
    match ty {
        Type::Array(a) => {
            let (elem, len) = (tangent_type(&a.elem, kinds), &a.len);
            quote!([#elem; #len])
        }
        Type::Slice(s) => {
            let elem = tangent_type(&s.elem, kinds);
            quote!([#elem])
        }
        Type::Tuple(t) => {
            let elems = t.elems.iter().map(|t| tangent_type(t, kinds));
            quote!((#(#elems,)*))
        }
        Type::Paren(t) => tangent_type(&t.elem, kinds),
        Type::Group(t) => tangent_type(&t.elem, kinds),
        Type::Reference(r) => {
            let elem = tangent_type(&r.elem, kinds);
            quote!(&#elem)
        }
        other => match kinds.spelled(other) {
            Ty::Scalar(_) => quote!(#other),
            Ty::Int(_) | Ty::Bool | Ty::Flat => quote!(()),
            _ => quote!(<#other as ::costate::Diff>::Tangent),
        },
    }
}

/// The tangent type of an argument's slot.
pub(super) fn slot_type(param: &Param, kinds: &mut Kinds) -> TokenStream {
    if param.constant {
        return quote!(::costate::NoAdjoint);
    }
    tangent_type(&param.ty, kinds)
}

/// An argument as the primal has it.
pub(super) fn argument(param: &Param) -> TokenStream {
    let (name, written) = (&param.name, &param.written);
    match (param.receiver, written) {
        (true, Type::Reference(r)) => {
            let (life, mutable) = (&r.lifetime, &r.mutability);
            quote!(&#life #mutable self)
        }
        (true, _) => quote!(self),
        (false, _) => quote!(#name: #written),
    }
}

/// A tangent's type as an argument: by value, `&` or `&mut` as the argument is.
pub(super) fn as_argument(param: &Param, ty: &TokenStream) -> TokenStream {
    match param.role {
        Role::Shared => quote!(&#ty),
        Role::Unique => quote!(&mut #ty),
        _ => quote!(#ty),
    }
}

/// A name for something beside an argument that no argument has.
pub(super) fn beside(prefix: &str, name: &str, params: &[Param]) -> proc_macro2::Ident {
    let base = format!("{prefix}{}", name.replace("r#", ""));
    let taken = |n: &str| crate::ir::is_keyword(n) || params.iter().any(|p| p.name == n);
    proc_macro2::Ident::new(&crate::ir::unique(&base, taken), proc_macro2::Span::call_site())
}
