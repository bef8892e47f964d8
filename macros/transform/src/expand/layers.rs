//! The derivatives of one function: `tan`, `fwd`, `rev` for other generated
//! code, `jvp` and `vjp` for people.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::joint::joint;
use super::options::Options;
use super::{grad, hidden, hygiene, many, names, second, slots, twin};
use crate::activity::Activity;
use crate::adjoint::{Mode, Sweeps, adjoint, types_of};
use crate::emit::Emit;
use crate::ir::{Expr, Function, Role, Var};
use crate::messages::Messages;
use crate::signature::{Param, Signature};
use crate::tangent::tangent;
use crate::tidy::tidy;
use crate::types::Ty;
use crate::{lower, save, uses};

/// How the derivatives are named.
#[derive(Clone, Copy)]
pub(super) enum Naming {
    /// Associated functions of a type: `f::vjp`.
    Companion,
    /// Methods beside the method: `step_vjp`.
    Suffix,
}

/// A function that is differentiated.
pub(super) struct Subject<'a> {
    pub(super) sig: &'a syn::Signature,
    pub(super) vis: TokenStream,
    /// The generics around it.
    pub(super) outer: Vec<&'a syn::Generics>,
    /// None in a trait without a default.
    pub(super) block: Option<&'a syn::Block>,
    pub(super) naming: Naming,
    /// The function's `cfg`s, which hold for its derivatives too.
    pub(super) cfg: Vec<syn::Attribute>,
    /// Whether `grad` and `value_and_grad` are written (not in traits).
    pub(super) owned: bool,
    /// What the attribute asks for beside the layers.
    pub(super) options: Options,
    /// The type of an inherent `impl` block.
    pub(super) of: Option<&'a syn::Type>,
    /// This is the generic form of a function that is spelled in this float type.
    pub(super) spelled: Option<&'static str>,
}

/// A function on its way through the passes.
pub(super) struct Compiled {
    pub(super) signature: Signature,
    /// The function, as lowered.
    pub(super) primal: Function,
    /// With what calls lend kept.
    pub(super) function: Function,
    pub(super) activity: Activity,
}

