//! `swap`, `replace` and `take` of `core::mem`, as loads and stores.

use proc_macro2::Ident;
use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::scope::Local;
use crate::ir::{Arg, Callee, Const, Expr};
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
    /// The function of `core::mem` that a call names, also where references are passed on by their names:
    /// `swap(a, b)` of `let (a, b) = (&mut p, &mut q);`. rustc checks that this is core's, too.
    pub(super) fn memory_call(&mut self, c: &syn::ExprCall) -> Option<Ident> {
        if let Some(name) = memory_function(c) {
            return Some(name.clone());
        }
        let Syn::Path(f) = &*c.func else { return None };
        let name = f.path.get_ident().filter(|name| self.scopes.find(&name.to_string()).is_none())?;
        let count = match name.to_string().as_str() {
            "swap" => (2, 2),
            "replace" => (2, 1),
            "take" => (1, 1),
            _ => return None,
        };
        let lent = c.args.iter().take(count.1).all(|e| self.is_unique(e));
        if c.args.len() != count.0 || !lent {
            return None;
        }
        self.surely_of_core(name, f);
        Some(name.clone())
    }

    /// Whether an argument is surely a `&mut`.
    fn is_unique(&self, e: &Syn) -> bool {
        match e {
            Syn::Paren(p) => self.is_unique(&p.expr),
            Syn::Reference(r) => r.mutability.is_some(),
            Syn::Path(p) => match p.path.get_ident().and_then(|name| self.scopes.find(&name.to_string())) {
                Some(Local::Reference(_, mutable)) => mutable,
                Some(Local::Rebound(k)) => self.rebound[k].mutable,
                _ => false,
            },
            _ => false,
        }
    }

    /// Has rustc check that a function is the one of `core::mem` of its name.
    fn surely_of_core(&mut self, name: &Ident, f: &syn::ExprPath) {
        let span = name.span();
        let constant = |tokens| Arg::Value(Expr::Const(Const { tokens, number: None, ty: Ty::Flat }));
        let core = constant(quote::quote!(&::core::mem::#name::<u8>));
        let check = Callee::Function(syn::parse_quote_spanned!(span=> ::costate::rt::core_mem));
        let args = vec![core, constant(quote::quote!(&#f))];
        let outer = std::mem::replace(&mut self.detached, true);
        self.called(check, args, None, span);
        self.detached = outer;
    }

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
        if self.memory_call(c).is_none_or(|name| name != "swap") {
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
