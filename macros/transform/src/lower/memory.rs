//! `swap`, `replace` and `take` of `core::mem`, as loads and stores.

use proc_macro2::Ident;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use crate::ir::{Const, Expr};
use crate::messages;
use crate::types::Ty;

/// The function of `core::mem` that a call names: `mem::swap(…)`, or `swap(&mut a, &mut b)` where it
/// was imported. The plain function has rustc check that it is core's.
pub(crate) fn memory_function(c: &syn::ExprCall) -> Option<&Ident> {
    let Syn::Path(p) = &*c.func else { return None };
    let mut names = p.path.segments.iter().rev();
    let (last, module) = (&names.next()?.ident, names.next());
    let lent = c.args.iter().take_while(|e| matches!(e, Syn::Reference(r) if r.mutability.is_some())).count();
    let shape = match last.to_string().as_str() {
        "swap" => c.args.len() == 2 && lent == 2,
        "replace" => c.args.len() == 2 && lent == 1,
        "take" => c.args.len() == 1 && lent == 1,
        _ => return None,
    };
    match module {
        Some(module) => module.ident == "mem",
        None => shape && p.qself.is_none(),
    }
    .then_some(last)
}

impl Lower<'_> {
    /// `mem::replace(&mut a, value)`, `mem::take(&mut a)`
    pub(super) fn replaced(&mut self, c: &syn::ExprCall, name: &str, hint: Option<&str>) -> Expr {
        let place = c.args.first().and_then(|a| self.written_place(a));
        let Some(place) = place.filter(|p| !self.function.is_slice(p)) else {
            return self.refuse(c, messages::MEM);
        };
        let value = match (name, c.args.get(1)) {
            ("replace", Some(value)) => self.expr(value, None),
            ("take", None) => {
                let ty = self.function.place_ty(&place);
                Expr::Const(Const {
                    tokens: quote::quote!(::core::default::Default::default()),
                    number: None,
                    ty,
                })
            }
            _ => return self.refuse(c, messages::MEM),
        };
        let was = self.load(place.clone(), hint, c.span());
        self.store(place, value);
        was
    }

    /// `&mut p` of a reference that is given other places.
    pub(super) fn lent_reference(&self, e: &Syn) -> Option<usize> {
        let Syn::Reference(r) = e else { return None };
        self.rebound_of(&r.expr)
    }

    /// `mem::swap(&mut a, &mut b)`
    pub(super) fn exchange(&mut self, c: &syn::ExprCall) -> bool {
        let args: Vec<&Syn> = c.args.iter().collect();
        let [a, b] = args.as_slice() else { return false };
        if memory_function(c).is_none_or(|name| name != "swap") {
            return false;
        }
        if let (Some(p), Some(q)) = (self.lent_reference(a), self.lent_reference(b)) {
            self.swap_references(p, q);
            return true;
        }
        let (Some(a), Some(b)) = (self.written_place(a), self.written_place(b)) else { return false };
        if [&a, &b].iter().any(|p| matches!(self.function.place_ty(p), Ty::Slice(_))) {
            self.messages.add(c, messages::LOCAL_REFERENCE);
            return true;
        }
        let was_a = self.load(a.clone(), None, c.span());
        let was_b = self.load(b.clone(), None, c.span());
        self.store(a, was_b);
        self.store(b, was_a);
        true
    }
}
