//! The where-clauses of generated impls: a bound for the type of each field that names a type
//! parameter. (A bound on a type without parameters is proved at once, and rustc warns of it.)

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::{DeriveInput, Generics, Ident, Type, WherePredicate, parse_quote};

use super::shape::{Shape, Slot};

/// The user's generics with a predicate for each field that names a type parameter.
pub fn with(shape: &Shape, predicate: impl Fn(&Slot) -> Option<WherePredicate>) -> Generics {
    let generic = shape.slots.iter().filter(|slot| slot.generic);
    extend(&shape.input.generics, generic.filter_map(predicate))
}

/// `Field: Diff`, and `Field: Pod` for constant fields: what `STangent` and `Diff` need.
pub fn diff(shape: &Shape) -> Generics {
    with(shape, |slot| {
        let ty = slot.ty;
        Some(if slot.constant {
            parse_quote!(#ty: ::costate::Pod)
        } else {
            parse_quote!(#ty: ::costate::Diff)
        })
    })
}

/// `diff` and `Field::Tangent: bound`.
pub fn tangent(shape: &Shape, bound: &TokenStream) -> Generics {
    let mut generics = diff(shape);
    let more = with(shape, |slot| {
        let tangent = slot.tangent();
        (!slot.constant).then(|| parse_quote!(#tangent: #bound))
    });
    let predicates = more.where_clause.map(|clause| clause.predicates);
    generics.make_where_clause().predicates.extend(predicates.into_iter().flatten());
    dedup(&mut generics);
    generics
}

/// `Field: Pod` for every generic field of the struct or enum `input`.
pub fn plain(input: &DeriveInput) -> Generics {
    let fields: Vec<&syn::Field> = match &input.data {
        syn::Data::Struct(data) => data.fields.iter().collect(),
        syn::Data::Enum(data) => data.variants.iter().flat_map(|variant| &variant.fields).collect(),
        syn::Data::Union(_) => Vec::new(),
    };
    let types = fields.iter().map(|field| &field.ty);
    let generic = types.filter(|ty| names_parameter(&input.generics, ty));
    extend(&input.generics, generic.map(|ty| parse_quote!(#ty: ::costate::Pod)))
}

fn extend(generics: &Generics, predicates: impl Iterator<Item = WherePredicate>) -> Generics {
    let mut generics = generics.clone();
    let predicates: Vec<_> = predicates.collect();
    if !predicates.is_empty() {
        generics.make_where_clause().predicates.extend(predicates);
    }
    dedup(&mut generics);
    generics
}

/// Keeps the first of equal predicates: `x: T, y: T` needs one bound.
fn dedup(generics: &mut Generics) {
    let Some(clause) = &mut generics.where_clause else { return };
    let mut seen = HashSet::new();
    let all = core::mem::take(&mut clause.predicates).into_iter();
    clause.predicates = all.filter(|one| seen.insert(quote!(#one).to_string())).collect();
}

/// Whether `ty` names a type parameter of `generics`; a macro in type position might.
pub fn names_parameter(generics: &Generics, ty: &Type) -> bool {
    struct Search<'a> {
        params: Vec<&'a Ident>,
        found: bool,
    }
    impl<'ast> Visit<'ast> for Search<'_> {
        fn visit_ident(&mut self, ident: &'ast Ident) {
            self.found |= self.params.contains(&ident);
        }
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            self.found |= !mac.to_token_stream().is_empty() && !self.params.is_empty();
            visit::visit_macro(self, mac);
        }
    }
    let mut search =
        Search { params: generics.type_params().map(|param| &param.ident).collect(), found: false };
    search.visit_type(ty);
    search.found
}
