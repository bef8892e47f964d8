//! What a rule's signature says of the function's.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, ReturnType, Type, parse_quote};

use super::options::Options;
use crate::expand::subject::{Naming, Subject};
use crate::expand::{belongs, outside};
use crate::ir::Role;
use crate::messages::Messages;
use crate::signature::{Param, Signature};

/// A rule's argument: one of the function's, and the derivative that follows it.
pub(super) struct Pair {
    pub(super) param: Param,
    /// None where the argument has none.
    pub(super) slot: Option<FnArg>,
}

/// A rule, taken apart.
pub(super) struct Rule {
    pub(super) pairs: Vec<Pair>,
    /// What follows the pairs.
    pub(super) rest: Vec<FnArg>,
    /// The function's signature, its result left out.
    pub(super) sig: syn::Signature,
    /// How the rule is called.
    pub(super) call: TokenStream,
    /// How the function is called.
    pub(super) primal: TokenStream,
    pub(super) naming: Naming,
}

impl Rule {
    /// Takes the rule `sig` apart; its last `tail` arguments are no pairs. `missing` says what an
    /// argument without a derivative lacks.
    pub(super) fn read(
        sig: &syn::Signature,
        options: &Options,
        tail: usize,
        missing: &str,
        messages: &mut Messages,
    ) -> Option<Self> {
        let mut inputs: Vec<FnArg> = sig.inputs.iter().cloned().collect();
        let rest = inputs.split_off(inputs.len().saturating_sub(tail));
        let known = params(sig, &inputs, messages)?;
        let (mut pairs, mut own) = (Vec::new(), Vec::new());
        let mut all = known.into_iter().zip(inputs);
        while let Some((param, input)) = all.next() {
            let slot = if param.is_dropped() { None } else { all.next().map(|(_, slot)| slot) };
            if slot.is_none() && !param.is_dropped() {
                messages.add(&input, missing);
                return None;
            }
            own.push(input);
            pairs.push(Pair { param, slot });
        }
        let mut of_function = sig.clone();
        of_function.ident = options.name().clone();
        of_function.inputs = own.into_iter().collect();
        of_function.output = ReturnType::Default;
        let method = sig.receiver().is_some() || outside::of_type(&options.path);
        let turbofish = outside::turbofish(&sig.generics);
        let (rule, path) = (&sig.ident, &options.path);
        let qualified = method && options.path.segments.len() == 1;
        let of_self = |wanted: bool| wanted.then(|| quote!(Self::));
        let (before_rule, before_path) = (of_self(method), of_self(qualified));
        Some(Self {
            pairs,
            rest,
            sig: of_function,
            call: quote!(#before_rule #rule #turbofish),
            primal: quote!(#before_path #path #turbofish),
            naming: if method { Naming::Suffix } else { Naming::Companion },
        })
    }

    /// The function with its result.
    pub(super) fn returning(&mut self, output: Option<&Type>) {
        if let Some(ty) = output {
            self.sig.output = parse_quote!(-> #ty);
        }
    }

    pub(super) fn signature(&self, messages: &mut Messages) -> Signature {
        Signature::read(&self.sig, &[&self.sig.generics], messages)
    }

    pub(super) fn subject(&self) -> Subject<'_> {
        Subject {
            sig: &self.sig,
            vis: quote!(pub),
            outer: Vec::new(),
            block: None,
            naming: self.naming,
            cfg: Vec::new(),
            owned: true,
            options: Default::default(),
            of: None,
            of_trait: None,
            implements: false,
            spelled: None,
            own_operators: Default::default(),
        }
    }

    /// A call of the function.
    pub(super) fn primal_call(&self) -> TokenStream {
        let (primal, arguments) = (&self.primal, self.pairs.iter().map(|p| &p.param.name));
        quote!(#primal(#(#arguments),*))
    }

    /// What says that the derivatives are the function's.
    pub(super) fn belongs(&self) -> Option<TokenStream> {
        let companion = matches!(self.naming, Naming::Companion);
        companion.then(|| belongs::differentiates(&self.sig, &self.primal, false))
    }

    /// The layers in their place: beside the function's methods, or on a type of its name.
    pub(super) fn placed(&self, options: &Options, declares: bool, layers: &TokenStream) -> TokenStream {
        if matches!(self.naming, Naming::Suffix) {
            return layers.clone();
        }
        let name = companion(options);
        let declaration = declares.then(|| {
            let of = options.path.to_token_stream().to_string().replace(' ', "");
            outside::companion(&name, &of, &quote!(pub))
        });
        let belongs = declares.then(|| self.belongs());
        quote! {
            #declaration
            #[allow(private_interfaces, clippy::all, clippy::pedantic)]
            impl #name { #layers #belongs }
        }
    }
}

/// The type that holds the derivatives.
pub(super) fn companion(options: &Options) -> Ident {
    options.companion.clone().unwrap_or_else(|| options.name().clone())
}

/// All arguments of a rule, derivatives too, as a function's.
fn params(sig: &syn::Signature, inputs: &[FnArg], messages: &mut Messages) -> Option<Vec<Param>> {
    let mut all = sig.clone();
    all.inputs = inputs.iter().cloned().collect();
    all.output = ReturnType::Default;
    let before = messages.count();
    let signature = Signature::read(&all, &[&sig.generics], messages);
    (messages.count() == before).then_some(signature.params)
}

/// The signature with a name for each argument that the rule leaves out as `_`.
pub(super) fn named(sig: &syn::Signature) -> syn::Signature {
    let mut sig = sig.clone();
    for (k, input) in sig.inputs.iter_mut().enumerate() {
        if let FnArg::Typed(typed) = input
            && matches!(*typed.pat, syn::Pat::Wild(_))
        {
            let name = Ident::new(&format!("argument{k}"), typed.pat.span());
            *typed.pat = parse_quote!(#name);
        }
    }
    sig
}

/// A name in the place of the user's token: there rustc says that types differ.
pub(super) fn on(name: &Ident, token: &impl Spanned) -> Ident {
    Ident::new(&name.to_string(), Span::mixed_site().located_at(token.span()))
}

/// Whether a slice's derivative may be left out, as `Option<&mut [T]>`.
pub(super) fn is_optional(slot: &FnArg) -> bool {
    let FnArg::Typed(typed) = slot else { return false };
    matches!(&*typed.ty, Type::Path(p) if crate::signature::last_is(&p.path, &["Option"]))
}

/// The derivative `d` of the slice `param`, of full length: where the caller wants none, the rule
/// has a scratch; or `None`, if it takes that.
pub(super) fn full(pair: &Pair, slot: &FnArg, d: &Ident) -> (TokenStream, TokenStream) {
    let (name, text) = (&pair.param.name, pair.param.name.to_string());
    let unique = pair.param.role == Role::Unique;
    if is_optional(slot) {
        let verb = if is_exclusive(slot) { quote!(given_mut) } else { quote!(given) };
        let given = quote_spanned!(slot.span()=> ::costate::rt::#verb(#text, #name.len(), #d));
        return (quote!(), given);
    }
    let room = outside::hidden(&format!("room_{d}"));
    let verb = if unique || is_exclusive(slot) { quote!(lend_mut) } else { quote!(lend) };
    let lent = quote!(#room.#verb(#text, #name.len(), #d));
    let d = on(d, slot);
    let setup = quote! {
        let mut #room = ::costate::rt::Room::new();
        let #d = #lent;
    };
    (setup, quote!(#d))
}

/// The derivative `d` of a slice where it is given.
pub(super) fn given(_: &Pair, slot: &FnArg, d: &Ident) -> (TokenStream, TokenStream) {
    let given = if is_optional(slot) { quote!(Some(#d)) } else { quote!(#d) };
    (quote!(), given)
}

/// `&mut T`, `Option<&mut T>`
pub(super) fn is_exclusive(slot: &FnArg) -> bool {
    let FnArg::Typed(typed) = slot else { return false };
    match &*typed.ty {
        Type::Reference(r) => r.mutability.is_some(),
        Type::Path(_) => typed.ty.to_token_stream().to_string().contains("mut "),
        _ => false,
    }
}
