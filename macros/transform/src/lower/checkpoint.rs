//! `#[checkpoint(…)]` on a loop.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr as Syn, Token};

use super::Lower;
use crate::ir::{Checkpoint, Expr, Head, Loop, Role, Stmt};
use crate::messages::{self, Messages};

/// Whether an attribute is `#[checkpoint]`.
pub(crate) fn is_checkpoint(attr: &Attribute) -> bool {
    attr.path().is_ident("checkpoint")
}

/// Refuses the attribute on anything but a loop.
pub(super) fn refuse_elsewhere(body: &syn::Block, messages: &mut Messages) {
    struct Elsewhere<'m>(&'m mut Messages);
    impl<'a> Visit<'a> for Elsewhere<'_> {
        fn visit_attribute(&mut self, attr: &'a Attribute) {
            if is_checkpoint(attr) {
                self.0.add(attr, messages::CHECKPOINT_PLACE);
            }
        }
        fn visit_expr_for_loop(&mut self, l: &'a syn::ExprForLoop) {
            self.visit_expr(&l.expr);
            self.visit_block(&l.body);
        }
        fn visit_expr_while(&mut self, l: &'a syn::ExprWhile) {
            self.visit_expr(&l.cond);
            self.visit_block(&l.body);
        }
        fn visit_expr_loop(&mut self, l: &'a syn::ExprLoop) {
            self.visit_block(&l.body);
        }
        fn visit_item(&mut self, _: &'a syn::Item) {}
    }
    visit::visit_block(&mut Elsewhere(messages), body);
}

/// `every = k`, `binomial`
struct Setting {
    name: syn::Ident,
    value: Option<Syn>,
}

impl Parse for Setting {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        let value = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        Ok(Self { name, value })
    }
}

/// The settings of an attribute; none if it cannot be read.
fn settings(attr: &Attribute) -> Punctuated<Setting, Token![,]> {
    attr.parse_args_with(Punctuated::parse_terminated).unwrap_or_default()
}

/// The numbers in the attribute of a loop.
pub(crate) fn numbers(attrs: &[Attribute]) -> Vec<Syn> {
    let all = attrs.iter().filter(|a| is_checkpoint(a)).flat_map(settings);
    all.filter_map(|s| s.value).collect()
}

impl Lower<'_> {
    /// Lowers a loop, and what its attribute says before it.
    pub(super) fn checkpointed(&mut self, attrs: &[Attribute], lower: impl FnOnce(&mut Self)) {
        let mut attrs = attrs.iter().filter(|a| is_checkpoint(a));
        let Some(attr) = attrs.next() else { return lower(self) };
        if let Some(again) = attrs.next() {
            self.messages.add(again, messages::CHECKPOINT_TWICE);
        }
        let checkpoint = self.checkpoint(attr);
        let from = self.stmts.len();
        lower(self);
        let (Some(checkpoint), Some(at)) = (checkpoint, self.last_loop(from)) else { return };
        let count = self.count(attr);
        let Stmt::Loop(l) = &mut self.stmts[at] else { return };
        if let (Head::While { .. }, Checkpoint::Binomial(_)) = (&l.head, &checkpoint) {
            return self.messages.add(attr, messages::CHECKPOINT_COUNT);
        }
        let Loop { checkpoint: on, count: counted, .. } = &mut **l;
        *on = Some(checkpoint);
        counted.get_or_insert(count);
    }

    fn last_loop(&self, from: usize) -> Option<usize> {
        (from..self.stmts.len()).rev().find(|i| matches!(self.stmts[*i], Stmt::Loop(_)))
    }

    fn count(&mut self, attr: &Attribute) -> crate::ir::Var {
        let span = attr.pound_token.span;
        let usize = self.kinds().integer("usize");
        self.fresh("count", span, usize, Role::Value)
    }

    /// What the attribute says.
    fn checkpoint(&mut self, attr: &Attribute) -> Option<Checkpoint> {
        let settings = settings(attr);
        let named = |name: &str| settings.iter().find(|s| s.name == name);
        let value = |s: Option<&Setting>| s.and_then(|s| s.value.clone());
        let (every, slots) = (value(named("every")), value(named("slots")));
        let binomial = named("binomial").filter(|s| s.value.is_none());
        match (settings.len(), every, binomial, slots) {
            (1, Some(k), None, None) => Some(Checkpoint::Every(self.number_of(&k)?)),
            (2, None, Some(_), Some(s)) => Some(Checkpoint::Binomial(self.number_of(&s)?)),
            _ => {
                self.messages.add(attr, messages::CHECKPOINT_OPTION);
                None
            }
        }
    }

    /// A number that is computed before the loop.
    fn number_of(&mut self, e: &Syn) -> Option<Expr> {
        if crate::escapes::acts(e) || crate::escapes::changes(e) {
            self.messages.add(e, messages::CHECKPOINT_NUMBER);
            return None;
        }
        let number = self.expr(e, None);
        if matches!(&number, Expr::Const(c) if c.number == Some(0.0)) {
            self.messages.add(e, messages::CHECKPOINT_ZERO);
            return None;
        }
        Some(number)
    }
}
