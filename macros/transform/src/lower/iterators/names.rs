//! The names of variables that hold iterators.
//!
//! `let squares = x.iter().map(…);` Whether an expression is an iterator is told by its text, so such a
//! variable is given a name that tells it, wherever it is in scope.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Pat};

use crate::lower::chain::is_chain;
use crate::lower::stream::is_stream;

/// What the name of an iterator ends with whose items have indices.
const INDEXED: &str = "__costate_chain";

/// What the name of another ends with.
const SIFTED: &str = "__costate_stream";

/// Whether an expression is a variable that holds an iterator whose items have indices.
pub(crate) fn is_indexed(e: &Expr) -> bool {
    ends_with(e, INDEXED)
}

/// Whether an expression is a variable that holds another iterator.
pub(crate) fn is_sifted(e: &Expr) -> bool {
    ends_with(e, SIFTED)
}

/// Whether a name is that of an iterator.
pub(in crate::lower) fn is_iterator(name: &Ident) -> bool {
    let name = name.to_string();
    name.ends_with(INDEXED) || name.ends_with(SIFTED)
}

fn ends_with(e: &Expr, end: &str) -> bool {
    match e {
        Expr::Paren(p) => ends_with(&p.expr, end),
        Expr::Group(g) => ends_with(&g.expr, end),
        Expr::Path(p) => p.path.get_ident().is_some_and(|name| name.to_string().ends_with(end)),
        _ => false,
    }
}

/// Gives each variable that holds an iterator such a name.
pub(crate) fn name_iterators(body: &mut Block) {
    Naming { scopes: Vec::new() }.visit_block_mut(body);
}

/// Gives them their own names again.
pub(crate) fn unname_iterators(body: &mut Block) {
    Unnaming.visit_block_mut(body);
}

struct Unnaming;

impl VisitMut for Unnaming {
    fn visit_ident_mut(&mut self, name: &mut Ident) {
        let text = name.to_string();
        if let Some(own) = [INDEXED, SIFTED].iter().find_map(|end| text.strip_suffix(end)) {
            *name = Ident::new(own, name.span());
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        mac.tokens = renamed_in(std::mem::take(&mut mac.tokens), &mut |mut name| {
            self.visit_ident_mut(&mut name);
            name
        });
    }
}

/// Tokens with other names.
fn renamed_in(tokens: TokenStream, rename: &mut dyn FnMut(Ident) -> Ident) -> TokenStream {
    let mut all = Vec::new();
    for token in tokens {
        all.push(match token {
            TokenTree::Ident(name) => TokenTree::Ident(rename(name)),
            TokenTree::Group(g) => {
                let mut new = Group::new(g.delimiter(), renamed_in(g.stream(), rename));
                new.set_span(g.span());
                TokenTree::Group(new)
            }
            token => token,
        });
    }
    all.into_iter().collect()
}

/// The names of each open scope, and what they are called if they are iterators.
struct Naming {
    scopes: Vec<Vec<(Ident, Option<Ident>)>>,
}

impl Naming {
    fn renamed(&self, name: &Ident) -> Option<Ident> {
        let mut all = self.scopes.iter().rev().flat_map(|s| s.iter().rev());
        let (_, new) = all.find(|(n, _)| n == name)?;
        new.clone().map(|mut new| {
            new.set_span(name.span());
            new
        })
    }

    fn declare(&mut self, pat: &mut Pat, end: Option<&str>) {
        let Some(scope) = self.scopes.last_mut() else { return };
        Given { names: scope, end }.visit_pat_mut(pat);
    }

    fn inside(&mut self, visit: impl FnOnce(&mut Self)) {
        self.scopes.push(Vec::new());
        visit(self);
        self.scopes.pop();
    }
}

/// The names that a pattern gives.
struct Given<'a> {
    names: &'a mut Vec<(Ident, Option<Ident>)>,
    end: Option<&'a str>,
}

