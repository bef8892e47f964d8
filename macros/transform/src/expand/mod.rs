//! The item that `#[differentiable]` stands on, with what is added beside it.

pub(crate) mod assigned;
mod belongs;
mod copies;
mod definition;
mod enzyme;
mod explain;
mod form;
mod forward;
mod function;
mod grad;
mod hessian;
mod hidden;
mod hygiene;
mod implementation;
mod implicit;
mod index;
mod inside;
mod joint;
mod known;
mod layer;
mod lifted;
mod many;
mod named;
mod names;
mod operands;
pub(crate) mod operator;
mod options;
mod outside;
mod plain;
mod print;
mod recompute;
pub(crate) mod rename;
mod rule;
mod second;
mod shadow;
mod slots;
mod stand_in;
mod subject;
mod sweeps;
pub(crate) mod twin;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::messages::{self, Messages};
use options::Options;

pub(crate) use plain::arguments;

pub use implicit::implicit;
pub use rule::{jvp_of, vjp_of};

/// Expands `#[differentiable(attr)] item`: the item, its derivatives, and all messages.
#[must_use]
pub fn differentiable(attr: TokenStream, item: TokenStream) -> TokenStream {
    differentiable_for(attr, item, &Build { print: None, enzyme: true }).0
}

/// What is known of the build that an expansion is for.
#[derive(Clone, Copy, Debug)]
pub struct Build<'a> {
    /// What is to be printed beside what `print` asks for: `f` or `f::rev`.
    pub print: Option<&'a str>,
    /// Attributes of `std::autodiff` may be written.
    pub enzyme: bool,
}

/// Expands as [`differentiable()`]; and the text that is to be printed.
#[must_use]
pub fn differentiable_for(attr: TokenStream, item: TokenStream, build: &Build<'_>) -> (TokenStream, String) {
    let mut messages = Messages::default();
    let mut options = Options::parse(attr, &mut messages);
    if !build.enzyme {
        options.refuse_enzyme(&mut messages);
    }
    let parsed = syn::parse2::<Item>(item).map(|mut item| {
        hidden::show_groups(&mut item);
        crate::literals::suffix(&mut item);
        item
    });
    let item = match parsed {
        Ok(item) => item,
        Err(error) => return (error.into_compile_error(), String::new()),
    };
    let subjects = print::subjects(&item);
    let output = expanded(item, &options, &mut messages);
    let printed = match messages.is_empty() {
        true => print::printed(&subjects, &output, options.print.as_ref(), build.print),
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
            None => function::function(f, options, messages),
        },
        Item::Impl(i) => implementation::implementation(i, options, messages),
        Item::Trait(t) => {
            refuse_explain(options, messages);
            definition::definition(t, options, messages)
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
