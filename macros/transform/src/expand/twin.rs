//! The generic form of a function that is spelled in `f64`: the same source, in a number type of its
//! own, so that it runs on dual numbers.
//!
//! | in the source | in the generic form |
//! |---|---|
//! | the type `f64` | the type parameter `CostateReal: Scalar` |
//! | a literal, `f64::EPSILON`, a constant `GRAVITY` | that number as a `CostateReal` |
//! | `f64::sqrt(x)`, `f64::from(n)`, `x.map(f64::exp)` | `CostateReal::sqrt(x)`, `n as f64`, `x.map(CostateReal::exp)` |
//!
//! Casts, calls, patterns that test floats, and what is read from a `#[constant]` argument or a part of a
//! constant, `TABLE[i]`, are told apart by what they do: [`route`](crate::route) rewrites them later.

use std::collections::HashSet;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Pat, Type, parse_quote, parse_quote_spanned};

/// The name of the number type.
pub(crate) const REAL: &str = "CostateReal";

/// The name of the generic form on the companion type.
pub(crate) const FORM: &str = "hvp_form";

/// The generic form of a function, called [`FORM`]; `float` is the type it is spelled in.
pub(super) fn generic(sig: &syn::Signature, block: &syn::Block, float: &str) -> (syn::Signature, syn::Block) {
    let (mut sig, mut block) = (sig.clone(), block.clone());
    let mut locals = Locals::default();
    locals.visit_signature(&sig);
    locals.visit_block(&block);
    let real = Ident::new(REAL, Span::call_site());
    let mut pass = Generic { float: float.to_owned(), real: real.clone(), locals: locals.names };
    sig.inputs.iter_mut().for_each(|arg| pass.visit_fn_arg_mut(arg));
    pass.visit_return_type_mut(&mut sig.output);
    pass.visit_generics_mut(&mut sig.generics);
    pass.visit_block_mut(&mut block);
    sig.generics.params.push(parse_quote!(#real: ::costate::Scalar));
    sig.ident = Ident::new(FORM, sig.ident.span());
    (sig, block)
}

/// Whether the body names a type, as in `x as f32`.
pub(super) fn mentions(sig: &syn::Signature, block: &syn::Block, float: &str) -> Option<syn::Path> {
    struct Mentions<'a>(&'a str, Option<syn::Path>);
    impl<'ast> Visit<'ast> for Mentions<'_> {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            if path.segments.first().is_some_and(|s| s.ident == self.0) {
                self.1.get_or_insert_with(|| path.clone());
            }
            syn::visit::visit_path(self, path);
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut search = Mentions(float, None);
    search.visit_signature(sig);
    search.visit_block(block);
    search.1
}

/// The names that the function binds.
#[derive(Default)]
struct Locals {
    names: HashSet<String>,
}

impl<'ast> Visit<'ast> for Locals {
    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        self.names.insert(pat.ident.to_string());
        syn::visit::visit_pat_ident(self, pat);
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

struct Generic {
    float: String,
    real: Ident,
    locals: HashSet<String>,
}

impl Generic {
    fn is_float(&self, path: &syn::Path) -> bool {
        path.segments.len() > 1 && path.segments.iter().any(|s| s.ident == self.float)
    }

