//! The attribute's arguments.

use proc_macro2::{Ident, TokenStream};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use super::print::Print;
use crate::messages::{self, Messages};

/// What stands in `#[differentiable(…)]`.
#[derive(Default)]
pub(super) struct Options {
    /// `companion = name`: the type beside the function has another name.
    pub(super) companion: Option<Ident>,
    /// `explain`: where it stands.
    pub(super) explain: Option<syn::Path>,
    /// `print`, or `print = layer`: what is printed while the crate compiles.
    pub(super) print: Option<Print>,
}

impl Options {
    pub(super) fn parse(attr: TokenStream, messages: &mut Messages) -> Self {
        let mut options = Self::default();
        let all = match Punctuated::<Meta, Token![,]>::parse_terminated.parse2(attr) {
            Ok(all) => all,
            Err(error) => {
                messages.at(error.span(), messages::OPTION);
                return options;
            }
        };
        for meta in all {
            match &meta {
                Meta::NameValue(pair) if meta.path().is_ident("companion") => match &pair.value {
                    syn::Expr::Path(p) if p.path.get_ident().is_some() => {
                        options.companion = p.path.get_ident().cloned();
                    }
                    other => messages.add(other, messages::OPTION),
                },
                Meta::Path(path) if path.is_ident("explain") => options.explain = Some(path.clone()),
                meta if meta.path().is_ident("print") => match Print::parse(meta) {
                    Some(print) => options.print = Some(print),
                    None => messages.add(meta, messages::OPTION),
                },
                Meta::Path(path) if path.is_ident("skip") => messages.add(path, messages::SKIP_METHOD),
                other => messages.add(other, messages::OPTION),
            }
        }
        options
    }
}

/// Takes `#[differentiable(skip)]` from a function inside an `impl` block or a trait.
pub(super) fn skipped(attrs: &mut Vec<Attribute>) -> bool {
    let is_skip = |a: &Attribute| {
        let named = a.path().segments.last().is_some_and(|s| s.ident == "differentiable");
        named && a.parse_args::<Ident>().is_ok_and(|i| i == "skip")
    };
    let before = attrs.len();
    attrs.retain(|a| !is_skip(a));
    attrs.len() < before
}
