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
/// Options:
/// - `companion = name` names the type.
/// - `hvp` adds `f::hvp`, the Hessian times a vector, and lets other differentiable functions call
///   `f::grad`; `vjp_n` and `jvp_n` add `f::vjp_n` and `f::jvp_n`, many directions in one call. On an
///   `impl` block they hold for each method; a trait's definition takes `vjp_n` and `jvp_n`.
/// - `explain` adds `f::EXPLAIN` (`STEP_EXPLAIN` beside a method `step`): what the backward sweep
///   keeps on the tape, why, and how many bytes that takes.
/// - `print` prints the generated `vjp`, formatted, while the crate compiles; `print = rev` another
///   layer, `print = all` every one. So does the environment variable `COSTATE_PRINT=f`, or
///   `COSTATE_PRINT=f::rev`, without a change of the source.
/// - `enzyme`, with the cargo feature of that name: the function once more as `f_enzyme`, with the
///   attributes of `std::autodiff` that make `f_enzyme_vjp` and `f_enzyme_jvp`, for a nightly toolchain
///   that has Enzyme.
/// - `skip`, on a function inside an `impl` block or a trait, leaves it out.
#[proc_macro_attribute]
pub fn differentiable(attr: TokenStream, item: TokenStream) -> TokenStream {
    let wanted = std::env::var("COSTATE_PRINT").ok();
    let build = costate_transform::Build { print: wanted.as_deref(), enzyme: cfg!(feature = "enzyme") };
    let (output, printed) = costate_transform::differentiable_for(attr.into(), item.into(), &build);
    if !printed.is_empty() {
        eprintln!("{printed}");
    }
    output.into()
}

/// Plain data and a tangent for a struct or an enum: `costate::Diff`.
///
/// `struct S<T>` gets `struct STangent<T>`, whose fields are named as in `S` and hold the tangents
/// of its fields (`()` for integers). `#[diff(tangent = Self)]`: the tangent is `S` itself, for
/// vectors and matrices. `#[diff(constant)]` on a field or a struct: its tangent is `()`.
/// `#[diff(vector)]`: the tangent is a `costate::implicit::Vector`, so that the struct can be the
/// solution of an implicit equation.
#[proc_macro_derive(Diff, attributes(diff))]
pub fn diff(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    costate_transform::derive::derive_diff(input).unwrap_or_else(|error| error.into_compile_error()).into()
}

/// The rule for reverse mode of a function, written by hand.
///
/// Stands on a function beside `f`, whose body may be any Rust. The rule takes `f`'s arguments, each
/// followed by its adjoint (`&mut`, to which it adds; of a `&mut` argument it is transformed in place),
/// then the adjoint of the result. Differentiable functions can then call `f`. Beside it stands a
/// [`macro@jvp_of`], or this attribute says `gradient` or `reverse_only`.
///
/// Options: `#[vjp_of(f -> S)]` where the result's adjoint has not the result's own type; `result`,
/// and the rule gets the result before its adjoint; `gradient`, where the result is one number, and
/// the rule serves forward mode too; `reverse_only`, and forward mode panics; `companion = name`.
#[proc_macro_attribute]
pub fn vjp_of(attr: TokenStream, item: TokenStream) -> TokenStream {
    costate_transform::vjp_of(attr.into(), item.into()).into()
}

/// The rule for forward mode of a function, written by hand.
///
/// Stands on a function beside `f`. The rule takes `f`'s arguments, each followed by its tangent,
/// passed as the argument is, and returns the value and its tangent; see [`macro@vjp_of`].
///
/// Options: `forward_only`, and reverse mode panics; `companion = name`.
#[proc_macro_attribute]
pub fn jvp_of(attr: TokenStream, item: TokenStream) -> TokenStream {
    costate_transform::jvp_of(attr.into(), item.into()).into()
}

/// Differentiates the equation that a function solves, not how it solves it.
///
/// `#[implicit(residual = r)] fn f(p) -> X`: the result `x` has r(x, p) = 0, where `r` is a
/// differentiable function that takes the solution (by value or by reference), then the arguments of
/// `f`, and returns what must vanish, of `x`'s type. The body of `f` may be any Rust.
/// `#[implicit(fixed_point = g)]`: the result has x = g(x, p).
///
/// `solve = solver` names what solves the linear systems, `costate::implicit::dense` if left out;
/// `solve = solver(1e-12, 100)` passes arguments behind the product and the right side.
#[proc_macro_attribute]
pub fn implicit(attr: TokenStream, item: TokenStream) -> TokenStream {
    costate_transform::implicit(attr.into(), item.into()).into()
}
