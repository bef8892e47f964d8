//! Prints what the attribute macros write, formatted: `cargo run -p costate-transform --example expand FILE`.

use std::process::ExitCode;

use proc_macro2::TokenStream;
use quote::ToTokens;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: expand FILE.rs");
        return ExitCode::FAILURE;
    };
    let file = match std::fs::read_to_string(&path)
        .map_err(|e| e.to_string())
        .and_then(|text| syn::parse_file(&text).map_err(|e| e.to_string()))
    {
        Ok(file) => file,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    for item in file.items {
        let output = expanded(&item);
        match syn::parse2::<syn::File>(output.clone()) {
            Ok(file) => println!("{}", prettyplease::unparse(&file)),
            Err(error) => println!("// {error}\n{output}"),
        }
    }
    ExitCode::SUCCESS
}

/// The item without its attribute, expanded; others as they are.
fn expanded(item: &syn::Item) -> TokenStream {
    let mut item = item.clone();
    let attrs = match &mut item {
        syn::Item::Fn(f) => &mut f.attrs,
        syn::Item::Impl(i) => &mut i.attrs,
        syn::Item::Trait(t) => &mut t.attrs,
        other => return other.to_token_stream(),
    };
    let found = attrs.iter().enumerate().find_map(|(at, a)| Some((at, macro_of(a)?)));
    let Some((at, expand)) = found else {
        return item.to_token_stream();
    };
    let attr = attrs.remove(at);
    let options = match attr.meta {
        syn::Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    expand(options, item.to_token_stream())
}

/// The attribute macro of costate that an attribute names.
fn macro_of(attr: &syn::Attribute) -> Option<fn(TokenStream, TokenStream) -> TokenStream> {
    Some(match attr.path().get_ident()?.to_string().as_str() {
        "differentiable" => costate_transform::differentiable,
        "implicit" => costate_transform::implicit,
        "vjp_of" => costate_transform::vjp_of,
        "jvp_of" => costate_transform::jvp_of,
        _ => return None,
    })
}
