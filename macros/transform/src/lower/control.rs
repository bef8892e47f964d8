//! Branches and loops: what a branch chooses, what a loop carries.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr as Syn, Stmt as SynStmt};

use super::Lower;
use super::scope::Local;
use super::stream::Stream;
use crate::ir::{Block, Carried, Choice, Expr, Head, Loop, Role, Stmt, Var};
use crate::messages;
use crate::types::Ty;

/// A user variable that a branch or a loop may change.
pub(super) type Changed = (usize, String);

impl Lower<'_> {
    pub(super) fn block(&mut self, b: &syn::ExprBlock, hint: Option<&str>) -> Option<Expr> {
        self.scopes.enter();
        let value = self.block_with(&b.block.stmts, hint);
        self.scopes.leave();
        value
    }

    pub(super) fn block_with(&mut self, stmts: &[SynStmt], hint: Option<&str>) -> Option<Expr> {
        match stmts {
            [SynStmt::Expr(e, None)] => self.value_or_statement(e, hint),
            all => self.block_value(all),
        }
    }

    pub(super) fn if_else(&mut self, i: &syn::ExprIf, hint: Option<&str>) -> Option<Expr> {
        let cond = self.expr(&i.cond, None);
        self.branched(
            cond,
            hint,
            i.span(),
            |pass| pass.block_with(&i.then_branch.stmts, None),
            |pass| i.else_branch.as_ref().and_then(|(_, e)| pass.value_or_statement(e, None)),
        )
    }

    /// A branch without a value.
    pub(super) fn when(
        &mut self,
        cond: Expr,
        span: Span,
        then: impl FnOnce(&mut Self),
        otherwise: impl FnOnce(&mut Self),
    ) {
        let (then, otherwise) = (nothing(then), nothing(otherwise));
        self.branched(cond, None, span, then, otherwise);
    }

    /// A branch: what each side lowers, and a choice for each variable that they leave different.
    pub(super) fn branched(
        &mut self,
        cond: Expr,
        hint: Option<&str>,
        span: Span,
        then: impl FnOnce(&mut Self) -> Option<Expr>,
        otherwise: impl FnOnce(&mut Self) -> Option<Expr>,
    ) -> Option<Expr> {
        let before = self.scopes.snapshot();
        let (then, yes) = self.nested(then);
        let after_then = self.scopes.restore(&before);
        let (otherwise, no) = self.nested(otherwise);
        let after_else = self.scopes.restore(&before);

        let mut choices = Vec::new();
        let value = match (yes, no) {
            (Some(yes), Some(no)) => Some(self.choice(yes, no, hint.unwrap_or("u"), span, &mut choices)),
            _ => None,
        };
        for (k, was) in before.iter().enumerate() {
            let (a, b) = (&after_then[k], &after_else[k]);
            if a.version == was.version && b.version == was.version {
                continue;
            }
            if let (Some(Expr::Var(yes)), Some(Expr::Var(no))) = (&a.value, &b.value)
                && yes == no
            {
                // no choice: parts of slices are told apart by their ends
                self.scopes.set(k, Some(Expr::Var(*yes)));
                continue;
            }
            let name = self.name_of([&a.value, &b.value, &was.value]);
            let [yes, no] = [a, b].map(|c| c.value.clone().unwrap_or(Expr::Filler));
            let result = self.choice(yes, no, &name, span, &mut choices);
            self.scopes.set(k, Some(result));
        }
        self.stmts.push(Stmt::If(cond, then, otherwise, choices));
        value
    }

    fn choice(&mut self, then: Expr, otherwise: Expr, name: &str, span: Span, all: &mut Vec<Choice>) -> Expr {
        let (a, b) = (self.function.ty_of(&then), self.function.ty_of(&otherwise));
        let ty = self.unify(&a, &b);
        let result = self.fresh(name, span, ty, Role::Value);
        all.push(Choice { result, then, otherwise });
        Expr::Var(result)
    }

    fn name_of(&self, values: [&Option<Expr>; 3]) -> String {
        let named = values.into_iter().flatten().find_map(|e| match e {
            Expr::Var(v) => Some(self.function.info(*v).name.clone()),
            _ => None,
        });
        let name = named.unwrap_or_else(|| "u".to_owned());
        let digits = name.rsplit_once('_').filter(|(_, d)| d.chars().all(|c| c.is_ascii_digit()));
        digits.map_or(name.clone(), |(base, _)| base.to_owned())
    }

    pub(super) fn for_loop(&mut self, l: &syn::ExprForLoop) {
        let Some((range, reversed, step)) = range_of(&l.expr) else {
            return self.for_each(l);
        };
        let name = match &*l.pat {
            syn::Pat::Ident(p) if p.by_ref.is_none() && p.subpat.is_none() => p.ident.clone(),
            syn::Pat::Wild(w) => syn::Ident::new("k", w.underscore_token.span),
            pat => return self.messages.add(pat, messages::PATTERN),
        };
        let (Some(start), Some(end)) = (&range.start, &range.end) else {
            return self.messages.add(range, messages::ITERATOR);
        };
        let (lo, hi) = (self.expr(start, None), self.expr(end, None));
        let (a, b) = (self.function.ty_of(&lo), self.function.ty_of(&hi));
        let counter = match self.unify(&a, &b) {
            ty @ Ty::Int(_) => ty,
            _ => Ty::Int(None),
        };
        let step = step.map(|e| self.expr(e, None));
        let index = self.fresh(&name.to_string(), name.span(), counter.clone(), Role::Value);
        let inclusive = matches!(range.limits, syn::RangeLimits::Closed(_));
        let head = Head::For { index, lo, hi, inclusive, reversed, step };
        let mutable = matches!(&*l.pat, syn::Pat::Ident(p) if p.mutability.is_some());
        let named = matches!(&*l.pat, syn::Pat::Ident(_));
        self.looped(head, &l.body, |pass| {
            if named {
                let local = if mutable && pass.changed.contains(&name.to_string()) {
                    let copy = pass.fresh(&name.to_string(), name.span(), counter, Role::Memory);
                    pass.stmts.push(Stmt::Alloc(copy, Expr::Var(index)));
                    Local::Place(crate::ir::Place::whole(copy))
                } else {
                    pass.scopes.value(Some(Expr::Var(index)))
                };
                pass.scopes.declare(name.to_string(), local);
            }
        });
    }

    /// `for i in 0..len`
    pub(super) fn counted_loop(&mut self, len: Expr, span: Span) -> (Var, Head) {
        let usize = self.kinds().integer("usize");
        let index = self.fresh("i", span, usize, Role::Value);
        let lo = crate::ir::number(0);
        (index, Head::For { index, lo, hi: len, inclusive: false, reversed: false, step: None })
    }

    /// `for pattern in iterator`
    fn for_each(&mut self, l: &syn::ExprForLoop) {
        let Some(stream) = self.stream(&l.expr) else { return };
        if !stream.is_plain() || stream.chain.cursor.is_some() {
            return self.for_some(l, &stream);
        }
        let chain = stream.chain;
        let hi = match &chain.len {
            Some(len) => len.clone(),
            None => return self.messages.add(&l.expr, messages::ENDLESS),
        };
        let (index, head) = self.counted_loop(hi, l.pat.span());
        let name = super::item::pattern_name(&l.pat);
        self.looped(head, &l.body, |pass| {
            let item = pass.chain_item(&chain, &Expr::Var(index), name.as_deref());
            pass.bind_item(&l.pat, item);
        });
    }

    /// `for pattern in iterator.filter(…)`
    fn for_some(&mut self, l: &syn::ExprForLoop, stream: &Stream) {
        let (stmts, exit) = split_exit(&l.body.stmts);
        let changed = self.changed_in(stmts);
        self.walk(
            stream,
            changed,
            l.body.span(),
            &mut |pass, item| {
                pass.bind_item(&l.pat, item);
                pass.block_value(stmts);
            },
            &mut |pass| exit.map(|cond| pass.expr(cond, None)),
        );
    }

    pub(super) fn while_loop(&mut self, l: &syn::ExprWhile) {
        let head = Head::While { test: Block::default(), cond: Expr::Filler };
        let cond = l.cond.clone();
        self.looped_with(
            head,
            &l.body,
            |_| {},
            |pass, head| {
                let (test, cond) = pass.nested(|pass| pass.expr(&cond, None));
                *head = Head::While { test, cond };
            },
        );
    }

    fn looped(&mut self, head: Head, body: &syn::Block, enter: impl FnOnce(&mut Self)) {
        self.looped_with(head, body, enter, |_, _| {});
    }

    fn looped_with(
        &mut self,
        head: Head,
        body: &syn::Block,
        enter: impl FnOnce(&mut Self),
        test: impl FnOnce(&mut Self, &mut Head),
    ) {
        let (stmts, exit) = split_exit(&body.stmts);
        let changed = self.changed_in(stmts);
        self.looped_over(head, changed, body.span(), test, |pass| {
            enter(pass);
            pass.block_value(stmts);
            exit.map(|cond| pass.expr(cond, None))
        });
    }

    /// A loop that carries these variables; its body gives the condition that ends it.
    pub(super) fn looped_over(
        &mut self,
        mut head: Head,
        changed: Vec<Changed>,
        span: Span,
        test: impl FnOnce(&mut Self, &mut Head),
        body: impl FnOnce(&mut Self) -> Option<Expr>,
    ) {
        let inits: Vec<Expr> =
            changed.iter().map(|(k, _)| self.scopes.get(*k).unwrap_or(Expr::Filler)).collect();
        let params: Vec<Var> =
            changed.iter().zip(&inits).map(|(c, init)| self.loop_param(c, init, span)).collect();
        test(self, &mut head);
        let (block, exit) = self.nested(body);
        let mut carried = Vec::new();
        for (((k, name), init), param) in changed.into_iter().zip(inits).zip(params) {
            carried.push(self.carry(k, &name, init, param));
        }
        let counted = exit.is_some() || matches!(head, Head::While { .. });
        let count = counted.then(|| {
            let taken = |n: &str| self.function.names.contains(n) || self.reserved.contains(n);
            let name = crate::ir::unique("count", taken);
            let usize = self.kinds().integer("usize");
            self.function.named(name, span, usize, Role::Value)
        });
        self.stmts.push(Stmt::Loop(Box::new(Loop {
            head,
            carried,
            body: block,
            exit,
            count,
            checkpoint: None,
        })));
    }

    fn loop_param(&mut self, (k, name): &Changed, init: &Expr, span: Span) -> Var {
        let ty = self.function.ty_of(init);
        let param = self.fresh(name, span, ty, Role::Value);
        self.scopes.set(*k, Some(Expr::Var(param)));
        param
    }

    fn carry(&mut self, k: usize, name: &str, init: Expr, param: Var) -> Carried {
        let next = self.scopes.get(k).unwrap_or(Expr::Filler);
        let (a, b) = (self.function.info(param).ty.clone(), self.function.ty_of(&next));
        let ty = self.unify(&a, &b);
        self.function.vars[param.0].ty = ty.clone();
        let span = self.function.info(param).span;
        let result = self.fresh(name, span, ty, Role::Value);
        self.scopes.set(k, Some(Expr::Var(result)));
        Carried { param, init, next, result }
    }
}

