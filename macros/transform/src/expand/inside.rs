//! The gradient as a function that other differentiable functions call: `grad_tan`, `grad_fwd`,
//! `grad_rev`, and the same of `value_and_grad`.
//!
//! With g = ∇f and the Hessian H, which is symmetric, ġ = H ẋ and x̄ += H ḡ: both are the gradient's
//! program on dual numbers. `fwd` records nothing; `rev` has the arguments and begins anew. The
//! cotangent v̄ of the value is the direction of the seed: x̄ += v̄ g.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::lifted::Lifted;
use super::subject::Subject;
use super::{grad, slots};
use crate::ir::Role;
use crate::signature::{Param, Signature};
use crate::types::Kinds;

/// All six. A gradient of slices is on the heap, and what is written through `&mut` would be written
/// twice, so there are none for these.
pub(super) fn inside(subject: &Subject<'_>, signature: &Signature, lifted: &Lifted<'_>) -> TokenStream {
    if signature.params.iter().any(|p| p.is_slice() && !p.is_dropped() || p.role == Role::Unique) {
        return quote!();
    }
    let mut inside = Inside { subject, signature, lifted, kinds: signature.kinds.clone() };
    let all: Vec<TokenStream> =
        [false, true].into_iter().flat_map(|v| [inside.tan(v), inside.fwd(v), inside.rev(v)]).collect();
    quote!(::costate::host_items! { #(#all)* })
}

struct Inside<'a> {
    subject: &'a Subject<'a>,
    signature: &'a Signature,
    lifted: &'a Lifted<'a>,
    kinds: Kinds,
}

impl<'a> Inside<'a> {
    fn params(&self) -> &'a [Param] {
        &self.signature.params
    }

    fn wanted(&self) -> Vec<&'a Param> {
        self.params().iter().filter(|p| !p.is_dropped()).collect()
    }

    fn beside(&self, prefix: &str, p: &Param) -> Ident {
        slots::beside(prefix, &p.name.to_string(), self.params())
    }

    fn free(&self, name: &str) -> Ident {
        slots::beside("", name, self.params())
    }

    fn slot(&mut self, p: &Param) -> TokenStream {
        slots::slot_type(p, &mut self.kinds)
    }

    fn gradient(&mut self) -> TokenStream {
        let wanted = self.wanted();
        grad::gradient_type(&wanted, &mut self.kinds)
    }

    /// The gradient's type, with the value's before it if that is wanted too.
    fn result(&mut self, value: bool) -> TokenStream {
        let (gradient, real) = (self.gradient(), self.lifted.real());
        if value { quote!((#real, #gradient)) } else { gradient }
    }

    fn function(
        &self,
        layer: &str,
        value: bool,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let subject = self.subject;
        let name = subject.name(&format!("{}_{layer}", if value { "value_and_grad" } else { "grad" }));
        let mut generics = subject.sig.generics.clone();
        generics.make_where_clause().predicates.extend(self.lifted.predicates());
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (vis, cfg) = (&subject.vis, &subject.cfg);
        quote! {
            #(#cfg)*
            #[doc(hidden)]
            #[allow(unused, non_snake_case, clippy::all, clippy::pedantic)]
            #vis fn #name #impl_generics (#(#inputs),*) -> #output #where_clause { #body }
        }
    }

    /// `let g = …` for the gradient in plain numbers; gives its parts, and leaves the value in `value`.
    fn plain(&mut self, tape: &TokenStream) -> (TokenStream, Vec<TokenStream>) {
        let (vjp, value, real) = (self.subject.path("vjp"), self.free("value"), self.lifted.real().clone());
        let wanted = self.wanted();
        let names: Vec<Ident> = wanted.iter().map(|p| self.beside("d", p)).collect();
        let types: Vec<TokenStream> = wanted.iter().map(|p| self.slot(p)).collect();
        let args = self.params().iter().map(|p| grad::with_slot(p, &self.beside("d", p)));
        let statements = quote! {
            #(let mut #names: #types = ::costate::Zero::zero();)*
            let #value = #vjp(#(#args,)* <#real as ::costate::Real>::ONE, #tape);
        };
        (statements, names.iter().map(|name| quote!(#name)).collect())
    }

    fn fwd(&mut self, with_value: bool) -> TokenStream {
        let tape = self.free("tape");
        let mut inputs: Vec<TokenStream> = self.params().iter().map(slots::argument).collect();
        inputs.push(quote!(#tape: &mut impl ::costate::Tape));
        let (statements, parts) = self.plain(&quote!(&mut *#tape));
        let (gradient, value) = (grad::together(parts.into_iter()), self.free("value"));
        let end = if with_value { quote!((#value, #gradient)) } else { gradient };
        let output = self.result(with_value);
        self.function("fwd", with_value, &inputs, &output, &quote!(#statements #end))
    }

    fn rev(&mut self, with_value: bool) -> TokenStream {
        let (tape, dr, seed, real) =
            (self.free("tape"), self.free("cotangent"), self.free("seed"), self.lifted.real().clone());
        let (mut inputs, mut lift, mut add) = (Vec::new(), Vec::new(), Vec::new());
        for p in self.params() {
            inputs.push(slots::argument(p));
            let (slot, into) = (self.slot(p), self.beside("into_", p));
            inputs.push(quote!(#into: &mut #slot));
            if p.is_dropped() {
                lift.push(self.lifted.declare(p, None));
                continue;
            }
            let direction = self.beside("g", p);
            lift.push(self.lifted.declare(p, Some(&quote!(&#direction))));
            lift.push(self.lifted.declare_adjoint(p));
            let part = self.lifted.part(p, "eps");
            add.push(quote!(::costate::Tangent::accumulate(#into, &#part);));
        }
        let ty = self.result(with_value);
        inputs.push(quote!(#dr: #ty));
        inputs.push(quote!(#tape: &mut impl ::costate::Tape));
        let directions = grad::together(self.wanted().into_iter().map(|p| {
            let name = self.beside("g", p);
            quote!(#name)
        }));
        let open = match with_value {
            true => quote!(let (#seed, #directions) = #dr;),
            false => quote!(let (#seed, #directions) = (<#real as ::costate::Real>::ZERO, #dr);),
        };
        let one = quote!(::costate::Dual::new(<#real as ::costate::Real>::ONE, #seed));
        let call = self.lifted.call(&one, &quote!(&mut *#tape));
        let body = quote!(#open #(#lift)* let _ = #call; #(#add)*);
        self.function("rev", with_value, &inputs, &quote!(()), &body)
    }

    fn tan(&mut self, with_value: bool) -> TokenStream {
        let (tape, both, real) = (self.free("records"), self.free("both"), self.lifted.real().clone());
        let (mut inputs, mut lift) = (Vec::new(), Vec::new());
        for p in self.params() {
            inputs.push(slots::argument(p));
            let (slot, t) = (self.slot(p), self.beside("t", p));
            let ty = match p.receiver && p.role != Role::Unique {
                true => quote!(impl ::costate::rt::Lend<#slot>),
                false => slots::as_argument(p, &slot),
            };
            inputs.push(quote!(#t: #ty));
            if p.is_dropped() {
                lift.push(self.lifted.declare(p, None));
                continue;
            }
            if p.receiver {
                lift.push(quote!(let #t = &::costate::rt::Lend::<#slot>::lend(#t);));
            }
            let by_value = p.role == Role::Argument && !p.receiver;
            let direction = if by_value { quote!(&#t) } else { quote!(#t) };
            lift.push(self.lifted.declare(p, Some(&direction)));
            lift.push(self.lifted.declare_adjoint(p));
        }
        let (plain, parts) = self.plain(&quote!(&mut #tape));
        let gradient = grad::together(parts.into_iter());
        let slope = grad::together(self.wanted().into_iter().map(|p| self.lifted.part(p, "eps")));
        let one = quote!(<::costate::Dual<#real> as ::costate::Real>::ONE);
        let (call, value) = (self.lifted.call(&one, &quote!(&mut #tape)), self.free("value"));
        let end = match with_value {
            true => quote!(((#value, #gradient), (#both.eps, #slope))),
            false => quote!((#gradient, #slope)),
        };
        let body =
            quote!(let mut #tape = ::costate::HeapTape::new(); #plain #(#lift)* let #both = #call; #end);
        let ty = self.result(with_value);
        self.function("tan", with_value, &inputs, &quote!((#ty, #ty)), &body)
    }
}
