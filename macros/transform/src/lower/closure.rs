//! Closures: written where they are applied, with the names of where they stand.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::item::Item;
use super::scope::{Local, Names};
use crate::ir::{Callee, Expr};
use crate::messages;

/// What an adaptor applies to its items.
#[derive(Clone)]
pub(super) enum Callable {
    /// A closure, with the names in scope where it was written.
    Closure(Box<syn::ExprClosure>, Names),
    /// A function by its path.
    Path(syn::ExprPath),
}

impl Lower<'_> {
    /// What can be applied.
    pub(super) fn callable(&mut self, e: &Syn) -> Option<Callable> {
        match e {
            Syn::Paren(p) => self.callable(&p.expr),
            Syn::Closure(c) if self.changes_copies(c) => {
                self.messages.add(&c.capture, messages::MOVE_CLOSURE);
                None
            }
            Syn::Closure(c) => self.closure(c),
            Syn::Path(p) => match p.path.get_ident().and_then(|name| self.scopes.find(&name.to_string())) {
                // a copy would begin with copies of what it changes
                Some(Local::Closure(k)) if self.keeps_copies(k) => {
                    self.messages.add(p, messages::MOVE_CLOSURE);
                    None
                }
                Some(Local::Closure(k)) => Some(self.closures[k].clone()),
                Some(_) => {
                    self.messages.add(p, messages::CALLED_VALUE);
                    None
                }
                None => Some(Callable::Path(p.clone())),
            },
            other => {
                self.messages.add(other, messages::CALLED_VALUE);
                None
            }
        }
    }

    /// A closure as it is written, with copies of what `move` captures.
    fn closure(&mut self, c: &syn::ExprClosure) -> Option<Callable> {
        if c.asyncness.is_some() {
            self.messages.add(c, messages::ASYNC);
            return None;
        }
        let mut names = self.scopes.names();
        if c.capture.is_some() {
            names.push(self.moved(c));
        }
        Some(Callable::Closure(Box::new(c.clone()), names))
    }

    /// `let f = |x| …;`
    pub(super) fn declare_closure(&mut self, name: &proc_macro2::Ident, c: &syn::ExprClosure) {
        let callable = self.closure(c);
        self.declare_callable(name, callable);
    }

    /// Whether a `let` is of what is called by its name.
    pub(super) fn is_callable(&self, name: &proc_macro2::Ident, value: &Syn) -> bool {
        match value {
            Syn::Paren(p) => self.is_callable(name, &p.expr),
            Syn::Reference(r) => matches!(called(&r.expr), Syn::Closure(_)),
            Syn::Closure(_) => true,
            Syn::If(i) => matches!(i.then_branch.stmts.last(), Some(syn::Stmt::Expr(Syn::Closure(_), None))),
            Syn::Path(p) => match p.path.get_ident().and_then(|name| self.scopes.find(&name.to_string())) {
                Some(local) => matches!(local, Local::Closure(_)),
                None => self.called.contains(&name.to_string()) && is_function(&p.path),
            },
            _ => false,
        }
    }

    /// `let g = f;`, `let f = &|x| …;`, `let f = f64::sin;`
    pub(super) fn declare_called(&mut self, name: &proc_macro2::Ident, value: &Syn) {
        let callable = match called(value) {
            Syn::Closure(c) => self.closure(c),
            Syn::If(_) => {
                self.messages.add(value, messages::CLOSURE_VALUE);
                None
            }
            value => self.callable(value),
        };
        self.declare_callable(name, callable);
    }

    fn declare_callable(&mut self, name: &proc_macro2::Ident, callable: Option<Callable>) {
        let Some(callable) = callable else { return self.declare_failed(name) };
        self.closures.push(callable);
        self.scopes.declare(name.to_string(), Local::Closure(self.closures.len() - 1));
    }

    /// `f(a, b)`, where `f` is a closure in a variable.
    pub(super) fn call_closure(&mut self, k: usize, c: &syn::ExprCall, hint: Option<&str>) -> Expr {
        let callable = self.closures[k].clone();
        let items = c.args.iter().map(|a| self.item(a)).collect();
        self.apply(&callable, items, hint, c.span())
    }

    /// Applies it to items; the value, a filler where it is `()`.
    pub(super) fn apply(
        &mut self,
        callable: &Callable,
        items: Vec<Item>,
        hint: Option<&str>,
        span: Span,
    ) -> Expr {
        match callable {
            Callable::Closure(c, names) => self.inlined(c, names.clone(), items),
            Callable::Path(path) => self.applied(path, items, hint, span),
        }
    }

    fn inlined(&mut self, c: &syn::ExprClosure, names: Names, items: Vec<Item>) -> Expr {
        if self.depth > DEEPEST {
            return self.refuse(c, messages::CLOSURE);
        }
        if c.inputs.len() != items.len() {
            return self.refuse(&c.inputs, messages::CLOSURE);
        }
        let output = match &c.output {
            syn::ReturnType::Type(_, ty) => Some((**ty).clone()),
            syn::ReturnType::Default => self.expected.take(),
        };
        self.expected = None;
        let block = crate::exits::normalise(&body_of(c), true, self.messages);
        let outer = self.scopes.exchange(names);
        self.depth += 1;
        self.scopes.enter();
        for (pat, item) in c.inputs.iter().zip(items) {
            self.bind_item(pat, item);
        }
        let value = self.body_value(&block, output.as_ref());
        self.scopes.leave();
        self.depth -= 1;
        self.scopes.exchange(outer);
        value.unwrap_or(Expr::Filler)
    }

    /// A function's path where a closure could stand: `fold(0.0, f64::max)`.
    fn applied(&mut self, path: &syn::ExprPath, items: Vec<Item>, hint: Option<&str>, span: Span) -> Expr {
        let last = path.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
        if let Some(prim) = self.scalar_function(&path.path, &last, items.len()) {
            let atoms = items.into_iter().map(|i| self.item_value(i, None, span)).collect();
            return self.prim(prim, atoms, hint, span);
        }
        if super::call::is_upper(&last) {
            let atoms = items.into_iter().map(|i| self.item_value(i, None, span)).collect();
            return self.constructed(&path.path, atoms, hint, span);
        }
        let of_type =
            path.qself.is_some() || path.path.segments.len() > 1 && super::call::is_type(&path.path);
        let callee = if of_type { Callee::Associated(path.clone()) } else { Callee::Function(path.clone()) };
        let args = self.item_args(items, span);
        self.called(callee, args, hint, span)
    }
}

/// What a reference to a closure refers to.
fn called(e: &Syn) -> &Syn {
    match e {
        Syn::Paren(p) => called(&p.expr),
        Syn::Reference(r) => called(&r.expr),
        e => e,
    }
}

/// Whether a path is written as that of a function, not of a constant.
fn is_function(path: &syn::Path) -> bool {
    path.segments.last().is_some_and(|s| !super::call::is_upper(&s.ident.to_string()))
}

/// What stands between its braces, or its expression.
pub(super) fn body_of(c: &syn::ExprClosure) -> syn::Block {
    match &*c.body {
        Syn::Block(b) if b.label.is_none() => b.block.clone(),
        body => {
            let body = crate::exits::enclosed::value(body);
            syn::parse_quote!({ #body })
        }
    }
}

/// A closure that calls itself cannot be written in Rust; this is for the compiler's own peace.
const DEEPEST: usize = 64;
