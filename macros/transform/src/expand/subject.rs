//! A function that is differentiated, on its way through the passes.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::layer::Write;
use super::options::Options;
use super::{grad, hidden, hygiene, known, many, operands, second, stand_in, twin};
use crate::activity::Activity;
use crate::ir::Function;
use crate::messages::Messages;
use crate::signature::{Signature, refuse_qualifiers};
use crate::{lower, save, uses};

/// How the derivatives are named.
#[derive(Clone, Copy)]
pub(super) enum Naming {
    /// Associated functions of a type: `f::vjp`.
    Companion,
    /// Methods beside the method: `step_vjp`.
    Suffix,
}

/// A function that is differentiated.
pub(super) struct Subject<'a> {
    pub(super) sig: &'a syn::Signature,
    pub(super) vis: TokenStream,
    /// The generics around it.
    pub(super) outer: Vec<&'a syn::Generics>,
    /// None in a trait without a default.
    pub(super) block: Option<&'a syn::Block>,
    pub(super) naming: Naming,
    /// The function's `cfg`s, which hold for its derivatives too.
    pub(super) cfg: Vec<syn::Attribute>,
    /// Whether `grad` and `value_and_grad` are written (not in traits).
    pub(super) owned: bool,
    /// What the attribute asks for beside the layers.
    pub(super) options: Options,
    /// The type of an inherent `impl` block.
    pub(super) of: Option<&'a syn::Type>,
    /// The trait that it stands in, with its arguments.
    pub(super) of_trait: Option<syn::Path>,
    /// It stands in an `impl` of that trait.
    pub(super) implements: bool,
    /// This is the generic form of a function that is spelled in this float type.
    pub(super) spelled: Option<&'static str>,
    /// Whether it turned out to have operators on types that are not known.
    pub(super) own_operators: std::cell::Cell<bool>,
}

/// A function on its way through the passes.
pub(super) struct Compiled {
    pub(super) signature: Signature,
    /// The function, as lowered.
    pub(super) primal: Function,
    /// With what calls lend kept.
    pub(super) function: Function,
    pub(super) activity: Activity,
}

impl Subject<'_> {
    /// Runs the passes that all layers share; says whether the signature is sound.
    pub(super) fn compile(&self, messages: &mut Messages) -> (Signature, Option<Compiled>, bool) {
        self.compile_as(messages, |_, _| {})
    }

    /// Compiles what the lowered function is changed into.
    pub(super) fn compile_as(
        &self,
        messages: &mut Messages,
        change: impl Fn(&mut Function, &mut Signature),
    ) -> (Signature, Option<Compiled>, bool) {
        let mut generics = self.outer.clone();
        generics.push(&self.sig.generics);
        let mut own = Messages::default();
        let mut signature = Signature::of_types(self.sig, &generics, &mut own);
        hidden::refuse_cfg(self.sig, self.block, &mut own);
        hygiene::check(self.sig, self.block, &mut own);
        known::check(self.block, &mut own);
        let sound = own.is_empty();
        refuse_qualifiers(self.sig, &mut own);
        let mut compiled = None;
        if let Some(block) = self.block {
            let mut function = lower::lower(&signature, block, &mut own);
            self.own_operators.set(operands::has_own_operators(&function));
            change(&mut function, &mut signature);
            uses::drop_unused_results(&mut function);
            let mut activity = Activity::find(&function, &signature);
            if let Some(float) = self.spelled {
                crate::route::route(&mut function, &signature, &activity, (twin::REAL, float), &mut own);
                activity = Activity::find(&function, &signature);
            }
            crate::check::check(&mut function, &activity, &mut own);
            let primal = function.clone();
            save::save(&mut function, &activity);
            let activity = Activity::find(&function, &signature);
            compiled = Some(Compiled { signature: signature.clone(), primal, function, activity });
        }
        let clean = own.is_empty();
        messages.merge(own);
        (signature, compiled.filter(|_| clean), sound)
    }

    /// All layers. With messages given, stubs, so that one mistake is one message.
    pub(super) fn layers(&self, messages: &mut Messages) -> TokenStream {
        let (signature, compiled, sound) = self.compile(messages);
        if !sound {
            return stand_in::layers(self);
        }
        let first = self.first(&signature, compiled.as_ref());
        let second = compiled.map(|_| second::second(self, &signature, messages));
        quote!(#first #second)
    }

    /// All layers but second derivatives; stubs of what is not compiled.
    pub(super) fn first(&self, signature: &Signature, compiled: Option<&Compiled>) -> TokenStream {
        let mut write = Write { subject: self, signature: signature.clone(), compiled };
        let all = [write.tan(), write.fwd(), write.rev(), write.jvp(), write.vjp()];
        let grad = if self.owned { grad::grad(self, signature) } else { quote!() };
        let many = many::many(self, signature, compiled.is_some_and(|c| !c.function.body.has_loops()));
        quote!(#(#all)* #grad #many)
    }

    /// The name of a layer.
    pub(super) fn name(&self, layer: &str) -> Ident {
        match self.naming {
            Naming::Suffix if layer.is_empty() => self.sig.ident.clone(),
            Naming::Companion => Ident::new(layer, self.sig.ident.span()),
            Naming::Suffix => format_ident!("{}_{}", self.sig.ident, layer, span = self.sig.ident.span()),
        }
    }

    /// `Self::layer::<T, N>`; a trait's is not taken for a method of the type that has its name.
    pub(super) fn path(&self, layer: &str) -> TokenStream {
        let own = self.of_trait.as_ref().map_or(quote!(Self), |of| quote!(<Self as #of>));
        self.path_of(&own, layer)
    }

    /// `own::layer::<T, N>`
    fn path_of(&self, own: &TokenStream, layer: &str) -> TokenStream {
        let name = self.name(layer);
        let generics = self.sig.generics.params.iter().filter_map(|p| match p {
            syn::GenericParam::Type(t) => Some(&t.ident),
            syn::GenericParam::Const(c) => Some(&c.ident),
            syn::GenericParam::Lifetime(_) => None,
        });
        let generics: Vec<_> = generics.collect();
        let turbofish = (!generics.is_empty()).then(|| quote!(::<#(#generics),*>));
        quote!(#own::#name #turbofish)
    }
}
