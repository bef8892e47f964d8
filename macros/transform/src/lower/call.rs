//! Calls: primitives, constructors, functions, associated functions, methods.

use proc_macro2::Span;
use quote::ToTokens;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::scope::Local;
use super::slices::{ITERATORS, SLICES, SPLITTING};
use super::variant::is_variant;
use crate::ir::{Arg, Call, Callee, Const, Expr, Op, Role, Stmt, is_some, number};
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
        let of_costate = f.path.segments.iter().all(|s| s.ident == "detach" || s.ident == "costate");
        if last == "detach" && of_costate && c.args.len() == 1 {
            let outer = std::mem::replace(&mut self.detached, true);
            let a = self.expr(&c.args[0], None);
            self.detached = outer;
            let ty = self.function.ty_of(&a);
            return self.bind(hint, Expr::Detach(Box::new(a), Box::new(f.path.clone())), ty, c.span());
        }
        if let Some(prim) = self.scalar_function(&f.path, &last, c.args.len()) {
            let atoms = self.atoms(c.args.iter());
            return self.prim(prim, atoms, hint, c.span());
        }
        if matches!(last.as_str(), "Ok" | "Err") {
            if !self.result_refused {
                self.messages.add(c, messages::RESULT);
            }
            return self.failed();
        }
        if last == "try_from" && matches!(f.qself.as_ref().map(|q| &*q.ty), Some(syn::Type::Array(_))) {
            return self.refuse(&f.path, messages::TRY_INTO);
        }
        if is_upper(&last) {
            return self.constructor(f, c, hint);
        }
        if last == "from" && c.args.len() == 1 && is_float(&f.path) {
            // of a number that the float holds exactly, as `as` gives it
            let (ty, value) = (f.path.segments[0].ident.clone(), &c.args[0]);
            return self.expr(&syn::parse_quote!((#value) as #ty), hint);
        }
        if is_literal(&f.path, &last) {
            return self.generic_literal(f, c, &last, hint);
        }
        if is_array_from_fn(c) {
            return self.array_from_fn(c, hint);
        }
        if super::stream::is_function(&f.path) {
            return self.refuse(&f.path, messages::ITERATOR_FUNCTION);
        }
        if self.memory_call(c).is_some() {
            return self.replaced(c, &last, hint);
        }
        if of_type && c.args.len() == 2 && super::floats::COMPARING.contains(&last.as_str()) {
            let items = c.args.iter().map(|a| self.item(a)).collect();
            return self.ordering_by(f.clone(), items, c.span());
        }
        let callee = if of_type { Callee::Associated(f.clone()) } else { Callee::Function(f.clone()) };
        let args = self.args(&c.args, None);
        self.called(callee, args, hint, c.span())
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
        if let Some(number) = c.args.first().and_then(literal) {
            return Expr::Const(Const { tokens: c.to_token_stream(), number: Some(number), ty });
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

    pub(super) fn method_call(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Expr {
        if let Some(value) = self.known_method(m, hint) {
            return value;
        }
        self.own_method(m, hint)
    }

    /// Methods that the compiler knows by their names: of slices, floats, iterators, options.
    fn known_method(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Option<Expr> {
        let name = m.method.to_string();
        let args = m.args.len();
        match (name.as_str(), args) {
            ("len", 0) if super::stream::is_stream(&m.receiver) => {
                let left = self.items_left(&m.receiver);
                return Some(left.unwrap_or(Expr::Filler));
            }
            _ if super::iterators::is_step(m) => return Some(self.stepped_value(m, hint)),
            ("len", 0) => {
                let place = self.place_or_value(&m.receiver);
                return Some(self.slice_length(&place, m.span()));
            }
            ("is_empty", 0) => {
                let place = self.place_or_value(&m.receiver);
                let len = self.slice_length(&place, m.span());
                return Some(self.binary(Op::Eq, len, number(0), hint, m.span(), m));
            }
            ("clone", 0) => return Some(self.expr(&m.receiver, hint)),
            ("sin_cos", 0) => return Some(self.sin_cos(m, hint)),
            _ => {}
        }
        if (name == "map" || name == super::asked::MAPPED)
            && let Some(value) = self.applied_inside(m, hint)
        {
            return Some(value);
        }
        if let Some(value) = self.consumer(m, hint) {
            return Some(value.unwrap_or(Expr::Filler));
        }
        if let Some(value) = self.conditional(m, hint).or_else(|| self.in_range(m, hint)) {
            return Some(value);
        }
        if let Some(value) = self.searched(m, hint) {
            return Some(value);
        }
        let whole = Syn::MethodCall(m.clone());
        if super::iterators::is_part(m) {
            return None;
        }
        if super::stream::is_stream(&whole) {
            return Some(self.refuse(&m.method, messages::ITERATOR_VALUE));
        }
        if super::stream::is_stream(&m.receiver) {
            return Some(self.refuse(&m.method, super::stream::refusal(m)));
        }
        if let Some(compare) = prim::COMPARISONS.iter().find(|n| **n == name && args == 1) {
            let atoms = vec![self.expr(&m.receiver, None), self.expr(&m.args[0], None)];
            return Some(self.prim(Prim::Compare(compare), atoms, hint, m.span()));
        }
        if let Some(row) = prim::by_name(&name).filter(|row| row.arity == args + 1) {
            let mut atoms = vec![self.expr(&m.receiver, None)];
            atoms.extend(self.atoms(m.args.iter()));
            return Some(self.prim(row.prim, atoms, hint, m.span()));
        }
        self.option_method(m, hint)
    }

    /// A method of the user's.
    fn own_method(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Expr {
        let name = m.method.to_string();
        let block = |e: &&Syn| matches!(e, Syn::Block(b) if b.block.stmts.len() > 1);
        if let Some(effect) = m.args.iter().find(block) {
            return self.refuse(effect, messages::ARGUMENT_EFFECT);
        }
        let before = self.messages.count();
        let place = self.place_or_value(&m.receiver);
        if self.messages.count() > before {
            return self.failed();
        }
        let known = super::ends::is_end(m) || SLICES.contains(&name.as_str());
        let of_slice = match self.function.place_ty(&place) {
            Ty::Array(_) | Ty::Slice(_) => true,
            _ => known && self.is_slice(&place, m.span()),
        };
        if (of_slice || super::ends::is_of_slice(m)) && super::ends::is_end(m) {
            return self.end(m, &place, hint);
        }
        if super::floats::COMPARING.contains(&name.as_str()) && m.args.len() == 1 {
            return self.ordering(m, place, hint);
        }
        let flat = self.function.place_ty(&place).is_flat();
        if self.refuse_conversion(m, of_slice && !flat) {
            return self.failed();
        }
        if super::slices::is_sort(m, of_slice) {
            return self.refuse(&m.method, messages::SORT);
        }
        if SPLITTING.contains(&name.as_str()) {
            return self.refuse(&m.method, messages::SPLITTING);
        }
        if ITERATORS.contains(&name.as_str()) || of_slice && SLICES.contains(&name.as_str()) {
            let parts = self.is_maybe(&Syn::MethodCall(m.clone()));
            let text = if parts { messages::OPTION_OF_PARTS } else { messages::SLICE_METHOD };
            return self.refuse(&m.method, text);
        }
        if self.function.place_ty(&place).is_scalar()
            && let Some(answer) = self.float_method(m, &place, hint)
        {
            return answer;
        }
        let args = self.args(&m.args, Some(place));
        self.called(Callee::Method(m.method.clone(), m.turbofish.clone()), args, hint, m.span())
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
                self.messages.add(r, messages::PLACE);
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
        Syn::Unary(u) if matches!(u.op, syn::UnOp::Neg(_)) => literal(&u.expr).map(|n| -n),
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
