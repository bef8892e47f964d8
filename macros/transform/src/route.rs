//! The generic form of a function that is spelled in `f64`: its casts, its calls, its patterns of
//! floats, and what it reads from constants of the program and from constant arguments whose type stays,
//! such as a `&Model` with fields of `f64`.
//!
//! A call that is differentiated, or that is lent what depends on an input, goes to the callee's own
//! generic form, `<g>::hvp_form`. Any other call stays as it is: numbers go in as `f64`, and what
//! comes out is a constant.

mod pattern;

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse_quote;
use syn::visit_mut::VisitMut;

use crate::activity::Activity;
use crate::expand::rename::Rename;
use crate::expand::twin::FORM;
use crate::ir::{Arg, Block, Call, Callee, Expr, Function, Role, Stmt, Var};
use crate::messages::{self, Messages};
use crate::signature::{Param, Signature};
use crate::types::Ty;
use crate::walk;

/// Rewrites the casts and calls of `function`, whose number type is `real` instead of `float`.
pub fn route(
    function: &mut Function,
    signature: &Signature,
    activity: &Activity,
    (real, float): (&str, &str),
    messages: &mut Messages,
) {
    let mut body = std::mem::take(&mut function.body);
    let constant = |p: &Param| p.constant && !p.known.is_flat() && !has(&p.ty.to_token_stream(), real);
    let params = function.params.iter().zip(&signature.params);
    let fixed = params.filter(|(_, p)| constant(p)).map(|(v, _)| *v).collect();
    let roots = roots(&mut body);
    Route { function, activity, real, float, fixed, roots, messages }.block(&mut body);
    function.body = body;
}

/// Whether tokens have this name among them.
#[must_use]
pub fn has(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => has(&group.stream(), name),
        _ => false,
    })
}

/// The variables of which parts are read or which are lent: not single numbers.
fn roots(block: &mut Block) -> HashSet<Var> {
    let mut found = HashSet::new();
    for stmt in &mut block.stmts {
        walk::each_block(stmt, &mut |inner, _| found.extend(roots(inner)));
        if let Stmt::Call(call) = stmt {
            found.extend(call.args.iter().filter_map(|arg| match arg {
                Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => Some(p.root),
                Arg::Value(_) => None,
            }));
        }
        walk::each_expr(stmt, &mut |e| places(e, &mut found));
    }
    found
}

fn places(e: &mut Expr, found: &mut HashSet<Var>) {
    if let Expr::Load(p) | Expr::Len(p) = e
        && !p.path.is_empty()
    {
        found.insert(p.root);
    }
    walk::each_child(e, &mut |e| places(e, found));
}

struct Route<'a> {
    function: &'a mut Function,
    activity: &'a Activity,
    real: &'a str,
    float: &'a str,
    /// Arguments and constants whose type stays, and structs read from them.
    fixed: HashSet<Var>,
    roots: HashSet<Var>,
    messages: &'a mut Messages,
}

