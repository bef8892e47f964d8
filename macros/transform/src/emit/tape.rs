//! What goes on the tape and comes from it, to tokens.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::Emit;
use crate::ir::{Expr, Var, Witness};

impl Emit<'_> {
    /// One value goes on the tape as it is, several as a tuple.
    pub(super) fn push(&self, all: &[Expr]) -> TokenStream {
        let t = self.tape();
        match all {
            [one] => {
                let value = self.expr(one);
                quote!(#t.push(#value);)
            }
            all => {
                let values = all.iter().map(|e| self.expr(e));
                quote!(#t.push((#(#values),*));)
            }
        }
    }

    pub(super) fn pop(&self, all: &[(Var, Option<Witness>)]) -> TokenStream {
        if let [(v, witness)] = all {
            let (name, value) = (self.name(*v), self.popped(*v, witness.as_ref()));
            return quote!(let #name = #value;);
        }
        let t = self.tape();
        let names: Vec<_> = all.iter().map(|(v, _)| self.name(*v)).collect();
        let types = all.iter().map(|(v, _)| self.popped_type(*v));
        let told = all.iter().zip(&names).filter_map(|((_, witness), name)| {
            let of = self.witness(witness.as_ref()?);
            Some(quote!(#of.is(&#name);))
        });
        quote! {
            let (#(#names),*) = #t.pop::<(#(#types),*)>();
            #(#told)*
        }
    }

    /// What a variable takes from the tape.
    pub(super) fn popped(&self, v: Var, witness: Option<&Witness>) -> TokenStream {
        let t = self.tape();
        if let Some(witness) = witness {
            let of = self.witness(witness);
            return quote!(::costate::rt::pop(#t, #of));
        }
        let ty = self.popped_type(v);
        quote!(#t.pop::<#ty>())
    }

    /// The type of a popped value, as far as it can be written.
    pub(super) fn popped_type(&self, v: Var) -> TokenStream {
        let info = self.function.info(v);
        match (&info.spelled, self.function.kinds.name_of(&info.ty)) {
            (Some(ty), _) => quote!(#ty),
            (None, Some(name)) => {
                let name = crate::emit::ident(name, Span::call_site());
                quote!(#name)
            }
            (None, None) => quote!(_),
        }
    }
}
