//! Macros and functions of floats that are understood by their names. The names could be the user's
//! own; the attribute cannot see the difference, and rustc is asked in the plain function.

use std::collections::BTreeMap;

use quote::{quote, quote_spanned};
use syn::visit::{self, Visit};

use crate::messages::{self, Messages};
use crate::prim;

/// Macros of core. `panic` is none of them: that of std is another, see `emit`.
const MACROS: [&str; 9] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "matches",
    "unimplemented",
    "unreachable",
];

/// Statements at the top of a body that compile only if its names mean what they are taken for.
pub(super) fn checked(block: &syn::Block) -> Vec<syn::Stmt> {
    let mut seen = Known::default();
    seen.visit_block(block);
    let mut checks = Vec::new();
    if seen.macros {
        // a glob beside another macro of the name is ambiguous to rustc
        checks.push(syn::parse_quote! {
            #[allow(unused_imports)]
            use ::costate::rt::macros::*;
        });
    }
    checks.extend(seen.paths.values().filter_map(of_float));
    checks
}

/// A statement that compiles only if `f64::max` is that of the number type.
fn of_float(path: &syn::ExprPath) -> Option<syn::Stmt> {
    let mut names = path.path.segments.iter().rev().map(|s| &s.ident);
    let (name, ty) = (names.next()?, names.next()?);
    let text = name.to_string();
    let float = quote!(::core::primitive::#ty);
    let (own, inherent) = match text.as_str() {
        "from" => (quote!(<#float as ::core::convert::From<u8>>::from), false),
        "select" => (quote!(<#float as ::costate::Real>::select), false),
        text if prim::COMPARISONS.contains(&text) => {
            (quote!(<#float as ::core::cmp::PartialOrd>::#name), false)
        }
        text => (prim::by_name(text).map(|_| quote!(<#float>::#name))?, true),
    };
    let check = quote_spanned!(name.span()=> let _ = || ::costate::rt::same(&#own, &#path););
    // without std most functions of floats are costate's only
    Some(if inherent {
        syn::parse_quote!(::costate::host_items! { #check })
    } else {
        syn::parse_quote!(#check)
    })
}

/// Refuses a macro inside a body that hides one of core's there.
pub(super) fn check(block: Option<&syn::Block>, messages: &mut Messages) {
    struct Hides<'m>(&'m mut Messages);
    impl Hides<'_> {
        fn name(&mut self, name: &syn::Ident) {
            if name == "panic" || MACROS.iter().any(|m| name == m) {
                self.0.add(name, messages::OWN_MACRO);
            }
        }
    }
    impl<'a> Visit<'a> for Hides<'_> {
        fn visit_item_macro(&mut self, m: &'a syn::ItemMacro) {
            m.ident.iter().for_each(|name| self.name(name));
        }
        fn visit_use_name(&mut self, u: &'a syn::UseName) {
            self.name(&u.ident);
        }
        fn visit_use_rename(&mut self, u: &'a syn::UseRename) {
            self.name(&u.rename);
        }
        // it has its own names
        fn visit_item_fn(&mut self, _: &'a syn::ItemFn) {}
        fn visit_item_mod(&mut self, _: &'a syn::ItemMod) {}
    }
    block.into_iter().for_each(|b| Hides(messages).visit_block(b));
}

#[derive(Default)]
struct Known {
    macros: bool,
    /// Paths that end in `f64::max` and the like.
    paths: BTreeMap<String, syn::ExprPath>,
}

impl<'a> Visit<'a> for Known {
    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        self.macros |= MACROS.iter().any(|name| mac.path.is_ident(name));
        super::plain::arguments(&mut mac.clone(), &mut |e| Visit::visit_expr(self, &e.clone()));
    }

    fn visit_expr_path(&mut self, p: &'a syn::ExprPath) {
        let before = p.path.segments.iter().rev().nth(1).map(|s| &s.ident);
        if p.qself.is_none() && before.is_some_and(|ty| ty == "f32" || ty == "f64") {
            self.paths.entry(quote!(#p).to_string()).or_insert_with(|| p.clone());
        }
        visit::visit_expr_path(self, p);
    }

    fn visit_item(&mut self, _: &'a syn::Item) {}
}
