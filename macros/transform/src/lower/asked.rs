//! What is asked as an `Option`: a `map` whose receiver's type nobody spells.
//!
//! Arrays and `Option`s have a method `map`. Where the type is not known, what is done with the result
//! tells: `f(x).map(|v| v * v).unwrap_or(0.0)`, `?`, `if let Some(v) = …`, a result that is an `Option`.
//! In the same way a slice's `get`, `first` and `last` give a reference, as no differentiable method
//! does: `.copied()`, `*x.get(i).unwrap()`, `Some(&v)`. A wrong guess does not compile.

use std::collections::{HashMap, HashSet};

use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Pat};

/// The name that `map` is given where it is that of an `Option`.
pub(super) const MAPPED: &str = "map__of_option";

/// Methods that only `Option` has.
const ASKING: [&str; 14] = [
    "unwrap",
    "expect",
    "unwrap_or",
    "unwrap_or_else",
    "unwrap_or_default",
    "is_some",
    "is_none",
    "is_some_and",
    "is_none_or",
    "map_or",
    "map_or_else",
    "and_then",
    "or_else",
    "ok_or",
];

/// Methods that give an `Option` where they are called on one.
const KEEPING: [&str; 8] = ["and_then", "or_else", "or", "filter", "copied", "cloned", "as_ref", "take"];

/// Gives each `map` that is surely an `Option`'s a name of its own.
pub(super) fn name_maps(body: &mut syn::Block, output: Option<&syn::Type>) {
    let mut pass =
        Asked { names: HashSet::new(), bound: bindings(body), of_function: output.is_some_and(is_option) };
    loop {
        let before = pass.names.len();
        if let (true, Some(syn::Stmt::Expr(tail, None))) = (pass.of_function, body.stmts.last_mut()) {
            pass.tell(tail);
        }
        pass.visit_block_mut(body);
        if pass.names.len() == before {
            return;
        }
    }
}

struct Asked {
    /// Variables that are an `Option`.
    names: HashSet<String>,
    /// How often each name is given.
    bound: HashMap<String, usize>,
    /// Whether `return` gives an `Option`.
    of_function: bool,
}

impl Asked {
    /// What an expression gives is an `Option`.
    fn tell(&mut self, e: &mut Expr) {
        match e {
            Expr::Paren(p) => self.tell(&mut p.expr),
            Expr::Group(g) => self.tell(&mut g.expr),
            Expr::Block(b) => self.tell_last(&mut b.block),
            Expr::If(i) => {
                self.tell_last(&mut i.then_branch);
                if let Some((_, other)) = &mut i.else_branch {
                    self.tell(other);
                }
            }
            Expr::Match(m) => m.arms.iter_mut().for_each(|arm| self.tell(&mut arm.body)),
            Expr::Path(p) => self.names.extend(p.path.get_ident().map(ToString::to_string)),
            Expr::MethodCall(m) if super::stream::is_stream(&m.receiver) => {}
            Expr::MethodCall(m) if m.method == "map" || m.method == MAPPED => {
                m.method = syn::Ident::new(MAPPED, m.method.span());
                self.tell(&mut m.receiver);
            }
            Expr::MethodCall(m) if KEEPING.iter().any(|n| m.method == n) => self.tell(&mut m.receiver),
            _ => {}
        }
    }

    fn tell_last(&mut self, block: &mut syn::Block) {
        if let Some(syn::Stmt::Expr(e, None)) = block.stmts.last_mut() {
            self.tell(e);
        }
    }

    /// Whether a name is that of one variable, which is an `Option`.
    fn is_asked(&self, name: &syn::Ident) -> bool {
        let name = name.to_string();
        self.names.contains(&name) && self.bound.get(&name) == Some(&1)
    }
}

impl VisitMut for Asked {
    fn visit_expr_method_call_mut(&mut self, m: &mut syn::ExprMethodCall) {
        if refers(m) {
            super::ends::name_end(&mut m.receiver);
        }
        if ASKING.iter().any(|n| m.method == n) {
            self.tell(&mut m.receiver);
        }
        if m.method == "map"
            && let Expr::Path(p) = &*m.receiver
            && p.path.get_ident().is_some_and(|name| self.is_asked(name))
        {
            m.method = syn::Ident::new(MAPPED, m.method.span());
        }
        visit_mut::visit_expr_method_call_mut(self, m);
    }

    fn visit_expr_unary_mut(&mut self, u: &mut syn::ExprUnary) {
        if let (syn::UnOp::Deref(_), Expr::MethodCall(m)) = (&u.op, &mut *u.expr)
            && super::ends::is_element(&Expr::MethodCall(m.clone()))
        {
            super::ends::name_end(&mut m.receiver);
        }
        visit_mut::visit_expr_unary_mut(self, u);
    }

