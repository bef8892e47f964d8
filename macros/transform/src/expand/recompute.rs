//! `#[differentiable(recompute)]`: `fwd` keeps nothing, and `rev` is `vjp`, both sweeps at once.

use proc_macro2::TokenStream;
use quote::quote;

use super::layer::{Layer, Write};
use super::{outside, slots};
use crate::emit::Emit;

impl Write<'_> {
    /// The function itself.
    pub(super) fn fwd_alone(&self, mut inputs: Vec<TokenStream>) -> TokenStream {
        let tape = outside::tape();
        inputs.push(quote!(#tape: &mut impl ::costate::Tape));
        let body = self.compiled.map(|c| {
            let emit = Emit { function: &c.primal, tape, checked: false };
            let (body, value) = (emit.block(&c.primal.body), c.primal.result.as_ref());
            let value = value.map_or(quote!(), |r| emit.value_of(r));
            quote!(#body #value)
        });
        let doc = "The forward sweep: the value. `rev` computes it again.";
        self.write(Layer { name: "fwd", doc: doc.into(), inputs, output: self.output(), body })
    }

    /// Both sweeps, where the caller's backward sweep has come to the call.
    pub(super) fn rev_again(&mut self) -> TokenStream {
        let (mut inputs, mut args, mut rooms) = (Vec::new(), Vec::new(), quote!());
        for p in self.params() {
            let (slot, d, name) = (self.slot_type(&p), outside::adjoint(&p), &p.name);
            inputs.push(slots::argument(&p));
            inputs.push(quote!(#d: &mut #slot));
            args.push(quote!(#name));
            if p.is_dropped() {
                continue;
            }
            if p.is_slice() {
                let (room, text) = (outside::hidden(&format!("room_{d}")), name.to_string());
                rooms.extend(quote! {
                    let mut #room = ::costate::rt::Room::new();
                    let #d = #room.lend_mut(#text, #name.len(), #d);
                });
            }
            args.push(quote!(#d));
        }
        let (seed, tape, ty) = (outside::seed(), outside::tape(), self.output_tangent());
        inputs.push(quote!(#seed: #ty));
        inputs.push(quote!(#tape: &mut impl ::costate::Tape));
        if !self.signature.known_output.is_flat() {
            args.push(quote!(#seed));
        }
        let vjp = self.subject.path("vjp");
        let body = self.compiled.map(|_| quote!(#rooms let _ = #vjp(#(#args,)* #tape);));
        let doc = "The backward sweep, and before it the forward sweep once more.";
        self.write(Layer { name: "rev", doc: doc.into(), inputs, output: quote!(()), body })
    }
}
