//! Names that the passes give to what the user did not name.

use proc_macro2::Ident;
use syn::visit::{self, Visit};

use crate::messages::{self, Messages};
use crate::signature::Signature;

/// What such a name begins with, before `__`.
const RESERVED: [&str; 13] = [
    "applied", "broke", "chosen", "found", "inner", "left", "matched", "operand", "part", "result",
    "returned", "skipped", "tried",
];

/// Refuses variables with such names: they would be taken for those.
pub(super) fn refuse_reserved(signature: &Signature, body: &syn::Block, messages: &mut Messages) {
    struct Variables<'m>(&'m mut Messages);
    impl Variables<'_> {
        fn see(&mut self, name: &Ident) {
            let text = name.to_string();
            if text.split_once("__").is_some_and(|(base, _)| RESERVED.contains(&base)) {
                self.0.add(name, messages::RESERVED_NAME);
            }
        }
    }
    impl<'a> Visit<'a> for Variables<'_> {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            self.see(&p.ident);
            visit::visit_pat_ident(self, p);
        }
        fn visit_item(&mut self, _: &'a syn::Item) {}
    }
    let mut seen = Variables(messages);
    signature.params.iter().for_each(|p| match &p.pattern {
        Some(pat) => seen.visit_pat(pat),
        None => seen.see(&p.name),
    });
    seen.visit_block(body);
}
