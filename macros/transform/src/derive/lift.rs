//! `impl Lift`: the struct over dual numbers, for second derivatives.
//!
//! A type parameter `T` becomes `<T as Lift>::Lifted`, in the struct's name, its bounds and its
//! fields. A field whose type names no parameter keeps its type, so it must have no derivative:
//! where it is spelled as a float, or might be one, the struct is not lifted. `hvp` then says so.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{DeriveInput, Generics, Type, WherePredicate, parse_quote};

use super::options::Slope;
use super::shape::{Shape, Slot};
use super::{bounds, check, space};
use crate::expand::rename::Rename;

/// `Lift` for a struct with these fields, where it has one.
pub fn of_struct(shape: &Shape, slope: Slope) -> TokenStream {
    let constant = slope == Slope::None || shape.slots.iter().all(|slot| slot.constant || is_flat(slot.ty));
    if constant && shape.slots.iter().all(|slot| !slot.generic) {
        return of_constant(shape.input, &shape.tangent, slope == Slope::Fields && !shape.slots.is_empty());
    }
    match Lifted::of_generic(shape) {
        Some(lifted) if slope != Slope::None => of_fields(shape, &lifted),
        _ => quote!(),
    }
}

/// Whether a field or a bound has a type such as `T::Mask`.
fn names_associated(shape: &Shape) -> bool {
    let mut pass = Lifted::of(&shape.input.generics).rename;
    shape.slots.iter().for_each(|slot| pass.visit_type_mut(&mut slot.ty.clone()));
    pass.visit_generics_mut(&mut shape.input.generics.clone());
    pass.associated
}

/// A type without a derivative is itself.
pub fn of_enum(input: &DeriveInput) -> TokenStream {
    of_constant(input, &input.ident, false)
}

/// `own`: the tangent is a struct of its own, of `()`s.
fn of_constant(input: &DeriveInput, tangent: &Ident, own: bool) -> TokenStream {
    let ident = &input.ident;
    let generics = bounds::plain(input);
    let (params, args, bounds) = generics.split_for_impl();
    let slope = if own { quote!(#tangent #args) } else { quote!(()) };
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::Lift for #ident #args #bounds {
            type Lifted = Self;
            #[inline]
            fn lift(&self, _: &#slope) -> Self {
                ::costate::Pod::duplicate(self)
            }
            #[inline]
            fn re(_: &#slope) -> #slope {
                ::costate::Zero::zero()
            }
            #[inline]
            fn eps(_: &#slope) -> #slope {
                ::costate::Zero::zero()
            }
        }
    }
}

