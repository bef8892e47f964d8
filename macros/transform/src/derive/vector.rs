//! `#[diff(vector)]`: the struct and its tangent as lists of numbers, the tangent as a vector in
//! which linear systems are solved.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, Index, Member, WherePredicate, parse_quote};

use super::shape::Shape;
use super::{bounds, space};

/// `Numbers` for the struct and its tangent, `Vector` for the tangent.
pub fn of_struct(shape: &Shape) -> TokenStream {
    let (ident, tangent) = (&shape.input.ident, &shape.tangent);
    let of_struct = (ident != tangent).then(|| numbers(shape, ident));
    let (of_tangent, vector) = (numbers(shape, tangent), vector(shape));
    quote!(#of_struct #of_tangent #vector)
}

/// `Numbers` for `ident`, which is the struct or its tangent, field after field.
fn numbers(shape: &Shape, ident: &Ident) -> TokenStream {
    let generics = generics(shape, ident, "Numbers");
    let (params, args, bounds) = generics.split_for_impl();
    let (fields, number) = (fields(shape, ident, "Numbers"), number(shape, ident));
    let lens = fields.iter().map(Field::len);
    let get = walk(&fields, |Field { of, member, .. }| quote!(#of::number(&self.#member, rest)));
    let set = walk(&fields, |Field { of, member, .. }| quote!(#of::set_number(&mut self.#member, rest, x)));
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::implicit::Numbers for #ident #args #bounds {
            type Number = #number;
            const LEN: usize = 0 #(+ #lens)*;
            #[inline]
            fn number(&self, i: usize) -> Self::Number { #get }
            #[inline]
            fn set_number(&mut self, i: usize, x: Self::Number) { #set }
        }
    }
}

/// `Vector` for the tangent.
fn vector(shape: &Shape) -> TokenStream {
    let ident = &shape.tangent;
    let generics = generics(shape, ident, "Vector");
    let (params, args, bounds) = generics.split_for_impl();
    let fields = fields(shape, ident, "Vector");
    let each = fields.iter().map(|Field { of, ty, .. }| quote_spanned!(ty.span()=> #of::Each<Y>));
    let filled = fields.iter().map(|Field { of, .. }| quote!(#of::each(y)));
    let get = walk(&fields, |Field { of, index, .. }| quote!(#of::of(&all.#index, rest)));
    let get_mut = walk(&fields, |Field { of, index, .. }| quote!(#of::of_mut(&mut all.#index, rest)));
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::implicit::Vector for #ident #args #bounds {
            type Each<Y: Copy> = (#(#each,)*);
            #[inline]
            fn each<Y: Copy>(y: Y) -> Self::Each<Y> { (#(#filled,)*) }
            #[inline]
            fn of<Y: Copy>(all: &Self::Each<Y>, i: usize) -> &Y { #get }
            #[inline]
            fn of_mut<Y: Copy>(all: &mut Self::Each<Y>, i: usize) -> &mut Y { #get_mut }
        }
    }
}

/// A field as a list of numbers.
struct Field {
    ty: TokenStream,
    /// `<F as Numbers>` or `<F as Vector>`
    of: TokenStream,
    member: Member,
    /// Its place in `Each`.
    index: Index,
}

impl Field {
    fn len(&self) -> TokenStream {
        let ty = &self.ty;
        quote_spanned!(ty.span()=> <#ty as ::costate::implicit::Numbers>::LEN)
    }
}

fn fields(shape: &Shape, ident: &Ident, of: &str) -> Vec<Field> {
    let of = format_ident!("{of}");
    let slots = shape.slots.iter().zip(space::types(shape, ident)).enumerate();
    let fields = slots.map(|(k, (slot, ty))| Field {
        // on the user's type: there rustc says that it has no numbers
        of: quote_spanned!(slot.ty.span()=> <#ty as ::costate::implicit::#of>),
        ty,
        member: slot.member.clone(),
        index: Index::from(k),
    });
    fields.collect()
}

/// Finds the field in which number `i` lies.
fn walk(fields: &[Field], found: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let steps = fields.iter().map(|field| {
        let (len, found) = (field.len(), found(field));
        quote! {
            if rest < #len {
                return #found;
            }
            rest -= #len;
        }
    });
    quote! {
        let mut rest = i;
        #(#steps)*
        ::costate::rt::beyond(i)
    }
}

/// Every field is what `of` says, all of the same numbers: those of the first.
fn generics(shape: &Shape, ident: &Ident, of: &str) -> Generics {
    let (types, number, of) = (space::types(shape, ident), number(shape, ident), format_ident!("{of}"));
    let mut generics = match (*ident == shape.tangent, shape.tangent == shape.input.ident) {
        (true, true) => space::itself(shape),
        (true, false) => bounds::diff(shape),
        (false, _) => shape.input.generics.clone(),
    };
    let first = types.first().map(ToString::to_string);
    let generic = shape.slots.iter().zip(&types).filter(|(slot, _)| slot.generic);
    let predicates = generic.map(|(_, ty)| -> WherePredicate {
        match first == Some(ty.to_string()) {
            // of itself rustc could not tell which number it has
            true => parse_quote!(#ty: ::costate::implicit::#of),
            false => parse_quote!(#ty: ::costate::implicit::#of<Number = #number>),
        }
    });
    let predicates: Vec<_> = predicates.collect();
    if !predicates.is_empty() {
        generics.make_where_clause().predicates.extend(predicates);
    }
    generics
}

/// The type of the first field's numbers.
fn number(shape: &Shape, ident: &Ident) -> TokenStream {
    let types = space::types(shape, ident);
    let first = types.first();
    quote!(<#first as ::costate::implicit::Numbers>::Number)
}
