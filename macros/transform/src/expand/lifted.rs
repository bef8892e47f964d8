//! A call of a function's own `vjp` on dual numbers: the arguments lifted by directions, the
//! adjoints split into values and directions.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Type, WherePredicate, parse_quote};

use super::rename::Rename;
use super::subject::{Naming, Subject};
use super::{slots, twin};
use crate::ir::Role;
use crate::messages;
use crate::signature::{Param, Signature};

/// How a function is called with numbers that have a direction.
pub(super) struct Lifted<'a> {
    subject: &'a Subject<'a>,
    signature: &'a Signature,
    /// The number type: `T`, `f64`.
    real: Ident,
    /// The function is spelled in `f32` or `f64`: its generic form is called.
    spelled: bool,
    /// What types become.
    rename: Rename,
}

/// Why a function has no second derivative.
pub(super) struct Refusal {
    pub(super) tokens: TokenStream,
    pub(super) text: &'static str,
    /// It has no `grad` either.
    pub(super) shape: bool,
}

impl<'a> Lifted<'a> {
    /// The way to call `subject`, or why there is none.
    pub(super) fn of(subject: &'a Subject<'a>, signature: &'a Signature) -> Result<Self, Refusal> {
        let real = number(subject, signature)?;
        let refuse = |text| Refusal { tokens: subject.sig.ident.to_token_stream(), text, shape: false };
        let spelled = real == "f32" || real == "f64";
        if spelled && !signature.kinds.reals.is_empty() {
            return Err(refuse(messages::HVP_MIXED));
        }
        if spelled && matches!(subject.naming, Naming::Suffix) {
            return Err(refuse(messages::HVP_METHOD));
        }
        if !spelled && signature.kinds.reals.len() != 1 {
            return Err(refuse(messages::HVP_TWO));
        }
        let rename = Rename::of(meanings(subject, &real));
        let lifted = Self { subject, signature, real, spelled, rename };
        match signature.params.iter().find(|p| lifted.is_foreign(p)) {
            Some(p) => Err(Refusal { tokens: tokens(p), text: messages::HVP_MIXED, shape: false }),
            None => Ok(lifted),
        }
    }

    /// A float argument of another type than the function's numbers.
    fn is_foreign(&self, p: &Param) -> bool {
        let float = ["f32", "f64"].map(|name| (name.to_owned(), parse_quote!(())));
        let other = HashMap::from(float.map(|(name, ty): (String, Type)| (name, ty)));
        let foreign: HashMap<String, Type> =
            other.into_iter().filter(|(name, _)| self.real != name).collect();
        (self.spelled || !p.constant) && Rename::of(foreign).changes(&p.ty)
    }

    /// The number type.
    pub(super) fn real(&self) -> &Ident {
        &self.real
    }

    /// Whether an argument has another type where numbers have a direction.
    fn changes(&self, p: &Param) -> bool {
        self.rename.changes(&p.ty)
    }

