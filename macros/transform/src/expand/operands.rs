//! The operands of the plain function's operators, where one is of a type that is not known.
//!
//! Generated code computes with what references refer to. `&A * &B` may mean something else than `A * B`
//! for a type of the user's, and `A * &f64` than `A * f64`, so rustc checks the two sides together: two
//! values, or two numbers, either of them lent. Literals, results of operators and fields with names are
//! surely values.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprBinary, Pat, parse_quote, parse_quote_spanned};

use crate::ir::{Block, Function, Op};
use crate::types::Ty;
use crate::walk::{each_block, each_expr};

/// Whether a function has an operator on operands that are not known to be numbers.
pub(super) fn has_own_operators(function: &Function) -> bool {
    let mut function = function.clone();
    let mut body = std::mem::take(&mut function.body);
    in_block(&mut function, &mut body)
}

fn in_block(function: &mut Function, body: &mut Block) -> bool {
    let mut found = false;
    for stmt in &mut body.stmts {
        each_expr(stmt, &mut |e| found |= is_own(function, e));
        each_block(stmt, &mut |inner, _| found |= in_block(function, inner));
    }
    found
}

fn is_own(function: &mut Function, e: &crate::ir::Expr) -> bool {
    use crate::ir::Expr as E;
    match e {
        E::Binary(op, a, b) if matches!(op.plain(), Op::Add | Op::Sub | Op::Mul | Op::Div) => {
            !crate::lower::is_of_numbers(function, *op, a, b)
        }
        E::Neg(a) => function.ty_of(a) == Ty::Unknown,
        _ => false,
    }
}

/// Has rustc check the operands in a body.
pub(super) fn check(block: &mut syn::Block, sig: &syn::Signature) {
    let values = values(block, sig);
    Check { values }.visit_block_mut(block);
}

struct Check {
    /// Names that are surely values.
    values: HashSet<String>,
}

