//! `#[vjp_of(f)]`: `fwd` is the function, `rev` is the rule.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, ReturnType, Type};

use super::gradient;
use super::options::Options;
use super::read::{self, Rule};
use crate::expand::outside::{self, Outside};
use crate::expand::subject::Naming;
use crate::ir::Role;
use crate::messages::{self, Messages};

/// What a reverse rule generates.
pub(super) fn reverse(
    sig: &syn::Signature,
    options: &Options,
    messages: &mut Messages,
) -> Option<TokenStream> {
    if let Some(word) = options.only.as_ref().filter(|w| *w != "reverse_only") {
        messages.add(word, messages::RULE_REVERSE_OPTION);
    }
    if let (Some(word), Some(_)) = (&options.tape, &options.gradient) {
        messages.add(word, messages::RULE_GRADIENT_TAPE);
    }
    if let (Some(word), Some(_)) = (&options.gradient, &options.only) {
        messages.add(word, messages::RULE_GRADIENT_ONLY);
    }
    if let (Some(word), Some(_)) = (&options.whole, &options.result) {
        messages.add(word, messages::RULE_WHOLE_RESULT);
    }
    match (&sig.output, &options.whole) {
        (ReturnType::Type(_, ty), None) => messages.add(ty, messages::RULE_RETURNS),
        (ReturnType::Default, Some(word)) => messages.add(word, messages::RULE_WHOLE),
        _ => {}
    }
    let tail = tail(sig, options);
    let mut rule = Rule::read(sig, options, tail, messages::RULE_ADJOINT, messages)?;
    check_adjoints(&rule, messages);
    let output = output(&rule, options, messages);
    rule.returning(output.as_ref());
    if let Some(word) = &options.gradient {
        gradient::check(&rule, word, messages);
    }
    let signature = rule.signature(messages);
    let subject = rule.subject();
    let mut outside = Outside { subject: &subject, signature };
    if !messages.is_empty() {
        return Some(rule.placed(options, true, &quote!()));
    }
    let vjp = match options.whole {
        Some(_) => {
            let call = called(&rule, &outside, options, &read::given);
            outside.vjp_as(call)
        }
        None => outside.vjp(),
    };
    let layers = [fwd(&rule, &mut outside, options), rev(&rule, &mut outside, options), vjp];
    let forward = match (&options.only, &options.gradient) {
        (Some(_), _) => without_forward(&mut outside, options),
        (_, Some(_)) => gradient::forward(&rule, &mut outside, options),
        _ => quote!(),
    };
    let both = options.only.is_some() || options.gradient.is_some();
    let called: &[&str] = if both { &["fwd", "rev", "tan"] } else { &["fwd", "rev"] };
    let forms = outside.forms(called, Some(&rule.primal_call()));
    let layers = quote!(#(#layers)* #forward #forms);
    let (placed, asked) = (rule.placed(options, true, &layers), other_mode(&rule, options));
    Some(quote!(#placed #asked))
}

/// How many arguments follow the pairs: the result, if asked for, and its adjoint.
fn tail(sig: &syn::Signature, options: &Options) -> usize {
    if options.result.is_some() {
        return 2;
    }
    // an argument by value without a derivative behind it
    let mut expects = false;
    let known = crate::signature::Signature::read(sig, &[&sig.generics], &mut Messages::default());
    let mut last_is_seed = false;
    for param in &known.params {
        last_is_seed = !expects && !param.is_dropped() && param.role == Role::Argument && !param.receiver;
        expects = !expects && !param.is_dropped();
    }
    usize::from(last_is_seed)
}

/// Every adjoint is a `&mut`.
fn check_adjoints(rule: &Rule, messages: &mut Messages) {
    for pair in &rule.pairs {
        let Some(slot) = &pair.slot else { continue };
        if !read::is_exclusive(slot) {
            messages.add(slot, messages::RULE_ADJOINT_KIND);
        }
    }
    for rest in &rule.rest {
        if matches!(rest, FnArg::Receiver(_)) {
            messages.add(rest, messages::RULE_SEED);
        }
    }
}

/// The type of the function's result: as it is written, or as its adjoint's says.
fn output(rule: &Rule, options: &Options, messages: &mut Messages) -> Option<Type> {
    if let Some(word) = options.result.as_ref().filter(|_| rule.rest.len() != 2) {
        messages.add(word, messages::RULE_RESULT);
    }
    let first = rule.rest.first().and_then(type_of);
    let output = options.output.clone().or_else(|| match (&options.result, first?) {
        (Some(_), Type::Reference(r)) => Some((*r.elem).clone()),
        (Some(_), ty) => Some(ty.clone()),
        (None, ty) => Some(differentiated(ty).unwrap_or_else(|| ty.clone())),
    });
    if let (Some(ty), None) = (&options.output, rule.rest.last())
        && !crate::types::Kinds::of(Vec::new()).spelled(ty).is_flat()
    {
        messages.add(ty, messages::RULE_SEED);
    }
    output
}

pub(super) fn type_of(input: &FnArg) -> Option<&Type> {
    match input {
        FnArg::Typed(typed) => Some(&typed.ty),
        FnArg::Receiver(_) => None,
    }
}

/// `S` of `<S as Diff>::Tangent`.
fn differentiated(ty: &Type) -> Option<Type> {
    let Type::Path(p) = ty else { return None };
    let of = p.qself.as_ref().filter(|_| crate::signature::last_is(&p.path, &["Tangent"]))?;
    Some((*of.ty).clone())
}

fn fwd(rule: &Rule, outside: &mut Outside<'_>, options: &Options) -> TokenStream {
    let (call, tape, value) = (rule.primal_call(), outside::tape(), outside::hidden("value"));
    let output = outside.output();
    let span = options.path.span();
    if options.result.is_none() {
        return outside.fwd(quote_spanned!(span=> let #value: #output = #call; #value));
    }
    outside.fwd(quote! {
        let #value: #output = #call;
        ::costate::Tape::push(#tape, #value);
        #value
    })
}

fn rev(rule: &Rule, outside: &mut Outside<'_>, options: &Options) -> TokenStream {
    let call = called(rule, outside, options, &read::full);
    let ignored = options.whole.is_some().then(|| quote!(let _ =));
    outside.rev(quote!(#ignored #call;))
}

/// What a slice's derivative is to the rule, and what that takes.
type Lend = dyn Fn(&read::Pair, &FnArg, &proc_macro2::Ident) -> (TokenStream, TokenStream);

/// A call of the rule, as a block.
fn called(rule: &Rule, outside: &Outside<'_>, options: &Options, lend: &Lend) -> TokenStream {
    let (mut setup, mut args) = (quote!(), Vec::new());
    for pair in &rule.pairs {
        args.push(pair.param.name.to_token_stream());
        let Some(slot) = &pair.slot else { continue };
        let d = outside::adjoint(&pair.param);
        if pair.param.is_slice() {
            let (more, given) = lend(pair, slot, &d);
            setup.extend(more);
            args.push(given);
        } else {
            args.push(renamed(&mut setup, &d, slot));
        }
    }
    let (output, tape, seed) = (outside.output(), outside::tape(), outside::seed());
    if let (Some(_), Some(result)) = (&options.result, rule.rest.first()) {
        let value = read::on(&outside::hidden("value"), result);
        setup.extend(quote!(let #value: #output = ::costate::Tape::pop(#tape);));
        let lent = matches!(type_of(result), Some(Type::Reference(_))).then(|| quote!(&));
        args.push(quote!(#lent #value));
    }
    if let Some(last) = rule.rest.last() {
        args.push(renamed(&mut setup, &seed, last));
    }
    if options.tape.is_some() {
        args.push(quote!(#tape));
    }
    let call = &rule.call;
    quote!({ #setup #call(#(#args),*) })
}

/// The same value under a name in the place of the user's token.
pub(super) fn renamed(setup: &mut TokenStream, name: &proc_macro2::Ident, token: &FnArg) -> TokenStream {
    let there = read::on(name, token);
    setup.extend(quote!(let #there = #name;));
    quote!(#there)
}

/// `tan` that says what is missing.
fn without_forward(outside: &mut Outside<'_>, options: &Options) -> TokenStream {
    let name = options.name();
    let text = format!(
        "`{name}` has no forward mode: its rule is `#[vjp_of({name}, reverse_only)]`; write a `#[jvp_of({name})]`"
    );
    outside.tan(quote!(::core::panic!(#text)))
}

/// Without `reverse_only` or `gradient` there must be a forward rule: rustc says so on the function's name.
fn other_mode(rule: &Rule, options: &Options) -> Option<TokenStream> {
    let alone = options.only.is_some() || options.gradient.is_some();
    let beside = matches!(rule.naming, Naming::Companion) && !alone;
    let name = read::companion(options);
    let span = options.path.span();
    beside.then(|| quote_spanned!(span=> const _: () = ::costate::rt::has_forward_rule::<#name>();))
}
