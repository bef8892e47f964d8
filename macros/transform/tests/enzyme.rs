//! `#[differentiable(enzyme)]`, as text: what a nightly toolchain with Enzyme is given.

use costate_transform::{Build, differentiable_for};
use expect_test::{Expect, expect};
use proc_macro2::TokenStream;
use syn::Item;

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("tokens")
}

fn expanded(options: &str, item: &str, enzyme: bool) -> syn::File {
    let (output, _) = differentiable_for(tokens(options), tokens(item), &Build { print: None, enzyme });
    syn::parse2(output).expect("the output is Rust")
}

/// The functions whose name ends in `_enzyme`, as they are written.
fn given(source: &str, expected: Expect) {
    let mut file = expanded("enzyme", source, true);
    file.items.retain(|item| matches!(item, Item::Fn(f) if f.sig.ident.to_string().ends_with("_enzyme")));
    assert_eq!(file.items.len(), 1, "one function is for Enzyme");
    expected.assert_eq(&prettyplease::unparse(&file));
}

/// The messages of an expansion.
fn messages(options: &str, source: &str, enzyme: bool) -> String {
    let macros = expanded(options, source, enzyme).items.into_iter().filter_map(|item| match item {
        Item::Macro(m) if m.mac.path.segments.last().is_some_and(|s| s.ident == "compile_error") => {
            Some(m.mac.tokens.to_string())
        }
        _ => None,
    });
    macros.collect()
}

#[test]
fn floats_are_active_and_references_duplicated() {
    given(
        "pub fn work(k: f64, x: &[f64], n: usize, #[constant] rate: f64, y: &mut [f64; 3]) -> f64 {
            let mut sum = k;
            #[checkpoint(every = 10)]
            for i in 0..n { sum += (x[i] * rate).sin(); y[0] = sum; }
            sum
        }",
        expect![[r#"
            ///[`work`](fn@work) as Enzyme differentiates it.
            #[::core::autodiff::autodiff_forward(
                work_enzyme_jvp,
                Dual,
                Dual,
                Const,
                Const,
                Dual,
                Dual
            )]
            #[::core::autodiff::autodiff_reverse(
                work_enzyme_vjp,
                Active,
                Duplicated,
                Const,
                Const,
                Duplicated,
                Active
            )]
            #[allow(dead_code, clippy::all, clippy::pedantic)]
            pub fn work_enzyme(k: f64, x: &[f64], n: usize, rate: f64, y: &mut [f64; 3]) -> f64 {
                let mut sum = k;
                for i in 0..n {
                    sum += (x[i] * rate).sin();
                    y[0] = sum;
                }
                sum
            }
        "#]],
    );
}

#[test]
fn a_function_without_a_result_has_no_activity_for_it() {
    given(
        "#[cfg(unix)] #[inline] fn double(x: &Point, y: &mut f64) { *y = x.a + x.b; }",
        expect![[r#"
            ///[`double`](fn@double) as Enzyme differentiates it.
            #[::core::autodiff::autodiff_forward(double_enzyme_jvp, Dual, Dual)]
            #[::core::autodiff::autodiff_reverse(double_enzyme_vjp, Duplicated, Duplicated)]
            #[allow(dead_code, clippy::all, clippy::pedantic)]
            #[cfg(unix)]
            fn double_enzyme(x: &Point, y: &mut f64) {
                *y = x.a + x.b;
            }
        "#]],
    );
}

#[test]
fn without_the_option_nothing_is_written_for_enzyme() {
    let file = expanded("", "fn f(x: f64) -> f64 { x * x }", true);
    assert!(!prettyplease::unparse(&file).contains("autodiff"));
}

#[test]
fn what_enzyme_cannot_take_is_refused() {
    let cases = [
        ("fn f<T: Real>(x: &[T]) -> T { x[0] }", "functions of known types"),
        ("fn f<const N: usize>(x: &[f64; N]) -> f64 { x[0] }", "functions of known types"),
        ("fn f(x: [f64; 2]) -> f64 { x[0] }", "take this by `&`"),
        ("fn f(x: &f64) -> [f64; 2] { [*x, *x] }", "one float as the result"),
        ("fn f([x, y]: &[f64; 2]) -> f64 { *x * *y }", "arguments have names"),
        ("fn f(x: f64) -> f64 { x * detach(x) }", "means nothing to Enzyme"),
        ("impl S { fn f(&self, x: f64) -> f64 { x } }", "belongs on a function"),
        ("trait S { fn f(&self, x: f64) -> f64 { x } }", "belongs on a function"),
        (
            "impl Neg for S { type Output = S; fn neg(self) -> S { S { x: -self.x } } }",
            "belongs on a function",
        ),
        (
            "impl Index<usize> for S { type Output = f64; fn index(&self, i: usize) -> &f64 { &self.x } }",
            "belongs on a function",
        ),
        ("#[implicit(residual = r)] fn f(p: f64) -> f64 { p }", "`companion = name` only"),
    ];
    for (source, wanted) in cases {
        let found = messages("enzyme", source, true);
        assert!(found.contains(wanted), "{source}: {found}");
        assert_eq!(messages("", source, true), "", "{source} without the option");
    }
}

#[test]
fn without_the_cargo_feature_the_option_is_refused() {
    let source = "fn f(x: f64) -> f64 { x * x }";
    assert!(messages("enzyme", source, false).contains("turn on the cargo feature `enzyme`"));
    assert!(!prettyplease::unparse(&expanded("enzyme", source, false)).contains("autodiff"));
}
