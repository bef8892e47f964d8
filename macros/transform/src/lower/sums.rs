//! What consumes an iterator: `sum`, `product`, `fold`, `for_each`; and arrays made of
//! closures: `array::from_fn`, `[T; N]::map`.

use proc_macro2::Span;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::chain::{Chain, is_chain};
use super::item::Item;
use super::scope::Local;
use crate::ir::{Const, Expr, Op, Place, Role, Stmt};
use crate::messages;
use crate::types::Ty;

impl Lower<'_> {
    /// A method that runs through an iterator, or an array's `map`; none if it is neither.
    pub(super) fn consumer(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Option<Option<Expr>> {
        let args: Vec<&Syn> = m.args.iter().collect();
        let of_chain = is_chain(&m.receiver);
        match (m.method.to_string().as_str(), args.as_slice()) {
            ("sum", []) if of_chain => Some(Some(self.reduced(m, Op::Add, hint))),
            ("product", []) if of_chain => Some(Some(self.reduced(m, Op::Mul, hint))),
            ("fold", [init, f]) if of_chain => Some(Some(self.folded(m, init, f, hint))),
            ("for_each", [f]) if of_chain => {
                self.each_item(m, f);
                Some(None)
            }
            ("count", []) if of_chain => {
                let chain = self.chain(&m.receiver)?;
                Some(Some(chain.len.unwrap_or(Expr::Filler)))
            }
            ("map", [f]) if !of_chain => Some(Some(self.mapped(m, f, hint))),
            _ => None,
        }
    }

    /// `iterator.sum()`; the empty sum of floats is -0.0, as in core.
    fn reduced(&mut self, m: &syn::ExprMethodCall, op: Op, hint: Option<&str>) -> Expr {
        let expected = self.expected.take();
        let Some(chain) = self.chain(&m.receiver) else { return self.failed() };
        let wanted = match m.turbofish.as_ref().and_then(|t| t.args.first()) {
            Some(syn::GenericArgument::Type(ty)) => self.kinds().spelled(ty),
            _ => expected.map_or(Ty::Unknown, |ty| self.kinds().spelled(&ty)),
        };
        let span = m.span();
        // the first item's type tells whether it is a sum of floats or of integers
        let wanted = if wanted == Ty::Unknown { self.item_type(&chain) } else { wanted };
        if !matches!(wanted, Ty::Scalar(_) | Ty::Int(_)) {
            return self.refuse(&m.method, messages::SUM_TYPE);
        }
        let init = self.neutral(op, &wanted);
        self.accumulated(chain, init, hint, span, |pass, so_far, item| {
            let value = pass.item_value(item, None, span);
            let ty = pass.function.ty_of(&value);
            pass.unify(&ty, &wanted);
            pass.binary(op, so_far, value, hint, span, m)
        })
    }

    /// What is known of the type of an iterator's items: it is lowered once and thrown away.
    fn item_type(&mut self, chain: &Chain) -> Ty {
        let stmts = self.stmts.len();
        let index = crate::ir::number(0);
        let before = self.scopes.snapshot();
        let item = self.chain_item(chain, &index, None);
        let value = self.item_value(item, None, Span::call_site());
        self.scopes.restore(&before);
        self.stmts.truncate(stmts);
        self.function.ty_of(&value)
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
        let Some(chain) = self.chain(&m.receiver) else { return self.failed() };
        let init = self.expr(init, None);
        let Some(f) = self.callable(f) else { return self.failed() };
        let span = m.span();
        let changed = self.changed_by(&Syn::MethodCall(m.clone()));
        self.accumulated_with(chain, init, hint, span, changed, |pass, so_far, item| {
            pass.apply(&f, vec![Item::Value(so_far), item], hint, span)
        })
    }

    fn each_item(&mut self, m: &syn::ExprMethodCall, f: &Syn) {
        let Some(chain) = self.chain(&m.receiver) else { return };
        let Some(f) = self.callable(f) else { return };
        let (span, changed) = (m.span(), self.changed_by(&Syn::MethodCall(m.clone())));
        self.over(chain, changed, span, |pass, item| {
            pass.apply(&f, vec![item], None, span);
        });
    }

    fn accumulated(
        &mut self,
        chain: Chain,
        init: Expr,
        hint: Option<&str>,
        span: Span,
        next: impl FnOnce(&mut Self, Expr, Item) -> Expr,
    ) -> Expr {
        self.accumulated_with(chain, init, hint, span, Vec::new(), next)
    }

    /// A loop over the items that carries a value beside the variables that it changes.
    fn accumulated_with(
        &mut self,
        chain: Chain,
        init: Expr,
        hint: Option<&str>,
        span: Span,
        mut changed: Vec<(usize, String)>,
        next: impl FnOnce(&mut Self, Expr, Item) -> Expr,
    ) -> Expr {
        let Local::Value(so_far) = self.scopes.value(Some(init)) else { return self.failed() };
        changed.push((so_far, hint.unwrap_or("sum").to_owned()));
        self.over(chain, changed, span, |pass, item| {
            let before = pass.scopes.get(so_far).unwrap_or(Expr::Filler);
            let after = next(pass, before, item);
            pass.scopes.set(so_far, Some(after));
        });
        self.scopes.get(so_far).unwrap_or(Expr::Filler)
    }

    /// A loop over the items of an iterator.
    fn over(
        &mut self,
        chain: Chain,
        changed: Vec<(usize, String)>,
        span: Span,
        body: impl FnOnce(&mut Self, Item),
    ) {
        let Some(len) = chain.len.clone() else { return self.messages.at(span, messages::ITERATOR) };
        let (index, head) = self.counted_loop(len, span);
        self.looped_over(
            head,
            changed,
            span,
            |_, _| {},
            |pass| {
                let item = pass.chain_item(&chain, &Expr::Var(index), None);
                body(pass, item);
                None
            },
        );
    }

    /// `array.map(|x| …)`
    fn mapped(&mut self, m: &syn::ExprMethodCall, f: &Syn, hint: Option<&str>) -> Expr {
        let expected = self.expected.take();
        let place = self.place_or_value(&m.receiver);
        let value = self.load(place, None, m.span());
        let place = Place::whole(self.rooted(value, m.span()));
        self.expected = expected;
        let Some(f) = self.callable(f) else { return self.failed() };
        let span = m.span();
        let like = Expr::FillerLike(Box::new(Expr::Var(place.root)));
        self.array_of(&Syn::MethodCall(m.clone()), hint, like, |pass, i, hint| {
            let at = pass.element(&place, i, span);
            let item = pass.load(at, None, span);
            pass.apply(&f, vec![Item::Value(item)], hint, span)
        })
    }

    /// `array::from_fn(|i| …)`
    pub(super) fn array_from_fn(&mut self, c: &syn::ExprCall, hint: Option<&str>) -> Expr {
        let Some(f) = self.callable(&c.args[0]) else { return self.failed() };
        let span = c.span();
        self.expected = turbofish(&c.func).or(self.expected.take());
        self.array_of(&Syn::Call(c.clone()), hint, Expr::Filler, |pass, i, hint| {
            pass.apply(&f, vec![Item::Value(i)], hint, span)
        })
    }

    /// An array whose elements a loop fills in; its length is what rustc finds.
    fn array_of(
        &mut self,
        e: &Syn,
        hint: Option<&str>,
        filler: Expr,
        element: impl FnOnce(&mut Self, Expr, Option<&str>) -> Expr,
    ) -> Expr {
        let span = e.span();
        let (name, expected) = (hint.unwrap_or("array"), self.expected.take());
        let array = self.fresh(name, span, Ty::Array(Box::new(Ty::Unknown)), Role::Memory);
        let spelled = match &expected {
            Some(ty @ syn::Type::Array(_)) => ty.clone(),
            _ => syn::parse_quote!([_; _]),
        };
        self.function.vars[array.0].spelled = Some(spelled);
        self.stmts.push(Stmt::Alloc(array, filler));
        let place = Place::whole(array);
        let len = self.length(place.clone(), None, span);
        let (index, head) = self.counted_loop(len, span);
        let changed = self.changed_by(e);
        let mut ty = Ty::Unknown;
        self.looped_over(
            head,
            changed,
            span,
            |_, _| {},
            |pass| {
                pass.expected = match &expected {
                    Some(syn::Type::Array(a)) => Some((*a.elem).clone()),
                    _ => None,
                };
                let value = element(pass, Expr::Var(index), None);
                pass.expected = None;
                ty = pass.function.ty_of(&value);
                let at = pass.element(&place, Expr::Var(index), span);
                pass.store(at, value);
                None
            },
        );
        let ty = Ty::Array(Box::new(ty));
        self.function.vars[array.0].ty = ty.clone();
        self.bind(hint, Expr::Load(place), ty, span)
    }
}

/// `[T; N]` of `from_fn::<T, N, _>`
fn turbofish(f: &Syn) -> Option<syn::Type> {
    let Syn::Path(p) = f else { return None };
    let syn::PathArguments::AngleBracketed(all) = &p.path.segments.last()?.arguments else { return None };
    let (element, length) = (all.args.get(0)?, all.args.get(1)?);
    Some(syn::parse_quote!([#element; #length]))
}
