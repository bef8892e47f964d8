//! The IR, to tokens: no decisions, only syntax.

mod aggregate;
mod asked;
mod call;
mod checkpoint;
mod control;
mod expr;
mod indexed;
mod parts;
mod room;
mod stmt;
mod tape;
mod variant;

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::ir::{Block, Expr, Function, Var};
pub(crate) use asked::{asking, question};
pub(crate) use variant::accessor;

/// Writes a function's IR as Rust.
pub struct Emit<'a> {
    pub(crate) function: &'a Function,
    pub(crate) tape: Ident,
    /// rustc checks here what is indexed; one layer of a function does.
    pub(crate) checked: bool,
}

impl Emit<'_> {
    /// The name of the tape.
    pub(crate) fn tape(&self) -> &Ident {
        &self.tape
    }

    /// A block without its braces.
    #[must_use]
    pub fn block(&self, block: &Block) -> TokenStream {
        let stmts = block.stmts.iter().map(|s| self.stmt(s));
        quote!(#(#stmts)*)
    }

    /// Markers for the types that are asked for, and the program that tells them.
    #[must_use]
    pub fn types(&self, asked: &BTreeSet<Var>, program: &Block, result: TokenStream) -> TokenStream {
        if asked.is_empty() {
            return TokenStream::new();
        }
        let markers = asked.iter().map(|v| self.marker(*v));
        let program = self.block(program);
        quote! {
            #(let #markers = ::costate::rt::Of::new();)*
            // never called: here rustc learns the types
            let _ = || { #program #result };
        }
    }

    /// An expression.
    #[must_use]
    pub fn value_of(&self, e: &Expr) -> TokenStream {
        self.expr(e)
    }

    /// The name of a variable.
    #[must_use]
    pub fn name_of(&self, var: Var) -> Ident {
        self.name(var)
    }
}

/// An identifier; raw where the name says so.
#[must_use]
pub fn ident(name: &str, span: proc_macro2::Span) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, span),
        None => Ident::new(name, span),
    }
}

/// Tokens as they are, at a place of the source; names keep their meaning.
fn located(tokens: TokenStream, place: proc_macro2::Span) -> TokenStream {
    let at = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            let mut inside = proc_macro2::Group::new(group.delimiter(), located(group.stream(), place));
            inside.set_span(group.span());
            token = TokenTree::Group(inside);
        }
        token.set_span(token.span().located_at(place));
        token
    };
    tokens.into_iter().map(at).collect()
}
