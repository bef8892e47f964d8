//! The layers of a function's generic form: those that are called, and the function itself.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::layer::{Layer, Write};
use super::slots;
use super::subject::Subject;
use crate::emit::Emit;
use crate::messages::Messages;
use crate::tidy::tidy;

impl Subject<'_> {
    /// Those layers of a function's generic form that are called.
    pub(super) fn generic_layers(&self, messages: &mut Messages) -> TokenStream {
        let (signature, compiled, _) = self.compile(messages);
        let Some(compiled) = &compiled else { return quote!() };
        let mut write = Write { subject: self, signature, compiled: Some(compiled) };
        let all = [write.primal(), write.tan(), write.fwd(), write.rev(), write.vjp()];
        quote!(#(#all)*)
    }
}

impl Write<'_> {
    /// The function, from its IR.
    fn primal(&mut self) -> TokenStream {
        let inputs: Vec<TokenStream> = self.params().iter().map(slots::argument).collect();
        let body = self.compiled.map(|c| {
            let mut f = c.primal.clone();
            let (mut body, mut result) = (std::mem::take(&mut f.body), f.result.take());
            tidy(&f, &mut body, &mut result.iter_mut().collect::<Vec<_>>());
            let emit = Emit { function: &f, tape: Ident::new("t", Span::call_site()), checked: false };
            let (body, value) = (emit.block(&body), result.as_ref().map(|r| emit.value_of(r)));
            quote!(#body #value)
        });
        let doc = "The function in a number type of its own.";
        self.write(Layer { name: "", doc: doc.into(), inputs, output: self.output(), body })
    }
}
