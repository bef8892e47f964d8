//! A function whose signature is refused, as its callers see it: with a type that is differentiated in
//! the place of one that is not, so that the one mistake is the one message. None of it ever runs.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{ReturnType, Type, parse_quote};

use super::subject::Subject;
use super::{hidden, hygiene};
use crate::messages::Messages;
use crate::signature::Signature;

/// Stubs of all layers; none where a refused type has nothing that could stand for it.
pub(super) fn layers(subject: &Subject<'_>) -> TokenStream {
    let sig = differentiated(subject.sig);
    let mut generics = subject.outer.clone();
    generics.push(&sig.generics);
    let mut left = Messages::default();
    let signature = Signature::of_types(&sig, &generics, &mut left);
    hidden::refuse_cfg(&sig, None, &mut left);
    hygiene::check(&sig, None, &mut left);
    if !left.is_empty() {
        return quote!();
    }
    let seen = Subject {
        sig: &sig,
        vis: subject.vis.clone(),
        outer: subject.outer.clone(),
        block: subject.block,
        naming: subject.naming,
        cfg: subject.cfg.clone(),
        owned: subject.owned,
        options: subject.options.clone(),
        of: subject.of,
        of_trait: subject.of_trait.clone(),
        implements: subject.implements,
        spelled: subject.spelled,
        own_operators: Default::default(),
    };
    seen.first(&signature, None)
}

/// The signature with types that are differentiated where that is known.
fn differentiated(sig: &syn::Signature) -> syn::Signature {
    let mut sig = sig.clone();
    sig.inputs.iter_mut().for_each(|arg| Arguments.visit_fn_arg_mut(arg));
    if let ReturnType::Type(_, ty) = &mut sig.output {
        **ty = owned(ty);
        Values.visit_type_mut(ty);
    }
    sig
}

/// What is behind a reference that is returned.
fn owned(ty: &Type) -> Type {
    let Type::Reference(r) = ty else { return ty.clone() };
    match &*r.elem {
        Type::Slice(s) => array(&s.elem),
        elem => elem.clone(),
    }
}

/// An array for something of any length; rustc complains of a constant index behind the end.
fn array(of: &Type) -> Type {
    parse_quote!([#of; 4096])
}

/// `&[T]` for `&Vec<T>`; and values.
struct Arguments;

impl VisitMut for Arguments {
    fn visit_type_reference_mut(&mut self, r: &mut syn::TypeReference) {
        if let Some(("Vec", of)) = wrapped(&r.elem) {
            *r.elem = parse_quote!([#of]);
        }
        self.visit_type_mut(&mut r.elem);
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        match ty {
            Type::Reference(r) => self.visit_type_reference_mut(r),
            other => Values.visit_type_mut(other),
        }
    }
}

/// `Option<T>` for `Result<T, E>`, an array for `Vec<T>`, `T` for `Box<T>`.
struct Values;

impl VisitMut for Values {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        match wrapped(ty) {
            Some(("Result", of)) => *ty = parse_quote!(::core::option::Option<#of>),
            Some(("Vec" | "VecDeque", of)) => *ty = array(&of),
            Some(("Box" | "Rc" | "Arc", of)) => *ty = of,
            _ => {}
        }
        visit_mut::visit_type_mut(self, ty);
    }
}

/// What a type is called that is refused, and its first argument.
fn wrapped(ty: &Type) -> Option<(&'static str, Type)> {
    let Type::Path(p) = ty else { return None };
    let last = p.path.segments.last()?;
    let names = ["Result", "Vec", "VecDeque", "Box", "Rc", "Arc"];
    let name = names.into_iter().find(|n| last.ident == n)?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        syn::GenericArgument::Type(of) => Some((name, of.clone())),
        _ => None,
    }
}
