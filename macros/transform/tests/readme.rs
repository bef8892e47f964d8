//! The README shows what the macro writes.

use quote::ToTokens;

const README: &str = include_str!("../../../README.md");

/// The first fenced block in that language.
fn block(language: &str) -> &'static str {
    let (_, rest) = README.split_once(&format!("```{language}\n")).expect("the README has such a block");
    rest.split_once("```").expect("the block ends").0
}

/// Text without what formatting adds, and without imports.
fn bare(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("use "));
    let text: String = lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
    text.replace(",)", ")")
}

#[test]
fn the_adjoint_in_the_readme_is_the_generated_one() {
    let sample = syn::parse_file(block("rust")).unwrap();
    let function = sample.items.into_iter().find_map(|item| match item {
        syn::Item::Fn(mut f) if !f.attrs.is_empty() => {
            f.attrs.clear();
            Some(f)
        }
        _ => None,
    });
    let function = function.expect("the sample has a differentiable function").to_token_stream();
    let written = costate_transform::differentiable(Default::default(), function);
    let written = prettyplease::unparse(&syn::parse2(written).unwrap());
    assert!(bare(&written).contains(&bare(block("rs"))), "the README should show another `rev`:\n{written}");
}
