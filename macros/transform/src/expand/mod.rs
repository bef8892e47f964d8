//! The item that `#[differentiable]` stands on, with what is added beside it.

mod assigned;
mod explain;
mod form;
mod grad;
mod hessian;
mod hidden;
mod hygiene;
mod implicit;
mod index;
mod inside;
mod joint;
mod layers;
mod lifted;
mod many;
mod named;
mod names;
mod operator;
mod options;
mod outside;
mod plain;
mod print;
pub(crate) mod rename;
mod rule;
mod second;
mod slots;
pub(crate) mod twin;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{ImplItem, Item, TraitItem};

use crate::messages::{self, Messages};
use layers::{Naming, Subject};
use options::Options;

pub use implicit::implicit;
pub use rule::{jvp_of, vjp_of};

/// Expands `#[differentiable(attr)] item`: the item, its derivatives, and all messages.
#[must_use]
pub fn differentiable(attr: TokenStream, item: TokenStream) -> TokenStream {
    differentiable_and_print(attr, item, None).0
}

/// Expands as [`differentiable()`]; and the text that `print` or `wanted`, `f` or `f::rev`, asks for.
#[must_use]
pub fn differentiable_and_print(
    attr: TokenStream,
    item: TokenStream,
    wanted: Option<&str>,
) -> (TokenStream, String) {
    let mut messages = Messages::default();
    let options = Options::parse(attr, &mut messages);
    let parsed = syn::parse2::<Item>(item).map(|mut item| {
        hidden::show_groups(&mut item);
        item
    });
    let item = match parsed {
        Ok(item) => item,
        Err(error) => return (error.into_compile_error(), String::new()),
    };
    let subjects = print::subjects(&item);
    let output = expanded(item, &options, &mut messages);
    let printed = match messages.is_empty() {
        true => print::printed(&subjects, &output, options.print.as_ref(), wanted),
        false => String::new(),
    };
    let errors = messages.combined().map(syn::Error::into_compile_error);
    (quote!(#output #errors), printed)
}

fn expanded(item: Item, options: &Options, messages: &mut Messages) -> TokenStream {
    match item {
        Item::Fn(mut f) => match implicit::taken(&mut f.attrs) {
            Some(equation) => {
                options.only_companion(messages);
                implicit::function(f, equation, options.companion.clone(), messages)
            }
            None => function(f, options, messages),
        },
        Item::Impl(i) => implementation(i, options, messages),
        Item::Trait(t) => {
            refuse_explain(options, messages);
            definition(t, options, messages)
        }
        other => {
            messages.add(&other, messages::ITEM);
            quote!()
        }
    }
}

/// A trait's impls can take no constant that it lacks.
fn refuse_explain(options: &Options, messages: &mut Messages) {
    if let Some(path) = &options.explain {
        messages.add(path, messages::EXPLAIN_TRAIT);
    }
}

/// A function and its companion type.
fn function(f: syn::ItemFn, options: &Options, messages: &mut Messages) -> TokenStream {
    if f.sig.receiver().is_some() {
        messages.add(&f.sig.ident, messages::METHOD_ALONE);
        return f.into_token_stream();
    }
    let sig = named::named(&f.sig);
    let companion = options.companion.clone().unwrap_or_else(|| f.sig.ident.clone());
    let vis = &f.vis;
    let subject = Subject {
        sig: &sig,
        vis: quote!(pub),
        outer: Vec::new(),
        block: Some(&f.block),
        naming: Naming::Companion,
        cfg: Vec::new(),
        owned: true,
        options: options.clone(),
        of: None,
        spelled: None,
    };
    let layers = subject.layers(messages);
    let explained = options.explain.as_ref().map(|_| explain::constant(&subject));
    let doc = format!("Derivatives of [`{}`](fn@{}).", f.sig.ident, f.sig.ident);
    let plain = plain::function(&f, messages);
    quote! {
        #plain
        #[doc = #doc]
        #[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
        #vis enum #companion {}
        #[allow(clippy::all, clippy::pedantic)]
        impl #companion { #layers #explained }
    }
}

/// An `impl` block: of a type, of an operator, or of a differentiable trait.
fn implementation(mut i: syn::ItemImpl, options: &Options, messages: &mut Messages) -> TokenStream {
    let mut options = options.for_each(messages);
    if i.trait_.is_some() {
        refuse_explain(&options, messages);
    }
    if let Some((path, _)) = &i.trait_
        && index::is_index(path)
    {
        options.refuse(true, messages);
        return index::implementation(&i, messages);
    }
    if let Some((path, _)) = &i.trait_
        && operator::is_operator(path)
    {
        options.refuse(true, messages);
        return operator::implementation(i, messages);
    }
    let inherent = i.trait_.is_none();
    let (generics, self_ty) = (i.generics.clone(), i.self_ty.clone());
    let (mut added, mut has_second) = (Vec::new(), false);
    let ruled = rule::ruled(&mut i, messages);
    for item in &mut i.items {
        let ImplItem::Fn(f) = item else { continue };
        let Some(mut own) = options::of_function(&mut f.attrs, &options, messages) else { continue };
        if rule::stands_outside(f, &ruled, messages) {
            continue;
        }
        if !inherent {
            own.refuse(true, messages);
        }
        let explained = own.explain.is_some() && inherent;
        let (vis, sig) = (&f.vis, named::named(&f.sig));
        let subject = Subject {
            sig: &sig,
            vis: if inherent { quote!(#vis) } else { quote!() },
            outer: vec![&generics],
            block: Some(&f.block),
            naming: Naming::Suffix,
            cfg: hidden::cfg_of(&f.attrs),
            owned: inherent,
            options: own,
            of: inherent.then_some(&*self_ty),
            spelled: None,
        };
        has_second |= second::has(&subject);
        added.push(subject.layers(messages));
        added.extend(explained.then(|| explain::constant(&subject)));
        plain::method(f, &generics);
    }
    if let Some(option) = options.hvp.filter(|_| inherent && !has_second) {
        messages.add(&option, messages::HVP_IDLE);
    }
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (attrs, self_ty) = (&i.attrs, &i.self_ty);
    if inherent {
        return quote! {
            #i
            #(#attrs)*
            #[allow(clippy::all, clippy::pedantic)]
            impl #impl_generics #self_ty #where_clause { #(#added)* }
        };
    }
    let added: TokenStream = added.into_iter().collect();
    i.items.push(ImplItem::Verbatim(added));
    i.into_token_stream()
}

/// A trait gains the suffixed methods of each of its functions.
fn definition(mut t: syn::ItemTrait, options: &Options, messages: &mut Messages) -> TokenStream {
    let options = options.for_each(messages);
    let generics = t.generics.clone();
    let mut added = TokenStream::new();
    let mut lends = false;
    for item in &mut t.items {
        let TraitItem::Fn(f) = item else { continue };
        let Some(mut own) = options::of_function(&mut f.attrs, &options, messages) else { continue };
        if rule::refused_in_trait(&mut f.attrs, messages) {
            continue;
        }
        own.refuse(false, messages);
        let sig = named::named(&f.sig);
        let subject = Subject {
            sig: &sig,
            vis: quote!(),
            outer: vec![&generics],
            block: f.default.as_ref(),
            naming: Naming::Suffix,
            cfg: hidden::cfg_of(&f.attrs),
            owned: false,
            options: own,
            of: None,
            spelled: None,
        };
        added.extend(subject.layers(messages));
        lends |= f.sig.receiver().is_some();
        plain::strip(&mut f.sig);
        if let Some(block) = &mut f.default {
            plain::body(block, &f.sig, &[&generics]);
        }
    }
    if lends {
        // the adjoint of `self` has a type
        t.colon_token.get_or_insert_default();
        t.supertraits.push(syn::parse_quote!(::costate::Diff));
    }
    t.items.push(TraitItem::Verbatim(added));
    t.into_token_stream()
}
