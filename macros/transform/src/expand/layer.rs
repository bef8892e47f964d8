//! One derivative of a function: its name, its arguments, its body.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

use super::shadow;
use super::subject::{Compiled, Subject};
use super::{copies, names, slots};
use crate::ir::{Function, Var};
use crate::signature::{Param, Signature};

/// What writes the layers of one function.
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

    pub(super) fn slot_type(&mut self, param: &Param) -> TokenStream {
        slots::slot_type(param, &mut self.signature.kinds)
    }

    pub(super) fn output(&self) -> TokenStream {
        self.signature.output.as_ref().map_or(quote!(()), |ty| quote!(#ty))
    }

    pub(super) fn output_tangent(&mut self) -> TokenStream {
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
        let whole = matches!(layer, "tan" | "fwd" | "rev" | "vjp");
        let copies = self.compiled.filter(|_| whole).map(copies::checked);
        let shadow = self.subject.of_trait.as_ref().filter(|_| layer == "fwd" && self.subject.implements);
        let shadow = shadow.map(|path| shadow::checked(self.subject.sig, path));
        let body = match (self.subject.block, body) {
            (None, _) => quote!(;),
            (Some(_), Some(body)) => quote! {{
                use ::costate::ops::{OrdOps as _, RealOps as _};
                #(#items)*
                #names
                #shadow
                #copies
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

    /// In a trait's declaration arguments need names.
    pub(super) fn argument_name(&self, name: TokenStream, k: usize) -> TokenStream {
        match self.subject.block {
            None => {
                let name = format_ident!("d{}", k);
                quote!(#name)
            }
            Some(_) => name,
        }
    }
}

/// A variable as it is written.
pub(super) fn ident(function: &Function, var: Var) -> TokenStream {
    let name = crate::emit::ident(&function.info(var).name, Span::call_site());
    quote!(#name)
}
