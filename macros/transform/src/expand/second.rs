//! Second derivatives: `hvp` for people, the gradient for other differentiable functions, and the form
//! of the function that runs on dual numbers.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::lifted::Lifted;
use super::options::Options;
use super::subject::{Naming, Subject};
use super::{hessian, inside, named, slots, twin};
use crate::messages::{self, Messages};
use crate::signature::{Param, Signature};

/// What the option `hvp` adds.
pub(super) fn second(subject: &Subject<'_>, signature: &Signature, messages: &mut Messages) -> TokenStream {
    let Some(option) = &subject.options.hvp else { return quote!() };
    let before = messages.count();
    let form = match subject.naming {
        Naming::Companion => form(subject, signature, option, messages),
        Naming::Suffix => quote!(),
    };
    if messages.count() > before {
        return form;
    }
    match Lifted::of(subject, signature) {
        Ok(lifted) => {
            let hvp = hessian::hvp(subject, signature, &lifted);
            let inside = inside::inside(subject, signature, &lifted);
            quote!(#hvp #inside #form)
        }
        // like `grad`, it is not there; a callee of what has it still needs its generic form
        Err(refusal) if refusal.shape && matches!(subject.naming, Naming::Companion) => form,
        // on a block it is meant for those functions that can have it
        Err(_) if subject.options.inherited => quote!(),
        Err(refusal) => {
            messages.add(&refusal.tokens, refusal.text);
            quote!()
        }
    }
}

/// Whether a method of a block has `hvp`.
pub(super) fn has(subject: &Subject<'_>) -> bool {
    let mut generics = subject.outer.clone();
    generics.push(&subject.sig.generics);
    let signature = Signature::read(subject.sig, &generics, &mut Messages::default());
    Lifted::of(subject, &signature).is_ok()
}

/// The function in a number type of its own, for functions that call it.
fn form(
    subject: &Subject<'_>,
    signature: &Signature,
    option: &syn::Path,
    messages: &mut Messages,
) -> TokenStream {
    let Some(block) = subject.block else { return quote!() };
    if !signature.kinds.reals.is_empty() {
        return delegates(subject, signature);
    }
    let mentions = ["f32", "f64"].map(|float| twin::mentions(subject.sig, block, float));
    let float = match mentions {
        [Some(path), Some(_)] => {
            messages.add(&path, messages::HVP_MIXED);
            return quote!();
        }
        [None, None] => {
            messages.add(option, messages::HVP_NOTHING);
            return quote!();
        }
        [Some(_), None] => "f32",
        [None, Some(_)] => "f64",
    };
    let (sig, block) = twin::generic(subject.sig, block, float);
    let form = Subject {
        sig: &sig,
        vis: quote!(pub),
        outer: Vec::new(),
        block: Some(&block),
        naming: Naming::Suffix,
        cfg: subject.cfg.clone(),
        owned: false,
        options: Options::default(),
        of: None,
        of_trait: None,
        implements: false,
        spelled: Some(float),
        own_operators: Default::default(),
    };
    form.generic_layers(messages)
}

/// A function that is generic already is its own generic form, under the names that callers use.
fn delegates(subject: &Subject<'_>, signature: &Signature) -> TokenStream {
    let all = ["", "tan", "fwd", "rev"].map(|layer| delegate(subject, signature, layer));
    quote!(#(#all)*)
}

/// One layer of such a function's generic form.
pub(super) fn delegate(subject: &Subject<'_>, signature: &Signature, layer: &str) -> TokenStream {
    let mut kinds = signature.kinds.clone();
    let all = &signature.params;
    let (mut inputs, mut args) = (Vec::new(), Vec::new());
    for p in all {
        let name = &p.name;
        inputs.push(slots::argument(p));
        args.push(quote!(#name));
        let d = slots::beside("d", &name.to_string(), all);
        let slot = slots::slot_type(p, &mut kinds);
        let ty = match layer {
            "tan" => slots::as_argument(p, &slot),
            "rev" => quote!(&mut #slot),
            _ => continue,
        };
        inputs.push(quote!(#d: #ty));
        args.push(quote!(#d));
    }
    let free = |name: &str, all: &[Param]| slots::beside("", name, all);
    let (output, tangent) = match &signature.output {
        Some(ty) => (quote!(#ty), slots::tangent_type(ty, &mut kinds)),
        None => (quote!(()), quote!(())),
    };
    if layer == "rev" {
        let seed = free("cotangent", all);
        inputs.push(quote!(#seed: #tangent));
        args.push(quote!(#seed));
    }
    if layer == "fwd" || layer == "rev" {
        let tape = free("tape", all);
        inputs.push(quote!(#tape: &mut impl ::costate::Tape));
        args.push(quote!(#tape));
    }
    let output = match layer {
        "tan" => quote!((#output, #tangent)),
        "rev" => quote!(()),
        _ => output,
    };
    let (own, vis, cfg) = (&subject.sig.ident, &subject.vis, &subject.cfg);
    let (name, path) = match layer {
        "" => (Ident::new(twin::FORM, own.span()), plain(&subject.sig.generics, own)),
        layer => (Ident::new(&format!("{}_{layer}", twin::FORM), own.span()), subject.path(layer)),
    };
    let (impl_generics, _, where_clause) = subject.sig.generics.split_for_impl();
    quote! {
        #(#cfg)*
        #[doc(hidden)]
        #[allow(unused, non_snake_case, clippy::all, clippy::pedantic)]
        #[inline]
        #vis fn #name #impl_generics (#(#inputs),*) -> #output #where_clause { #path(#(#args),*) }
    }
}

/// `f::<T, N>`, the function itself.
fn plain(generics: &syn::Generics, own: &Ident) -> TokenStream {
    let arguments: Vec<&Ident> = generics
        .params
        .iter()
        .filter_map(|p| match p {
            syn::GenericParam::Type(t) => Some(&t.ident),
            syn::GenericParam::Const(c) => Some(&c.ident),
            syn::GenericParam::Lifetime(_) => None,
        })
        .filter(|name| !named::is_nameless(name))
        .collect();
    if arguments.is_empty() { quote!(#own) } else { quote!(#own::<#(#arguments),*>) }
}