impl VisitMut for Given<'_> {
    fn visit_pat_ident_mut(&mut self, p: &mut syn::PatIdent) {
        let new = self.end.map(|end| Ident::new(&format!("{}{end}", p.ident), p.ident.span()));
        self.names.push((p.ident.clone(), new.clone()));
        p.ident = new.unwrap_or_else(|| p.ident.clone());
        visit_mut::visit_pat_ident_mut(self, p);
    }

    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}

/// What a name ends with, if its value is an iterator.
fn end_of(pat: &Pat, value: &Expr) -> Option<&'static str> {
    let plain = match pat {
        Pat::Type(t) => return end_of(&t.pat, value),
        Pat::Ident(p) => p.by_ref.is_none() && p.subpat.is_none() && !p.ident.to_string().starts_with("r#"),
        _ => false,
    };
    if !plain || !is_stream(value) {
        return None;
    }
    Some(if is_chain(value) { INDEXED } else { SIFTED })
}

impl VisitMut for Naming {
    fn visit_block_mut(&mut self, block: &mut Block) {
        self.inside(|pass| visit_mut::visit_block_mut(pass, block));
    }

    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        if let Some(init) = &mut local.init {
            self.visit_local_init_mut(init);
        }
        let value = local.init.as_ref().filter(|init| init.diverge.is_none()).map(|init| &*init.expr);
        match (&mut local.pat, value) {
            (Pat::Tuple(t), Some(Expr::Tuple(values))) if t.elems.len() == values.elems.len() => {
                t.elems.iter_mut().zip(&values.elems).for_each(|(pat, e)| self.declare(pat, end_of(pat, e)));
            }
            (pat, value) => self.declare(pat, value.and_then(|e| end_of(pat, e))),
        }
    }

    fn visit_expr_path_mut(&mut self, p: &mut syn::ExprPath) {
        if let Some(new) = p.path.get_ident().and_then(|name| self.renamed(name)) {
            p.path = new.into();
        }
    }

    fn visit_expr_closure_mut(&mut self, c: &mut syn::ExprClosure) {
        self.inside(|pass| {
            c.inputs.iter_mut().for_each(|pat| pass.declare(pat, None));
            pass.visit_expr_mut(&mut c.body);
        });
    }

    fn visit_expr_for_loop_mut(&mut self, l: &mut syn::ExprForLoop) {
        self.visit_expr_mut(&mut l.expr);
        self.inside(|pass| {
            pass.declare(&mut l.pat, None);
            pass.visit_block_mut(&mut l.body);
        });
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        self.inside(|pass| {
            if let Pat::Guard(g) = &mut arm.pat {
                pass.declare(&mut g.pat, None);
                pass.visit_expr_mut(&mut g.guard);
            } else {
                pass.declare(&mut arm.pat, None);
            }
            pass.visit_expr_mut(&mut arm.body);
        });
    }

    /// The names of `let` in a condition are those of the branch.
    fn visit_expr_if_mut(&mut self, i: &mut syn::ExprIf) {
        self.inside(|pass| {
            pass.visit_expr_mut(&mut i.cond);
            pass.visit_block_mut(&mut i.then_branch);
        });
        if let Some((_, other)) = &mut i.else_branch {
            self.visit_expr_mut(other);
        }
    }

    fn visit_expr_while_mut(&mut self, l: &mut syn::ExprWhile) {
        self.inside(|pass| {
            pass.visit_expr_mut(&mut l.cond);
            pass.visit_block_mut(&mut l.body);
        });
    }

    fn visit_expr_let_mut(&mut self, l: &mut syn::ExprLet) {
        self.visit_expr_mut(&mut l.expr);
        self.declare(&mut l.pat, None);
    }

    /// The arguments of a macro are not read: names in them are those of the text.
    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        let tokens = std::mem::take(&mut mac.tokens);
        mac.tokens = renamed_in(tokens, &mut |name| self.renamed(&name).unwrap_or(name));
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
