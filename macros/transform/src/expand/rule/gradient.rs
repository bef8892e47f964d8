//! `#[vjp_of(f, gradient)]`: of one number the rule gives the gradient g, and forward mode is ⟨g, ẋ⟩.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;

use super::options::Options;
use super::read::{self, Pair, Rule};
use super::reverse::type_of;
use crate::expand::outside::{self, Outside, hidden};
use crate::ir::Role;
use crate::messages::{self, Messages};

/// One number as the result, and nothing written.
pub(super) fn check(rule: &Rule, word: &Ident, messages: &mut Messages) {
    let writes = rule.pairs.iter().any(|pair| pair.param.role == Role::Unique && pair.slot.is_some());
    if writes || rule.rest.is_empty() {
        messages.add(word, messages::RULE_GRADIENT);
    }
}

/// `tan` and `jvp`.
pub(super) fn forward(rule: &Rule, outside: &mut Outside<'_>, options: &Options) -> TokenStream {
    let layers = [tan(rule, outside, options), outside.jvp()];
    quote!(#(#layers)*)
}

/// The function, then the rule with adjoints of zero and a cotangent of one.
fn tan(rule: &Rule, outside: &mut Outside<'_>, options: &Options) -> TokenStream {
    let [value, total] = ["value", "sum"].map(hidden);
    let (output, primal, call) = (outside.output(), rule.primal_call(), &rule.call);
    let (mut setup, mut args, mut sums) = (quote!(), Vec::new(), quote!());
    for pair in &rule.pairs {
        args.push(pair.param.name.to_token_stream());
        if pair.slot.is_none() {
            continue;
        }
        let (room, given, along) = adjoint(pair, outside);
        setup.extend(room);
        args.push(given);
        sums.extend(quote!(#total += #along;));
    }
    if options.result.is_some() {
        let lent = rule.rest.first().and_then(type_of).filter(|ty| matches!(ty, Type::Reference(_)));
        let lent = lent.map(|_| quote!(&));
        args.push(quote!(#lent #value));
    }
    args.push(quote!(<#output as ::costate::Real>::ONE));
    outside.tan(quote! {
        let #value: #output = #primal;
        #setup
        #call(#(#args),*);
        let mut #total: #output = ::costate::Zero::zero();
        #sums
        (#value, #total)
    })
}

/// A fresh adjoint, how the rule gets it, and its product with the tangent.
fn adjoint(pair: &Pair, outside: &mut Outside<'_>) -> (TokenStream, TokenStream, TokenStream) {
    let (param, slot) = (&pair.param, outside.slot_type(&pair.param));
    let (t, g) = (outside::tangent(param), hidden(&format!("gradient_{}", param.name)));
    if !param.is_slice() {
        let lent = if param.role == Role::Argument { quote!(&#t) } else { quote!(#t) };
        let setup = quote!(let mut #g: #slot = ::costate::Zero::zero(););
        return (setup, quote!(&mut #g), quote!(::costate::rt::along(&#g, #lent)));
    }
    let (room, name, text) = (hidden(&format!("room_{g}")), &param.name, param.name.to_string());
    let setup = quote! {
        let mut #room = ::costate::rt::Room::new();
        let #g: &mut #slot = #room.lend_mut(#text, #name.len(), &mut []);
    };
    let optional = pair.slot.as_ref().is_some_and(read::is_optional);
    let given = if optional { quote!(::core::option::Option::Some(&mut *#g)) } else { quote!(&mut *#g) };
    (setup, given, quote!(::costate::rt::along_slice(&*#g, #t)))
}
