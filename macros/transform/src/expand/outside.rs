//! Derivatives that are not compiled from the function's body: their headers, and what follows from
//! them. `jvp` is `tan`; `vjp` is `fwd` and `rev`, with the `&mut` arguments put back in between.

mod names;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::subject::{Naming, Subject};
use super::{grad, second, slots, twin};
use crate::ir::Role;
use crate::signature::{Param, Signature};

use names::tape_argument;
pub(super) use names::{adjoint, companion, hidden, layer_of, of_type, seed, tangent, tape, turbofish, zero};

/// A function whose `tan`, `fwd` and `rev` have bodies from outside.
pub(super) struct Outside<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) signature: Signature,
}

/// One derivative: its name, what it says of itself, its arguments, result and body.
struct Layer {
    name: &'static str,
    doc: &'static str,
    inputs: Vec<TokenStream>,
    output: Option<TokenStream>,
    body: TokenStream,
}

impl Outside<'_> {
    /// The type of the result.
    pub(super) fn output(&self) -> TokenStream {
        self.signature.output.as_ref().map_or(quote!(()), |ty| quote!(#ty))
    }

    /// The type of the result's derivative.
    pub(super) fn output_tangent(&mut self) -> TokenStream {
        let output = self.signature.output.clone();
        output.map_or(quote!(()), |ty| slots::tangent_type(&ty, &mut self.signature.kinds))
    }

    pub(super) fn slot_type(&mut self, param: &Param) -> TokenStream {
        slots::slot_type(param, &mut self.signature.kinds)
    }

    /// The arguments as they are passed on.
    pub(super) fn arguments(&self) -> Vec<&Ident> {
        self.signature.params.iter().map(|p| &p.name).collect()
    }

    /// Forward mode for generated code; the body sees the tangents by [`tangent`]'s names.
    pub(super) fn tan(&mut self, body: TokenStream) -> TokenStream {
        let (mut inputs, mut lent) = (Vec::new(), quote!());
        for p in self.signature.params.clone() {
            let (slot, name) = (self.slot_type(&p), tangent(&p));
            inputs.push(slots::argument(&p));
            if p.receiver && p.role != Role::Unique {
                // a caller does not know how a method takes `self`
                inputs.push(quote!(#name: impl ::costate::rt::Lend<#slot>));
                let lend = quote!(::costate::rt::Lend::<#slot>::lend(#name));
                lent = match p.role {
                    Role::Shared => quote!(let #name = &#lend;),
                    _ => quote!(let #name = #lend;),
                };
                continue;
            }
            let ty = slots::as_argument(&p, &slot);
            inputs.push(quote!(#name: #ty));
        }
        let (value, tangent) = (self.output(), self.output_tangent());
        self.write(Layer {
            name: "tan",
            doc: "Forward mode as generated code calls it: the value and its tangent, a slot for every argument.",
            inputs,
            output: Some(quote!((#value, #tangent))),
            body: quote!(#lent #body),
        })
    }

    /// The forward sweep; the tape is [`tape`].
    pub(super) fn fwd(&mut self, body: TokenStream) -> TokenStream {
        let mut inputs: Vec<_> = self.signature.params.iter().map(slots::argument).collect();
        inputs.push(tape_argument());
        self.write(Layer {
            name: "fwd",
            doc: "The forward sweep: the value, with what `rev` needs put on the tape.",
            inputs,
            output: Some(self.output()),
            body,
        })
    }

    /// The backward sweep; the body sees [`adjoint`]'s names, [`seed`] and [`tape`].
    pub(super) fn rev(&mut self, body: TokenStream) -> TokenStream {
        let inputs = self.reverse(|_| true, true);
        self.write(Layer {
            name: "rev",
            doc: "The backward sweep: consumes what `fwd` put on the tape and adds to the adjoints.",
            inputs,
            output: None,
            body,
        })
    }

    /// The arguments, each with its adjoint if `has`, the seed and the tape.
    fn reverse(&mut self, has: impl Fn(&Param) -> bool, seeded: bool) -> Vec<TokenStream> {
        let mut inputs = Vec::new();
        for p in self.signature.params.clone() {
            let (slot, name) = (self.slot_type(&p), adjoint(&p));
            inputs.push(slots::argument(&p));
            if has(&p) {
                inputs.push(quote!(#name: &mut #slot));
            }
        }
        if seeded {
            let (seed, ty) = (seed(), self.output_tangent());
            inputs.push(quote!(#seed: #ty));
        }
        inputs.push(tape_argument());
        inputs
    }

    /// Forward mode for people.
    pub(super) fn jvp(&mut self) -> TokenStream {
        let (mut inputs, mut args) = (Vec::new(), Vec::new());
        for p in self.signature.params.clone() {
            let (slot, name, argument) = (self.slot_type(&p), tangent(&p), &p.name);
            inputs.push(slots::argument(&p));
            args.push(quote!(#argument));
            if p.is_dropped() {
                args.push(zero(&p));
                continue;
            }
            let ty = slots::as_argument(&p, &slot);
            inputs.push(quote!(#name: #ty));
            args.push(quote!(#name));
        }
        let checks = self.lengths(tangent);
        let (path, value, tangent) = (self.subject.path("tan"), self.output(), self.output_tangent());
        let (output, body) = match self.signature.output {
            Some(_) => (Some(quote!((#value, #tangent))), quote!(#checks #path(#(#args),*))),
            None => (None, quote!(#checks let _ = #path(#(#args),*);)),
        };
        let doc = "Forward mode: the value and its tangent. Each argument is followed by its tangent, passed as the argument is.";
        self.write(Layer { name: "jvp", doc, inputs, output, body })
    }

    /// Reverse mode for people; `grad` and `value_and_grad` where there are any.
    pub(super) fn vjp(&mut self) -> TokenStream {
        let seeded = !self.signature.known_output.is_flat();
        let inputs = self.reverse(|p| !p.is_dropped(), seeded);
        let args = self.signature.params.iter().map(|p| {
            let (argument, d) = (&p.name, adjoint(p));
            if p.is_dropped() {
                quote!(#argument, &mut *::costate::rt::sink(),)
            } else {
                quote!(#argument, #d,)
            }
        });
        let args: TokenStream = args.collect();
        let (seed, tape, arguments) = (seed(), tape(), self.arguments());
        let seed = if seeded { quote!(#seed) } else { quote!(::costate::Zero::zero()) };
        let (fwd, rev, value) = (self.subject.path("fwd"), self.subject.path("rev"), hidden("value"));
        let checks = self.lengths(adjoint);
        let [keep, back, end] = self.restored();
        let body = quote! {
            #checks
            #keep
            let #value = #fwd(#(#arguments,)* #tape);
            #back
            #rev(#args #seed, #tape);
            #end
            #value
        };
        let doc = "Reverse mode: the value; the adjoints of the inputs accumulate, those of `&mut` arguments are transformed in place.";
        let vjp = self.write(Layer { name: "vjp", doc, inputs, output: Some(self.output()), body });
        let grad = if self.subject.owned { grad::grad(self.subject, &self.signature) } else { quote!() };
        quote!(#vjp #grad)
    }

    /// Reverse mode for people, with both sweeps in `body`.
    pub(super) fn vjp_as(&mut self, body: TokenStream) -> TokenStream {
        let seeded = !self.signature.known_output.is_flat();
        let inputs = self.reverse(|p| !p.is_dropped(), seeded);
        let checks = self.lengths(adjoint);
        let doc = "Reverse mode: the value; the adjoints of the inputs accumulate, those of `&mut` arguments are transformed in place.";
        let body = quote!(#checks #body);
        let vjp = self.write(Layer { name: "vjp", doc, inputs, output: Some(self.output()), body });
        let grad = if self.subject.owned { grad::grad(self.subject, &self.signature) } else { quote!() };
        quote!(#vjp #grad)
    }

    /// These layers under the names that a function spelled in `f64` calls in its generic form, and
    /// the function itself, if its call is given. A function that is not generic has none.
    pub(super) fn forms(&self, layers: &[&str], primal: Option<&TokenStream>) -> TokenStream {
        if self.signature.kinds.reals.is_empty() || matches!(self.subject.naming, Naming::Suffix) {
            return quote!();
        }
        let layers = layers.iter().map(|layer| second::delegate(self.subject, &self.signature, layer));
        let inputs = self.signature.params.iter().map(slots::argument);
        let (impl_generics, _, where_clause) = self.subject.sig.generics.split_for_impl();
        let name = Ident::new(twin::FORM, self.subject.sig.ident.span());
        let output = self.output();
        let primal = primal.map(|call| {
            quote! {
                #[doc(hidden)]
                #[allow(unused, private_interfaces, unreachable_pub, clippy::all, clippy::pedantic)]
                #[inline]
                pub fn #name #impl_generics (#(#inputs),*) -> #output #where_clause { #call }
            }
        });
        quote!(#primal #(#layers)*)
    }

    /// What keeps the `&mut` arguments, puts their first values back for `rev`, and then their last.
    fn restored(&self) -> [TokenStream; 3] {
        let (mut keep, mut back, mut end) = (quote!(), quote!(), quote!());
        let tape = tape();
        for p in self.signature.params.iter().filter(|p| p.role == Role::Unique) {
            let name = &p.name;
            let (first, last) = (hidden(&format!("first_{name}")), hidden(&format!("last_{name}")));
            if !p.is_slice() {
                keep.extend(quote!(let #first = *#name;));
                back.extend(quote!(let #last = ::core::mem::replace(&mut *#name, #first);));
                end.extend(quote!(*#name = #last;));
                continue;
            }
            keep.extend(quote! {
                let #first = ::costate::Tape::mark(&*#tape);
                ::costate::Tape::push_slice(&mut *#tape, &*#name);
                let #last = ::costate::Tape::mark(&*#tape);
                ::costate::Tape::push_slice(&mut *#tape, &*#name);
            });
            back.extend(quote! {
                ::costate::Tape::write_slice(&mut *#tape, #last, &*#name);
                ::costate::Tape::read_slice(&*#tape, #first, &mut *#name);
            });
            // the last argument's copies lie on top
            end = quote! {
                ::costate::Tape::read_slice(&*#tape, #last, &mut *#name);
                ::costate::rt::drop_slice(&mut *#tape, &*#name);
                ::costate::rt::drop_slice(&mut *#tape, &*#name);
                #end
            };
        }
        [keep, back, end]
    }

    /// A derivative of a slice has its length.
    fn lengths(&self, of: fn(&Param) -> Ident) -> TokenStream {
        let slices = self.signature.params.iter().filter(|p| p.is_slice() && !p.is_dropped());
        let checks = slices.map(|p| {
            let (name, d, text) = (&p.name, of(p), p.name.to_string());
            quote!(::costate::rt::same_len(#text, &*#name, &*#d);)
        });
        checks.collect()
    }

    fn write(&self, layer: Layer) -> TokenStream {
        let Layer { name, doc, inputs, output, body } = layer;
        let (name, vis, cfg) = (self.subject.name(name), &self.subject.vis, &self.subject.cfg);
        let (impl_generics, _, where_clause) = self.subject.sig.generics.split_for_impl();
        let output = output.filter(|ty| !ty.to_string().replace(' ', "").eq("()")).map(|ty| quote!(-> #ty));
        quote! {
            #(#cfg)*
            #[doc = #doc]
            #[allow(unused, non_snake_case, private_interfaces, unreachable_pub, clippy::all, clippy::pedantic)]
            #[inline]
            #vis fn #name #impl_generics (#(#inputs),*) #output #where_clause { #body }
        }
    }
}
