//! `print` and `COSTATE_PRINT`: the generated code as text.

use costate_transform::{Build, differentiable, differentiable_for};
use expect_test::expect;
use proc_macro2::TokenStream;

const SQUARE: &str = "fn square(x: f64) -> f64 { x * x }";

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap()
}

fn printed(options: &str, item: &str, wanted: Option<&str>) -> String {
    let build = Build { print: wanted, enzyme: false };
    differentiable_for(tokens(options), tokens(item), &build).1
}

/// The heads of what is printed: `vjp` of `square`.
fn heads(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("// ")).collect()
}

#[test]
fn vjp_is_printed_as_it_is_generated() {
    let text = printed("print", SQUARE, None);
    expect![[r#"
        // `vjp` of `square`
        ///Reverse mode: the value; the adjoints of the inputs accumulate, those of `&mut` arguments are transformed in place.
        pub fn vjp(x: f64, dx: &mut f64, dr: f64, t: &mut impl ::costate::Tape) -> f64 {
            use ::costate::ops::{OrdOps as _, RealOps as _};
            *dx += x * dr;
            *dx += x * dr;
            x * x
        }
    "#]]
    .assert_eq(&text);
    let written =
        prettyplease::unparse(&syn::parse2(differentiable(TokenStream::new(), tokens(SQUARE))).unwrap());
    let bare = |text: &str| text.replace(char::is_whitespace, "");
    let body = text.split_once("pub fn").unwrap().1;
    assert!(bare(&written).contains(&bare(body)), "{written}");
}

#[test]
fn other_layers_are_printed_by_name() {
    assert_eq!(heads(&printed("print = rev", SQUARE, None)), ["`rev` of `square`"]);
    assert_eq!(heads(&printed("print = \"fwd\"", SQUARE, None)), ["`fwd` of `square`"]);
    assert_eq!(heads(&printed("print = all", SQUARE, None)).len(), 5);
    assert_eq!(printed("", SQUARE, None), "");
}

#[test]
fn the_environment_names_functions() {
    assert_eq!(heads(&printed("", SQUARE, Some("square"))), ["`vjp` of `square`"]);
    assert_eq!(heads(&printed("", SQUARE, Some("cube, square::jvp"))), ["`jvp` of `square`"]);
    assert_eq!(printed("", SQUARE, Some("cube,squared,square::nothing")), "");
}

#[test]
fn methods_are_printed_by_their_own_names() {
    let two = "impl S { fn step(&self, h: f64) -> f64 { self.v * h } fn stop(&self) -> f64 { self.v } }";
    assert_eq!(heads(&printed("", two, Some("step"))), ["`vjp` of `step`"]);
    assert_eq!(heads(&printed("print", two, None)), ["`vjp` of `step`", "`vjp` of `stop`"]);
    assert!(printed("", two, Some("step")).contains("fn step_vjp("));
    // an operator has no `vjp`
    let mul = "impl Mul for V { type Output = V; fn mul(self, b: V) -> V { V { x: self.x * b.x } } }";
    assert_eq!(heads(&printed("print", mul, None)), ["`rev` of `mul`"]);
}

#[test]
fn what_is_refused_is_not_printed() {
    assert_eq!(printed("print", "fn f(x: f64) -> f64 { x % 2.0 }", None), "");
    let message = differentiable(tokens("print = everything"), tokens(SQUARE)).to_string();
    assert!(message.contains("unknown option"), "{message}");
}

#[test]
fn a_trait_cannot_be_explained() {
    for item in ["trait Law { fn force(x: f64) -> f64; }", "impl Law for S { fn force(x: f64) -> f64 { x } }"]
    {
        let output = differentiable(tokens("explain"), tokens(item)).to_string();
        assert!(output.contains("`explain` adds a constant"), "{output}");
    }
}

#[test]
fn the_guide_shows_what_is_printed() {
    let guide = include_str!("../../../guide/src/loops.md");
    let (_, rest) = guide.split_once("#[differentiable(print)]\n").unwrap();
    let source = rest.split_once("\n# ").expect("a hidden line follows").0;
    let (_, shown) = rest.split_once("```text\n").unwrap();
    assert_eq!(printed("print", source, None), shown.split_once("```").unwrap().0);
}
