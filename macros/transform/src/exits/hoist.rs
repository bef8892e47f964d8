//! Jumps inside an expression (`?`, `break value`, an `if` that returns) go before
//! the statement, and with them the operands that are evaluated first.

use syn::visit::{self, Visit};
use syn::{Expr, Stmt, parse_quote};

use super::labels::is_valued;
use super::{Exits, enclosed};
use crate::escapes::{Frame, escapes};
use crate::messages;

/// An operand.
struct Part<'e> {
    expr: &'e mut Expr,
    /// It names a place that may be lent.
    place: bool,
}

impl Exits<'_> {
    /// What must run before a statement so that no jump stands inside its expression.
    pub(super) fn hoist(&mut self, stmt: &mut Stmt) -> Vec<Stmt> {
        let mut out = Vec::new();
        match stmt {
            Stmt::Local(syn::Local { init: Some(init), .. }) if !is_flow(&init.expr) => {
                self.pull(&mut init.expr, &mut out);
            }
            Stmt::Expr(Expr::If(i), _) => self.pull(&mut i.cond, &mut out),
            Stmt::Expr(Expr::ForLoop(l), _) => self.pull(&mut l.expr, &mut out),
            Stmt::Expr(e, _) if !is_flow(e) && !matches!(e, Expr::Return(_) | Expr::Break(_)) => {
                self.pull(e, &mut out);
            }
            _ => {}
        }
        out
    }

    fn pull(&mut self, e: &mut Expr, out: &mut Vec<Stmt>) {
        if is_jump(e, &self.frames) {
            return self.named(e, out);
        }
        if let Expr::Binary(b) = e
            && matches!(b.op, syn::BinOp::And(_) | syn::BinOp::Or(_))
            && jumps(&b.right, &self.frames)
        {
            // the right side jumps only if it is evaluated
            let (left, right) = (enclosed::operand(&b.left), enclosed::value(&b.right));
            *e = match b.op {
                syn::BinOp::And(_) => parse_quote!(if #left { #right } else { false }),
                _ => parse_quote!(if #left { true } else { #right }),
            };
            return self.named(e, out);
        }
        let mut parts = operands(e);
        let Some(last) = parts.iter().rposition(|p| jumps(p.expr, &self.frames)) else { return };
        let later: Vec<Expr> =
            parts.iter().filter(|p| jumps(p.expr, &self.frames)).map(|p| p.expr.clone()).collect();
        for part in parts.iter_mut().take(last + 1) {
            if jumps(part.expr, &self.frames) {
                self.pull(part.expr, out);
            } else {
                self.settle(part, &later, out);
            }
        }
    }

    /// Gives the value of a jump a name.
    fn named(&mut self, e: &mut Expr, out: &mut Vec<Stmt>) {
        let name = self.fresh(if matches!(e, Expr::Try(_)) { "tried" } else { "chosen" });
        let value = std::mem::replace(e, parse_quote!(#name));
        if let Expr::Try(t) = value {
            let inner = enclosed::operand(&t.expr);
            out.push(parse_quote!(let Some(#name) = #inner else { return None; };));
        } else if is_valued(&value) {
            out.push(parse_quote!(let #name;));
            out.extend(self.assign_tail(vec![Stmt::Expr(value, None)], &name));
        } else {
            out.push(parse_quote!(let #name = #value;));
        }
    }

    /// An operand that is evaluated before a jump is given a name. What is lent keeps its
    /// place: Rust does not let what follows change it, but for a receiver by value.
    fn settle(&mut self, part: &mut Part, later: &[Expr], out: &mut Vec<Stmt>) {
        if matches!(part.expr, Expr::Lit(_)) {
            return;
        }
        let reference = matches!(part.expr, Expr::Reference(_));
        if reference || part.place && is_place(part.expr) {
            let told = !reference && later.iter().any(|e| mentions(e, part.expr));
            if told || !is_quiet(part.expr) {
                self.messages.add(part.expr, messages::ORDER);
            }
            return;
        }
        let name = self.fresh("operand");
        let value = &*part.expr;
        out.push(parse_quote!(let #name = #value;));
        *part.expr = parse_quote!(#name);
    }
}

/// Whether an expression names the variable at the root of a place.
fn mentions(e: &Expr, place: &Expr) -> bool {
    struct Names<'n>(&'n str, bool);
    impl<'a> Visit<'a> for Names<'_> {
        fn visit_ident(&mut self, i: &'a proc_macro2::Ident) {
            self.1 |= i == self.0;
        }
        fn visit_macro(&mut self, mac: &'a syn::Macro) {
            self.1 |= mac.tokens.to_string().contains(self.0);
        }
    }
    let Some(root) = root(place) else { return true };
    let mut seen = Names(&root, false);
    seen.visit_expr(e);
    seen.1
}

/// The variable at the root of a place.
fn root(place: &Expr) -> Option<String> {
    match place {
        Expr::Path(p) => p.path.get_ident().map(ToString::to_string),
        Expr::Field(f) => root(&f.base),
        Expr::Index(i) => root(&i.expr),
        Expr::Paren(p) => root(&p.expr),
        Expr::Unary(u) => root(&u.expr),
        _ => None,
    }
}

/// Whether an expression is a place, not a value.
fn is_place(e: &Expr) -> bool {
    match e {
        Expr::Path(_) | Expr::Field(_) | Expr::Index(_) => true,
        Expr::Paren(p) => is_place(&p.expr),
        Expr::Unary(u) => matches!(u.op, syn::UnOp::Deref(_)),
        _ => false,
    }
}

/// Whether an expression is control flow that the pass takes apart as a statement.
fn is_flow(e: &Expr) -> bool {
    match e {
        Expr::If(_) | Expr::Match(_) | Expr::While(_) | Expr::ForLoop(_) | Expr::Continue(_) => true,
        Expr::Loop(_) | Expr::Block(_) => !is_valued(e),
        _ => false,
    }
}

/// Whether an operand is a jump, or may end in one.
fn is_jump(e: &Expr, frames: &[Frame]) -> bool {
    match e {
        Expr::Try(_) => true,
        Expr::If(_) | Expr::Match(_) | Expr::Block(_) | Expr::Loop(_) => {
            is_valued(e) || !escapes(&[Stmt::Expr(e.clone(), None)], frames).is_empty()
        }
        _ => false,
    }
}

/// Whether there is a jump among the operands of an expression.
fn jumps(e: &Expr, frames: &[Frame]) -> bool {
    struct Jumps<'f>(&'f [Frame], bool);
    impl<'a> Visit<'a> for Jumps<'_> {
        fn visit_expr(&mut self, e: &'a Expr) {
            self.1 |= is_jump(e, self.0);
            let inner = matches!(
                e,
                Expr::If(_)
                    | Expr::Match(_)
                    | Expr::Block(_)
                    | Expr::Loop(_)
                    | Expr::While(_)
                    | Expr::ForLoop(_)
                    | Expr::Closure(_)
                    | Expr::Async(_)
            );
            if !inner && !self.1 {
                visit::visit_expr(self, e);
            }
        }
    }
    let mut seen = Jumps(frames, false);
    seen.visit_expr(e);
    seen.1
}

/// Whether it makes no difference when a place is looked at, if nothing changes.
fn is_quiet(e: &Expr) -> bool {
    match e {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(f) => is_quiet(&f.base),
        Expr::Paren(p) => is_quiet(&p.expr),
        Expr::Reference(r) => is_quiet(&r.expr),
        Expr::Unary(u) => matches!(u.op, syn::UnOp::Deref(_)) && is_quiet(&u.expr),
        _ => false,
    }
}

/// The operands of an expression, in the order of evaluation.
fn operands(e: &mut Expr) -> Vec<Part<'_>> {
    fn value(expr: &mut Expr) -> Part<'_> {
        Part { expr, place: false }
    }
    fn place(expr: &mut Expr) -> Part<'_> {
        Part { expr, place: true }
    }
    match e {
        Expr::Binary(b) => {
            let compound = crate::lower::compound(&b.op).is_some();
            let lazy = matches!(b.op, syn::BinOp::And(_) | syn::BinOp::Or(_));
            let left = (!compound).then_some(&mut b.left);
            let right = (!lazy).then_some(&mut b.right);
            left.into_iter().chain(right).map(|e| value(e)).collect()
        }
        Expr::Assign(a) => vec![value(&mut a.right)],
        Expr::Unary(u) => {
            let place = matches!(u.op, syn::UnOp::Deref(_));
            vec![Part { expr: &mut u.expr, place }]
        }
        Expr::Paren(p) => vec![value(&mut p.expr)],
        Expr::Group(p) => vec![value(&mut p.expr)],
        Expr::Cast(c) => vec![value(&mut c.expr)],
        Expr::Reference(r) => vec![place(&mut r.expr)],
        Expr::Field(f) => vec![place(&mut f.base)],
        Expr::Index(i) => vec![place(&mut i.expr), value(&mut i.index)],
        Expr::Call(c) => c.args.iter_mut().map(value).collect(),
        Expr::MethodCall(m) => {
            std::iter::once(place(&mut m.receiver)).chain(m.args.iter_mut().map(value)).collect()
        }
        Expr::Tuple(t) => t.elems.iter_mut().map(value).collect(),
        Expr::Array(a) => a.elems.iter_mut().map(value).collect(),
        Expr::Repeat(r) => vec![value(&mut r.expr)],
        Expr::Struct(s) => {
            let fields = s.fields.iter_mut().map(|f| value(&mut f.expr));
            fields.chain(s.rest.as_mut().map(|e| value(e))).collect()
        }
        Expr::Range(r) => [&mut r.start, &mut r.end].into_iter().flatten().map(|e| value(e)).collect(),
        _ => Vec::new(),
    }
}
