//! The generic form of a function that is spelled in `f64`: its casts and its calls.
//!
//! A call that is differentiated, or that is lent what depends on an input, goes to the callee's own
//! generic form, `<g>::hvp_form`. Any other call stays as it is: numbers go in as `f64`, and what
//! comes out is a constant.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::parse_quote;

use crate::activity::Activity;
use crate::expand::twin::FORM;
use crate::ir::{Arg, Block, Call, Callee, Expr, Function, Role, Stmt, Var};
use crate::messages::{self, Messages};
use crate::types::Ty;
use crate::walk;

/// Rewrites the casts and calls of `function`, whose number type is `real` instead of `float`.
pub fn route(function: &mut Function, activity: &Activity, real: &str, float: &str, messages: &mut Messages) {
    let mut body = std::mem::take(&mut function.body);
    Route { function, activity, real, float, messages }.block(&mut body);
    function.body = body;
}

struct Route<'a> {
    function: &'a mut Function,
    activity: &'a Activity,
    real: &'a str,
    float: &'a str,
    messages: &'a mut Messages,
}

impl Route<'_> {
    fn block(&mut self, block: &mut Block) {
        let mut out = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            walk::each_block(&mut stmt, &mut |inner, _| self.block(inner));
            match stmt {
                Stmt::Let(v, Expr::Cast(a, ty)) => out.push(self.cast(v, *a, ty)),
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
            Callee::Function(path) if path.path.segments[0].ident == "costate" => {
                return out.push(self.own(call));
            }
            Callee::Function(path) if active || lends => call.callee = Callee::Associated(self.generic(path)),
            Callee::Function(_) => return self.unchanged(call, out),
            Callee::Associated(path) if active && is_gradient(&path.path) => {
                self.messages.add(path, messages::HVP_THIRD);
            }
            _ => {}
        }
        out.push(Stmt::Call(Box::new(call)));
    }

    /// What was taken for a constant, `model.energy(x)` of a constant model, may depend on an input:
    /// then it is a number of the generic form already.
    fn own(&self, mut call: Call) -> Stmt {
        match (call.args.as_mut_slice(), call.result) {
            ([Arg::Value(Expr::Var(v))], Some(result)) if self.activity.is_varied(*v) => {
                Stmt::Let(result, Expr::Var(*v))
            }
            _ => Stmt::Call(Box::new(call)),
        }
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
        let float = Ident::new(&format!("plain_{}", self.float), Span::call_site());
        for arg in &mut call.args {
            let Arg::Value(e) = arg else { continue };
            if !self.is_real(e) {
                continue;
            }
            let number = self.function.fresh("plain", call.span, Ty::Unknown, Role::Value);
            let e = std::mem::replace(e, Expr::Var(number));
            out.push(plain(number, parse_quote!(::costate::rt::#float), e, call.span));
        }
        let Some(result) = call.result else { return out.push(Stmt::Call(Box::new(call))) };
        let (real, span) = (Ident::new(self.real, Span::call_site()), call.span);
        let value = self.function.fresh("value", span, Ty::Unknown, Role::Value);
        call.result = Some(value);
        out.push(Stmt::Call(Box::new(call)));
        out.push(plain(result, parse_quote!(::costate::rt::constant::<#real, _>), Expr::Var(value), span));
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
