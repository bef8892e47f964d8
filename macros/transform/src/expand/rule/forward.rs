//! `#[jvp_of(f)]`: `tan` is the rule.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{FnArg, ReturnType, Type};

use super::options::Options;
use super::read::{self, Pair, Rule};
use super::reverse::renamed;
use crate::expand::outside::{self, Outside};
use crate::expand::subject::Naming;
use crate::ir::Role;
use crate::messages::{self, Messages};

/// What a forward rule generates.
pub(super) fn forward(
    sig: &syn::Signature,
    options: &Options,
    messages: &mut Messages,
) -> Option<TokenStream> {
    refuse_options(options, messages);
    let mut rule = Rule::read(sig, options, 0, messages::RULE_TANGENT, messages)?;
    check_tangents(&rule, messages);
    let output = output(sig, messages);
    rule.returning(output.as_ref());
    let signature = rule.signature(messages);
    let subject = rule.subject();
    let mut outside = Outside { subject: &subject, signature };
    let alone = options.only.is_some();
    if !messages.is_empty() {
        return Some(rule.placed(options, alone, &quote!()));
    }
    let layers = [tan(&rule, &mut outside), outside.jvp()];
    let reverse = alone.then(|| without_reverse(&rule, &mut outside, options));
    let forms = match alone {
        true => outside.forms(&["fwd", "rev", "tan"], Some(&rule.primal_call())),
        false => outside.forms(&["tan"], None),
    };
    let layers = quote!(#(#layers)* #reverse #forms);
    let placed = rule.placed(options, alone, &layers);
    let name = read::companion(options);
    let said = matches!(rule.naming, Naming::Companion)
        .then(|| quote!(impl ::costate::rt::ForwardRule for #name {}));
    Some(quote!(#placed #said))
}

fn refuse_options(options: &Options, messages: &mut Messages) {
    let only = options.only.as_ref().filter(|w| *w != "forward_only");
    for word in only
        .into_iter()
        .chain(&options.result)
        .chain(&options.gradient)
        .chain(&options.tape)
        .chain(&options.whole)
    {
        messages.add(word, messages::RULE_FORWARD_OPTION);
    }
    if let Some(ty) = &options.output {
        messages.add(ty, messages::RULE_FORWARD_OPTION);
    }
}

/// A tangent is passed as its argument is.
fn check_tangents(rule: &Rule, messages: &mut Messages) {
    for pair in &rule.pairs {
        let Some(slot) = pair.slot.as_ref().filter(|slot| !is_alike(pair, slot)) else { continue };
        messages.add(slot, messages::RULE_TANGENT_KIND);
    }
}

fn is_alike(pair: &Pair, slot: &FnArg) -> bool {
    let FnArg::Typed(typed) = slot else { return false };
    if read::is_optional(slot) && pair.param.is_slice() {
        return read::is_exclusive(slot) == (pair.param.role == Role::Unique);
    }
    match (&*typed.ty, pair.param.role) {
        (Type::Reference(r), Role::Unique) => r.mutability.is_some(),
        (Type::Reference(r), Role::Shared) => r.mutability.is_none(),
        (Type::Reference(_), _) | (_, Role::Unique | Role::Shared) => false,
        _ => true,
    }
}

/// The type of the function's result: the first of the pair that the rule returns.
fn output(sig: &syn::Signature, messages: &mut Messages) -> Option<Type> {
    match &sig.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => match &**ty {
            Type::Tuple(t) if t.elems.len() == 2 => t.elems.first().cloned(),
            other => {
                messages.add(other, messages::RULE_PAIR);
                None
            }
        },
    }
}

fn tan(rule: &Rule, outside: &mut Outside<'_>) -> TokenStream {
    let (mut setup, mut args) = (quote!(), Vec::new());
    for pair in &rule.pairs {
        args.push(pair.param.name.to_token_stream());
        let Some(slot) = &pair.slot else { continue };
        let t = outside::tangent(&pair.param);
        if pair.param.is_slice() {
            let (more, given) = read::full(pair, slot, &t);
            setup.extend(more);
            args.push(given);
        } else {
            args.push(renamed(&mut setup, &t, slot));
        }
    }
    let call = &rule.call;
    outside.tan(match outside.signature.output {
        Some(_) => quote!(#setup #call(#(#args),*)),
        None => quote!(#setup #call(#(#args),*); ((), ())),
    })
}

/// `fwd` is the function; `rev` says what is missing.
fn without_reverse(rule: &Rule, outside: &mut Outside<'_>, options: &Options) -> TokenStream {
    let name = options.name();
    let text = format!(
        "`{name}` has no reverse mode: its rule is `#[jvp_of({name}, forward_only)]`; write a `#[vjp_of({name})]`"
    );
    let fwd = outside.fwd(rule.primal_call());
    let rev = outside.rev(quote!(::core::panic!(#text)));
    quote!(#fwd #rev)
}
