//! `#[differentiable(enzyme)]`: the function once more, for `std::autodiff` of rustc's nightly.
//!
//! ```text
//! #[autodiff_forward(f_enzyme_jvp, activities)]
//! #[autodiff_reverse(f_enzyme_vjp, activities)]
//! fn f_enzyme(…)      the user's source: `x.sin()` is std's, which Enzyme knows
//! ```
//!
//! | argument or result | reverse | forward |
//! |---|---|---|
//! | a float by value | `Active` | `Dual` |
//! | anything with a derivative behind a reference | `Duplicated` | `Dual` |
//! | integers, `bool`, `#[constant]` | `Const` | `Const` |
//!
//! Slots are where those of `vjp` and `jvp` are, but adjoints of floats are returned. See
//! <https://doc.rust-lang.org/nightly/std/autodiff/index.html>.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{GenericParam, Type};

use super::plain;
use crate::ir::Role;
use crate::messages::{self, Messages};
use crate::signature::{Param, Signature};
use crate::types::Ty;

/// What Enzyme does with an argument or a result.
#[derive(Clone, Copy)]
enum Activity {
    Active,
    Duplicated,
    Const,
}

impl Activity {
    fn reverse(self) -> Ident {
        let name = match self {
            Activity::Active => "Active",
            Activity::Duplicated => "Duplicated",
            Activity::Const => "Const",
        };
        format_ident!("{name}")
    }

    fn forward(self) -> Ident {
        match self {
            Activity::Const => format_ident!("Const"),
            _ => format_ident!("Dual"),
        }
    }
}

/// The function that Enzyme differentiates, with its attributes.
pub(super) fn beside(f: &syn::ItemFn, messages: &mut Messages) -> TokenStream {
    let before = messages.count();
    let signature = Signature::read(&f.sig, &[&f.sig.generics], &mut Messages::default());
    refuse_parameters(&f.sig.generics, messages);
    let mut all: Vec<Activity> = signature.params.iter().filter_map(|p| argument(p, messages)).collect();
    all.extend(result(&signature, messages));
    let mut copy = f.clone();
    copy.sig.ident = format_ident!("{}_enzyme", f.sig.ident, span = f.sig.ident.span());
    plain::strip(&mut copy.sig);
    copy.attrs.retain(|a| a.path().is_ident("cfg"));
    Source(messages).visit_block_mut(&mut copy.block);
    if messages.count() > before {
        return quote!();
    }
    let (forward, reverse) = (all.iter().map(|a| a.forward()), all.iter().map(|a| a.reverse()));
    let (jvp, vjp) = (format_ident!("{}_jvp", copy.sig.ident), format_ident!("{}_vjp", copy.sig.ident));
    let doc = format!("[`{}`](fn@{}) as Enzyme differentiates it.", f.sig.ident, f.sig.ident);
    quote! {
        #[doc = #doc]
        #[::core::autodiff::autodiff_forward(#jvp #(, #forward)*)]
        #[::core::autodiff::autodiff_reverse(#vjp #(, #reverse)*)]
        #[allow(dead_code, clippy::all, clippy::pedantic)]
        #copy
    }
}

/// Enzyme is given functions of known types.
fn refuse_parameters(generics: &syn::Generics, messages: &mut Messages) {
    for param in &generics.params {
        if !matches!(param, GenericParam::Lifetime(_)) {
            messages.add(param, messages::ENZYME_GENERIC);
        }
    }
}

fn argument(param: &Param, messages: &mut Messages) -> Option<Activity> {
    if let Some(pattern) = &param.pattern {
        messages.add(pattern, messages::ENZYME_PATTERN);
    } else if matches!(param.written, Type::ImplTrait(_)) || matches!(param.ty, Type::ImplTrait(_)) {
        messages.add(&param.written, messages::ENZYME_GENERIC);
    } else if param.is_dropped() {
        return Some(Activity::Const);
    } else if param.role != Role::Argument {
        return Some(Activity::Duplicated);
    } else if is_float(&param.known) {
        return Some(Activity::Active);
    } else {
        messages.add(&param.written, messages::ENZYME_VALUE);
    }
    None
}

fn result(signature: &Signature, messages: &mut Messages) -> Option<Activity> {
    let ty = signature.output.as_ref()?;
    if is_float(&signature.known_output) {
        return Some(Activity::Active);
    }
    if signature.known_output.is_flat() {
        return Some(Activity::Const);
    }
    messages.add(ty, messages::ENZYME_RESULT);
    None
}

fn is_float(ty: &Ty) -> bool {
    matches!(ty, Ty::Scalar(_))
}

/// The user's source without what only costate understands.
struct Source<'m>(&'m mut Messages);

impl VisitMut for Source<'_> {
    fn visit_expr_call_mut(&mut self, call: &mut syn::ExprCall) {
        if let syn::Expr::Path(p) = &*call.func
            && crate::signature::last_is(&p.path, &["detach"])
        {
            self.0.add(p, messages::ENZYME_DETACH);
        }
        visit_mut::visit_expr_call_mut(self, call);
    }

    fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn::Attribute>) {
        attrs.retain(|a| !crate::lower::checkpoint::is_checkpoint(a));
    }
}
