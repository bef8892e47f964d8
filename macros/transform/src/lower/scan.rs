//! Looks over a body before it is lowered.

use std::collections::HashSet;

use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall};

use crate::prim;

/// The identifiers of a body.
pub(crate) fn identifiers(body: &syn::Block) -> HashSet<String> {
    struct All(HashSet<String>);
    impl<'a> Visit<'a> for All {
        fn visit_ident(&mut self, i: &'a proc_macro2::Ident) {
            self.0.insert(i.to_string());
        }
    }
    let mut all = All(HashSet::new());
    all.visit_block(body);
    all.0
}

/// The identifiers of statements, also in macros.
pub(crate) fn mentioned(stmts: &[syn::Stmt]) -> HashSet<String> {
    fn all(tokens: proc_macro2::TokenStream, names: &mut HashSet<String>) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(i) => drop(names.insert(i.to_string())),
                proc_macro2::TokenTree::Group(g) => all(g.stream(), names),
                _ => {}
            }
        }
    }
    let mut names = HashSet::new();
    all(quote::quote!(#(#stmts)*), &mut names);
    names
}

/// The names of variables that are written in part, lent as `&mut`, or are
/// receivers of methods that may change them.
pub(crate) fn changed(body: &syn::Block) -> HashSet<String> {
    let mut seen = Changed { names: HashSet::new(), written: true, called: true, handed: false };
    seen.visit_block(body);
    seen.names
}

/// The names of the functions that a body calls by one word.
pub(crate) fn called(body: &syn::Block) -> HashSet<String> {
    struct Called(HashSet<String>);
    impl<'a> Visit<'a> for Called {
        fn visit_expr_call(&mut self, c: &'a syn::ExprCall) {
            if let Expr::Path(p) = &*c.func {
                self.0.extend(p.path.get_ident().map(ToString::to_string));
            }
            visit::visit_expr_call(self, c);
        }
    }
    let mut called = Called(HashSet::new());
    called.visit_block(body);
    called.0
}

/// The names of variables that an expression surely writes in part, or lends as `&mut`.
pub(crate) fn written(e: &Expr) -> HashSet<String> {
    let mut seen = Changed { names: HashSet::new(), written: true, called: false, handed: false };
    seen.visit_expr(e);
    seen.names
}

/// The names of variables on which an expression calls methods that may write them.
pub(crate) fn receivers(e: &Expr) -> HashSet<String> {
    let mut seen = Changed { names: HashSet::new(), written: false, called: true, handed: false };
    seen.visit_expr(e);
    seen.names
}

/// The names of variables that an expression hands to calls, where they may be `&mut`.
pub(crate) fn handed(e: &Expr) -> HashSet<String> {
    let mut seen = Changed { names: HashSet::new(), written: false, called: false, handed: true };
    seen.visit_expr(e);
    seen.names
}

struct Changed {
    names: HashSet<String>,
    /// Whether assignments and `&mut` count.
    written: bool,
    /// Whether receivers count.
    called: bool,
    /// Whether arguments by their bare names count, which may be `&mut`.
    handed: bool,
}

impl Changed {
    /// The root of a place, if it is more than the root itself or `whole` counts.
    fn root(&mut self, place: &Expr, whole: bool) {
        match place {
            Expr::Path(p) if whole => self.names.extend(p.path.get_ident().map(ToString::to_string)),
            Expr::Field(f) => self.root(&f.base, true),
            Expr::Index(i) => self.root(&i.expr, true),
            Expr::Paren(p) => self.root(&p.expr, whole),
            Expr::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => self.root(&u.expr, true),
            Expr::Tuple(t) => t.elems.iter().for_each(|e| self.root(e, whole)),
            _ => {}
        }
    }
}

impl Changed {
    fn handed_over<'e>(&mut self, args: impl IntoIterator<Item = &'e Expr>) {
        if !self.handed {
            return;
        }
        for e in args.into_iter().filter(|e| !is_value(e)) {
            match e {
                Expr::Tuple(t) => self.handed_over(&t.elems),
                e => self.root(e, true),
            }
        }
    }

    /// `&a` where it may be one of several references: `a` must stay in one place.
    fn referenced(&mut self, e: &Expr) {
        match e {
            Expr::Reference(r) => self.root(&r.expr, true),
            Expr::Tuple(t) => t.elems.iter().for_each(|e| self.referenced(e)),
            Expr::Paren(p) => self.referenced(&p.expr),
            _ => {}
        }
    }
}

