//! `#[derive(Diff)]`: plain data and a tangent for the user's own types.
//!
//! For `struct S<T>` it writes `struct STangent<T>`, whose fields are named as in `S` and hold
//! `<Field as Diff>::Tangent`; `Pod` for both (a tape stores them field by field, no `unsafe`);
//! the vector space `Zero` and `Tangent` for `STangent`; and `Diff` for both, so that an adjoint
//! has an adjoint; and `Lift`, so that a gradient has a derivative. Generic code gets bounds on the *types of the fields* that name a type
//! parameter, never on the parameter: so `T: Real` alone proves `S<T>: Diff`, and
//! `<S<T> as Diff>::Tangent` is `STangent<T>` whose field of type `T` is a `T`.
//!
//! | attribute | on | tangent |
//! |---|---|---|
//! | none | struct | `STangent` |
//! | none | struct without fields, enum without fields | `()` |
//! | none | enum with values | `STangent`: the same variants with tangents, and `Zero` |
//! | `#[diff(tangent = Self)]` | struct | `S` itself: vectors, matrices |
//! | `#[diff(constant)]` | struct, enum with values | `()` |
//! | `#[diff(constant)]` | field | that field's is `()` |
//! | `#[diff(vector)]` | struct | as without it, and a vector for implicit equations |

mod bounds;
mod check;
mod lift;
mod operators;
mod options;
mod plain;
mod shape;
mod space;
mod sum;
mod vector;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput, Error, Fields};

use options::{Options, Slope};
use shape::Shape;
use sum::Sum;

/// The impls of `#[derive(Diff)]` for `input`, or every reason why it can have none.
pub fn derive_diff(input: DeriveInput) -> Result<TokenStream, Error> {
    let options = check::check(&input)?;
    Ok(match &input.data {
        syn::Data::Struct(data) => of_struct(&input, &data.fields, &options),
        syn::Data::Enum(data) => of_enum(&input, data, &options),
        syn::Data::Union(_) => unreachable!("`check` refuses unions"),
    })
}

/// Plain data always; then the tangent that the attributes ask for.
fn of_struct(input: &DeriveInput, fields: &Fields, options: &Options) -> TokenStream {
    let shape = Shape::new(input, fields, options);
    let plain = plain::of_struct(&shape);
    let tangent = match options.slope {
        Slope::None => constant(input),
        Slope::Itself => space::of_itself(&shape),
        Slope::Fields if fields.is_empty() => constant(input),
        Slope::Fields => space::of_fields(&shape),
    };
    let vector = options.vector.as_ref().map(|_| vector::of_struct(&shape));
    let lift = lift::of_struct(&shape, options.slope);
    quote!(#plain #tangent #vector #lift)
}

/// An enum with values; or a field-less one: the index of its variant as plain data, tangent `()`.
fn of_enum(input: &DeriveInput, data: &DataEnum, options: &Options) -> TokenStream {
    if data.variants.iter().any(|variant| !variant.fields.is_empty()) {
        let sum = Sum::new(input, data, options);
        let plain = sum.plain();
        let constant = || [constant(input), lift::of_enum(input)].into_iter().collect();
        let tangent = if options.slope == Slope::None { constant() } else { sum.tangent() };
        return quote!(#plain #tangent);
    }
    let plain = plain::of_enum(&input.ident, &data.variants);
    let (tangent, lift) = (constant(input), lift::of_enum(input));
    quote!(#plain #tangent #lift)
}

/// `impl Diff` with tangent `()`.
fn constant(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let generics = bounds::plain(input);
    let (params, args, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(private_bounds)]
        impl #params ::costate::Diff for #ident #args #bounds {
            type Tangent = ();
        }
    }
}