impl Route<'_> {
    fn block(&mut self, block: &mut Block) {
        let mut out = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            walk::each_block(&mut stmt, &mut |inner, _| self.block(inner));
            match stmt {
                Stmt::Let(v, Expr::Cast(a, ty)) => out.push(self.cast(v, *a, ty)),
                Stmt::Let(v, Expr::Const(c)) if self.roots.contains(&v) && c.is_path() => {
                    self.fixed.insert(v);
                    out.push(Stmt::Let(v, Expr::Const(c)));
                }
                Stmt::Let(v, Expr::Matches(a, tokens)) => self.matching(v, *a, tokens, &mut out),
                Stmt::Let(v, Expr::Load(place)) if self.fixed.contains(&place.root) => {
                    let span = self.function.info(v).span;
                    if let Some(value) = self.constant(v, span, &mut out) {
                        let at = out.len() - 1;
                        out.insert(at, Stmt::Let(value, Expr::Load(place)));
                    } else {
                        out.push(Stmt::Let(v, Expr::Load(place)));
                    }
                }
                Stmt::Call(call) => self.call(*call, &mut out),
                other => out.push(other),
            }
        }
        block.stmts = out;
    }

    fn is_real(&self, e: &Expr) -> bool {
        let ty = self.function.ty_of(e);
        ty.is_scalar() && self.function.kinds.name_of(&ty) == Some(self.real)
    }

    /// `n as f64` of an integer, `x as usize` of a number.
    fn cast(&mut self, v: Var, a: Expr, ty: Box<syn::Type>) -> Stmt {
        let real = Ident::new(self.real, Span::call_site());
        let to_real = matches!(&*ty, syn::Type::Path(p) if p.path.is_ident(self.real));
        let span = self.function.info(v).span;
        match (to_real, self.is_real(&a)) {
            (true, true) => Stmt::Let(v, a),
            (true, false) => plain(v, parse_quote!(::costate::rt::number::<#real>), a, span),
            (false, true) => plain(v, parse_quote!(::costate::rt::whole::<#ty, #real>), a, span),
            (false, false) => Stmt::Let(v, Expr::Cast(Box::new(a), ty)),
        }
    }

    fn call(&mut self, mut call: Call, out: &mut Vec<Stmt>) {
        let active = self.activity.active_call(self.function, &call);
        let lends = call.args.iter().any(|arg| match arg {
            Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => self.activity.is_varied(p.root),
            Arg::Value(_) => false,
        });
        match &call.callee {
            Callee::Function(path) if path.path.segments[0].ident == "costate" => {}
            Callee::Function(path) if active || lends => call.callee = Callee::Associated(self.generic(path)),
            Callee::Function(_) => return self.unchanged(call, out),
            Callee::Associated(path) if active && is_gradient(&path.path) => {
                self.messages.add(path, messages::HVP_THIRD);
            }
            Callee::Method(..) if call.detached && call.args.len() == 1 => self.question(&mut call, out),
            Callee::Method(..) if !active && self.of_fixed(&call) => return self.result(call, out),
            _ => {}
        }
        out.push(Stmt::Call(Box::new(call)));
    }

    /// `x.is_nan()`, asked of the plain number.
    fn question(&mut self, call: &mut Call, out: &mut Vec<Stmt>) {
        let Some(Arg::Receiver(place)) = call.args.first_mut() else { return };
        if !place.path.is_empty() || !self.is_real(&Expr::Var(place.root)) {
            return;
        }
        let asked = Expr::Var(std::mem::replace(&mut place.root, Var(0)));
        place.root = self.plain(asked, call.span, out);
    }

    /// A number of the generic form as a plain one.
    fn plain(&mut self, number: Expr, span: Span, out: &mut Vec<Stmt>) -> Var {
        let float = Ident::new(&format!("plain_{}", self.float), Span::call_site());
        let var = self.function.fresh("plain", span, Ty::Unknown, Role::Value);
        out.push(plain(var, parse_quote!(::costate::rt::#float), number, span));
        var
    }

    /// `model.stiffness(i)` of a constant model, with nothing that depends on an input.
    fn of_fixed(&self, call: &Call) -> bool {
        let varied = |arg: &Arg| match arg {
            Arg::Value(Expr::Var(v)) => self.activity.is_varied(*v),
            Arg::Value(_) => false,
            Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => self.activity.is_varied(p.root),
        };
        let of = matches!(call.args.first(), Some(Arg::Receiver(p)) if self.fixed.contains(&p.root));
        of && !call.args.iter().any(varied)
    }

    /// `a::g::<3>` → `<a::g>::hvp_form::<3, _>`
    fn generic(&self, path: &syn::ExprPath) -> syn::ExprPath {
        let mut ty = path.path.clone();
        let arguments = ty.segments.last_mut().map(|last| std::mem::take(&mut last.arguments));
        let name = Ident::new(FORM, path.path.segments.last().map_or(Span::call_site(), |s| s.ident.span()));
        match arguments {
            Some(syn::PathArguments::AngleBracketed(mut all)) => {
                let generic = all.to_token_stream().to_string().contains(self.real);
                if !generic {
                    all.args.push(parse_quote!(_));
                }
                parse_quote!(<#ty>::#name #all)
            }
            _ => parse_quote!(<#ty>::#name),
        }
    }

    /// A call that is not differentiated.
    fn unchanged(&mut self, mut call: Call, out: &mut Vec<Stmt>) {
        if let Callee::Function(path) = &mut call.callee {
            // `weight::<f64>(i)`, as it was written
            let float = Ident::new(self.float, Span::call_site());
            let names = HashMap::from([(self.real.to_owned(), parse_quote!(#float))]);
            Rename::of(names).visit_expr_path_mut(path);
        }
        for arg in &mut call.args {
            if let Arg::Value(e) = arg
                && self.is_real(e)
            {
                let number = std::mem::replace(e, Expr::Filler);
                *e = Expr::Var(self.plain(number, call.span, out));
            }
        }
        self.result(call, out);
    }

    /// A call whose result is a constant.
    fn result(&mut self, mut call: Call, out: &mut Vec<Stmt>) {
        let Some(result) = call.result else { return out.push(Stmt::Call(Box::new(call))) };
        let value = self.constant(result, call.span, out);
        call.result = value.or(call.result);
        let at = out.len() - usize::from(value.is_some());
        out.insert(at, Stmt::Call(Box::new(call)));
    }

    /// Says that `result` is the constant `value`, a new variable, as a number of the generic form; a
    /// struct is not one.
    fn constant(&mut self, result: Var, span: Span, out: &mut Vec<Stmt>) -> Option<Var> {
        if self.function.info(result).ty.is_flat() {
            return None;
        }
        if self.roots.contains(&result) {
            self.fixed.insert(result);
            return None;
        }
        let real = Ident::new(self.real, Span::call_site());
        let value = self.function.fresh("value", span, Ty::Unknown, Role::Value);
        out.push(plain(result, parse_quote!(::costate::rt::constant::<#real, _>), Expr::Var(value), span));
        Some(value)
    }
}

/// A call without a derivative.
fn plain(result: Var, path: syn::ExprPath, argument: Expr, span: Span) -> Stmt {
    let (callee, args) = (Callee::Function(path), vec![Arg::Value(argument)]);
    Stmt::Call(Box::new(Call { result: Some(result), callee, args, span, detached: true, saved: Vec::new() }))
}

/// `energy::grad`: of the function `energy`, not of a type or a module.
#[must_use]
pub fn is_gradient(path: &syn::Path) -> bool {
    let mut names = path.segments.iter().rev().map(|s| s.ident.to_string());
    let gradient = names.next().is_some_and(|last| last == "grad" || last == "value_and_grad");
    gradient && names.next().is_some_and(|of| of.starts_with(|c: char| c.is_lowercase() || c == '_'))
}
