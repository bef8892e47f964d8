//! Patterns that test floats, `0.1..0.5` or `(0.0, _)`: a number of the generic form is none of its
//! own, so the plain number is tested.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr as Syn, Lit, Pat, UnOp};

use super::Route;
use crate::ir::{Expr, Role, Stmt, Var};
use crate::messages;

impl Route<'_> {
    /// `let v = matches!(a, pattern);`
    pub(super) fn matching(&mut self, v: Var, a: Expr, tokens: TokenStream, out: &mut Vec<Stmt>) {
        let span = self.function.info(v).span;
        let pattern = syn::parse::Parser::parse2(Pat::parse_multi, tokens.clone()).ok();
        let (a, tokens) = match pattern {
            _ if self.is_real(&a) => (self.plain_value(a, span, out), tokens),
            Some(pat) if is_number(&pat) => (self.plain_value(a, span, out), tokens),
            Some(pat) => (a, self.tested_inside(pat)),
            None => (a, tokens),
        };
        out.push(Stmt::Let(v, Expr::Matches(Box::new(a), tokens)));
    }

    fn plain_value(&mut self, a: Expr, span: Span, out: &mut Vec<Stmt>) -> Expr {
        let a = match a {
            Expr::Load(_) => {
                let ty = self.function.ty_of(&a);
                let number = self.function.fresh("number", span, ty, Role::Value);
                out.push(Stmt::Let(number, a));
                Expr::Var(number)
            }
            a => a,
        };
        Expr::Var(self.plain(a, span, out))
    }

    /// `(0.0, _)` → `(number, _) if matches!(plain_f64(number), 0.0)`
    fn tested_inside(&mut self, mut pat: Pat) -> TokenStream {
        let mut numbers = Numbers { float: self.float, tests: Vec::new(), alternatives: false };
        numbers.visit(&mut pat, false);
        if numbers.alternatives {
            self.messages.add(&pat, messages::HVP_PATTERN);
        }
        let tests = numbers.tests;
        if tests.is_empty() { pat.to_token_stream() } else { quote!(#pat if #(#tests)&&*) }
    }
}

/// Names the numbers that a pattern tests, and tests them behind it.
struct Numbers<'a> {
    float: &'a str,
    tests: Vec<TokenStream>,
    /// One is inside of an alternative, where a name would be missing in the others.
    alternatives: bool,
}

impl Numbers<'_> {
    fn visit(&mut self, pat: &mut Pat, alternative: bool) {
        if is_number(pat) {
            self.alternatives |= alternative;
            return self.name(pat);
        }
        match pat {
            Pat::Or(p) => p.cases.iter_mut().for_each(|p| self.visit(p, true)),
            Pat::Paren(p) => self.visit(&mut p.pat, alternative),
            Pat::Tuple(p) => p.elems.iter_mut().for_each(|p| self.visit(p, alternative)),
            Pat::TupleStruct(p) => p.elems.iter_mut().for_each(|p| self.visit(p, alternative)),
            Pat::Slice(p) => p.elems.iter_mut().for_each(|p| self.visit(p, alternative)),
            Pat::Struct(p) => p.fields.iter_mut().for_each(|f| self.visit(&mut f.pat, alternative)),
            _ => {}
        }
    }

    fn name(&mut self, pat: &mut Pat) {
        let plain = Ident::new(&format!("plain_{}", self.float), Span::call_site());
        let number = Ident::new(&format!("number_{}", self.tests.len()), Span::mixed_site());
        self.tests.push(quote!(::core::matches!(::costate::rt::#plain(#number), #pat)));
        *pat = syn::parse_quote!(#number);
    }
}

/// Whether a pattern is of a float: a literal or a range of them.
fn is_number(pat: &Pat) -> bool {
    match pat {
        Pat::Lit(lit) => is_float(&Syn::Lit(lit.clone())),
        Pat::Range(range) => [&range.start, &range.end].into_iter().flatten().any(|e| is_float(e)),
        Pat::Or(p) => p.cases.iter().all(is_number),
        Pat::Paren(p) => is_number(&p.pat),
        _ => false,
    }
}

fn is_float(e: &Syn) -> bool {
    match e {
        Syn::Lit(lit) => matches!(lit.lit, Lit::Float(_)),
        Syn::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_float(&unary.expr),
        _ => false,
    }
}