    /// Declares the lifted argument; `direction` is an expression of the tangent's type by reference.
    pub(super) fn declare(&self, p: &Param, direction: Option<&TokenStream>) -> TokenStream {
        let (name, lifted) = (&p.name, self.lifted(p));
        let value = match (p.role, direction) {
            (Role::Argument, _) => quote!(&#name),
            _ => quote!(#name),
        };
        match (direction, p.is_slice()) {
            (Some(t), true) => quote!(let #lifted = ::costate::rt::lift_slice(#value, #t);),
            (Some(t), false) => quote!(let #lifted = ::costate::Lift::lift(#value, #t);),
            (None, true) if self.changes(p) => quote!(let #lifted = ::costate::rt::fixed_slice(#value);),
            (None, false) if self.changes(p) => quote!(let #lifted = ::costate::Lift::fixed(#value);),
            (None, _) => quote!(),
        }
    }

    /// Declares the adjoint of an argument.
    pub(super) fn declare_adjoint(&self, p: &Param) -> TokenStream {
        let (name, adjoint) = (&p.name, self.adjoint(p));
        match p.is_slice() {
            true => quote!(let mut #adjoint = ::costate::rt::zeros(#name.len());),
            false => quote!(let mut #adjoint = ::costate::Zero::zero();),
        }
    }

    /// `Self::vjp::<Dual<T>>(…)`
    pub(super) fn call(&self, seed: &TokenStream, tape: &TokenStream) -> TokenStream {
        let args = self.signature.params.iter().map(|p| {
            let (name, lifted) = (&p.name, self.lifted(p));
            let value = match (p.is_dropped() && !self.changes(p), p.role) {
                (true, Role::Unique) => quote!(&mut *#name),
                (true, _) => quote!(#name),
                (false, Role::Argument) => quote!(#lifted),
                (false, _) => quote!(&#lifted),
            };
            let adjoint = self.adjoint(p);
            if p.is_dropped() { value } else { quote!(#value, &mut #adjoint) }
        });
        let path = self.path();
        quote!(#path(#(#args,)* #seed, #tape))
    }

    /// The value or the direction of an argument's adjoint.
    pub(super) fn part(&self, p: &Param, part: &str) -> TokenStream {
        let (adjoint, ty) = (self.adjoint(p), &p.ty);
        if let Type::Slice(slice) = ty {
            let (elem, part) = (&slice.elem, format_ident!("{part}_slice"));
            return quote!(::costate::rt::#part::<#elem>(&#adjoint));
        }
        let part = Ident::new(part, proc_macro2::Span::call_site());
        quote!(<#ty as ::costate::Lift>::#part(&#adjoint))
    }

    fn lifted(&self, p: &Param) -> Ident {
        slots::beside("lifted_", &p.name.to_string(), &self.signature.params)
    }

    fn adjoint(&self, p: &Param) -> Ident {
        slots::beside("adjoint_", &p.name.to_string(), &self.signature.params)
    }

    /// The function's `vjp`, of dual numbers.
    fn path(&self) -> TokenStream {
        let (real, own) = (&self.real, self.subject.sig);
        let layer = if self.spelled {
            format_ident!("{}_vjp", twin::FORM, span = own.ident.span())
        } else {
            self.subject.name("vjp")
        };
        let arguments = own.generics.params.iter().filter_map(|p| match p {
            GenericParam::Type(t) => {
                let ident = &t.ident;
                let ty = self.rename.ty(&parse_quote!(#ident));
                Some(quote!(#ty))
            }
            GenericParam::Const(c) => {
                let ident = &c.ident;
                Some(quote!(#ident))
            }
            GenericParam::Lifetime(_) => None,
        });
        let last = self.spelled.then(|| quote!(::costate::Dual<#real>));
        let arguments: Vec<TokenStream> = arguments.chain(last).collect();
        let turbofish = (!arguments.is_empty()).then(|| quote!(::<#(#arguments),*>));
        let around = match self.subject.of {
            Some(ty) => {
                let ty = self.rename.ty(ty);
                quote!(<#ty>)
            }
            None => quote!(Self),
        };
        quote!(#around::#layer #turbofish)
    }

    /// What must hold beside the function's own bounds: other type parameters are lifted too.
    pub(super) fn predicates(&self) -> Vec<WherePredicate> {
        let mut all = Vec::new();
        for generics in self.generics() {
            for p in generics.type_params().filter(|p| p.ident != self.real) {
                let (ident, bounds) = (&p.ident, &p.bounds);
                all.push(parse_quote!(#ident: ::costate::Lift));
                if !bounds.is_empty() {
                    all.extend(self.lift_predicate(&parse_quote!(#ident: #bounds)));
                }
            }
            let clauses = generics.where_clause.iter().flat_map(|w| &w.predicates);
            let of_real = |w: &&WherePredicate| {
                matches!(w, WherePredicate::Type(t)
                    if matches!(&t.bounded_ty, Type::Path(p) if p.path.is_ident(&self.real)))
            };
            all.extend(clauses.filter(|w| !of_real(w)).filter_map(|w| self.lift_predicate(w)));
        }
        all
    }

    /// What must hold of the lifted types; of an associated type rustc has to find out itself.
    fn lift_predicate(&self, predicate: &WherePredicate) -> Option<WherePredicate> {
        let (mut pass, mut predicate) = (self.rename.clone(), predicate.clone());
        syn::visit_mut::visit_where_predicate_mut(&mut pass, &mut predicate);
        (!pass.associated).then_some(predicate)
    }

    fn generics(&self) -> impl Iterator<Item = &'a syn::Generics> {
        let subject = self.subject;
        subject.outer.iter().copied().chain([&subject.sig.generics])
    }
}

/// The type of the result, where the function has a gradient.
fn number(subject: &Subject<'_>, signature: &Signature) -> Result<Ident, Refusal> {
    let shape = |tokens, text| Refusal { tokens, text, shape: true };
    let own = subject.sig.ident.to_token_stream();
    let result = signature.known_output.is_scalar().then_some(&signature.known_output);
    let Some(real) = result.and_then(|ty| signature.kinds.name_of(ty)) else {
        return Err(shape(own, messages::HVP_RESULT));
    };
    if let Some(p) = signature.params.iter().find(|p| p.role == Role::Unique && !p.is_dropped()) {
        return Err(shape(tokens(p), messages::HVP_WRITES));
    }
    if signature.params.iter().all(Param::is_dropped) {
        return Err(shape(own, messages::HVP_NOTHING));
    }
    Ok(Ident::new(real, subject.sig.ident.span()))
}

/// The number type becomes `Dual` of it, other type parameters what they are lifted to.
fn meanings(subject: &Subject<'_>, real: &Ident) -> HashMap<String, Type> {
    let mut all: HashMap<String, Type> = HashMap::new();
    for generics in subject.outer.iter().copied().chain([&subject.sig.generics]) {
        for p in generics.type_params() {
            let ident = &p.ident;
            all.insert(ident.to_string(), parse_quote!(<#ident as ::costate::Lift>::Lifted));
        }
    }
    all.insert(real.to_string(), parse_quote!(::costate::Dual<#real>));
    if let Some(own) = subject.of {
        let lifted = Rename::of(all.clone()).ty(own);
        all.insert("Self".to_owned(), lifted);
    }
    all
}

fn tokens(p: &Param) -> TokenStream {
    let (name, written) = (&p.name, &p.written);
    if p.receiver { quote!(#name) } else { quote!(#written) }
}