impl Check {
    /// `a * b`, unless both are surely values.
    fn operator(&self, b: &syn::ExprBinary) -> Option<Expr> {
        let (left, op, right) = (bare(&b.left), &b.op, bare(&b.right));
        let sure = is_value(left, &self.values) && is_value(right, &self.values);
        (!sure).then(|| {
            parse_quote_spanned! {op.span()=>
                ::costate::rt::operator(#left, #right, |left, right| left #op right)
            }
        })
    }

    /// `a += b`, unless its right side is surely a value.
    fn assigned(&self, b: &ExprBinary) -> Option<Expr> {
        let (left, op, value) = (&b.left, &b.op, bare(&b.right));
        if is_value(&b.right, &self.values) {
            return None;
        }
        let (span, name) = (b.right.span(), Ident::new("right", Span::mixed_site()));
        let asked = quote_spanned!(span=> let _ = || ::costate::rt::assigned(&#left, &#name););
        if is_indexed(left) && !calls(left) && !calls(value) {
            // an `IndexMut` of the user's borrows what it indexes until the end
            return Some(parse_quote_spanned!(span=> { let #name = #value; #asked #left #op #name; }));
        }
        let right: Expr = match calls(left) {
            true => parse_quote_spanned!(span=> ::costate::rt::value(#value)),
            false => parse_quote_spanned!(span=> { let #name = #value; #asked #name }),
        };
        Some(Expr::Binary(ExprBinary { right: Box::new(right), ..b.clone() }))
    }
}

impl VisitMut for Check {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        visit_mut::visit_expr_mut(self, e);
        match e {
            Expr::Binary(b) if is_arithmetic(&b.op) => {
                if let Some(checked) = self.operator(b) {
                    *e = checked;
                }
            }
            Expr::Binary(b) if crate::lower::compound(&b.op).is_some() => {
                if let Some(checked) = self.assigned(b) {
                    *e = checked;
                }
            }
            Expr::Unary(u) if matches!(u.op, syn::UnOp::Neg(_)) && !is_value(&u.expr, &self.values) => {
                let inner = bare(&u.expr);
                *u.expr = parse_quote!(::costate::rt::operand(#inner));
            }
            _ => {}
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

fn is_arithmetic(op: &syn::BinOp) -> bool {
    use syn::BinOp as B;
    matches!(op, B::Add(_) | B::Sub(_) | B::Mul(_) | B::Div(_))
}

/// Whether an element is assigned, or a part of one.
fn is_indexed(e: &Expr) -> bool {
    match e {
        Expr::Index(_) => true,
        Expr::Field(f) => is_indexed(&f.base),
        Expr::Paren(p) => is_indexed(&p.expr),
        Expr::Unary(u) => is_indexed(&u.expr),
        _ => false,
    }
}

/// Without parentheses, which an argument does not need.
fn bare(e: &Expr) -> &Expr {
    match e {
        Expr::Paren(p) => bare(&p.expr),
        e => e,
    }
}

/// Whether an expression calls something, or leaves: it cannot be written once more.
fn calls(e: &Expr) -> bool {
    struct Calls(bool);
    impl<'a> Visit<'a> for Calls {
        fn visit_expr(&mut self, e: &'a Expr) {
            self.0 |= matches!(
                e,
                Expr::Call(_)
                    | Expr::MethodCall(_)
                    | Expr::Macro(_)
                    | Expr::Try(_)
                    | Expr::Block(_)
                    | Expr::If(_)
            );
            visit::visit_expr(self, e);
        }
    }
    let mut calls = Calls(false);
    calls.visit_expr(e);
    calls.0
}

/// Whether an expression is surely no reference.
fn is_value(e: &Expr, values: &HashSet<String>) -> bool {
    match e {
        Expr::Lit(_) | Expr::Binary(_) | Expr::Cast(_) | Expr::Struct(_) => true,
        // `*x` is a reference where `x` is one to a reference
        Expr::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => {
            matches!(&*u.expr, Expr::Path(p) if p.path.get_ident().is_some_and(|x| values.contains(&behind(x))))
        }
        Expr::Unary(_) => true,
        Expr::Paren(p) => is_value(&p.expr, values),
        Expr::Group(p) => is_value(&p.expr, values),
        // no struct with derivatives holds a reference
        Expr::Field(f) => matches!(f.member, syn::Member::Named(_)),
        Expr::MethodCall(m) => m.method.to_string().starts_with("op_"),
        // a function gives no reference, a closure may
        Expr::Call(c) => match &*c.func {
            Expr::Path(p) => p.path.get_ident().is_none_or(|f| !values.contains(&closure(f))),
            _ => false,
        },
        Expr::Path(p) => p.path.get_ident().is_none_or(|name| {
            let name = name.to_string();
            name.starts_with(char::is_uppercase) || values.contains(&name)
        }),
        _ => false,
    }
}

/// The entry of a variable that may be a closure.
fn closure(name: &syn::Ident) -> String {
    format!("{name}()")
}

/// The entry of what is behind a reference.
fn behind(name: &syn::Ident) -> String {
    format!("*{name}")
}

/// The names that are surely values: arguments by value, and variables that begin as values.
fn values(block: &syn::Block, sig: &syn::Signature) -> HashSet<String> {
    let mut all = Bindings::default();
    sig.inputs.iter().for_each(|arg| all.argument(arg));
    all.visit_block(block);
    let mut values: HashSet<String> = all.of.keys().cloned().collect();
    values.extend(all.of.keys().map(|name| format!("{name}()")));
    let lent = all.of.iter().filter(|(_, begins)| begins.iter().all(|b| matches!(b, Begin::Lent)));
    values.extend(lent.map(|(name, _)| format!("*{name}")));
    loop {
        let safe = |begin: &Begin| match begin {
            Begin::Value => true,
            Begin::Lent | Begin::Unknown => false,
            Begin::As(e) => is_value(e, &values),
        };
        let lost: Vec<String> = (all.of.iter())
            .filter(|(name, begins)| values.contains(*name) && !begins.iter().all(safe))
            .map(|(name, _)| name.clone())
            .collect();
        if lost.is_empty() {
            return values;
        }
        values.retain(|name| !lost.contains(name));
    }
}

/// How a variable begins.
enum Begin {
    Value,
    /// A reference to a value.
    Lent,
    Unknown,
    As(Expr),
}

/// All names of a body, with what each begins as.
#[derive(Default)]
struct Bindings {
    of: HashMap<String, Vec<Begin>>,
}

impl Bindings {
    fn argument(&mut self, arg: &syn::FnArg) {
        match arg {
            syn::FnArg::Receiver(r) => {
                let begin = match r.kind {
                    syn::ReceiverKind::Value => Begin::Value,
                    syn::ReceiverKind::Reference(..) => Begin::Lent,
                    _ => Begin::Unknown,
                };
                self.of.entry("self".to_owned()).or_default().push(begin);
            }
            syn::FnArg::Typed(t) => match (&*t.pat, &*t.ty) {
                (Pat::Ident(p), ty) if by_value(ty) => self.note(&p.ident, Begin::Value),
                (Pat::Ident(p), syn::Type::Reference(r)) if by_value(&r.elem) => {
                    self.note(&p.ident, Begin::Lent);
                }
                _ => self.visit_pat(&t.pat),
            },
        }
    }

    fn note(&mut self, name: &syn::Ident, begin: Begin) {
        self.of.entry(name.to_string()).or_default().push(begin);
    }

    /// `let pattern = init`
    fn bind(&mut self, pat: &Pat, init: Option<&Expr>) {
        match (pat, init) {
            (Pat::Ident(p), Some(init)) if p.by_ref.is_none() && p.subpat.is_none() => {
                self.note(&p.ident, Begin::As(init.clone()));
            }
            (Pat::Type(t), init) => self.bind(&t.pat, init),
            (Pat::Paren(p), init) => self.bind(&p.pat, init),
            (Pat::Tuple(t), Some(Expr::Tuple(values))) if t.elems.len() == values.elems.len() => {
                t.elems.iter().zip(&values.elems).for_each(|(p, e)| self.bind(p, Some(e)));
            }
            (pat, _) => self.visit_pat(pat),
        }
    }
}

impl<'a> Visit<'a> for Bindings {
    fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
        self.note(&p.ident, Begin::Unknown);
        visit::visit_pat_ident(self, p);
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        let init = local.init.as_ref();
        self.bind(&local.pat, init.filter(|i| i.diverge.is_none()).map(|i| &*i.expr));
        if let Some(init) = init {
            self.visit_expr(&init.expr);
            init.diverge.iter().for_each(|(_, e)| self.visit_expr(e));
        }
    }

    fn visit_expr_for_loop(&mut self, l: &'a syn::ExprForLoop) {
        match (&*l.pat, counts(&l.expr)) {
            (Pat::Ident(p), true) => self.note(&p.ident, Begin::Value),
            (pat, _) => self.visit_pat(pat),
        }
        self.visit_expr(&l.expr);
        self.visit_block(&l.body);
    }
}

/// Whether what is iterated over is a range of integers.
fn counts(e: &Expr) -> bool {
    match e {
        Expr::Range(_) => true,
        Expr::Paren(p) => counts(&p.expr),
        Expr::MethodCall(m) => ["rev", "step_by"].iter().any(|n| m.method == n) && counts(&m.receiver),
        _ => false,
    }
}

/// Whether a spelled type is surely no reference.
fn by_value(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Path(_) | syn::Type::Array(_) => true,
        syn::Type::Paren(p) => by_value(&p.elem),
        syn::Type::Group(p) => by_value(&p.elem),
        _ => false,
    }
}
