//! `grad` and `value_and_grad`: for people, on hosts.

use proc_macro2::TokenStream;
use quote::quote;

use super::slots;
use super::subject::Subject;
use crate::ir::Role;
use crate::signature::{Param, Signature};
use crate::types::Kinds;

/// Owned gradients of a function with one float result and no differentiable `&mut`.
pub(super) fn grad(subject: &Subject<'_>, signature: &Signature) -> TokenStream {
    let writes = signature.params.iter().any(|p| p.role == Role::Unique && !p.is_dropped());
    let Some(output) = signature.output.as_ref().filter(|_| signature.known_output.is_scalar() && !writes)
    else {
        return quote!();
    };
    let mut kinds = signature.kinds.clone();
    let wanted: Vec<&Param> = signature.params.iter().filter(|p| !p.is_dropped()).collect();
    if wanted.is_empty() {
        return quote!();
    }
    let types: Vec<TokenStream> = wanted.iter().map(|p| owned(p, &mut kinds)).collect();
    let all = &signature.params;
    let slot = |p: &Param| slots::beside("d", &p.name.to_string(), all);
    let names: Vec<_> = wanted.iter().map(|p| slot(p)).collect();
    let (tape, value) = (slots::beside("", "tape", all), slots::beside("", "value", all));
    let zeros = wanted.iter().map(|p| match p.is_slice() {
        true => {
            let name = &p.name;
            quote!(::costate::rt::zeros(#name.len()))
        }
        false => quote!(::costate::Zero::zero()),
    });
    let gradient = gradient_type(&wanted, &mut kinds);
    let together = together(names.iter().map(|name| quote!(#name)));
    let inputs: Vec<TokenStream> = signature.params.iter().map(slots::argument).collect();
    let args: Vec<TokenStream> = all.iter().map(|p| with_slot(p, &slot(p))).collect();
    let plain: Vec<_> = signature.params.iter().map(|p| &p.name).collect();
    let (grad, value_and_grad) = (subject.name("grad"), subject.name("value_and_grad"));
    let (vis, vjp, both) = (&subject.vis, subject.path("vjp"), subject.path("value_and_grad"));
    let (impl_generics, _, where_clause) = subject.sig.generics.split_for_impl();
    let cfg = &subject.cfg;
    quote! {
        #(#cfg)*
        ::costate::host_items! {
            /// The gradient, owned.
            #[allow(unused, non_snake_case, clippy::all, clippy::pedantic)]
            #vis fn #grad #impl_generics (#(#inputs),*) -> #gradient #where_clause {
                #both(#(#plain),*).1
            }
            /// The value and the gradient, owned.
            #[allow(unused, non_snake_case, clippy::all, clippy::pedantic)]
            #vis fn #value_and_grad #impl_generics (#(#inputs),*) -> (#output, #gradient) #where_clause {
                #(let mut #names: #types = #zeros;)*
                let mut #tape = ::costate::HeapTape::new();
                let #value = #vjp(#(#args,)* <#output as ::costate::Real>::ONE, &mut #tape);
                (#value, #together)
            }
        }
    }
}

/// The type of a gradient: that of one argument alone, or a tuple.
pub(super) fn gradient_type(wanted: &[&Param], kinds: &mut Kinds) -> TokenStream {
    together(wanted.iter().map(|p| owned(p, kinds)))
}

/// One alone comes without a tuple.
pub(super) fn together(all: impl Iterator<Item = TokenStream>) -> TokenStream {
    let all: Vec<TokenStream> = all.collect();
    match all.as_slice() {
        [one] => one.clone(),
        all => quote!((#(#all),*)),
    }
}

/// An argument of `vjp`, with its slot where it has one.
pub(super) fn with_slot(param: &Param, slot: &proc_macro2::Ident) -> TokenStream {
    let name = &param.name;
    if param.is_dropped() { quote!(#name) } else { quote!(#name, &mut #slot) }
}

fn owned(param: &Param, kinds: &mut Kinds) -> TokenStream {
    match &param.ty {
        syn::Type::Slice(s) => {
            let elem = slots::tangent_type(&s.elem, kinds);
            quote!(::costate::rt::Vec<#elem>)
        }
        _ => slots::slot_type(param, kinds),
    }
}