fn of_fields(shape: &Shape, lifted: &Lifted) -> TokenStream {
    let (ident, tangent) = (&shape.input.ident, &shape.tangent);
    let lift = fields(shape, lifted, |slot, way| {
        let member = &slot.member;
        match slot.constant {
            true if slot.generic => {
                quote!(#member: #way::lift_to(&self.#member, &::costate::Zero::zero()))
            }
            true => quote!(#member: ::costate::Pod::duplicate(&self.#member)),
            false => quote!(#member: #way::lift_to(&self.#member, &t.#member)),
        }
    });
    let part = |part: TokenStream| {
        fields(shape, lifted, |slot, way| {
            let member = &slot.member;
            match slot.constant {
                true => quote!(#member: ::costate::Zero::zero()),
                false => quote!(#member: #way::#part(&d.#member)),
            }
        })
    };
    let (re, eps) = (part(quote!(re_of)), part(quote!(eps_of)));
    let bodies =
        [quote!(#ident { #(#lift),* }), quote!(#tangent { #(#re),* }), quote!(#tangent { #(#eps),* })];
    written(shape, lifted, bodies)
}

/// The impl with the bodies of `lift`, `re` and `eps`.
pub fn written(shape: &Shape, lifted: &Lifted, [lift, re, eps]: [TokenStream; 3]) -> TokenStream {
    let own = lifted.ty(&self_type(&shape.input.ident, &shape.input.generics));
    let generics = predicates(shape, lifted);
    let (params, args, bounds) = generics.split_for_impl();
    let ident = &shape.input.ident;
    quote! {
        #[automatically_derived]
        #[allow(private_bounds, unused_variables)]
        impl #params ::costate::Lift for #ident #args #bounds {
            type Lifted = #own;
            #[inline]
            fn lift(&self, t: &<Self as ::costate::Diff>::Tangent) -> #own {
                #lift
            }
            #[inline]
            fn re(d: &<#own as ::costate::Diff>::Tangent) -> <Self as ::costate::Diff>::Tangent {
                #re
            }
            #[inline]
            fn eps(d: &<#own as ::costate::Diff>::Tangent) -> <Self as ::costate::Diff>::Tangent {
                #eps
            }
        }
    }
}

/// An initialiser a field; `write` is given `<Field as LiftTo<T, LiftedField>>`.
fn fields(
    shape: &Shape,
    lifted: &Lifted,
    write: impl Fn(&Slot, &TokenStream) -> TokenStream,
) -> Vec<TokenStream> {
    shape.slots.iter().map(|slot| write(slot, &lifted.way(slot.ty))).collect()
}

/// What the fields must be, on top of what `Diff` asks of them, and the same of their lifted types.
fn predicates(shape: &Shape, lifted: &Lifted) -> Generics {
    let itself = shape.tangent == shape.input.ident;
    let mut generics = if itself { space::itself(shape) } else { bounds::diff(shape) };
    let user = shape.input.generics.clone();
    let mut more: Vec<WherePredicate> = Vec::new();
    for parameter in user.type_params() {
        let (ident, bounds) = (&parameter.ident, &parameter.bounds);
        more.push(parse_quote!(#ident: ::costate::Lift));
        if !bounds.is_empty() {
            more.push(lifted.predicate(&parse_quote!(#ident: #bounds)));
        }
    }
    let clauses = generics.where_clause.iter().flat_map(|clause| clause.predicates.iter());
    more.extend(clauses.map(|predicate| lifted.predicate(predicate)));
    for slot in &shape.slots {
        let (ty, to, key) = (slot.ty, lifted.ty(slot.ty), &lifted.key);
        if slot.generic || !slot.constant {
            more.push(parse_quote!(#ty: ::costate::rt::LiftTo<#key, #to>));
        }
    }
    generics.make_where_clause().predicates.extend(more);
    generics
}

fn self_type(ident: &Ident, generics: &Generics) -> Type {
    let (_, args, _) = generics.split_for_impl();
    parse_quote!(#ident #args)
}

/// The type parameters, and what they become.
pub struct Lifted {
    rename: Rename,
    /// One of the parameters: bounds that name it are not decided too early.
    key: Ident,
}

impl Lifted {
    /// For a type that is generic over its numbers, as far as the names of its fields tell.
    pub fn of_generic(shape: &Shape) -> Option<Self> {
        let parameters = shape.input.generics.type_params().next().is_some();
        (parameters && !names_associated(shape)).then(|| Self::of(&shape.input.generics))
    }

    fn of(generics: &Generics) -> Self {
        let parameters: Vec<&Ident> = generics.type_params().map(|p| &p.ident).collect();
        let types: HashMap<String, Type> = parameters
            .iter()
            .map(|p| (p.to_string(), parse_quote!(<#p as ::costate::Lift>::Lifted)))
            .collect();
        Self { rename: Rename::of(types), key: parameters[0].clone() }
    }

    fn ty(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        self.rename.clone().visit_type_mut(&mut ty);
        ty
    }

    fn predicate(&self, predicate: &WherePredicate) -> WherePredicate {
        let mut predicate = predicate.clone();
        self.rename.clone().visit_where_predicate_mut(&mut predicate);
        predicate
    }

    /// `<Field as LiftTo<T, LiftedField>>`
    pub fn way(&self, ty: &Type) -> TokenStream {
        let (to, key) = (self.ty(ty), &self.key);
        quote!(<#ty as ::costate::rt::LiftTo<#key, #to>>)
    }
}

/// Primitives without a derivative, and arrays of them.
fn is_flat(ty: &Type) -> bool {
    match ty {
        Type::Array(array) => is_flat(&array.elem),
        ty => check::is_flat(ty),
    }
}
