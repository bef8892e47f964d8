//! Arrays made of closures: `array::from_fn`, `[T; N]::map`.

use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::item::Item;
use crate::ir::{Arg, Callee, Expr, Place, Role, Stmt};
use crate::types::Ty;

impl Lower<'_> {
    /// `array.map(|x| …)`
    pub(super) fn mapped(&mut self, m: &syn::ExprMethodCall, f: &Syn, hint: Option<&str>) -> Expr {
        let expected = self.expected.take();
        let place = self.place_or_value(&m.receiver);
        let value = self.load(place, None, m.span());
        let place = Place::whole(self.rooted(value, m.span()));
        if self.function.place_ty(&place) == Ty::Unknown {
            let span = m.method.span();
            self.surely(syn::parse_quote_spanned!(span=> ::costate::rt::mapped), place.clone(), span);
        }
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

    /// Has rustc check the type of a place: it is lent to a function that takes no other.
    pub(super) fn surely(&mut self, check: syn::ExprPath, place: Place, span: proc_macro2::Span) {
        let outer = std::mem::replace(&mut self.detached, true);
        let checked = self.called(Callee::Function(check), vec![Arg::Shared(place)], None, span);
        self.detached = outer;
        if let Expr::Var(v) = checked {
            self.function.vars[v.0].ty = Ty::Flat;
        }
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
