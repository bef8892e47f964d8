//! What a function's signature says: its arguments, their slots, its result.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{FnArg, Pat, ReturnType, Type};

use crate::ir::Role;
use crate::messages::{self, Messages};
use crate::types::{Kinds, Ty};

/// An argument.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name; `self` for a receiver.
    pub name: Ident,
    /// The pattern that takes it apart; its name is made of the names there.
    pub pattern: Option<Pat>,
    /// By value, `&` or `&mut`.
    pub role: Role,
    /// Its type behind the reference.
    pub ty: Type,
    /// Its type as it is written, lifetimes included.
    pub written: Type,
    /// What is known of its type.
    pub known: Ty,
    /// It is the method's receiver.
    pub receiver: bool,
    /// `mut x: T`
    pub mutable: bool,
    /// `#[constant]`: without an adjoint.
    pub constant: bool,
}

/// A function's signature.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The arguments.
    pub params: Vec<Param>,
    /// The type of the result; none for `()`.
    pub output: Option<Type>,
    /// What is known of the result.
    pub known_output: Ty,
    /// The `Real` type parameters.
    pub kinds: Kinds,
    /// Arguments whose type was refused: what is done with them is not.
    pub refused: Vec<String>,
}

impl Param {
    /// Whether its type is a slice.
    #[must_use]
    pub fn is_slice(&self) -> bool {
        matches!(self.ty, Type::Slice(_))
    }

    /// Whether `vjp` and `jvp` have no slot for it.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.constant || self.known.is_flat()
    }
}

impl Signature {
    /// Reads a signature; `generics` are all that are in scope.
    pub fn read(sig: &syn::Signature, generics: &[&syn::Generics], messages: &mut Messages) -> Self {
        refuse_qualifiers(sig, messages);
        Self::of_types(sig, generics, messages)
    }

    /// Whether the result is a `Result`, which is refused.
    #[must_use]
    pub fn returns_result(&self) -> bool {
        matches!(&self.output, Some(Type::Path(p)) if last_is(&p.path, &["Result"]))
    }

    /// Reads a signature without what stands before `fn`.
    pub fn of_types(sig: &syn::Signature, generics: &[&syn::Generics], messages: &mut Messages) -> Self {
        let called = refuse_bounds(&sig.generics, messages);
        let mut kinds = Kinds::of(reals(generics));
        kinds.bounded_operators = generics.iter().any(|g| bounds_operators(g));
        let mut params: Vec<Param> =
            sig.inputs.iter().filter_map(|arg| param(arg, &mut kinds, messages)).collect();
        let refused = params.iter().filter(|p| refusal_of(&p.ty).is_some() || is_one_of(&p.ty, &called));
        let refused = refused.map(|p| p.name.to_string()).collect();
        distinguish(&mut params);
        let output = match &sig.output {
            ReturnType::Type(_, ty) if !is_unit(ty) => Some((**ty).clone()),
            _ => None,
        };
        match &output {
            Some(Type::Reference(r)) => messages.add(r, messages::RETURNS_REFERENCE),
            Some(Type::ImplTrait(t)) => messages.add(t, messages::IMPL_TRAIT),
            Some(ty) => refuse_type(ty, messages),
            None => {}
        }
        let known_output = output.as_ref().map_or(Ty::Flat, |ty| kinds.spelled(ty));
        Self { params, output, known_output, kinds, refused }
    }
}

fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(t) if t.elems.is_empty())
}

/// What stands before `fn`, and its dots.
pub fn refuse_qualifiers(sig: &syn::Signature, messages: &mut Messages) {
    if let Some(token) = &sig.asyncness {
        messages.add(token, messages::ASYNC);
    }
    if let Some(token) = &sig.constness {
        messages.add(token, messages::CONST_FN);
    }
    if matches!(sig.safety, syn::Safety::Unsafe(_)) {
        messages.add(&sig.safety, messages::UNSAFE);
    }
    if let Some(abi) = &sig.abi {
        messages.add(abi, messages::EXTERN_FN);
    }
    if let Some(dots) = &sig.variadic {
        messages.add(dots, messages::VARIADIC);
    }
}

