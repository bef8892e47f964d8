//! `#[diff(vector)]`: the tangent as a vector of numbers, in which linear systems are solved.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, Index, WherePredicate, parse_quote};

use super::shape::Shape;
use super::{bounds, space};

/// `Vector` for the tangent of the struct, field after field.
pub fn of_struct(shape: &Shape) -> TokenStream {
    let generics = generics(shape);
    let (ident, (params, args, bounds)) = (&shape.tangent, generics.split_for_impl());
    let fields = fields(shape);
    let number = number(&space::types(shape, ident));
    let each = fields.iter().map(|f| &f.each);
    let lens = fields.iter().map(|f| &f.len);
    let [get, set, of, of_mut] = [
        walk(&fields, |f| f.get()),
        walk(&fields, |f| f.set()),
        walk(&fields, |f| f.of(false)),
        walk(&fields, |f| f.of(true)),
    ];
    let filled = fields.iter().map(|f| f.filled());
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::implicit::Vector for #ident #args #bounds {
            type Number = #number;
            type Each<Y: Copy> = (#(#each,)*);
            const LEN: usize = 0 #(+ #lens)*;
            #[inline]
            fn number(&self, i: usize) -> Self::Number { #get }
            #[inline]
            fn set_number(&mut self, i: usize, x: Self::Number) { #set }
            #[inline]
            fn each<Y: Copy>(y: Y) -> Self::Each<Y> { (#(#filled,)*) }
            #[inline]
            fn of<Y: Copy>(all: &Self::Each<Y>, i: usize) -> &Y { #of }
            #[inline]
            fn of_mut<Y: Copy>(all: &mut Self::Each<Y>, i: usize) -> &mut Y { #of_mut }
        }
    }
}

/// A field of the tangent.
struct Field {
    /// `<F as Vector>`
    vector: TokenStream,
    member: syn::Member,
    /// Its place in `Each`.
    index: Index,
    len: TokenStream,
    each: TokenStream,
}

impl Field {
    fn get(&self) -> TokenStream {
        let (vector, member) = (&self.vector, &self.member);
        quote!(#vector::number(&self.#member, rest))
    }

    fn set(&self) -> TokenStream {
        let (vector, member) = (&self.vector, &self.member);
        quote!(#vector::set_number(&mut self.#member, rest, x))
    }

    fn of(&self, mutable: bool) -> TokenStream {
        let (vector, index) = (&self.vector, &self.index);
        match mutable {
            true => quote!(#vector::of_mut(&mut all.#index, rest)),
            false => quote!(#vector::of(&all.#index, rest)),
        }
    }

    fn filled(&self) -> TokenStream {
        let vector = &self.vector;
        quote!(#vector::each(y))
    }
}

fn fields(shape: &Shape) -> Vec<Field> {
    let types = space::types(shape, &shape.tangent);
    let slots = shape.slots.iter().zip(types).enumerate();
    let fields = slots.map(|(k, (slot, ty))| {
        // on the user's type: there rustc says that it is no vector
        let span = slot.ty.span();
        let vector = quote_spanned!(span=> <#ty as ::costate::implicit::Vector>);
        Field {
            len: quote_spanned!(span=> #vector::LEN),
            each: quote_spanned!(span=> #vector::Each<Y>),
            vector,
            member: slot.member.clone(),
            index: Index::from(k),
        }
    });
    fields.collect()
}

/// Finds the field in which number `i` lies.
fn walk(fields: &[Field], found: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let steps = fields.iter().map(|field| {
        let (len, found) = (&field.len, found(field));
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

/// Every field is a vector, all of the same numbers: those of the first.
fn generics(shape: &Shape) -> Generics {
    let types = space::types(shape, &shape.tangent);
    let itself = shape.tangent == shape.input.ident;
    let mut generics = if itself { space::bounds_of_itself(shape) } else { bounds::diff(shape) };
    let number = number(&types);
    let first = types.first().map(ToString::to_string);
    let generic = shape.slots.iter().zip(&types).filter(|(slot, _)| slot.generic);
    let predicates = generic.map(|(_, ty)| -> WherePredicate {
        match first == Some(ty.to_string()) {
            // of itself rustc could not tell which number it has
            true => parse_quote!(#ty: ::costate::implicit::Vector),
            false => parse_quote!(#ty: ::costate::implicit::Vector<Number = #number>),
        }
    });
    let predicates: Vec<_> = predicates.collect();
    if !predicates.is_empty() {
        generics.make_where_clause().predicates.extend(predicates);
    }
    generics
}

fn number(types: &[TokenStream]) -> TokenStream {
    let first = types.first();
    quote!(<#first as ::costate::implicit::Vector>::Number)
}
