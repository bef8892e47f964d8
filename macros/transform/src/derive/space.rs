//! The vector space of tangents: `Zero`, `Tangent` and `Diff`.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, Ident, Member, parse_quote};

use super::shape::Shape;
use super::{bounds, operators, plain};

/// The tangent is a new struct `STangent` with a tangent a field.
pub fn of_fields(shape: &Shape) -> TokenStream {
    let generics = bounds::diff(shape);
    let declaration = declaration(shape, &generics);
    let plain = plain::of_tangent(shape);
    let operators = operators::operators(shape);
    let space = space(shape, &shape.tangent, &generics);
    let of_struct = diff(&shape.input.ident, &shape.tangent, &generics);
    let of_tangent = diff(&shape.tangent, &shape.tangent, &generics);
    quote!(#declaration #plain #operators #space #of_struct #of_tangent)
}

/// The tangent is the struct itself: every field must be its own tangent.
pub fn of_itself(shape: &Shape) -> TokenStream {
    let (ident, generics) = (&shape.input.ident, itself(shape));
    let space = space(shape, ident, &generics);
    let diff = diff(ident, ident, &generics);
    quote!(#space #diff)
}

/// What makes a struct its own tangent.
pub fn itself(shape: &Shape) -> Generics {
    let mut generics = bounds::with(shape, |slot| {
        let ty = slot.ty;
        Some(parse_quote!(#ty: ::costate::Diff<Tangent = #ty> + ::costate::Tangent))
    });
    let ident = &shape.input.ident;
    if shape.slots.iter().any(|slot| slot.generic) {
        // a tangent is `Copy`; fields that are do not prove it of the parameters that derived it
        let (_, args, _) = shape.input.generics.split_for_impl();
        generics.make_where_clause().predicates.push(parse_quote!(#ident #args: Copy));
    }
    generics
}

/// `struct STangent`.
fn declaration(shape: &Shape, generics: &Generics) -> TokenStream {
    let (ident, vis) = (&shape.tangent, &shape.input.vis);
    let (params, clause) = (&generics.params, &generics.where_clause);
    let params = (!params.is_empty()).then(|| quote!(<#params>));
    let doc = format!(" Tangent and adjoint of `{}`: a slot for each field.", shape.input.ident);
    let fields = shape.slots.iter().map(|slot| {
        let (vis, ty) = (slot.vis, slot.tangent());
        let doc = format!(" Tangent of `{}`.", name(&slot.member));
        match &slot.member {
            Member::Named(name) => quote!(#[doc = #doc] #vis #name: #ty),
            Member::Unnamed(_) => quote!(#[doc = #doc] #vis #ty),
        }
    });
    let body = match shape.named {
        true => quote!(#clause { #(#fields),* }),
        false => quote!(( #(#fields),* ) #clause;),
    };
    quote! {
        #[doc = #doc]
        #[allow(non_camel_case_types, private_bounds, dead_code)]
        #vis struct #ident #params #body
    }
}

/// `Zero` and `Tangent` for `ident`, which has the fields of `shape`.
fn space(shape: &Shape, ident: &Ident, generics: &Generics) -> TokenStream {
    let (params, args, bounds) = generics.split_for_impl();
    let (members, types) = (shape.members(), types(shape, ident));
    // each on the user's type: there rustc says that it has no zero or no sum
    let zeros = types.iter().map(|ty| quote_spanned!(ty.span()=> <#ty as ::costate::Zero>::zero()));
    let neutrals = types.iter().map(|ty| quote!(<#ty as ::costate::Zero>::neutral()));
    let accumulate = each(&members, &types, "accumulate");
    let reduce = each(&members, &types, "reduce");
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::Zero for #ident #args #bounds {
            #[inline]
            fn zero() -> Self {
                Self { #(#members: #zeros),* }
            }
            #[inline]
            fn neutral() -> Self {
                Self { #(#members: #neutrals),* }
            }
        }
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::Tangent for #ident #args #bounds {
            #[inline]
            fn accumulate(&mut self, other: &Self) {
                #accumulate
            }
            #[inline]
            fn reduce(&mut self, other: &Self) {
                #reduce
            }
        }
    }
}

/// The types of the fields of `ident`, which is the struct or its tangent.
pub fn types(shape: &Shape, ident: &Ident) -> Vec<TokenStream> {
    let itself = *ident == shape.input.ident;
    let slots = shape.slots.iter();
    slots.map(|slot| if itself { slot.ty.to_token_stream() } else { slot.tangent() }).collect()
}

/// Calls a method of `Tangent` on every field of `self` and `other`.
fn each(members: &[&Member], types: &[TokenStream], method: &str) -> TokenStream {
    let method = format_ident!("{method}");
    let calls = members.iter().zip(types).map(|(member, ty)| {
        quote_spanned!(ty.span()=> <#ty as ::costate::Tangent>::#method(&mut self.#member, &other.#member);)
    });
    quote!(#(#calls)*)
}

/// `Diff for ident` with `Tangent = tangent`.
pub fn diff(ident: &Ident, tangent: &Ident, generics: &Generics) -> TokenStream {
    let (params, args, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::Diff for #ident #args #bounds {
            type Tangent = #tangent #args;
        }
    }
}

fn name(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}