/// `F: Fn(f64) -> f64`: what is called has no companion. `I: Iterator`: nor has its `next`.
/// Gives the names of such types.
fn refuse_bounds(generics: &syn::Generics, messages: &mut Messages) -> Vec<String> {
    let inline = generics.type_params().map(|p| (p.ident.to_string(), &p.bounds));
    let clauses = generics.where_clause.iter().flat_map(|w| &w.predicates).filter_map(|p| match p {
        syn::WherePredicate::Type(t) => Some((t.bounded_ty.to_token_stream().to_string(), &t.bounds)),
        _ => None,
    });
    let mut refused = Vec::new();
    for (name, bounds) in inline.chain(clauses) {
        if let Some((bound, text)) = bounds.iter().find_map(|b| Some((b, refused_bound(b)?))) {
            messages.add(bound, text);
            refused.push(name);
        }
    }
    refused
}

fn is_one_of(ty: &Type, names: &[String]) -> bool {
    matches!(ty, Type::Path(p) if p.path.get_ident().is_some_and(|t| names.contains(&t.to_string())))
}

/// What to say of a bound that no differentiable type has.
fn refused_bound(bound: &syn::TypeParamBound) -> Option<&'static str> {
    let syn::TypeParamBound::Trait(t) = bound else { return None };
    match t.path.segments.last()?.ident.to_string().as_str() {
        "Fn" | "FnMut" | "FnOnce" => Some(messages::FUNCTION_POINTER),
        "Iterator" | "IntoIterator" | "DoubleEndedIterator" | "ExactSizeIterator" => {
            Some(messages::ITERATOR_ARGUMENT)
        }
        _ => None,
    }
}

fn param(arg: &FnArg, kinds: &mut Kinds, messages: &mut Messages) -> Option<Param> {
    let typed = match arg {
        FnArg::Receiver(r) => return receiver(r, messages),
        FnArg::Typed(typed) => typed,
    };
    let (name, mutable, pattern) = match &*typed.pat {
        Pat::Ident(syn::PatIdent { ident, mutability, by_ref: None, subpat: None, .. }) => {
            // generated code names it without the hygiene of a macro that wrote the function
            let span = Span::call_site().located_at(ident.span());
            (crate::emit::ident(&ident.to_string(), span), mutability.is_some(), None)
        }
        pat => (crate::exits::joined(pat), false, Some(pat.clone())),
    };
    let (role, ty) = match &*typed.ty {
        Type::Reference(r) if r.mutability.is_some() => (Role::Unique, &*r.elem),
        Type::Reference(r) => (Role::Shared, &*r.elem),
        ty => (Role::Argument, ty),
    };
    refuse_type(&typed.ty, messages);
    let constant = typed.attrs.iter().find(|a| a.path().is_ident("constant"));
    if constant.is_none() && is_range(ty) {
        messages.add(ty, messages::RANGE_ARGUMENT);
    }
    if let (Some(attr), Role::Unique) = (constant, role) {
        messages.add(attr, messages::CONSTANT_MUT);
    }
    Some(Param {
        name,
        pattern,
        role,
        ty: ty.clone(),
        written: (*typed.ty).clone(),
        known: kinds.spelled(ty),
        receiver: false,
        mutable,
        constant: constant.is_some(),
    })
}

/// Names that are made of a pattern are no other argument's.
fn distinguish(params: &mut [Param]) {
    for k in 0..params.len() {
        if params[k].pattern.is_some() {
            let taken = |name: &str| {
                let others = params.iter().enumerate().any(|(i, p)| i != k && p.name == name);
                others || crate::ir::is_keyword(name)
            };
            let name = crate::ir::unique(&params[k].name.to_string(), taken);
            params[k].name = Ident::new(&name, params[k].name.span());
        }
    }
}

