//! Names of `macro_rules!`: two variables of one text, one of the macro and one of its caller,
//! are different to rustc and the same to an attribute macro.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::visit::{self, Visit};

use crate::messages::{self, Messages};

/// Refuses a function in which one variable's text comes from two macros.
pub(super) fn check(sig: &syn::Signature, block: Option<&syn::Block>, messages: &mut Messages) {
    let mut names = Names::default();
    names.visit_signature(sig);
    block.into_iter().for_each(|b| names.visit_block(b));
    let mut contexts: HashMap<String, String> = HashMap::new();
    for name in &names.bound {
        contexts.entry(name.to_string()).or_insert_with(|| context(name));
    }
    for name in names.bound.iter().chain(&names.used) {
        if contexts.get(&name.to_string()).is_some_and(|known| *known != context(name)) {
            messages.add(name, messages::HYGIENE);
        }
    }
}

/// What tells the identifiers of one macro from another's: rustc's `#4` in the text of a span.
fn context(name: &Ident) -> String {
    let text = format!("{:?}", name.span());
    text.split_whitespace().next().filter(|word| word.starts_with('#')).unwrap_or_default().to_owned()
}

/// Variables, where they are declared and where they are named.
#[derive(Default)]
struct Names {
    bound: Vec<Ident>,
    used: Vec<Ident>,
}

impl<'a> Visit<'a> for Names {
    fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
        self.bound.push(p.ident.clone());
        visit::visit_pat_ident(self, p);
    }

    fn visit_expr_path(&mut self, p: &'a syn::ExprPath) {
        self.used.extend(p.path.get_ident().cloned());
    }
}
