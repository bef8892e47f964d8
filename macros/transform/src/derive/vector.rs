//! `#[diff(vector)]`: the tangent as a vector of numbers, in which linear systems are solved.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, Index, WherePredicate, parse_quote};

use super::bounds;
use super::shape::Shape;

/// `Vector` for the tangent of the struct, field after field.
pub fn of_struct(shape: &Shape) -> TokenStream {
    let generics = generics(shape);
    let (ident, (params, args, bounds)) = (&shape.tangent, generics.split_for_impl());
    let fields = fields(shape);
    let number = number(shape);
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
    let slots = shape.slots.iter().enumerate();
    let fields = slots.map(|(k, slot)| {
        // on the user's type: there rustc says that it is no vector
        let (span, ty) = (slot.ty.span(), slot.tangent());
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

/// The type of the first field's numbers.
fn number(shape: &Shape) -> TokenStream {
    let first = shape.slots.first().map(|slot| slot.tangent());
    quote!(<#first as ::costate::implicit::Vector>::Number)
}

/// Every field is a vector of the same numbers.
fn generics(shape: &Shape) -> Generics {
    let mut generics = bounds::diff(shape);
    let number = number(shape);
    let slots = shape.slots.iter().enumerate().filter(|(_, slot)| slot.generic);
    let predicates = slots.map(|(k, slot)| -> WherePredicate {
        let ty = slot.tangent();
        match k {
            0 => parse_quote!(#ty: ::costate::implicit::Vector),
            _ => parse_quote!(#ty: ::costate::implicit::Vector<Number = #number>),
        }
    });
    let predicates: Vec<_> = predicates.collect();
    if !predicates.is_empty() {
        generics.make_where_clause().predicates.extend(predicates);
    }
    generics
}
