//! Reverse mode: `fwd` and `rev` for other generated code, `vjp` for people.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::joint::joint;
use super::layer::{Layer, Write, ident};
use super::slots;
use crate::adjoint::{Mode, Sweeps, adjoint, types_of};
use crate::emit::Emit;
use crate::ir::{Expr, Role};
use crate::signature::Signature;
use crate::tidy::tidy;
use crate::types::Ty;

impl Write<'_> {
    fn sweeps(&self, mode: Mode) -> Option<(Sweeps, Ident)> {
        let c = self.compiled?;
        let mut sweeps = adjoint(&c.function, &c.signature, &c.activity, mode);
        let t = sweeps.function.fresh("t", Span::call_site(), Ty::Unknown, Role::Argument);
        let tape = crate::emit::ident(&sweeps.function.info(t).name, Span::call_site());
        Some((sweeps, tape))
    }

    pub(super) fn fwd(&mut self) -> TokenStream {
        let mut inputs: Vec<TokenStream> = self.params().iter().map(slots::argument).collect();
        if self.subject.options.recompute.is_some() {
            return self.fwd_alone(inputs);
        }
        let mut sweeps = self.sweeps(Mode::Split);
        if let Some((s, _)) = &mut sweeps {
            let mut ends: Vec<&mut Expr> = s.result.iter_mut().collect();
            tidy(&s.function, &mut s.forward, &mut ends);
        }
        let body = sweeps.as_ref().map(|(s, tape)| {
            let emit = Emit { function: &s.function, tape: tape.clone(), checked: false };
            let body = emit.block(&s.forward);
            let value = s.result.as_ref().map_or(quote!(), |r| emit.value_of(r));
            quote!(#body #value)
        });
        inputs.push(self.tape_input(sweeps.as_ref()));
        let doc = "The forward sweep: the value, with what `rev` needs put on the tape.";
        self.write(Layer { name: "fwd", doc: doc.into(), inputs, output: self.output(), body })
    }

    pub(super) fn rev(&mut self) -> TokenStream {
        if self.subject.options.recompute.is_some() {
            return self.rev_again();
        }
        let sweeps = self.sweeps(Mode::Split);
        let (mut inputs, checks) = self.adjoints(sweeps.as_ref(), Mode::Split);
        inputs.push(self.seed(sweeps.as_ref()));
        inputs.push(self.tape_input(sweeps.as_ref()));
        let body = sweeps.map(|(mut s, tape)| {
            let types = types(&s, &tape, &self.signature);
            tidy(&s.function, &mut s.backward, &mut []);
            let emit = Emit { function: &s.function, tape, checked: false };
            let body = emit.block(&s.backward);
            quote!(#(#checks)* #types #body)
        });
        let doc = "The backward sweep: consumes what `fwd` put on the tape and adds to the adjoints.";
        self.write(Layer { name: "rev", doc: doc.into(), inputs, output: quote!(()), body })
    }

    pub(super) fn vjp(&mut self) -> TokenStream {
        let sweeps = self.sweeps(Mode::Joint);
        let (mut inputs, checks) = self.adjoints(sweeps.as_ref(), Mode::Joint);
        if !self.signature.known_output.is_flat() {
            inputs.push(self.seed(sweeps.as_ref()));
        }
        inputs.push(self.tape_input(sweeps.as_ref()));
        let body = sweeps.map(|(s, tape)| {
            let types = types(&s, &tape, &self.signature);
            let body = joint(s, tape, &checks);
            quote!(#types #body)
        });
        let doc = "Reverse mode: the value; the adjoints of the inputs accumulate, those of `&mut` arguments are transformed in place.";
        self.write(Layer { name: "vjp", doc: doc.into(), inputs, output: self.output(), body })
    }

    /// Each argument followed by its adjoint, and the checks of the slices' lengths.
    /// The split pair has a slot for every argument, `vjp` for those that can have an adjoint.
    fn adjoints(
        &mut self,
        sweeps: Option<&(Sweeps, Ident)>,
        mode: Mode,
    ) -> (Vec<TokenStream>, Vec<TokenStream>) {
        let (mut inputs, mut checks) = (Vec::new(), Vec::new());
        let public = matches!(mode, Mode::Joint);
        for (k, p) in self.params().iter().enumerate() {
            inputs.push(slots::argument(p));
            if public && p.is_dropped() {
                continue;
            }
            let slot = self.slot_type(p);
            let name = sweeps.and_then(|(s, _)| s.slots[k].map(|v| ident(&s.function, v)));
            if let (true, Some(d)) = (p.is_slice(), &name) {
                let (name, text) = (&p.name, p.name.to_string());
                checks.push(match public {
                    true => quote!(let #d = ::costate::rt::as_long_as(#text, &*#name, #d);),
                    false => quote!(::costate::rt::same_len_or_empty(#text, &*#name, &*#d);),
                });
            }
            let name = self.argument_name(name.unwrap_or(quote!(_)), k);
            inputs.push(quote!(#name: &mut #slot));
        }
        (inputs, checks)
    }

    /// The tape, as an argument: a stub's has no name, which would be that of an argument `t`.
    fn tape_input(&self, sweeps: Option<&(Sweeps, Ident)>) -> TokenStream {
        let name = match (sweeps, self.subject.block) {
            (Some((_, tape)), _) => quote!(#tape),
            (None, Some(_)) => quote!(_),
            (None, None) => quote!(t),
        };
        quote!(#name: &mut impl ::costate::Tape)
    }

    /// The cotangent of the result, as an argument.
    fn seed(&mut self, sweeps: Option<&(Sweeps, Ident)>) -> TokenStream {
        let seed = sweeps.and_then(|(s, _)| s.seed.map(|v| ident(&s.function, v)));
        let (seed, ty) = (self.argument_name(seed.unwrap_or(quote!(_)), 1000), self.output_tangent());
        quote!(#seed: #ty)
    }
}

/// What tells rustc the types that the backward sweep asks for.
fn types(s: &Sweeps, tape: &Ident, signature: &Signature) -> TokenStream {
    let emit = Emit { function: &s.function, tape: tape.clone(), checked: false };
    let result = match (&s.function.result, &signature.output) {
        (Some(result), Some(ty)) => {
            let result = emit.value_of(result);
            quote!(let _: #ty = #result;)
        }
        _ => quote!(),
    };
    emit.types(&s.asked, &types_of(&s.function, &s.asked), result)
}