/// The last statement `if flag { break; }`, apart from the others.
fn split_exit(stmts: &[SynStmt]) -> (&[SynStmt], Option<&Syn>) {
    if let Some((SynStmt::Expr(Syn::If(i), _), before)) = stmts.split_last()
        && let [SynStmt::Expr(Syn::Break(_), _)] = i.then_branch.stmts.as_slice()
        && i.else_branch.is_none()
    {
        return (before, Some(&i.cond));
    }
    (stmts, None)
}

/// `(lo..hi).rev()`, `(lo..hi).step_by(n)`, `(lo..hi).step_by(n).rev()`.
fn range_of(e: &Syn) -> Option<(&syn::ExprRange, bool, Option<&Syn>)> {
    match e {
        Syn::Range(r) => Some((r, false, None)),
        Syn::Paren(p) => range_of(&p.expr),
        Syn::Group(p) => range_of(&p.expr),
        Syn::MethodCall(m) if m.method == "rev" && m.args.is_empty() => {
            let (range, reversed, step) = range_of(&m.receiver)?;
            (!reversed).then_some((range, true, step))
        }
        Syn::MethodCall(m) if m.method == "step_by" && m.args.len() == 1 => {
            let (range, reversed, step) = range_of(&m.receiver)?;
            (!reversed && step.is_none()).then_some((range, false, m.args.first()))
        }
        _ => None,
    }
}

/// A side of a branch that has no value.
fn nothing<L>(side: impl FnOnce(&mut L)) -> impl FnOnce(&mut L) -> Option<Expr> {
    |pass| {
        side(pass);
        None
    }
}
