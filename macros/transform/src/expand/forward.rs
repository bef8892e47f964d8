//! Forward mode: `tan` for other generated code, `jvp` for people.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::layer::{Layer, Write, ident};
use super::slots;
use crate::emit::Emit;
use crate::ir::{Expr, Role};
use crate::tangent::tangent;
use crate::tidy::tidy;

impl Write<'_> {
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
            let asked = t.asks.then(crate::emit::asking);
            quote!(#copied #asked #body (#value, #tangent))
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

    pub(super) fn jvp(&mut self) -> TokenStream {
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
}
