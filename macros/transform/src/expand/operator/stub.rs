//! The twin of an operator that is refused: stubs, so that other functions that use it have no messages.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::slots;
use super::super::subject::Subject;
use super::{allow, slot_types};
use crate::signature::Signature;

/// `mul_tan`, `mul_fwd` and `mul_rev` without bodies; or `add_rev`, which is given types instead of values.
pub(super) fn methods(subject: &Subject<'_>, signature: &Signature, forgets: bool) -> TokenStream {
    let (slots, output_tangent) = slot_types(signature);
    let arguments: Vec<TokenStream> = signature.params.iter().map(slots::argument).collect();
    let types = signature.params.iter().map(|p| &p.ty);
    let operands = match forgets {
        true => types.map(|of| quote!(_: ::costate::twin::Of<#of>)).collect(),
        false => arguments.clone(),
    };
    let output = signature.output.as_ref().map_or(quote!(()), |ty| quote!(#ty));
    let [tan, fwd, rev] = ["tan", "fwd", "rev"].map(|layer| subject.name(layer));
    let (allow, body) = (allow(), quote!({ ::core::unreachable!() }));
    quote! {
        #allow
        fn #tan(#(#arguments, _: #slots),*) -> (#output, #output_tangent) #body
        #allow
        fn #fwd(#(#arguments,)* _: &mut impl ::costate::Tape) -> #output #body
        #allow
        fn #rev(#(#operands, _: &mut #slots,)* _: #output_tangent, _: &mut impl ::costate::Tape) #body
    }
}