/// Whether an argument is surely no reference: no struct and no array holds one, only a tuple may.
fn is_value(e: &Expr) -> bool {
    match e {
        Expr::Index(_) => true,
        Expr::Unary(u) => matches!(u.op, syn::UnOp::Deref(_)),
        Expr::Field(f) => matches!(f.member, syn::Member::Named(_)) || is_value(&f.base),
        Expr::Paren(p) => is_value(&p.expr),
        _ => false,
    }
}

impl<'a> Visit<'a> for Changed {
    fn visit_expr_assign(&mut self, a: &'a syn::ExprAssign) {
        if self.written {
            self.root(&a.left, false);
            self.referenced(&a.right);
        }
        visit::visit_expr_assign(self, a);
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        if let (syn::Pat::Ident(p), Some(init)) = (&local.pat, &local.init)
            && p.mutability.is_some()
            && self.written
        {
            self.referenced(&init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        if let Some(syn::Stmt::Expr(e, None)) = block.stmts.last().filter(|_| self.written) {
            self.referenced(e);
        }
        visit::visit_block(self, block);
    }

    fn visit_expr_binary(&mut self, b: &'a syn::ExprBinary) {
        if compound(&b.op).is_some() && self.written {
            self.root(&b.left, false);
        }
        visit::visit_expr_binary(self, b);
    }

    fn visit_expr_reference(&mut self, r: &'a syn::ExprReference) {
        if r.mutability.is_some() && self.written {
            self.root(&r.expr, true);
        }
        visit::visit_expr_reference(self, r);
    }

    fn visit_expr_method_call(&mut self, m: &'a ExprMethodCall) {
        if self.called && !is_pure_method(&m.method.to_string()) {
            self.root(&m.receiver, true);
        }
        self.handed_over(&m.args);
        visit::visit_expr_method_call(self, m);
    }

    fn visit_expr_call(&mut self, c: &'a syn::ExprCall) {
        self.handed_over(&c.args);
        visit::visit_expr_call(self, c);
    }
}

const PURE: [&str; 11] = [
    "len",
    "is_empty",
    "clone",
    "sin_cos",
    "to_bits",
    "is_nan",
    "is_finite",
    "iter",
    "split_at",
    "chunks_exact",
    "windows",
];

/// Methods of scalars and slices that the compiler knows not to change their receiver.
pub(crate) fn is_pure_method(name: &str) -> bool {
    const OPTION: [&str; 6] = ["is_some", "is_none", "unwrap", "expect", "unwrap_or", "unwrap_or_default"];
    OPTION.contains(&name)
        || prim::by_name(name).is_some()
        || prim::COMPARISONS.contains(&name)
        || PURE.contains(&name)
}

/// The operator of a compound assignment.
pub(crate) fn compound(op: &syn::BinOp) -> Option<crate::ir::Op> {
    use crate::ir::Op;
    Some(match op {
        syn::BinOp::AddAssign(_) => Op::Add,
        syn::BinOp::SubAssign(_) => Op::Sub,
        syn::BinOp::MulAssign(_) => Op::Mul,
        syn::BinOp::DivAssign(_) => Op::Div,
        syn::BinOp::RemAssign(_) => Op::Rem,
        syn::BinOp::BitXorAssign(_) => Op::Xor,
        syn::BinOp::BitAndAssign(_) => Op::BitAnd,
        syn::BinOp::BitOrAssign(_) => Op::BitOr,
        syn::BinOp::ShlAssign(_) => Op::Shl,
        syn::BinOp::ShrAssign(_) => Op::Shr,
        _ => return None,
    })
}
