//! Statements, to tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::Emit;
use super::variant::Access;
use crate::ir::{Expr, Op, Place, Step, Stmt, Target};
use crate::types::Ty;

impl Emit<'_> {
    pub(super) fn stmt(&self, stmt: &Stmt) -> TokenStream {
        match stmt {
            Stmt::Let(v, Expr::Load(place)) if self.function.info(*v).keeps => {
                let (v, place) = (self.name(*v), self.place(place));
                quote!(let #v = ::costate::keep!(#place);)
            }
            Stmt::Let(v, e) => {
                let ty = self.annotation(*v).filter(|_| is_generic(e));
                let (v, e) = (self.name(*v), self.at_operator(*v, e));
                quote!(let #v #ty = #e;)
            }
            Stmt::LetPair(a, b, e) => {
                let (a, b, e) = (self.name(*a), self.name(*b), self.at_operator(*a, e));
                quote!(let (#a, #b) = #e;)
            }
            Stmt::Alloc(v, e) => self.alloc(*v, e),
            Stmt::Store(place, _) | Stmt::Update(place, ..) if self.check(place).is_some() => {
                let (check, unchecked) =
                    (self.check(place), Emit { checked: false, tape: self.tape.clone(), ..*self });
                let stmt = unchecked.stmt(stmt);
                quote!(#check #stmt)
            }
            Stmt::Store(place, e) => {
                let (place, e) = (self.written(place), self.expr(e));
                quote!(#place = #e;)
            }
            Stmt::Assign(v, e) => {
                let (v, e) = (self.name(*v), self.expr(e));
                quote!(#v = #e;)
            }
            Stmt::Update(place, op, e) => {
                let (place, op, e) = (self.written(place), compound(*op), self.expr(e));
                quote!(#place #op #e;)
            }
            Stmt::If(cond, then, otherwise, choices) => self.branch(cond, then, otherwise, choices),
            Stmt::Loop(l) => self.looped(l),
            Stmt::Call(call) => self.call(call),
            Stmt::Assert(path, cond, rest) => {
                let cond = self.expr(cond);
                let comma = (!rest.is_empty()).then(|| quote!(,));
                quote!(#path!(#cond #comma #rest);)
            }
            Stmt::Panic(path, rest) => {
                // a `panic!` of the user's that goes on is none
                let ends = self
                    .checked
                    .then(|| quote!(let _ = || -> ::core::convert::Infallible { #path!(#rest) };));
                quote!(#ends #path!(#rest);)
            }
            other => self.taped(other),
        }
    }

    /// A value; that of a twin operator stands where the user wrote the operator, so that rustc says once
    /// that there is none.
    fn at_operator(&self, v: crate::ir::Var, e: &Expr) -> TokenStream {
        match e {
            Expr::TwinTan(..) | Expr::TwinFwd(..) => super::located(self.expr(e), self.function.info(v).span),
            e => self.expr(e),
        }
    }

    /// What only derivative programs have.
    fn taped(&self, stmt: &Stmt) -> TokenStream {
        let t = self.tape();
        match stmt {
            Stmt::Is(v) => {
                let (v, marker) = (self.name(*v), self.marker(*v));
                quote!(#marker.is(&#v);)
            }
            Stmt::Push(all) => self.push(all),
            Stmt::Pop(all) => self.pop(all),
            Stmt::Room(room, head, beside) => self.room(*room, head, *beside),
            Stmt::Put(room, all) => self.put(*room, all),
            Stmt::TakeRoom(room, head, values, beside) => self.take_room(*room, head, values, *beside),
            Stmt::EndRoom(room) => {
                let room = self.name(*room);
                quote!(#room.end();)
            }
            Stmt::Get(room, all) => self.get(*room, all),
            Stmt::PushSlice(place) => {
                let place = self.shared(place);
                quote!(#t.push_slice(#place);)
            }
            Stmt::ReadSlice(mark, place) => {
                let (mark, place) = (self.name(*mark), self.exclusive(place));
                quote!(#t.read_slice(#mark, #place);)
            }
            Stmt::WriteSlice(mark, place) => {
                let (mark, place) = (self.name(*mark), self.shared(place));
                quote!(#t.write_slice(#mark, #place);)
            }
            Stmt::DropSlice(place) => {
                let place = self.shared(place);
                quote!(::costate::rt::drop_slice(#t, #place);)
            }
            Stmt::AddSlice(place, scratch) => {
                let (place, scratch) = (self.lent(place, true), self.name(*scratch));
                quote!(::costate::rt::accumulate_slice(#place, &#scratch);)
            }
            Stmt::Accumulate(target, op, e) => self.accumulate(target, *op, e),
            Stmt::Derived(call) => self.derived_call(call),
            Stmt::TwinRev(twin) => self.twin_rev(twin),
            Stmt::ReverseLoop(l) => self.reverse_loop(l),
            Stmt::InParts(s) => self.in_parts(s),
            Stmt::Window(w) => self.window(w),
            Stmt::Saving(s) => self.saving(s),
            Stmt::Stretches(s) => self.stretches(s),
            _ => unreachable!("primal statements are written by `stmt`"),
        }
    }

    fn alloc(&self, v: crate::ir::Var, e: &Expr) -> TokenStream {
        let (name, value) = (self.name(v), self.expr(e));
        let ty = self.annotation(v);
        quote!(let mut #name #ty = #value;)
    }

    /// `: f64`, `: [T; _]`, where the type can be written: literals alone do not tell it.
    pub(super) fn annotation(&self, v: crate::ir::Var) -> Option<TokenStream> {
        let info = self.function.info(v);
        let ty = match &info.spelled {
            Some(ty) => quote!(#ty),
            None => self.known_type(&info.ty)?,
        };
        Some(quote!(: #ty))
    }

    pub(super) fn known_type(&self, ty: &Ty) -> Option<TokenStream> {
        match ty {
            // an integer inside has another type in the adjoint
            Ty::Array(element) if element.is_integer_free() => {
                let element = self.known_type(element)?;
                Some(quote!([#element; _]))
            }
            Ty::Tuple(all) if all.iter().all(Ty::is_integer_free) => {
                let all: Vec<TokenStream> = all.iter().map(|t| self.known_type(t)).collect::<Option<_>>()?;
                Some(quote!((#(#all,)*)))
            }
            Ty::Option(inner) if inner.is_integer_free() => {
                let inner = self.known_type(inner)?;
                Some(quote!(::core::option::Option<#inner>))
            }
            ty => {
                let name = crate::emit::ident(self.function.kinds.name_of(ty)?, Span::call_site());
                Some(quote!(#name))
            }
        }
    }

    fn accumulate(&self, target: &Target, op: Op, e: &Expr) -> TokenStream {
        let value = self.expr(e);
        if target.first {
            let name = self.name(target.place.root);
            return match op {
                Op::Sub => quote!(let mut #name = -#value;),
                _ => quote!(let mut #name = #value;),
            };
        }
        if target.optional
            && let [Step::Index(i), rest @ ..] = target.place.path.as_slice()
        {
            let (slice, i) = (self.name(target.place.root), self.expr(i));
            let inner = Place { root: target.place.root, path: rest.to_vec() };
            return self.optional(&slice, &i, &inner, op, &value);
        }
        match (target.scalar, op) {
            (true, op) => {
                let (place, op) = (self.written(&target.place), compound(op));
                quote!(#place #op #value;)
            }
            (false, op) => {
                let place = self.exclusive(&target.place);
                let verb = format_ident!("{}", if op == Op::Sub { "reduce" } else { "accumulate" });
                quote!(::costate::rt::#verb(#place, #value);)
            }
        }
    }

    /// Into a slice that may be empty: not wanted.
    fn optional(
        &self,
        slice: &Ident,
        i: &TokenStream,
        inner: &Place,
        op: Op,
        value: &TokenStream,
    ) -> TokenStream {
        if inner.path.is_empty() {
            let verb = format_ident!("{}", if op == Op::Sub { "sub_at" } else { "add_at" });
            return quote!(::costate::rt::#verb(#slice, #i, #value););
        }
        let verb = format_ident!("{}", if op == Op::Sub { "reduce" } else { "accumulate" });
        let wanted = Ident::new("wanted", Span::mixed_site());
        let part = self.way(quote!((*#wanted)), &inner.path, Access::Write);
        quote!(if let Some(#wanted) = ::costate::rt::wanted(#slice, #i) { ::costate::rt::#verb(&mut #part, #value); })
    }
}

/// `+=` or `-=`
fn compound(op: Op) -> TokenStream {
    match op {
        Op::Sub => quote!(-=),
        _ => quote!(+=),
    }
}

/// Whether a value is made of `lit(…)` alone, which does not tell its type.
fn is_generic(e: &Expr) -> bool {
    match e {
        Expr::Const(c) => c.ty.is_scalar() && c.tokens.clone().into_iter().nth(1).is_some(),
        Expr::Array(all) | Expr::Tuple(all) => all.iter().all(is_generic),
        _ => false,
    }
}
