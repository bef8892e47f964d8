//! The attribute macros of an item, run outside of rustc.

use proc_macro2::TokenStream;
use quote::ToTokens;

/// What the item's attribute macro makes of it; nothing where it has none.
pub fn expanded(item: &syn::Item) -> Option<TokenStream> {
    let mut item = item.clone();
    let attrs = match &mut item {
        syn::Item::Fn(f) => &mut f.attrs,
        syn::Item::Impl(i) => &mut i.attrs,
        syn::Item::Trait(t) => &mut t.attrs,
        _ => return None,
    };
    let (at, expand) = attrs.iter().enumerate().find_map(|(at, a)| Some((at, macro_of(a)?)))?;
    let attr = attrs.remove(at);
    let options = match attr.meta {
        syn::Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    Some(expand(options, item.to_token_stream()))
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

/// The items of a Rust file.
pub fn items(path: &str) -> Result<Vec<syn::Item>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    Ok(syn::parse_file(&text).map_err(|e| e.to_string())?.items)
}
