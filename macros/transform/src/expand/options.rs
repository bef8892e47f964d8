//! The attribute's arguments.

use proc_macro2::{Ident, TokenStream};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use super::print::Print;
use crate::messages::{self, Messages};

/// What stands in `#[differentiable(…)]`.
#[derive(Clone, Default)]
pub(super) struct Options {
    /// `companion = name`: the type beside the function has another name.
    pub(super) companion: Option<Ident>,
    /// `vjp_n`: many cotangents of one primal.
    pub(super) vjp_n: Option<syn::Path>,
    /// `jvp_n`: many tangents in one call.
    pub(super) jvp_n: Option<syn::Path>,
    /// `hvp`: second derivatives. The token as it is written.
    pub(super) hvp: Option<syn::Path>,
    /// `hvp` stands on the block around: it is meant for those functions that can have it.
    pub(super) inherited: bool,
    /// `explain`: where it stands.
    pub(super) explain: Option<syn::Path>,
    /// `recompute`: nothing is kept for a caller's backward sweep, which runs `vjp`.
    pub(super) recompute: Option<syn::Path>,
    /// `enzyme`: where it stands.
    pub(super) enzyme: Option<syn::Path>,
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
        all.iter().for_each(|meta| options.read(meta, messages));
        options
    }

    fn read(&mut self, meta: &Meta, messages: &mut Messages) {
        match meta {
            Meta::NameValue(pair) if meta.path().is_ident("companion") => match &pair.value {
                syn::Expr::Path(p) if p.path.get_ident().is_some() => {
                    self.companion = p.path.get_ident().cloned();
                }
                other => messages.add(other, messages::OPTION),
            },
            Meta::Path(path) if path.is_ident("skip") => messages.add(path, messages::SKIP_METHOD),
            Meta::Path(path) if path.is_ident("explain") => self.explain = Some(path.clone()),
            meta if meta.path().is_ident("print") => match Print::parse(meta) {
                Some(print) => self.print = Some(print),
                None => messages.add(meta, messages::OPTION),
            },
            Meta::Path(path) if path.is_ident("recompute") => self.recompute = Some(path.clone()),
            Meta::Path(path) if path.is_ident("vjp_n") => self.vjp_n = Some(path.clone()),
            Meta::Path(path) if path.is_ident("jvp_n") => self.jvp_n = Some(path.clone()),
            Meta::Path(path) if path.is_ident("enzyme") => self.enzyme = Some(path.clone()),
            Meta::Path(path) if path.is_ident("hvp") => self.hvp = Some(path.clone()),
            other => messages.add(other, messages::OPTION),
        }
    }

    /// The options of an `impl` block or a trait, which hold for each of its functions.
    pub(super) fn for_each(&self, messages: &mut Messages) -> Self {
        if let Some(companion) = &self.companion {
            messages.add(companion, messages::COMPANION_BLOCK);
        }
        if let Some(enzyme) = &self.enzyme {
            messages.add(enzyme, messages::ENZYME_ITEM);
        }
        Self { companion: None, enzyme: None, inherited: true, ..self.clone() }
    }

    /// Refuses what only a function that is differentiated from its body can have.
    pub(super) fn only_companion(&self, messages: &mut Messages) {
        let own = [&self.vjp_n, &self.jvp_n, &self.hvp, &self.explain, &self.recompute, &self.enzyme];
        for option in own.into_iter().flatten() {
            messages.add(option, messages::OPTION_OF_RULE);
        }
    }

    /// Refuses `enzyme`, and drops it.
    pub(super) fn refuse_enzyme(&mut self, messages: &mut Messages) {
        if let Some(enzyme) = self.enzyme.take() {
            messages.add(&enzyme, messages::ENZYME_FEATURE);
        }
    }

    /// Refuses what a trait cannot have, and drops it; in an `impl`, also what only its definition can.
    pub(super) fn refuse(&mut self, implements: bool, messages: &mut Messages) {
        if let Some(hvp) = self.hvp.take() {
            messages.add(&hvp, messages::HVP_TRAIT);
        }
        for option in [&mut self.vjp_n, &mut self.jvp_n].into_iter().filter(|_| implements) {
            if let Some(option) = option.take() {
                messages.add(&option, messages::MANY_TRAIT);
            }
        }
    }

    /// Refuses what an operator cannot have, whose trait is the standard library's.
    pub(super) fn refuse_on_operator(&self, messages: &mut Messages) {
        for option in [&self.hvp, &self.vjp_n, &self.jvp_n].into_iter().flatten() {
            messages.add(option, messages::OPERATOR_OPTION);
        }
    }
}

/// What `#[differentiable(…)]` on a function inside an `impl` block or a trait says, on top of the
/// block's own options; none where it says `skip`. The attribute is taken off.
pub(super) fn of_function(
    attrs: &mut Vec<Attribute>,
    block: &Options,
    messages: &mut Messages,
) -> Option<Options> {
    let named = |a: &Attribute| a.path().segments.last().is_some_and(|s| s.ident == "differentiable");
    let list = |a: &Attribute| match &a.meta {
        Meta::List(list) if named(a) => Some(list.tokens.clone()),
        _ => None,
    };
    let mut options = block.clone();
    for tokens in attrs.iter().filter_map(list) {
        if syn::parse2::<Ident>(tokens.clone()).is_ok_and(|i| i == "skip") {
            attrs.retain(|a| list(a).is_none());
            return None;
        }
        let own = Options::parse(tokens, messages);
        own.for_each(messages);
        options.vjp_n = own.vjp_n.or(options.vjp_n);
        options.jvp_n = own.jvp_n.or(options.jvp_n);
        options.explain = own.explain.or(options.explain);
        options.recompute = own.recompute.or(options.recompute);
        if own.hvp.is_some() {
            (options.hvp, options.inherited) = (own.hvp, false);
        }
    }
    attrs.retain(|a| list(a).is_none());
    Some(options)
}