    fn visit_expr_try_mut(&mut self, t: &mut syn::ExprTry) {
        self.tell(&mut t.expr);
        visit_mut::visit_expr_try_mut(self, t);
    }

    fn visit_expr_let_mut(&mut self, l: &mut syn::ExprLet) {
        if says_option(&l.pat) {
            self.tell(&mut l.expr);
        }
        if says_reference(&l.pat) {
            super::ends::name_end(&mut l.expr);
        }
        visit_mut::visit_expr_let_mut(self, l);
    }

    fn visit_expr_match_mut(&mut self, m: &mut syn::ExprMatch) {
        if m.arms.iter().any(|arm| says_option(&arm.pat)) {
            self.tell(&mut m.expr);
        }
        if m.arms.iter().any(|arm| says_reference(&arm.pat)) {
            super::ends::name_end(&mut m.expr);
        }
        visit_mut::visit_expr_match_mut(self, m);
    }

    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        let option = match &local.pat {
            Pat::Ident(p) => self.is_asked(&p.ident),
            Pat::Type(t) => is_option(&t.ty),
            pat => says_option(pat),
        };
        if let (true, Some(init)) = (option, &mut local.init) {
            self.tell(&mut init.expr);
        }
        if let (true, Some(init)) = (says_reference(&local.pat), &mut local.init) {
            super::ends::name_end(&mut init.expr);
        }
        visit_mut::visit_local_mut(self, local);
    }

    fn visit_expr_assign_mut(&mut self, a: &mut syn::ExprAssign) {
        if matches!(&*a.left, Expr::Path(p) if p.path.get_ident().is_some_and(|name| self.is_asked(name))) {
            self.tell(&mut a.right);
        }
        visit_mut::visit_expr_assign_mut(self, a);
    }

    fn visit_expr_return_mut(&mut self, r: &mut syn::ExprReturn) {
        if let (true, Some(value)) = (self.of_function, &mut r.expr) {
            self.tell(value);
        }
        visit_mut::visit_expr_return_mut(self, r);
    }

    fn visit_expr_closure_mut(&mut self, c: &mut syn::ExprClosure) {
        let option = matches!(&c.output, syn::ReturnType::Type(_, ty) if is_option(ty));
        let outer = std::mem::replace(&mut self.of_function, option);
        if option {
            self.tell(&mut c.body);
        }
        visit_mut::visit_expr_closure_mut(self, c);
        self.of_function = outer;
    }
}

fn is_option(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(p) if crate::signature::last_is(&p.path, &["Option"]))
}

/// Whether a pattern is one of `Option`.
fn says_option(pat: &Pat) -> bool {
    match pat {
        Pat::Paren(p) => says_option(&p.pat),
        Pat::Reference(p) => says_option(&p.pat),
        Pat::Type(t) => is_option(&t.ty),
        Pat::Guard(g) => says_option(&g.pat),
        Pat::Or(p) => p.cases.iter().any(says_option),
        Pat::TupleStruct(p) => crate::ir::is_some(&p.path),
        Pat::Path(p) => crate::ir::is_none(&p.path),
        Pat::Ident(p) => p.ident == "None",
        _ => false,
    }
}

/// `Some(&v)`
fn says_reference(pat: &Pat) -> bool {
    match pat {
        Pat::Paren(p) => says_reference(&p.pat),
        Pat::Guard(g) => says_reference(&g.pat),
        Pat::TupleStruct(p) => says_option(pat) && matches!(p.elems.first(), Some(Pat::Reference(_))),
        _ => false,
    }
}

/// Whether a method is that of an `Option` of a reference.
fn refers(m: &syn::ExprMethodCall) -> bool {
    match (m.method.to_string().as_str(), m.args.first()) {
        ("copied" | "cloned", None) => true,
        ("unwrap_or", Some(Expr::Reference(_))) => true,
        ("map" | MAPPED | "map_or" | "and_then" | "is_some_and", _) => {
            matches!(m.args.last(), Some(Expr::Closure(c)) if matches!(c.inputs.first(), Some(Pat::Reference(_))))
        }
        _ => false,
    }
}

/// How often a body declares each name with `let`.
fn bindings(body: &syn::Block) -> HashMap<String, usize> {
    struct Count(HashMap<String, usize>);
    impl<'a> Visit<'a> for Count {
        fn visit_local(&mut self, local: &'a syn::Local) {
            // `let Some(m) = m else …` gives its name to what is inside
            if !says_option(&local.pat) {
                Names(&mut self.0).visit_pat(&local.pat);
            }
            visit::visit_local(self, local);
        }
    }
    struct Names<'n>(&'n mut HashMap<String, usize>);
    impl<'a> Visit<'a> for Names<'_> {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            *self.0.entry(p.ident.to_string()).or_default() += 1;
            visit::visit_pat_ident(self, p);
        }
    }
    let mut count = Count(HashMap::new());
    count.visit_block(body);
    count.0
}
