//! What consumes an iterator: `sum`, `product`, `fold`, `for_each`, `count`.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr as Syn, Type};

use super::Lower;
use super::control::Changed;
use super::item::Item;
use super::stream::{Stream, is_stream};
use crate::ir::{Const, Expr, Op, typed_count};
use crate::messages;
use crate::types::Ty;

impl Lower<'_> {
    /// A method that runs through an iterator, or an array's `map`; none if it is neither.
    pub(super) fn consumer(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Option<Option<Expr>> {
        let args: Vec<&Syn> = m.args.iter().collect();
        let of_chain = is_stream(&m.receiver);
        match (m.method.to_string().as_str(), args.as_slice()) {
            ("sum", []) if of_chain => Some(Some(self.reduced(m, Op::Add, hint))),
            ("product", []) if of_chain => Some(Some(self.reduced(m, Op::Mul, hint))),
            ("fold", [init, f]) if of_chain => Some(Some(self.folded(m, init, f, hint))),
            ("for_each", [f]) if of_chain => {
                self.each_item(m, f);
                Some(None)
            }
            ("count", []) if of_chain => {
                let stream = self.stream(&m.receiver)?;
                if stream.is_plain() {
                    self.refuse_left_out(&m.receiver);
                }
                Some(Some(self.counted_items(m, stream)))
            }
            ("map", [f]) if !of_chain => Some(Some(self.mapped(m, f, hint))),
            _ => None,
        }
    }

    /// `iterator.sum()`; the empty sum of floats is -0.0, as in core.
    fn reduced(&mut self, m: &syn::ExprMethodCall, op: Op, hint: Option<&str>) -> Expr {
        let expected = self.expected.take();
        let Some(stream) = self.stream(&m.receiver) else { return self.failed() };
        let spelled =
            m.turbofish.is_some() || expected.as_ref().is_some_and(|ty| !matches!(ty, Type::Infer(_)));
        let wanted = match m.turbofish.as_ref().and_then(|t| t.args.first()) {
            Some(syn::GenericArgument::Type(ty)) => self.kinds().spelled(ty),
            _ => expected.map_or(Ty::Unknown, |ty| self.kinds().spelled(&ty)),
        };
        let span = m.span();
        // the first item's type tells whether it is a sum of floats or of integers
        let wanted = if wanted == Ty::Unknown { self.item_type(&stream) } else { wanted };
        if !matches!(wanted, Ty::Scalar(_) | Ty::Int(_)) {
            let text = if spelled { messages::SUM_OF } else { messages::SUM_TYPE };
            return self.refuse(&m.method, text);
        }
        let init = self.neutral(op, &wanted);
        let changed = self.changed_by(&Syn::MethodCall(m.clone()));
        self.accumulated(stream, init, hint, span, changed, |pass, so_far, item| {
            let value = pass.item_value(item, None, span);
            let ty = pass.function.ty_of(&value);
            pass.unify(&ty, &wanted);
            pass.binary(op, so_far, value, hint, span, m)
        })
    }

    /// What is known of the type of an iterator's items: one is lowered and thrown away.
    pub(super) fn item_type(&mut self, stream: &Stream) -> Ty {
        let stmts = self.stmts.len();
        let before = self.scopes.snapshot();
        let mut ty = Ty::Unknown;
        self.first_item(stream, &mut |pass, item| {
            let value = pass.item_value(item, None, Span::call_site());
            ty = pass.function.ty_of(&value);
        });
        self.scopes.restore(&before);
        self.stmts.truncate(stmts);
        ty
    }

    /// `iterator.count()`
    fn counted_items(&mut self, m: &syn::ExprMethodCall, stream: Stream) -> Expr {
        match &stream.chain.len {
            Some(len) if stream.is_plain() && stream.chain.cursor.is_none() => len.clone(),
            _ => {
                let span = m.method.span();
                let changed = self.changed_by(&Syn::MethodCall(m.clone()));
                self.accumulated(stream, typed_count(), Some("count"), span, changed, |pass, so_far, _| {
                    pass.whole(Op::Add, so_far, crate::ir::number(1), span)
                })
            }
        }
    }

    fn neutral(&mut self, op: Op, ty: &Ty) -> Expr {
        let (float, whole, number) = if op == Op::Mul { ("1.0", "1", 1.0) } else { ("-0.0", "0", -0.0) };
        let text = if ty.is_scalar() { float } else { whole };
        let tokens: proc_macro2::TokenStream = text.parse().expect("a literal");
        let reals = self.kinds().reals.clone();
        let name = self.function.kinds.name_of(ty).map(ToOwned::to_owned);
        let tokens = match name.filter(|n| reals.contains(n)) {
            Some(name) => {
                let name = proc_macro2::Ident::new(&name, Span::call_site());
                quote::quote!(::costate::lit::<#name>(#tokens))
            }
            None => tokens,
        };
        Expr::Const(Const { tokens, number: Some(number), ty: ty.clone() })
    }

    /// `iterator.fold(init, |so_far, item| …)`
    fn folded(&mut self, m: &syn::ExprMethodCall, init: &Syn, f: &Syn, hint: Option<&str>) -> Expr {
        let Some(stream) = self.stream(&m.receiver) else { return self.failed() };
        // the closure may spell the type that `None` does not tell
        let spelled = match f {
            Syn::Closure(c) => match c.inputs.first() {
                Some(syn::Pat::Type(first)) => Some((*first.ty).clone()),
                _ => None,
            },
            _ => None,
        };
        let typed = spelled.as_ref().map(|ty| super::typed::typed(init, ty));
        let init = self.expr(typed.as_ref().unwrap_or(init), None);
        let Some(f) = self.callable(f) else { return self.failed() };
        let span = m.span();
        let changed = self.changed_by(&Syn::MethodCall(m.clone()));
        self.accumulated(stream, init, hint, span, changed, |pass, so_far, item| {
            pass.apply(&f, vec![Item::Value(so_far), item], hint, span)
        })
    }

    fn each_item(&mut self, m: &syn::ExprMethodCall, f: &Syn) {
        let Some(stream) = self.stream(&m.receiver) else { return };
        let Some(f) = self.callable(f) else { return };
        let (span, changed) = (m.span(), self.changed_by(&Syn::MethodCall(m.clone())));
        let mut body = |pass: &mut Self, item: Item| {
            pass.apply(&f, vec![item], None, span);
        };
        self.walk(&stream, changed, span, &mut body, &mut |_| None);
    }

    /// A loop over the items that carries a value beside the variables that it changes.
    fn accumulated(
        &mut self,
        mut stream: Stream,
        init: Expr,
        hint: Option<&str>,
        span: Span,
        changed: Vec<Changed>,
        mut next: impl FnMut(&mut Self, Expr, Item) -> Expr,
    ) -> Expr {
        let so_far = self.state_of(&mut stream, init, hint.unwrap_or("sum"));
        let mut body = |pass: &mut Self, item: Item| {
            let after = next(pass, pass.now(so_far), item);
            pass.scopes.set(so_far, Some(after));
        };
        self.walk(&stream, changed, span, &mut body, &mut |_| None);
        self.now(so_far)
    }
}