fn receiver(r: &syn::Receiver, messages: &mut Messages) -> Option<Param> {
    let (role, written) = match &r.kind {
        syn::ReceiverKind::Value => (Role::Argument, syn::parse_quote!(Self)),
        syn::ReceiverKind::Reference(_, life, None) => (Role::Shared, syn::parse_quote!(&#life Self)),
        syn::ReceiverKind::Reference(_, life, Some(_)) => (Role::Unique, syn::parse_quote!(&#life mut Self)),
        _ => {
            messages.add(r, messages::RECEIVER_TYPE);
            return None;
        }
    };
    Some(Param {
        name: Ident::new("self", r.self_token.span),
        pattern: None,
        role,
        ty: syn::parse_quote!(Self),
        written,
        known: Ty::Unknown,
        receiver: true,
        mutable: r.mutability.is_some(),
        constant: false,
    })
}

fn refuse_type(ty: &Type, messages: &mut Messages) {
    if let Some((ty, text)) = refusal_of(ty) {
        messages.add(ty, text);
    }
}

/// The part of a type that is not differentiated, and what to say of it.
fn refusal_of(ty: &Type) -> Option<(&Type, &'static str)> {
    let text = match ty {
        Type::Reference(r) => return refusal_of(&r.elem),
        Type::Slice(t) => return refusal_of(&t.elem),
        Type::Array(t) => return refusal_of(&t.elem),
        Type::Ptr(_) => messages::RAW_POINTER,
        Type::TraitObject(_) => messages::DYN,
        Type::FnPtr(_) => messages::FUNCTION_POINTER,
        Type::ImplTrait(t) => t.bounds.iter().find_map(refused_bound)?,
        Type::Path(p) if last_is(&p.path, &["Vec", "Box", "Rc", "Arc", "String", "HashMap", "VecDeque"]) => {
            messages::COLLECTION
        }
        Type::Path(p) if last_is(&p.path, &["Result"]) => messages::RESULT,
        _ => return None,
    };
    Some((ty, text))
}

/// `Range<usize>`
fn is_range(ty: &Type) -> bool {
    let Type::Path(p) = ty else { return false };
    let Some(syn::PathArguments::AngleBracketed(of)) = p.path.segments.last().map(|s| &s.arguments) else {
        return false;
    };
    let integer = of.args.to_token_stream().to_string();
    let integer = matches!(integer.as_str(), "usize" | "u32" | "u64" | "i32" | "i64" | "isize");
    integer && last_is(&p.path, &["Range", "RangeInclusive"])
}

/// Whether a path ends with one of these names.
pub fn last_is(path: &syn::Path, names: &[&str]) -> bool {
    path.segments.last().is_some_and(|s| names.iter().any(|n| s.ident == n))
}

/// The type parameters bound by `Real` or `Scalar`.
fn reals(generics: &[&syn::Generics]) -> Vec<String> {
    let mut found = Vec::new();
    for g in generics {
        for p in g.type_params() {
            if p.bounds.iter().any(is_real) {
                found.push(p.ident.to_string());
            }
        }
        let predicates = g.where_clause.iter().flat_map(|w| &w.predicates);
        for p in predicates {
            if let syn::WherePredicate::Type(t) = p
                && let Type::Path(path) = &t.bounded_ty
                && let Some(ident) = path.path.get_ident()
                && t.bounds.iter().any(is_real)
            {
                found.push(ident.to_string());
            }
        }
    }
    found.dedup();
    found
}

/// Whether the bounds name operators: `T: Real + Mul<f64, Output = T>`.
fn bounds_operators(generics: &syn::Generics) -> bool {
    let inline = generics.type_params().flat_map(|p| &p.bounds);
    let clauses = generics.where_clause.iter().flat_map(|w| &w.predicates).filter_map(|p| match p {
        syn::WherePredicate::Type(t) => Some(&t.bounds),
        _ => None,
    });
    let operators = ["Add", "Sub", "Mul", "Div", "AddAssign", "SubAssign", "MulAssign", "DivAssign"];
    let of_operator = |bound: &syn::TypeParamBound| matches!(bound, syn::TypeParamBound::Trait(t) if last_is(&t.path, &operators));
    inline.chain(clauses.flatten()).any(of_operator)
}

fn is_real(bound: &syn::TypeParamBound) -> bool {
    matches!(bound, syn::TypeParamBound::Trait(t) if last_is(&t.path, &["Real", "Scalar"]))
}

/// A place for names without a source.
#[must_use]
pub fn nowhere() -> Span {
    Span::call_site()
}
