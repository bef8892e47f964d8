//! What `#[differentiable]` writes for small functions, to read and to learn from: each file of
//! `golden/` has a function and, below the line, its `vjp`, or the layers that its head names.
//! `UPDATE_EXPECT=1 cargo test -p costate-transform --test golden` writes them anew.
//!
//! Left out, as in [`shown`]: attributes, documentation, and the import of the operators' traits.

use std::collections::BTreeSet;
use std::path::Path;

use expect_test::{ExpectFile, expect_file};
use quote::ToTokens;
use syn::{ImplItem, Item, TraitItem};

/// The line between the source and what becomes of it.
const LINE: &str = "// ---- what the compiler writes ----\n";

macro_rules! golden {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            becomes(stringify!($name), expect_file![concat!("golden/", stringify!($name), ".rs")]);
        })*

        /// The files that are tested.
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

golden! {
    straight_line compound_assignment branch for_loop slice_in_place while_loop early_return break_out
    mutable_argument call_in_a_loop method trait_method generic_literal struct_literal tuple_result choices
    array_of_arrays recursion detached constant_argument operator own_assignment swapped_buffers
    rows power
}

#[test]
fn every_file_of_the_folder_is_tested() {
    let folder = std::fs::read_dir(folder()).expect("the folder is there");
    let files = folder.map(|file| file.expect("so is its file").path());
    let found: BTreeSet<String> =
        files.map(|path| path.file_stem().expect("it has a name").to_string_lossy().into_owned()).collect();
    assert_eq!(found, NAMES.iter().map(ToString::to_string).collect());
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Compares a file with its source and what the compiler makes of that.
fn becomes(name: &str, expected: ExpectFile) {
    let text = std::fs::read_to_string(folder().join(format!("{name}.rs"))).expect("the file is there");
    let source = text.split(LINE).next().unwrap_or_default().trim_end();
    let written = shown(source);
    assert!(!written.is_empty(), "{name}: none of its layers is written");
    expected.assert_eq(&format!("{source}\n\n{LINE}\n{}\n", written.trim_end()));
}

/// The layers that the head names, of all functions of a source.
fn shown(source: &str) -> String {
    let head = source.lines().find_map(|line| line.strip_prefix("//! Layers: ")).unwrap_or("vjp");
    let file = syn::parse_file(source).expect("the source is Rust");
    let mut functions = Vec::new();
    for item in file.items {
        let item = without_attribute(item);
        let output = costate_transform::differentiable(Default::default(), item.to_token_stream());
        let items = syn::parse2::<syn::File>(output).expect("the output is Rust").items;
        functions.extend(items.into_iter().flat_map(functions_of));
    }
    let layers: Vec<&str> = head.split(' ').collect();
    let wanted = |f: &syn::ItemFn| {
        let name = f.sig.ident.to_string();
        layers.iter().any(|layer| name == *layer || name.ends_with(&format!("_{layer}")))
    };
    let texts = functions.into_iter().filter(wanted).map(|f| {
        let items = vec![Item::Fn(bare(f))];
        prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn without_attribute(mut item: Item) -> Item {
    match &mut item {
        Item::Fn(f) => f.attrs.clear(),
        Item::Impl(i) => i.attrs.clear(),
        Item::Trait(t) => t.attrs.clear(),
        other => panic!("no function, impl or trait: {}", other.to_token_stream()),
    }
    item
}

/// The functions of an impl or a trait.
fn functions_of(item: Item) -> Vec<syn::ItemFn> {
    let function = |sig: syn::Signature, block: syn::Block| syn::parse_quote!(#sig #block);
    match item {
        Item::Impl(i) => i
            .items
            .into_iter()
            .flat_map(|item| match item {
                ImplItem::Fn(f) => vec![function(f.sig, f.block)],
                // what the macro adds to an impl of a trait
                ImplItem::Verbatim(tokens) => nested(tokens),
                _ => Vec::new(),
            })
            .collect(),
        Item::Trait(t) => t
            .items
            .into_iter()
            .flat_map(|item| match item {
                TraitItem::Fn(f) => f.default.map(|block| function(f.sig, block)).into_iter().collect(),
                _ => Vec::new(),
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn nested(tokens: proc_macro2::TokenStream) -> Vec<syn::ItemFn> {
    let file = syn::parse2::<syn::ItemImpl>(quote::quote!(impl T { #tokens }));
    file.map_or_else(|_| Vec::new(), |i| functions_of(Item::Impl(i)))
}

/// Without attributes, and without the import of the operators' traits.
fn bare(mut f: syn::ItemFn) -> syn::ItemFn {
    f.attrs.clear();
    f.block.stmts.retain(|stmt| !matches!(stmt, syn::Stmt::Item(Item::Use(_))));
    f
}
