//! Control flow without jumps: rewrites `return`, `break`, `continue`, `?`,
//! `match` and `if let` into `if`, so that a block always runs to its end.
//!
//! Where a branch surely leaves, what follows moves into the other branch and
//! nothing is tested. Where it may leave, a flag is set and what follows is
//! guarded by it. The one jump that remains is `if flag { break; }` as the last
//! statement of a loop's body.

pub(crate) mod enclosed;
mod hoist;
mod labels;
mod lets;
mod patterns;
mod values;

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Stmt, parse_quote};

use crate::escapes::{Exit, Frame, diverges, escapes, label_of};
use crate::messages::{self, Messages};
pub(crate) use patterns::{is_name, joined, tested};

/// Rewrites a function's body; `value`: whether it returns one.
pub fn normalise(body: &Block, value: bool, messages: &mut Messages) -> Block {
    let mut pass = Exits { frames: Vec::new(), count: 0, tested: BTreeSet::new(), value, messages };
    let mut body = body.clone();
    let returns = escapes(&body.stmts, &[]).contains(&Exit::Return);
    let mut stmts = std::mem::take(&mut body.stmts);
    if returns && value {
        stmts = pass.assign_tail(stmts, &name(Exit::Return.value_name()));
    }
    stmts = pass.list(stmts);
    if returns {
        let flag = Exit::Return.flag();
        stmts.insert(0, parse_quote!(let mut #flag = false;));
        if value {
            let ret = name(Exit::Return.value_name());
            stmts.insert(0, parse_quote!(let mut #ret;));
            stmts.push(Stmt::Expr(parse_quote!(#ret), None));
        }
    }
    body.stmts = stmts;
    let tested = std::mem::take(&mut pass.tested);
    Untested { tested }.visit_block_mut(&mut body);
    body
}

fn name(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}

struct Exits<'a> {
    frames: Vec<Frame>,
    count: usize,
    tested: BTreeSet<String>,
    value: bool,
    messages: &'a mut Messages,
}

impl Exits<'_> {
    /// A list of statements that runs to its end.
    fn list(&mut self, stmts: Vec<Stmt>) -> Vec<Stmt> {
        let mut out = Vec::new();
        let mut rest = stmts.into_iter();
        while let Some(stmt) = rest.next() {
            let stmt = match self.plainer(stmt) {
                Ok(stmt) => stmt,
                Err(stmts) => {
                    out.extend(self.list(stmts.into_iter().chain(rest).collect()));
                    return out;
                }
            };
            let leaving = escapes(std::slice::from_ref(&stmt), &self.frames);
            if leaving.is_empty() {
                let mut stmt = stmt;
                self.visit_stmt_mut(&mut stmt);
                out.push(stmt);
            } else {
                self.leave(stmt, &leaving, rest.collect(), &mut out);
                return out;
            }
        }
        out
    }

    /// A statement without `match`, `let` in a condition, or jumps inside an expression;
    /// or the statements that say the same in plainer words.
    fn plainer(&mut self, mut stmt: Stmt) -> Result<Stmt, Vec<Stmt>> {
        let (mut before, chain, semi) = match stmt {
            Stmt::Expr(Expr::Match(m), semi) => {
                let (before, chain) = self.chain(m);
                (before, chain, semi)
            }
            Stmt::Expr(Expr::If(i), semi) if lets::has_let(&i.cond) => {
                let (before, chain) = self.if_let(i);
                (before, chain, semi)
            }
            _ => {
                if let Stmt::Local(local) = &stmt
                    && let Some(stmts) = self.let_else(local)
                {
                    return Err(stmts);
                }
                let mut before = self.hoist(&mut stmt);
                if before.is_empty() {
                    return Ok(stmt);
                }
                before.push(stmt);
                return Err(before);
            }
        };
        before.push(Stmt::Expr(chain, semi));
        Err(before)
    }

    /// A name for something that the user did not name.
    fn fresh(&mut self, base: &str) -> Ident {
        self.count += 1;
        name(&format!("{base}__{}", self.count))
    }

    /// A statement that may leave, and what follows it.
    fn leave(&mut self, stmt: Stmt, leaving: &BTreeSet<Exit>, rest: Vec<Stmt>, out: &mut Vec<Stmt>) {
        match stmt {
            Stmt::Expr(Expr::Return(r), _) => self.leave_function(r, out),
            Stmt::Expr(Expr::Break(_) | Expr::Continue(_), _) => self.raise(leaving, out),
            Stmt::Expr(Expr::If(i), semi) => self.leave_if(i, semi, leaving, rest, out),
            Stmt::Expr(Expr::Block(b), _) => {
                let inner = if b.label.is_some() {
                    self.labelled(b)
                } else {
                    let inner = self.list(b.block.stmts);
                    parse_quote!({ #(#inner)* })
                };
                out.push(Stmt::Expr(inner, None));
                self.guard(leaving, rest, out);
            }
            Stmt::Expr(mut e @ (Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_)), semi) => {
                self.visit_expr_mut(&mut e);
                out.push(Stmt::Expr(e, semi));
                self.guard(leaving, rest, out);
            }
            Stmt::Local(local) => self.leave_local(local, rest, out),
            other => self.messages.add(&other, messages::EXIT_IN_EXPRESSION),
        }
    }

    fn leave_function(&mut self, r: syn::ExprReturn, out: &mut Vec<Stmt>) {
        let ret = name(Exit::Return.value_name());
        if let Some(value) = r.expr.filter(|_| self.value) {
            let stmts = self.assign_tail(vec![Stmt::Expr(*value, None)], &ret);
            out.extend(self.list(stmts));
        }
        self.raise(&BTreeSet::from([Exit::Return]), out);
    }

    fn raise(&mut self, exits: &BTreeSet<Exit>, out: &mut Vec<Stmt>) {
        for exit in exits {
            let flag = exit.flag();
            out.push(parse_quote!(#flag = true;));
        }
    }

    fn leave_if(
        &mut self,
        mut i: syn::ExprIf,
        semi: Option<syn::Token![;]>,
        leaving: &BTreeSet<Exit>,
        rest: Vec<Stmt>,
        out: &mut Vec<Stmt>,
    ) {
        let mut then = std::mem::take(&mut i.then_branch.stmts);
        let mut other = match i.else_branch.take().map(|(_, e)| *e) {
            Some(Expr::Block(b)) => b.block.stmts,
            Some(e) => vec![Stmt::Expr(e, None)],
            None => Vec::new(),
        };
        let mut guarded = Vec::new();
        if diverges(&then) {
            other = followed(other, rest);
        } else if diverges(&other) {
            then = followed(then, rest);
        } else {
            guarded = rest;
        }
        i.then_branch.stmts = self.list(then);
        let other = self.list(other);
        i.else_branch = Some((Default::default(), Box::new(parse_quote!({ #(#other)* }))));
        self.visit_expr_mut(&mut i.cond);
        out.push(Stmt::Expr(Expr::If(i), semi));
        self.guard(leaving, guarded, out);
    }

    /// `let x = if … { return … } else { … }`: a variable of another name is
    /// assigned in the branches, then named.
    fn leave_local(&mut self, mut local: syn::Local, rest: Vec<Stmt>, out: &mut Vec<Stmt>) {
        let Some(init) = &mut local.init else { return };
        let written = init.expr.clone();
        let target = self.fresh("chosen");
        let value = std::mem::replace(&mut *init.expr, parse_quote!(#target));
        let mut assigned = self.assign_tail(vec![Stmt::Expr(value, None)], &target);
        if let [Stmt::Expr(Expr::Assign(_), _)] = assigned.as_slice() {
            return self.messages.add(&written, messages::EXIT_IN_EXPRESSION);
        }
        assigned.insert(0, parse_quote!(let #target;));
        assigned.push(Stmt::Local(local));
        assigned.extend(rest);
        out.extend(self.list(assigned));
    }

    /// Runs `rest` only if no exit was taken.
    fn guard(&mut self, leaving: &BTreeSet<Exit>, rest: Vec<Stmt>, out: &mut Vec<Stmt>) {
        if rest.is_empty() {
            return;
        }
        let flags = self.test(leaving);
        let rest = self.list(rest);
        out.push(parse_quote!(if !(#(#flags)||*) { #(#rest)* }));
    }

    fn test(&mut self, exits: &BTreeSet<Exit>) -> Vec<Ident> {
        let flags: Vec<Ident> = exits.iter().map(|e| e.flag()).collect();
        self.tested.extend(flags.iter().map(ToString::to_string));
        flags
    }

    /// The body of a loop, its flags, and the test that ends it.
    fn body(&mut self, label: Option<&syn::Label>, body: &mut Block) -> Option<Ident> {
        self.count += 1;
        let id = self.count;
        self.frames.push(Frame { id, label: label.map(label_of), block: false });
        let leaving = escapes(&body.stmts, &self.frames);
        let mut stmts = self.list(terminated(std::mem::take(&mut body.stmts)));
        let stops: BTreeSet<Exit> = leaving.iter().copied().filter(|e| *e != Exit::Continue(id)).collect();
        if leaving.contains(&Exit::Continue(id)) {
            let flag = Exit::Continue(id).flag();
            stmts.insert(0, parse_quote!(let mut #flag = false;));
        }
        if !stops.is_empty() {
            let flags = self.test(&stops);
            stmts.push(parse_quote!(if #(#flags)||* { break; }));
        }
        self.frames.pop();
        body.stmts = stmts;
        leaving.contains(&Exit::Break(id)).then(|| Exit::Break(id).flag())
    }
}

/// A loop in another's place.
fn with_attrs(attrs: &[syn::Attribute], mut l: syn::ExprWhile) -> Expr {
    l.attrs = attrs.to_vec();
    Expr::While(l)
}

/// A list and what follows it; names of the list stay its own.
fn followed(list: Vec<Stmt>, rest: Vec<Stmt>) -> Vec<Stmt> {
    let mut list = terminated(list);
    if !rest.is_empty() && list.iter().any(|s| matches!(s, Stmt::Local(_) | Stmt::Item(_))) {
        list = vec![parse_quote!({ #(#list)* })];
    }
    list.extend(rest);
    list
}

/// A list whose last expression is a statement.
fn terminated(mut stmts: Vec<Stmt>) -> Vec<Stmt> {
    if let Some(Stmt::Expr(_, semi @ None)) = stmts.last_mut() {
        *semi = Some(Default::default());
    }
    stmts
}

impl VisitMut for Exits<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts = self.list(std::mem::take(&mut block.stmts));
    }

    fn visit_expr_mut(&mut self, e: &mut Expr) {
        if lets::rewritten(self, e) {
            return;
        }
        let flag = match e {
            Expr::ForLoop(l) => {
                visit_mut::visit_expr_mut(self, &mut l.expr);
                self.body(l.label.as_ref(), &mut l.body)
            }
            Expr::While(l) if crate::escapes::acts(&l.cond) => {
                // a condition that does something is part of the iteration
                let (label, cond, body) = (&l.label, &l.cond, &l.body.stmts);
                let whole = parse_quote!(#label while true { if !(#cond) { break; } #(#body)* });
                *e = with_attrs(&l.attrs, whole);
                return self.visit_expr_mut(e);
            }
            Expr::While(l) => {
                visit_mut::visit_expr_mut(self, &mut l.cond);
                self.body(l.label.as_ref(), &mut l.body)
            }
            Expr::Loop(l) => {
                let flag = self.body(l.label.as_ref(), &mut l.body);
                let body = &l.body;
                *e = with_attrs(&l.attrs, parse_quote!(while true #body));
                flag
            }
            Expr::Closure(_) => None,
            other => return visit_mut::visit_expr_mut(self, other),
        };
        if let Some(flag) = flag {
            *e = parse_quote!({ let mut #flag = false; #e });
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Removes the flags that nothing tests.
struct Untested {
    tested: BTreeSet<String>,
}

impl VisitMut for Untested {
    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts.retain(|stmt| !self.is_idle(stmt));
        visit_mut::visit_block_mut(self, block);
    }
}

impl Untested {
    fn is_idle(&self, stmt: &Stmt) -> bool {
        let ident = match stmt {
            Stmt::Local(syn::Local { pat: syn::Pat::Ident(p), .. }) => Some(&p.ident),
            Stmt::Expr(Expr::Assign(a), _) => match &*a.left {
                Expr::Path(p) => p.path.get_ident(),
                _ => None,
            },
            _ => None,
        };
        ident.map(ToString::to_string).is_some_and(|n| Exit::is_flag(&n) && !self.tested.contains(&n))
    }
}
