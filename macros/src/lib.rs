//! The attribute and derive macros of costate. The compiler itself is `costate-transform`.

use proc_macro::TokenStream;

/// Writes the derivatives of a function, an `impl` block or a trait beside it.
///
/// Beside `fn f` stands a type `f` with `f::jvp`, `f::vjp`, `f::fwd`, `f::rev` and, for a function
/// with one float result, `f::grad` and `f::value_and_grad`. Methods gain suffixed twins:
/// `step_jvp`, `step_vjp`, `step_fwd`, `step_rev`.
///
/// Inside, `#[checkpoint(every = k)]` or `#[checkpoint(binomial, slots = s)]` on a loop keeps its state
/// at a few iterations instead of values of all.
///
/// Options: `companion = name` names the type; `skip`, on a function inside an `impl` block or a
/// trait, leaves it out.
#[proc_macro_attribute]
pub fn differentiable(attr: TokenStream, item: TokenStream) -> TokenStream {
    costate_transform::differentiable(attr.into(), item.into()).into()
}

/// Plain data and a tangent for a struct or a field-less enum: `costate::Diff`.
///
/// `struct S<T>` gets `struct STangent<T>`, whose fields are named as in `S` and hold the tangents
/// of its fields (`()` for integers). `#[diff(tangent = Self)]`: the tangent is `S` itself, for
/// vectors and matrices. `#[diff(constant)]` on a field or a struct: its tangent is `()`.
#[proc_macro_derive(Diff, attributes(diff))]
pub fn diff(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    costate_transform::derive::derive_diff(input).unwrap_or_else(|error| error.into_compile_error()).into()
}
