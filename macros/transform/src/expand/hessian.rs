//! `hvp`: the derivative of the gradient in a direction, forward over reverse.

use proc_macro2::TokenStream;
use quote::quote;

use super::lifted::Lifted;
use super::subject::Subject;
use super::{grad, slots};
use crate::signature::{Param, Signature};

/// `f::hvp(a, ta, …)`
pub(super) fn hvp(subject: &Subject<'_>, signature: &Signature, lifted: &Lifted<'_>) -> TokenStream {
    let mut kinds = signature.kinds.clone();
    let all = &signature.params;
    let (mut inputs, mut body) = (Vec::new(), Vec::new());
    for p in all {
        inputs.push(slots::argument(p));
        if p.is_dropped() {
            body.push(lifted.declare(p, None));
            continue;
        }
        let t = slots::beside("t", &p.name.to_string(), all);
        let slot = slots::slot_type(p, &mut kinds);
        let ty = slots::as_argument(p, &slot);
        inputs.push(quote!(#t: #ty));
        let (name, text) = (&p.name, p.name.to_string());
        if p.is_slice() {
            body.push(quote!(::costate::rt::same_len(#text, #name, #t);));
        }
        let by_value = p.role == crate::ir::Role::Argument;
        let direction = if by_value { quote!(&#t) } else { quote!(#t) };
        body.push(lifted.declare(p, Some(&direction)));
        body.push(lifted.declare_adjoint(p));
    }
    let wanted: Vec<&Param> = all.iter().filter(|p| !p.is_dropped()).collect();
    let (real, tape) = (lifted.real(), slots::beside("", "records", all));
    let call = lifted.call(&quote!(<::costate::Dual<#real> as ::costate::Real>::ONE), &quote!(&mut #tape));
    let parts = wanted.iter().map(|p| lifted.part(p, "eps"));
    let (gradient, together) = (grad::gradient_type(&wanted, &mut kinds), grad::together(parts));
    let mut generics = subject.sig.generics.clone();
    generics.make_where_clause().predicates.extend(lifted.predicates());
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (name, vis, cfg) = (subject.name("hvp"), &subject.vis, &subject.cfg);
    quote! {
        #(#cfg)*
        ::costate::host_items! {
            /// The Hessian times a vector, owned, in the shape of the gradient. Each argument is followed
            /// by its part of the vector, passed as the argument is.
            #[allow(unused, non_snake_case, clippy::all, clippy::pedantic)]
            #vis fn #name #impl_generics (#(#inputs),*) -> #gradient #where_clause {
                #(#body)*
                let mut #tape = ::costate::HeapTape::new();
                #call;
                #together
            }
        }
    }
}
