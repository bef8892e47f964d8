//! What stands in `#[vjp_of(…)]` and `#[jvp_of(…)]`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Path, Token, Type};

use crate::messages::{self, Messages};

/// The function that a rule is of, and how.
pub(super) struct Options {
    /// `f`, `a::f`, `Self::step`
    pub(super) path: Path,
    /// `-> R`
    pub(super) output: Option<Type>,
    /// `result`: the rule is given what the function returned.
    pub(super) result: Option<Ident>,
    /// `reverse_only` or `forward_only`: there is no rule for the other mode.
    pub(super) only: Option<Ident>,
    /// `gradient`: the result is one number, and forward mode follows from the rule.
    pub(super) gradient: Option<Ident>,
    /// `tape`: the rule's last argument is the tape.
    pub(super) tape: Option<Ident>,
    /// `whole`: the rule is both sweeps, and returns the value.
    pub(super) whole: Option<Ident>,
    /// `companion = name`
    pub(super) companion: Option<Ident>,
}

impl Options {
    pub(super) fn parse(attr: TokenStream, messages: &mut Messages) -> Option<Self> {
        if attr.is_empty() {
            messages.at(Span::call_site(), messages::RULE_PATH);
            return None;
        }
        match read.parse2(attr) {
            Ok(options) => Some(options),
            Err(error) => {
                messages.at(error.span(), messages::RULE_OPTION);
                None
            }
        }
    }

    /// The name of the function that a rule is of.
    pub(super) fn function_of(attr: &Attribute) -> Option<String> {
        let options = attr.parse_args_with(read).ok()?;
        Some(options.name().to_string())
    }

    /// The function's name.
    pub(super) fn name(&self) -> &Ident {
        &self.path.segments.last().expect("a path has a segment").ident
    }
}

fn read(input: ParseStream<'_>) -> syn::Result<Options> {
    let path = path(input)?;
    let mut options = Options {
        path,
        output: None,
        result: None,
        only: None,
        gradient: None,
        tape: None,
        whole: None,
        companion: None,
    };
    if input.parse::<Option<Token![->]>>()?.is_some() {
        options.output = Some(input.parse()?);
    }
    while !input.is_empty() {
        input.parse::<Token![,]>()?;
        if input.is_empty() {
            break;
        }
        let word: Ident = input.parse()?;
        match word.to_string().as_str() {
            "result" => options.result = Some(word),
            "gradient" => options.gradient = Some(word),
            "tape" => options.tape = Some(word),
            "whole" => options.whole = Some(word),
            "reverse_only" | "forward_only" => options.only = Some(word),
            "companion" => {
                input.parse::<Token![=]>()?;
                options.companion = Some(input.parse()?);
            }
            _ => return Err(syn::Error::new(word.span(), "unknown")),
        }
    }
    Ok(options)
}

/// A path, or what `macro_rules!` made of one.
fn path(input: ParseStream<'_>) -> syn::Result<Path> {
    match input.parse::<Type>()? {
        Type::Path(p) if p.qself.is_none() => Ok(p.path),
        Type::Group(g) => syn::parse2::<Path>(g.elem.into_token_stream()),
        other => Err(syn::Error::new(other.span(), "not a path")),
    }
}