    /// A path that is a value: a constant becomes one of the number type.
    fn value(&self, p: &syn::ExprPath) -> Option<Expr> {
        let real = &self.real;
        if let Some(function) = self.function(p) {
            return Some(function);
        }
        if self.is_float(&p.path) {
            return Some(parse_quote!(#real::from_f64((#p) as f64)));
        }
        self.is_constant(p).then(|| constant(real, p))
    }

    /// `f64::exp` where a closure could stand.
    fn function(&self, p: &syn::ExprPath) -> Option<Expr> {
        let (real, path) = (&self.real, &p.path);
        let two = path.segments.len() == 2 && path.segments[0].ident == self.float;
        let name = &path.segments.last()?.ident;
        let quiet = !name.to_string().contains(|c: char| c.is_uppercase());
        (two && quiet && name != "from").then(|| parse_quote!(#real::#name))
    }

    /// `GRAVITY`, but for a local variable of such a name.
    fn is_constant(&self, p: &syn::ExprPath) -> bool {
        let Some(last) = p.path.segments.last().map(|s| s.ident.to_string()) else { return false };
        let local = p.path.get_ident().is_some() && self.locals.contains(&last);
        let loud = last.contains(|c: char| c.is_uppercase()) && !last.contains(|c: char| c.is_lowercase());
        loud && !local && p.qself.is_none()
    }

    /// A part of a constant: `TABLE[i]`.
    fn is_part(&self, e: &Expr) -> bool {
        match e {
            Expr::Path(p) => self.is_constant(p),
            Expr::Field(f) => self.is_part(&f.base),
            Expr::Index(i) => self.is_part(&i.expr),
            Expr::Paren(p) => self.is_part(&p.expr),
            _ => false,
        }
    }

    /// What a loop goes through: a constant stays as it is.
    fn source(&mut self, e: &mut Expr) {
        match self.is_part(e) {
            true => self.place(e),
            false => self.visit_expr_mut(e),
        }
    }

    fn method(&mut self, m: &mut syn::ExprMethodCall) {
        let joins = m.method == "zip" || m.method == "chain";
        match ITERATING.iter().any(|name| m.method == name) {
            true => self.source(&mut m.receiver),
            false => self.visit_expr_mut(&mut m.receiver),
        }
        for arg in &mut m.args {
            if joins { self.source(arg) } else { self.visit_expr_mut(arg) }
        }
        if let Some(turbofish) = &mut m.turbofish {
            self.visit_angle_bracketed_generic_arguments_mut(turbofish);
        }
    }

    /// What stands inside a place, which itself is left as it is.
    fn place(&mut self, e: &mut Expr) {
        match e {
            Expr::Path(_) => {}
            Expr::Field(f) => self.place(&mut f.base),
            Expr::Index(i) => {
                self.place(&mut i.expr);
                self.visit_expr_mut(&mut i.index);
            }
            Expr::Paren(p) => self.place(&mut p.expr),
            Expr::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => self.place(&mut u.expr),
            other => self.visit_expr_mut(other),
        }
    }

    fn call(&mut self, c: &mut syn::ExprCall) -> Option<Expr> {
        c.args.iter_mut().for_each(|a| self.visit_expr_mut(a));
        let Expr::Path(path) = &mut *c.func else {
            self.visit_expr_mut(&mut c.func);
            return None;
        };
        visit_mut::visit_expr_path_mut(self, path);
        let two = path.path.segments.len() == 2 && path.path.segments[0].ident == self.float;
        if !two {
            return None;
        }
        if path.path.segments[1].ident == "from" && c.args.len() == 1 {
            let (real, n) = (&self.real, &c.args[0]);
            return Some(parse_quote!(((#n) as #real)));
        }
        path.path.segments[0].ident = Ident::new(REAL, path.path.segments[0].ident.span());
        None
    }
}

fn constant(real: &Ident, value: &(impl quote::ToTokens + Spanned)) -> Expr {
    parse_quote_spanned!(value.span()=> ::costate::rt::constant::<#real, _>(#value))
}

/// What goes through the elements of a slice, each of which is then a number by itself.
const ITERATING: [&str; 5] = ["iter", "into_iter", "windows", "chunks", "chunks_exact"];

impl VisitMut for Generic {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        match ty {
            Type::Path(path) if path.qself.is_none() && path.path.is_ident(&self.float) => {
                let real = Ident::new(REAL, path.path.segments[0].ident.span());
                *ty = parse_quote!(#real);
            }
            Type::Array(array) => self.visit_type_mut(&mut array.elem),
            other => visit_mut::visit_type_mut(self, other),
        }
    }

    /// Patterns hold constants as they are; the types in them are replaced.
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        if let Pat::Type(typed) = pat {
            self.visit_type_mut(&mut typed.ty);
        }
    }

    fn visit_expr_mut(&mut self, e: &mut Expr) {
        let new = match &mut *e {
            Expr::Lit(l) => {
                l.lit = literal(&l.lit, &self.float);
                None
            }
            Expr::Path(p) => {
                visit_mut::visit_expr_path_mut(self, p);
                self.value(p)
            }
            Expr::Call(c) => self.call(c),
            Expr::Field(_) | Expr::Index(_) => {
                self.place(e);
                None
            }
            // a count, whatever it is of
            Expr::MethodCall(m)
                if (m.method == "len" || m.method == "is_empty") && self.is_part(&m.receiver) =>
            {
                self.place(&mut m.receiver);
                None
            }
            Expr::MethodCall(m) => {
                self.method(m);
                None
            }
            Expr::ForLoop(f) => {
                self.visit_pat_mut(&mut f.pat);
                self.source(&mut f.expr);
                self.visit_block_mut(&mut f.body);
                None
            }
            Expr::Reference(r) => {
                self.place(&mut r.expr);
                None
            }
            Expr::Repeat(r) => {
                self.visit_expr_mut(&mut r.expr);
                None
            }
            Expr::Assign(a) => {
                self.place(&mut a.left);
                self.visit_expr_mut(&mut a.right);
                None
            }
            other => {
                visit_mut::visit_expr_mut(self, other);
                None
            }
        };
        if let Some(new) = new {
            *e = new;
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        super::plain::arguments(mac, &mut |e| self.visit_expr_mut(e));
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// A literal without the float's suffix.
fn literal(lit: &syn::Lit, float: &str) -> syn::Lit {
    let plain = |digits: String, span: Span| {
        let dot = if digits.contains(['.', 'e', 'E']) { "" } else { ".0" };
        syn::Lit::Float(syn::LitFloat::new(&format!("{digits}{dot}"), span))
    };
    match lit {
        syn::Lit::Float(f) if f.suffix() == float => plain(f.base10_digits().to_owned(), f.span()),
        syn::Lit::Int(i) if i.suffix() == float => plain(i.base10_digits().to_owned(), i.span()),
        other => other.clone(),
    }
}