impl Subject<'_> {
    /// Runs the passes that all layers share; says whether the signature is sound.
    pub(super) fn compile(&self, messages: &mut Messages) -> (Signature, Option<Compiled>, bool) {
        self.compile_as(messages, |_, _| {})
    }

    /// Compiles what the lowered function is changed into.
    pub(super) fn compile_as(
        &self,
        messages: &mut Messages,
        change: impl Fn(&mut Function, &mut Signature),
    ) -> (Signature, Option<Compiled>, bool) {
        let mut generics = self.outer.clone();
        generics.push(&self.sig.generics);
        let mut own = Messages::default();
        let mut signature = Signature::read(self.sig, &generics, &mut own);
        hidden::refuse_cfg(self.sig, self.block, &mut own);
        hygiene::check(self.sig, self.block, &mut own);
        let sound = own.is_empty();
        let mut compiled = None;
        if let Some(block) = self.block {
            let mut function = lower::lower(&signature, block, &mut own);
            change(&mut function, &mut signature);
            uses::drop_unused_results(&mut function);
            let mut activity = Activity::find(&function, &signature);
            if let Some(float) = self.spelled {
                crate::route::route(&mut function, &signature, &activity, (twin::REAL, float), &mut own);
                activity = Activity::find(&function, &signature);
            }
            crate::check::check(&mut function, &activity, &mut own);
            let primal = function.clone();
            save::save(&mut function, &activity);
            let activity = Activity::find(&function, &signature);
            compiled = Some(Compiled { signature: signature.clone(), primal, function, activity });
        }
        let clean = own.is_empty();
        messages.merge(own);
        (signature, compiled.filter(|_| clean), sound)
    }

    /// All layers. With messages given, stubs, so that one mistake is one message.
    pub(super) fn layers(&self, messages: &mut Messages) -> TokenStream {
        let (signature, compiled, sound) = self.compile(messages);
        if !sound {
            return quote!();
        }
        let mut write = Write { subject: self, signature: signature.clone(), compiled: compiled.as_ref() };
        let all = [write.tan(), write.fwd(), write.rev(), write.jvp(), write.vjp()];
        let grad = if self.owned { grad::grad(self, &signature) } else { quote!() };
        let many = many::many(self, &signature);
        let second = write.compiled.map(|_| second::second(self, &signature, messages));
        quote!(#(#all)* #grad #many #second)
    }

    /// The name of a layer.
    pub(super) fn name(&self, layer: &str) -> Ident {
        match self.naming {
            Naming::Suffix if layer.is_empty() => self.sig.ident.clone(),
            Naming::Companion => Ident::new(layer, self.sig.ident.span()),
            Naming::Suffix => format_ident!("{}_{}", self.sig.ident, layer, span = self.sig.ident.span()),
        }
    }

    /// `Self::layer::<T, N>`
    pub(super) fn path(&self, layer: &str) -> TokenStream {
        let name = self.name(layer);
        let generics = self.sig.generics.params.iter().filter_map(|p| match p {
            syn::GenericParam::Type(t) => Some(&t.ident),
            syn::GenericParam::Const(c) => Some(&c.ident),
            syn::GenericParam::Lifetime(_) => None,
        });
        let generics: Vec<_> = generics.collect();
        let turbofish = (!generics.is_empty()).then(|| quote!(::<#(#generics),*>));
        quote!(Self::#name #turbofish)
    }
}

pub(super) struct Write<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) signature: Signature,
    pub(super) compiled: Option<&'a Compiled>,
}

/// What one layer looks like from outside.
pub(super) struct Layer {
    pub(super) name: &'static str,
    pub(super) doc: String,
    pub(super) inputs: Vec<TokenStream>,
    pub(super) output: TokenStream,
    pub(super) body: Option<TokenStream>,
}

impl Write<'_> {
    pub(super) fn params(&self) -> Vec<Param> {
        self.signature.params.clone()
    }

    fn slot_type(&mut self, param: &Param) -> TokenStream {
        slots::slot_type(param, &mut self.signature.kinds)
    }

    pub(super) fn output(&self) -> TokenStream {
        self.signature.output.as_ref().map_or(quote!(()), |ty| quote!(#ty))
    }

    fn output_tangent(&mut self) -> TokenStream {
        let output = self.signature.output.clone();
        output.map_or(quote!(()), |ty| slots::tangent_type(&ty, &mut self.signature.kinds))
    }

    /// The function, or its declaration in a trait, or a stub.
    pub(super) fn write(&self, layer: Layer) -> TokenStream {
        let Layer { name: layer, doc, inputs, output, body } = layer;
        let (name, vis) = (self.subject.name(layer), &self.subject.vis);
        let generics = &self.subject.sig.generics;
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let items = self.compiled.map(|c| c.function.items.as_slice()).unwrap_or_default();
        let unit =
            matches!(syn::parse2::<syn::Type>(output.clone()), Ok(syn::Type::Tuple(t)) if t.elems.is_empty());
        let output = (!unit).then(|| quote!(-> #output));
        let names = self.subject.block.filter(|_| layer == "fwd").map(names::checked);
        let body = match (self.subject.block, body) {
            (None, _) => quote!(;),
            (Some(_), Some(body)) => quote! {{
                use ::costate::ops::{OrdOps as _, RealOps as _};
                #(#items)*
                #names
                #body
            }},
            (Some(_), None) => quote!({ ::core::unreachable!() }),
        };
        let cfg = &self.subject.cfg;
        let hidden = self.subject.spelled.map(|_| quote!(#[doc(hidden)]));
        quote! {
            #(#cfg)*
            #hidden
            #[doc = #doc]
            #[allow(unused, non_snake_case, clippy::all, clippy::pedantic)]
            #[inline]
            #vis fn #name #impl_generics (#(#inputs),*) #output #where_clause #body
        }
    }

    fn tape_argument() -> TokenStream {
        quote!(t: &mut impl ::costate::Tape)
    }

    // ---- tan, jvp

    pub(super) fn tan(&mut self) -> TokenStream {
        let (mut inputs, mut copied) = (Vec::new(), quote!());
        let program = self.compiled.map(|c| {
            let mut t = tangent(&c.primal, &c.signature, &c.activity);
            let mut ends: Vec<&mut Expr> = t.result.iter_mut().chain([&mut t.tangent]).collect();
            tidy(&t.function, &mut t.body, &mut ends);
            t
        });
        let params = self.params();
        for (k, p) in params.iter().enumerate() {
            inputs.push(slots::argument(p));
            let slot = self.slot_type(p);
            let name = match &program {
                Some(t) => t.slots[k].map_or(quote!(_), |v| ident(&t.function, v)),
                None => quote!(_),
            };
            let name = self.argument_name(name, k);
            if p.receiver && p.role != Role::Unique {
                inputs.push(quote!(#name: impl ::costate::rt::Lend<#slot>));
                copied = quote!(let #name = ::costate::rt::Lend::<#slot>::lend(#name););
                continue;
            }
            let ty = slots::as_argument(p, &slot);
            inputs.push(quote!(#name: #ty));
        }
        let (value, tangent_ty) = (self.output(), self.output_tangent());
        let body = program.map(|t| {
            let emit =
                Emit { function: &t.function, tape: Ident::new("t", Span::call_site()), checked: true };
            let (body, tangent) = (emit.block(&t.body), emit.value_of(&t.tangent));
            let value = t.result.as_ref().map_or(quote!(()), |r| emit.value_of(r));
            quote!(#copied #body (#value, #tangent))
        });
        let doc =
            "Forward mode as generated code calls it: the value and its tangent, a slot for every argument.";
        self.write(Layer {
            name: "tan",
            doc: doc.into(),
            inputs,
            output: quote!((#value, #tangent_ty)),
            body,
        })
    }

    /// In a trait's declaration arguments need names.
    fn argument_name(&self, name: TokenStream, k: usize) -> TokenStream {
        match self.subject.block {
            None => {
                let name = format_ident!("d{}", k);
                quote!(#name)
            }
            Some(_) => name,
        }
    }

    fn jvp(&mut self) -> TokenStream {
        let (mut inputs, mut args, mut checks) = (Vec::new(), Vec::new(), Vec::new());
        let params = self.params();
        for p in params.clone() {
            let name = &p.name;
            inputs.push(slots::argument(&p));
            args.push(quote!(#name));
            let t = slots::beside("t", &name.to_string(), &params);
            let slot = self.slot_type(&p);
            if p.is_dropped() {
                args.push(match p.role {
                    Role::Shared => quote!(&*::costate::rt::sink()),
                    Role::Unique => quote!(&mut *::costate::rt::sink()),
                    _ => quote!(::costate::Zero::zero()),
                });
                continue;
            }
            let ty = slots::as_argument(&p, &slot);
            inputs.push(quote!(#t: #ty));
            args.push(quote!(#t));
            if p.is_slice() {
                let text = name.to_string();
                checks.push(quote!(::costate::rt::same_len(#text, &*#name, &*#t);));
            }
        }
        let path = self.subject.path("tan");
        let (value, tangent_ty) = (self.output(), self.output_tangent());
        let (output, body) = match self.signature.output {
            Some(_) => (quote!((#value, #tangent_ty)), quote!(#(#checks)* #path(#(#args),*))),
            None => (quote!(()), quote!(#(#checks)* let _ = #path(#(#args),*);)),
        };
        let doc = "Forward mode: the value and its tangent. Each argument is followed by its tangent, passed as the argument is.";
        let body = Some(body).filter(|_| self.compiled.is_some());
        self.write(Layer { name: "jvp", doc: doc.into(), inputs, output, body })
    }

    // ---- fwd, rev, vjp

    fn sweeps(&self, mode: Mode) -> Option<(Sweeps, Ident)> {
        let c = self.compiled?;
        let mut sweeps = adjoint(&c.function, &c.signature, &c.activity, mode);
        let t = sweeps.function.fresh("t", Span::call_site(), Ty::Unknown, Role::Argument);
        let tape = crate::emit::ident(&sweeps.function.info(t).name, Span::call_site());
        Some((sweeps, tape))
    }

    pub(super) fn fwd(&mut self) -> TokenStream {
        let mut inputs: Vec<TokenStream> = self.params().iter().map(slots::argument).collect();
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
        inputs.push(tape_input(sweeps.as_ref()));
        let doc = "The forward sweep: the value, with what `rev` needs put on the tape.";
        self.write(Layer { name: "fwd", doc: doc.into(), inputs, output: self.output(), body })
    }

    pub(super) fn rev(&mut self) -> TokenStream {
        let sweeps = self.sweeps(Mode::Split);
        let (mut inputs, mut checks) = (Vec::new(), Vec::new());
        for (k, p) in self.params().iter().enumerate() {
            inputs.push(slots::argument(p));
            let slot = self.slot_type(p);
            let name = sweeps.as_ref().and_then(|(s, _)| s.slots[k].map(|v| ident(&s.function, v)));
            if let (true, Some(d)) = (p.is_slice(), &name) {
                let (name, text) = (&p.name, p.name.to_string());
                checks.push(quote!(::costate::rt::same_len_or_empty(#text, &*#name, &*#d);));
            }
            let name = self.argument_name(name.unwrap_or(quote!(_)), k);
            inputs.push(quote!(#name: &mut #slot));
        }
        let seed = sweeps.as_ref().and_then(|(s, _)| s.seed.map(|v| ident(&s.function, v)));
        let (seed, ty) = (self.argument_name(seed.unwrap_or(quote!(_)), 1000), self.output_tangent());
        inputs.push(quote!(#seed: #ty));
        inputs.push(tape_input(sweeps.as_ref()));
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
        let (mut inputs, mut checks) = (Vec::new(), Vec::new());
        for (k, p) in self.params().iter().enumerate() {
            inputs.push(slots::argument(p));
            if p.is_dropped() {
                continue;
            }
            let slot = self.slot_type(p);
            let name = sweeps.as_ref().and_then(|(s, _)| s.slots[k].map(|v| ident(&s.function, v)));
            if let (true, Some(d)) = (p.is_slice(), &name) {
                let (name, text) = (&p.name, p.name.to_string());
                checks.push(quote!(::costate::rt::same_len(#text, &*#name, &*#d);));
            }
            let name = self.argument_name(name.unwrap_or(quote!(_)), k);
            inputs.push(quote!(#name: &mut #slot));
        }
        if !self.signature.known_output.is_flat() {
            let seed = sweeps.as_ref().and_then(|(s, _)| s.seed.map(|v| ident(&s.function, v)));
            let (seed, ty) = (self.argument_name(seed.unwrap_or(quote!(_)), 1000), self.output_tangent());
            inputs.push(quote!(#seed: #ty));
        }
        inputs.push(tape_input(sweeps.as_ref()));
        let body = sweeps.map(|(s, tape)| {
            let types = types(&s, &tape, &self.signature);
            let body = joint(s, tape, &checks);
            quote!(#types #body)
        });
        let doc = "Reverse mode: the value; the adjoints of the inputs accumulate, those of `&mut` arguments are transformed in place.";
        self.write(Layer { name: "vjp", doc: doc.into(), inputs, output: self.output(), body })
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

fn tape_input(sweeps: Option<&(Sweeps, Ident)>) -> TokenStream {
    match sweeps {
        Some((_, tape)) => quote!(#tape: &mut impl ::costate::Tape),
        None => Write::tape_argument(),
    }
}

fn ident(function: &Function, var: Var) -> TokenStream {
    let name = crate::emit::ident(&function.info(var).name, Span::call_site());
    quote!(#name)
}
