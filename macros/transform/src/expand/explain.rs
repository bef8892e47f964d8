//! The constant that `explain` adds.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::subject::{Naming, Subject};
use crate::messages::Messages;
use crate::plan::Savings;

/// `EXPLAIN` beside a function, `STEP_EXPLAIN` beside a method `step`; its documentation is its text.
pub(super) fn constant(subject: &Subject<'_>) -> TokenStream {
    let own = subject.sig.ident.to_string();
    let own = own.trim_start_matches("r#");
    let name = match subject.naming {
        Naming::Companion => "EXPLAIN".to_owned(),
        Naming::Suffix => format!("{}_EXPLAIN", own.to_uppercase()),
    };
    let name = Ident::new(&name, subject.sig.ident.span());
    // what is refused is said elsewhere
    let (_, compiled, _) = subject.compile(&mut Messages::default());
    let recomputed = subject.options.recompute.is_some();
    let text = compiled.map_or_else(String::new, |c| {
        crate::explain::explain(own, &c.function, &c.signature, &c.activity, Savings::ALL, recomputed)
    });
    let (vis, cfg) = (&subject.vis, &subject.cfg);
    let first = format!("What the backward sweep of `{own}` keeps, and why.");
    let table = format!("```text\n{text}```");
    quote! {
        #(#cfg)*
        #[doc = #first]
        #[doc = ""]
        #[doc = #table]
        #[allow(dead_code)]
        #vis const #name: &'static str = #text;
    }
}
