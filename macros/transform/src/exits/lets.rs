//! `match`, `if let`, `while let` and `let … else` as plain conditions.

use std::collections::HashSet;

use proc_macro2::Ident;
use syn::visit_mut::VisitMut;
use syn::{Expr, Pat, Stmt, parse_quote};

use super::{Exits, enclosed, with_attrs};
use crate::escapes;
use crate::lower::mentioned;

impl Exits<'_> {
    /// `match` as `let m = scrutinee;` and a chain of `if matches!(m, pattern)`.
    pub(super) fn chain(&mut self, m: syn::ExprMatch) -> (Vec<Stmt>, Expr) {
        let last = m.arms.len().saturating_sub(1);
        let pats: Vec<(&Pat, bool)> = (m.arms.iter().enumerate())
            .map(|(k, arm)| {
                let (pat, guard) = of_arm(&arm.pat);
                (pat, k < last && guard.is_none())
            })
            .collect();
        self.refuse_imported(&pats);
        let (scrutinee, bind) = self.scrutinee(&m.expr);
        let mut chain: Option<Expr> = None;
        for arm in m.arms.iter().rev() {
            let (pat, guard) = of_arm(&arm.pat);
            // where a guard fails, the next alternative is tried
            let tried = if guard.is_some() { self.each_alternative(pat) } else { vec![pat.clone()] };
            for pat in tried.iter().rev() {
                chain = Some(self.arm(&scrutinee, pat, guard, &arm.body, chain));
            }
        }
        (vec![bind], chain.unwrap_or_else(|| parse_quote!({})))
    }

    /// An arm and the arms after it.
    fn arm(
        &mut self,
        scrutinee: &Ident,
        pat: &Pat,
        guard: Option<&Expr>,
        body: &Expr,
        after: Option<Expr>,
    ) -> Expr {
        let names = self.bound(scrutinee, pat);
        let test = self.matching(scrutinee, pat);
        let guard: Option<Expr> = guard.map(|g| match names.is_empty() {
            true => enclosed::operand(g),
            false => {
                let g = enclosed::value(g);
                parse_quote!({ #(#names)* #g })
            }
        });
        let body: Expr = match (names.is_empty(), body) {
            (true, Expr::Block(b)) if b.label.is_none() && b.attrs.is_empty() => body.clone(),
            _ => {
                let body = enclosed::value(body);
                parse_quote!({ #(#names)* #body })
            }
        };
        let cond: Option<Expr> = match (test, guard, &after) {
            (None, guard, _) => guard,
            // rustc knows that the last arm matches what is left
            (Some(_), None, None) => None,
            (test, None, _) => test,
            (Some(test), Some(guard), _) => Some(parse_quote!(#test && #guard)),
        };
        match (cond, after) {
            (None, _) => body,
            (Some(cond), None) => parse_quote!(if #cond #body),
            (Some(cond), Some(after @ (Expr::If(_) | Expr::Block(_)))) => {
                parse_quote!(if #cond #body else #after)
            }
            (Some(cond), Some(after)) => {
                let after = enclosed::value(&after);
                parse_quote!(if #cond #body else { #after })
            }
        }
    }

    /// `if let` as a plain `if`, after what finds its condition.
    pub(super) fn if_let(&mut self, mut i: syn::ExprIf) -> (Vec<Stmt>, Expr) {
        let parts = conjuncts(&i.cond);
        let carried = change_names(&parts);
        if let [Expr::Let(l), rest @ ..] = parts.as_slice()
            && !rest.iter().any(|e| matches!(e, Expr::Let(_)))
            && !carried
        {
            self.refuse_imported(&[(&l.pat, true)]);
            let (scrutinee, bind) = self.scrutinee(&l.expr);
            let guard: Option<Expr> = (!rest.is_empty()).then(|| parse_quote!(#((#rest))&&*));
            let body = Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block: i.then_branch });
            let otherwise = i.else_branch.map(|(_, e)| *e);
            let otherwise = otherwise.unwrap_or_else(|| parse_quote!({}));
            return (vec![bind], self.arm(&scrutinee, &l.pat, guard.as_ref(), &body, Some(otherwise)));
        }
        let (found, mut before, names) = self.found(&parts, carried);
        let then = std::mem::take(&mut i.then_branch.stmts);
        i.then_branch = parse_quote!({ #(#names)* #(#then)* });
        *i.cond = parse_quote!(#found);
        before.insert(0, parse_quote!(let mut #found = false;));
        (before, Expr::If(i))
    }

    /// Several conditions in order, some of them `let`: the flag that says whether all
    /// hold, what sets it, and the names that they give. The names are given twice, to the conditions and
    /// behind them; `carried`: they are what the conditions left them to be.
    fn found(&mut self, parts: &[Expr], carried: bool) -> (Ident, Vec<Stmt>, Vec<Stmt>) {
        let found = self.fresh("found");
        let (mut declared, mut all_names) = (Vec::new(), Vec::new());
        let mut inside: Vec<Stmt> = Vec::new();
        let mut layers: Vec<(Vec<Stmt>, Option<Expr>)> = Vec::new();
        for part in parts {
            let Expr::Let(l) = part else {
                layers.push((Vec::new(), Some(part.clone())));
                continue;
            };
            self.refuse_imported(&[(&l.pat, true)]);
            let value = unreferenced(&l.expr);
            let scrutinee = self.fresh("part");
            declared.push(parse_quote!(let #scrutinee;));
            let names = self.bound(&scrutinee, &l.pat);
            layers.push((vec![parse_quote!(#scrutinee = #value;)], self.matching(&scrutinee, &l.pat)));
            layers.push((names.clone(), None));
            if !carried {
                all_names.extend(names);
                continue;
            }
            for (name, mutable) in super::patterns::names(&l.pat) {
                let (left, mutable) = (self.fresh("left"), mutable.then(<syn::Token![mut]>::default));
                declared.push(parse_quote!(let #left;));
                inside.push(parse_quote!(#left = #name;));
                all_names.push(parse_quote!(let #mutable #name = #left;));
            }
        }
        inside.push(parse_quote!(#found = true;));
        for (mut before, cond) in layers.into_iter().rev() {
            match cond {
                Some(cond) => before.push(parse_quote!(if #cond { #(#inside)* })),
                None => before.append(&mut inside),
            }
            inside = before;
        }
        declared.push(parse_quote!({ #(#inside)* }));
        (found, declared, all_names)
    }

    /// `while let` as a loop that tests first.
    pub(super) fn while_let(&mut self, l: &syn::ExprWhile) -> syn::ExprWhile {
        let mut first: Vec<Stmt> = Vec::new();
        for part in conjuncts(&l.cond) {
            let Expr::Let(l) = part else {
                first.push(parse_quote!(if !(#part) { break; }));
                continue;
            };
            self.refuse_imported(&[(&l.pat, true)]);
            let (scrutinee, bind) = self.scrutinee(&l.expr);
            first.push(bind);
            let test = self.matching(&scrutinee, &l.pat);
            first.extend(test.map(|t| -> Stmt { parse_quote!(if !#t { break; }) }));
            first.extend(self.bound(&scrutinee, &l.pat));
        }
        let (label, body) = (&l.label, &l.body.stmts);
        parse_quote!(#label while true { #(#first)* #(#body)* })
    }

    /// `let pattern = value else { … };` as a test and names.
    pub(super) fn let_else(&mut self, local: &syn::Local) -> Option<Vec<Stmt>> {
        let init = local.init.as_ref()?;
        let (_, other) = init.diverge.as_ref()?;
        if is_empty(other) {
            return None;
        }
        let (pat, ty) = match &local.pat {
            Pat::Type(t) => (&*t.pat, Some(&t.ty)),
            pat => (pat, None),
        };
        self.refuse_imported(&[(pat, true)]);
        let (scrutinee, mut bind) = self.scrutinee(&init.expr);
        if let (Some(ty), Stmt::Local(bind)) = (ty, &mut bind) {
            bind.pat = parse_quote!(#scrutinee: #ty);
        }
        let mut out = vec![bind];
        if let Some(test) = self.matching(&scrutinee, pat) {
            let other = match &**other {
                Expr::Block(b) => b.block.clone(),
                other => parse_quote!({ #other; }),
            };
            out.push(parse_quote!(if !#test #other));
        }
        out.extend(self.bound(&scrutinee, pat));
        Some(out)
    }

    /// `matches!(value, pattern if guard)`: the guard is a condition of its own.
    pub(super) fn guarded(&mut self, mac: &syn::Macro) -> Option<Expr> {
        if !mac.path.is_ident("matches") {
            return None;
        }
        let parse = |input: syn::parse::ParseStream| {
            let value: Expr = input.parse()?;
            input.parse::<syn::Token![,]>()?;
            let pat = Pat::parse_multi_with_leading_vert(input)?;
            input.parse::<syn::Token![if]>()?;
            let guard: Expr = input.parse()?;
            input.parse::<Option<syn::Token![,]>>()?;
            Ok((value, pat, guard))
        };
        let (value, pat, guard) = mac.parse_body_with(parse).ok()?;
        let value = enclosed::operand(&value);
        Some(parse_quote!(match #value { #pat if #guard => true, _ => false }))
    }

    /// `let m = value;`: a name for what is matched, see `lower::variant`.
    fn scrutinee(&mut self, value: &Expr) -> (Ident, Stmt) {
        let name = self.fresh("matched");
        let bind = parse_quote!(let #name = #value;);
        (name, bind)
    }
}

/// The pattern of an arm, and its guard.
fn of_arm(pat: &Pat) -> (&Pat, Option<&Expr>) {
    match pat {
        Pat::Guard(g) => (&g.pat, Some(&g.guard)),
        pat => (pat, None),
    }
}

/// Whether a condition is one of `let`.
pub(super) fn has_let(cond: &Expr) -> bool {
    conjuncts(cond).iter().any(|e| matches!(e, Expr::Let(_)))
}

/// The parts of `a && b && c`.
fn conjuncts(cond: &Expr) -> Vec<Expr> {
    match cond {
        Expr::Binary(b) if matches!(b.op, syn::BinOp::And(_)) => {
            let mut all = conjuncts(&b.left);
            all.extend(conjuncts(&b.right));
            all
        }
        Expr::Let(l) => pairs(l).unwrap_or_else(|| vec![cond.clone()]),
        other => vec![other.clone()],
    }
}

/// Whether one of several conditions may change names that an earlier one gives, or what they are read from.
fn change_names(parts: &[Expr]) -> bool {
    let mut known: HashSet<String> = HashSet::new();
    parts.iter().any(|part| {
        let e = match part {
            Expr::Let(l) => &*l.expr,
            e => e,
        };
        let acts = || escapes::acts(e) || escapes::changes(e) || has_macro(e);
        let named = || mentioned(&[Stmt::Expr(e.clone(), None)]).iter().any(|name| known.contains(name));
        let changed = named() && acts();
        if let Expr::Let(_) = part {
            known.extend(mentioned(&[Stmt::Expr(part.clone(), None)]));
        }
        changed
    })
}

/// Whether there is a macro in an expression.
fn has_macro(e: &Expr) -> bool {
    struct Macros(bool);
    impl<'a> syn::visit::Visit<'a> for Macros {
        fn visit_macro(&mut self, _: &'a syn::Macro) {
            self.0 = true;
        }
    }
    let mut seen = Macros(false);
    syn::visit::Visit::visit_expr(&mut seen, e);
    seen.0
}

/// `let ([a, v @ ..], [b, w @ ..]) = (x, y)` as `let [a, v @ ..] = x && let [b, w @ ..] = y`: no tuple holds
/// slices. None if it is something else, or does something beside looking at its parts.
fn pairs(l: &syn::ExprLet) -> Option<Vec<Expr>> {
    let (Pat::Tuple(t), Expr::Tuple(values)) = (&*l.pat, &*l.expr) else { return None };
    let parts = || t.elems.iter().zip(&values.elems);
    let of_slices = parts().any(|(p, e)| matches!(p, Pat::Slice(_)) || crate::lower::is_maybe(e));
    let plain = t.elems.len() == values.elems.len()
        && parts().all(|(p, e)| is_quiet(e) && !matches!(p, Pat::Rest(_)) && !lends(p));
    let split = |(p, e): (&Pat, &Expr)| -> Expr {
        let e = enclosed::operand(e);
        parse_quote!(let #p = #e)
    };
    (of_slices && plain).then(|| parts().map(split).collect())
}

/// Whether an expression only looks at something.
fn is_quiet(e: &Expr) -> bool {
    match e {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(f) => is_quiet(&f.base),
        Expr::Paren(p) => is_quiet(&p.expr),
        Expr::Binary(b) => crate::lower::compound(&b.op).is_none() && is_quiet(&b.left) && is_quiet(&b.right),
        Expr::Reference(r) => r.mutability.is_none() && is_quiet(&r.expr),
        Expr::MethodCall(m) => crate::lower::is_maybe(e) && is_quiet(&m.receiver),
        _ => false,
    }
}

/// Whether a pattern has `ref`, which would be to the tuple's own part.
fn lends(pat: &Pat) -> bool {
    struct Lends(bool);
    impl<'a> syn::visit::Visit<'a> for Lends {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            self.0 |= p.by_ref.is_some();
            syn::visit::visit_pat_ident(self, p);
        }
    }
    let mut seen = Lends(false);
    syn::visit::Visit::visit_pat(&mut seen, pat);
    seen.0
}

/// The value behind `&`.
fn unreferenced(e: &Expr) -> &Expr {
    match e {
        Expr::Reference(r) if r.mutability.is_none() => unreferenced(&r.expr),
        Expr::Paren(p) => unreferenced(&p.expr),
        e => e,
    }
}

/// The `else` that this pass writes where a pattern surely matches.
fn is_empty(other: &Expr) -> bool {
    matches!(other, Expr::Block(b) if b.block.stmts.is_empty())
}

/// Rewrites what stands inside an expression.
pub(super) fn rewritten(pass: &mut Exits<'_>, e: &mut Expr) -> bool {
    *e = match e {
        Expr::Match(m) => {
            let (before, chain) = pass.chain(m.clone());
            parse_quote!({ #(#before)* #chain })
        }
        Expr::If(i) if has_let(&i.cond) => {
            let (before, chain) = pass.if_let(i.clone());
            parse_quote!({ #(#before)* #chain })
        }
        Expr::While(l) if has_let(&l.cond) => with_attrs(&l.attrs, pass.while_let(l)),
        Expr::Block(b) if b.label.is_some() => pass.labelled(b.clone()),
        Expr::Macro(m) => match pass.guarded(&m.mac) {
            Some(e) => e,
            None => return false,
        },
        _ => return false,
    };
    pass.visit_expr_mut(e);
    true
}
