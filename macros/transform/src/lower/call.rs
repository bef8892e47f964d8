//! Calls: primitives, constructors, functions, associated functions.

use proc_macro2::Span;
use quote::ToTokens;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::scope::Local;
use super::variant::is_variant;
use crate::ir::{Arg, Call, Callee, Const, Expr, Role, Stmt, is_some};
use crate::messages;
use crate::prim::{self, Prim};
use crate::types::Ty;

impl Lower<'_> {
    pub(super) fn call(&mut self, c: &syn::ExprCall, hint: Option<&str>) -> Expr {
        if let f @ Syn::Closure(_) = strip(&c.func) {
            let Some(f) = self.callable(f) else { return self.failed() };
            let items = c.args.iter().map(|a| self.item(a)).collect();
            return self.apply(&f, items, hint, c.span());
        }
        let Syn::Path(f) = strip(&c.func) else { return self.refuse(&c.func, messages::CALLED_VALUE) };
        if let Some(name) = f.path.get_ident()
            && let Some(local) = self.scopes.find(&name.to_string())
        {
            if matches!(&local, Local::Place(p) if self.function.info(p.root).name.starts_with("failed")) {
                return self.failed();
            }
            if let Local::Closure(k) = local {
                return self.call_closure(k, c, hint);
            }
            return self.refuse(name, messages::CALLED_VALUE);
        }
        let last = f.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
        let of_type = f.qself.is_some()
            || f.path.segments.len() > 1 && is_type(&f.path)
            || crate::route::is_gradient(&f.path);
        if let Some(value) = self.known_function(f, c, &last, hint) {
            return value;
        }
        if of_type && c.args.len() == 2 && super::floats::COMPARING.contains(&last.as_str()) {
            let items = c.args.iter().map(|a| self.item(a)).collect();
            return self.ordering_by(f.clone(), items, c.span());
        }
        let callee = if of_type { Callee::Associated(f.clone()) } else { Callee::Function(f.clone()) };
        let args = self.args(&c.args, None);
        self.called(callee, args, hint, c.span())
    }

    /// A call of a function that is known by its name.
    fn known_function(
        &mut self,
        f: &syn::ExprPath,
        c: &syn::ExprCall,
        last: &str,
        hint: Option<&str>,
    ) -> Option<Expr> {
        if let Some(prim) = self.scalar_function(&f.path, last, c.args.len()) {
            let atoms = self.atoms(c.args.iter());
            return Some(self.prim(prim, atoms, hint, c.span()));
        }
        let of_costate = f.path.segments.iter().all(|s| s.ident == "detach" || s.ident == "costate");
        let of_array = matches!(f.qself.as_ref().map(|q| &*q.ty), Some(syn::Type::Array(_)));
        Some(match last {
            "detach" if of_costate && c.args.len() == 1 => self.detached_value(f, c, hint),
            "Ok" | "Err" if self.result_refused => self.failed(),
            "Ok" | "Err" => self.refuse(c, messages::RESULT),
            "try_from" if of_array => self.refuse(&f.path, messages::TRY_INTO),
            "constant" if self.is_generic_constant(f, c) => {
                Expr::Const(Const { tokens: c.to_token_stream(), number: None, ty: Ty::Unknown })
            }
            _ if is_upper(last) => self.constructor(f, c, hint),
            "from" if c.args.len() == 1 && is_float(&f.path) => {
                // of a number that the float holds exactly, as `as` gives it
                let (ty, value) = (f.path.segments[0].ident.clone(), &c.args[0]);
                self.expr(&syn::parse_quote!((#value) as #ty), hint)
            }
            _ if is_literal(&f.path, last) => self.generic_literal(f, c, last, hint),
            _ if is_array_from_fn(c) => self.array_from_fn(c, hint),
            _ if super::stream::is_function(&f.path) => self.refuse(&f.path, messages::ITERATOR_FUNCTION),
            _ if self.memory_call(c).is_some() => self.replaced(c, last, hint),
            _ => return None,
        })
    }

    /// `::costate::rt::constant::<R, _>(GRAVITY)`, as the generic form of a function has it.
    fn is_generic_constant(&self, f: &syn::ExprPath, c: &syn::ExprCall) -> bool {
        let names: Vec<String> = f.path.segments.iter().map(|s| s.ident.to_string()).collect();
        let Some(Syn::Path(of)) = c.args.first() else { return false };
        let local = of.path.get_ident().is_some_and(|name| self.scopes.find(&name.to_string()).is_some());
        names == ["costate", "rt", "constant"] && !local
    }

    /// `detach(x)`
    fn detached_value(&mut self, f: &syn::ExprPath, c: &syn::ExprCall, hint: Option<&str>) -> Expr {
        let outer = std::mem::replace(&mut self.detached, true);
        let a = self.expr(&c.args[0], None);
        self.detached = outer;
        let ty = self.function.ty_of(&a);
        self.bind(hint, Expr::Detach(Box::new(a), Box::new(f.path.clone())), ty, c.span())
    }

    /// `T::select(m, a, b)`, `f64::sqrt(x)`
    pub(super) fn scalar_function(&mut self, path: &syn::Path, last: &str, args: usize) -> Option<Prim> {
        let before = path.segments.iter().rev().nth(1)?.ident.to_string();
        let scalar = matches!(before.as_str(), "f32" | "f64" | "Real" | "Scalar")
            || self.kinds().reals.contains(&before);
        if !scalar {
            return None;
        }
        match last {
            "select" if args == 3 => Some(Prim::Select),
            _ => {
                let compare = prim::COMPARISONS.iter().find(|n| **n == last && args == 2);
                let row = prim::by_name(last).filter(|row| row.arity == args);
                compare.map(|n| Prim::Compare(n)).or(row.map(|row| row.prim))
            }
        }
    }

    fn constructor(&mut self, f: &syn::ExprPath, c: &syn::ExprCall, hint: Option<&str>) -> Expr {
        let atoms = self.atoms(c.args.iter());
        self.constructed(&f.path, atoms, hint, c.span())
    }

    /// A struct or a variant by its constructor.
    pub(super) fn constructed(
        &mut self,
        path: &syn::Path,
        atoms: Vec<Expr>,
        hint: Option<&str>,
        span: Span,
    ) -> Expr {
        if !is_variant(path) {
            return self.bind(hint, Expr::Construct(path.clone(), atoms), Ty::Unknown, span);
        }
        let ty = match atoms.as_slice() {
            [inner] if is_some(path) => Ty::Option(Box::new(self.function.ty_of(inner))),
            _ => Ty::Unknown,
        };
        let fields = atoms.into_iter().enumerate().map(|(i, a)| (syn::Member::from(i), a)).collect();
        self.bind(hint, Expr::Variant(path.clone(), fields), ty, span)
    }

    /// `T::from_f64(0.5)`, `lit(0.5)`: a constant, if its argument is one.
    fn generic_literal(
        &mut self,
        f: &syn::ExprPath,
        c: &syn::ExprCall,
        last: &str,
        hint: Option<&str>,
    ) -> Expr {
        let first = f.path.segments.first().map(|s| s.ident.to_string()).unwrap_or_default();
        let ty = if last == "from_f64" && self.kinds().reals.contains(&first) {
            self.kinds().named(&first)
        } else {
            self.kinds().fresh()
        };
        if let Some(e) = c.args.first().filter(|e| self.is_constant(e)) {
            return Expr::Const(Const { tokens: c.to_token_stream(), number: literal(e), ty });
        }
        let outer = std::mem::replace(&mut self.plain_literals, true);
        let args = c.args.iter().map(|a| self.arg(a)).collect();
        self.plain_literals = outer;
        self.cast_of_integer();
        let callee = Callee::Associated(f.clone());
        let result = self.called(callee, args, hint, c.span());
        if let Expr::Var(v) = &result {
            self.function.vars[v.0].ty = ty;
        }
        result
    }

    /// Whether an expression is made of literals and paths to constants.
    fn is_constant(&self, e: &Syn) -> bool {
        match e {
            Syn::Lit(_) => true,
            Syn::Path(p) => {
                p.path.get_ident().is_none_or(|name| self.scopes.find(&name.to_string()).is_none())
            }
            Syn::Paren(p) => self.is_constant(&p.expr),
            Syn::Unary(u) => matches!(u.op, syn::UnOp::Neg(_)) && self.is_constant(&u.expr),
            Syn::Cast(c) => self.is_constant(&c.expr),
            Syn::Binary(b) => {
                let arithmetic = matches!(
                    super::expr::operator(&b.op),
                    Some(crate::ir::Op::Add | crate::ir::Op::Sub | crate::ir::Op::Mul | crate::ir::Op::Div)
                );
                arithmetic && self.is_constant(&b.left) && self.is_constant(&b.right)
            }
            _ => false,
        }
    }

    /// `n as f64` as an argument of `from_f64`: `n` must be an integer, which has no
    /// derivative; rustc checks it.
    fn cast_of_integer(&mut self) {
        if let Some(Stmt::Let(_, Expr::Cast(source, _))) = self.stmts.last_mut()
            && matches!(&**source, Expr::Var(v) if self.function.info(*v).ty == Ty::Unknown)
        {
            let inner = std::mem::replace(&mut **source, Expr::Filler);
            **source = Expr::Integer(Box::new(inner));
        }
    }

    pub(super) fn arg(&mut self, e: &Syn) -> Arg {
        match e {
            Syn::Paren(p) => return self.arg(&p.expr),
            Syn::Reference(r) => return self.reference(r),
            e if self.gives_reference(e) => {
                let item = self.item(e);
                return self.item_arg(item, e.span());
            }
            _ => {}
        }
        Arg::Value(self.expr(e, None))
    }

    fn reference(&mut self, r: &syn::ExprReference) -> Arg {
        if r.mutability.is_none() {
            return Arg::Shared(self.place_or_value(&r.expr));
        }
        match self.place(&r.expr).filter(|p| self.function.is_memory(p.root)) {
            Some(place) => Arg::Unique(place),
            None => {
                self.messages.add(r, super::item::unwritable(r));
                Arg::Value(self.failed())
            }
        }
    }

    pub(super) fn called(&mut self, callee: Callee, args: Vec<Arg>, hint: Option<&str>, span: Span) -> Expr {
        let result = match hint {
            Some(name) => self.fresh(name, span, Ty::Unknown, Role::Value),
            None => self.temporary(span, Ty::Unknown),
        };
        let writes = |a: &Arg| match a {
            Arg::Unique(_) => true,
            Arg::Receiver(p) => self.function.is_memory(p.root),
            _ => false,
        };
        if self.detached && args.iter().any(writes) {
            self.messages.at(span, messages::DETACHED_WRITE);
        }
        let call =
            Call { result: Some(result), callee, args, span, detached: self.detached, saved: Vec::new() };
        self.stmts.push(Stmt::Call(Box::new(call)));
        Expr::Var(result)
    }
}

/// `array::from_fn`, `core::array::from_fn`, or `from_fn` imported from there: rustc checks that it is core's.
pub(crate) fn is_array_from_fn(c: &syn::ExprCall) -> bool {
    let Syn::Path(f) = &*c.func else { return false };
    let mut names = f.path.segments.iter().rev();
    let named = names.next().is_some_and(|s| s.ident == "from_fn");
    named && c.args.len() == 1 && names.next().is_none_or(|s| s.ident == "array")
}

/// The number of a literal, with its sign.
fn literal(e: &Syn) -> Option<f64> {
    match e {
        Syn::Lit(syn::ExprLit { lit: syn::Lit::Float(f), .. }) => f.base10_digits().parse().ok(),
        Syn::Lit(syn::ExprLit { lit: syn::Lit::Int(i), .. }) => i.base10_digits().parse().ok(),
        Syn::Unary(u) if matches!(u.op, syn::UnOp::Neg(_)) => literal(&u.expr).map(|n| -n),
        Syn::Paren(p) => literal(&p.expr),
        Syn::Cast(c) => literal(&c.expr),
        Syn::Binary(b) => match (&b.op, literal(&b.left)?, literal(&b.right)?) {
            (syn::BinOp::Add(_), a, b) => Some(a + b),
            (syn::BinOp::Sub(_), a, b) => Some(a - b),
            (syn::BinOp::Mul(_), a, b) => Some(a * b),
            // of integers it is another quotient
            _ => None,
        },
        _ => None,
    }
}

fn strip(e: &Syn) -> &Syn {
    match e {
        Syn::Paren(p) => strip(&p.expr),
        e => e,
    }
}

pub(super) fn is_upper(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the last but one segment names a type.
pub(super) fn is_type(path: &syn::Path) -> bool {
    let before = path.segments.iter().rev().nth(1);
    before.is_some_and(|s| {
        is_upper(&s.ident.to_string())
            || matches!(s.ident.to_string().as_str(), "f32" | "f64" | "usize" | "u32" | "u64" | "i32" | "i64")
    })
}

/// `f64::from`, `f32::from`
fn is_float(path: &syn::Path) -> bool {
    path.segments.len() == 2 && (path.segments[0].ident == "f64" || path.segments[0].ident == "f32")
}

fn is_literal(path: &syn::Path, last: &str) -> bool {
    last == "from_f64"
        || (last == "lit" && path.segments.iter().all(|s| s.ident == "lit" || s.ident == "costate"))
}
