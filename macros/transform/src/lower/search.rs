//! What looks for something in an iterator: `any`, `position`, `find`, `max_by`, `reduce`, `last`.

use proc_macro2::Span;
use syn::Expr as Syn;

use super::Lower;
use super::closure::Callable;
use super::item::Item;
use super::iterators::{is_indexed, is_sifted};
use super::stream::{Stream, is_stream, truth};
use crate::ir::{Expr, Op, Place, typed_count};
use crate::messages;
use crate::types::Ty;

/// Whether an expression is an `Option` that a method of iterators gives, as far as its text tells.
pub(super) fn is_found(m: &syn::ExprMethodCall) -> bool {
    let known = match m.args.len() {
        0 => ["last", "max", "min"].iter().any(|n| m.method == n),
        1 => FINDERS.iter().any(|n| m.method == n),
        _ => false,
    };
    known && is_stream(&m.receiver)
}

const FINDERS: [&str; 7] = ["position", "find", "find_map", "nth", "reduce", "max_by", "min_by"];

impl Lower<'_> {
    /// Lowers a method that searches; none if it is not one.
    pub(super) fn searched(&mut self, m: &syn::ExprMethodCall, hint: Option<&str>) -> Option<Expr> {
        let args: Vec<&Syn> = m.args.iter().collect();
        let name = m.method.to_string();
        let known = match (name.as_str(), args.as_slice()) {
            ("any" | "all", [_]) => true,
            _ => is_found(m),
        };
        if !known || !is_stream(&m.receiver) {
            return None;
        }
        let borrows = ["any", "all", "position", "find", "find_map", "nth"].contains(&name.as_str());
        let stream = match &*m.receiver {
            e if borrows && is_indexed(e) => self.rest_of(e, true).map(Stream::of),
            e if borrows && is_sifted(e) => self.refuse_parts(m),
            e => self.stream(e),
        };
        let Some(stream) = stream else { return Some(self.failed()) };
        Some(match args.as_slice() {
            [n] if name == "nth" => self.nth(m, stream, n, hint),
            [f] => {
                let Some(f) = self.callable(f) else { return Some(self.failed()) };
                match name.as_str() {
                    "any" | "all" => self.quantified(m, stream, &f, hint),
                    "reduce" | "max_by" | "min_by" => self.best(m, stream, Some(&f), hint),
                    _ => self.first_of(m, stream, &f, hint),
                }
            }
            _ => self.best(m, stream, None, hint),
        })
    }

    /// A loop that ends when something is found; its variable starts with a value.
    fn search(
        &mut self,
        m: &syn::ExprMethodCall,
        mut stream: Stream,
        init: Expr,
        hint: Option<&str>,
        see: &mut dyn FnMut(&mut Self, usize, Item),
    ) -> Expr {
        let found = self.state_of(&mut stream, init, hint.unwrap_or("found"));
        let changed = self.changed_by(&Syn::MethodCall(m.clone()));
        self.walk(&stream, changed, m.method.span(), &mut |pass, item| see(pass, found, item), &mut |_| None);
        self.now(found)
    }

    /// `any`, `all`
    fn quantified(
        &mut self,
        m: &syn::ExprMethodCall,
        mut stream: Stream,
        f: &Callable,
        hint: Option<&str>,
    ) -> Expr {
        let (any, span) = (m.method == "any", m.method.span());
        let done = self.done_of(&mut stream);
        self.search(m, stream, truth(!any), hint, &mut |pass, found, item| {
            let holds = pass.apply(f, vec![item], None, span);
            let set = |pass: &mut Self| {
                pass.scopes.set(found, Some(truth(any)));
                pass.finish(done);
            };
            match any {
                true => pass.when(holds, span, set, |_| {}),
                false => pass.when(holds, span, |_| {}, set),
            }
        })
    }

    /// `position`, `find`, `find_map`
    fn first_of(
        &mut self,
        m: &syn::ExprMethodCall,
        mut stream: Stream,
        f: &Callable,
        hint: Option<&str>,
    ) -> Expr {
        let (name, span) = (m.method.to_string(), m.method.span());
        let done = self.done_of(&mut stream);
        let index = (name == "position").then(|| self.state_of(&mut stream, typed_count(), "index"));
        let ty = match name.as_str() {
            "position" => self.kinds().integer("usize"),
            "find" => self.item_type(&stream),
            _ => Ty::Unknown,
        };
        let none = self.none_of(ty, span);
        self.search(m, stream, none, hint, &mut |pass, found, item| {
            if name == "find_map" {
                let given = pass.apply(f, vec![item], None, span);
                let place = Place::whole(pass.rooted(given.clone(), span));
                let there = pass.is_there(&place, span);
                let set = |pass: &mut Self| {
                    pass.scopes.set(found, Some(given));
                    pass.finish(done);
                };
                return pass.when(there, span, set, |_| {});
            }
            let (item, holds) = match index {
                // `position` hands the item over, `find` lends it
                Some(_) => {
                    let holds = pass.apply(f, vec![item.clone()], None, span);
                    (item, holds)
                }
                None => pass.asked(f, item, span),
            };
            let now = index.map(|index| pass.now(index));
            if let Some(index) = index {
                pass.step(index, span);
            }
            let set = |pass: &mut Self| {
                let value = match now {
                    Some(index) => index,
                    None => pass.item_value(item, None, span),
                };
                let some = pass.some(value, span);
                pass.scopes.set(found, Some(some));
                pass.finish(done);
            };
            pass.when(holds, span, set, |_| {});
        })
    }

    /// `nth`
    fn nth(&mut self, m: &syn::ExprMethodCall, mut stream: Stream, n: &Syn, hint: Option<&str>) -> Expr {
        let span = m.method.span();
        let n = self.expr(n, None);
        let (ty, usize) = (self.function.ty_of(&n), self.kinds().integer("usize"));
        self.unify(&ty, &usize);
        let done = self.done_of(&mut stream);
        let index = self.state_of(&mut stream, typed_count(), "index");
        let ty = self.item_type(&stream);
        let none = self.none_of(ty, span);
        self.search(m, stream, none, hint, &mut |pass, found, item| {
            let now = pass.now(index);
            let here = pass.compared(Op::Eq, now, n.clone(), span);
            pass.step(index, span);
            let set = |pass: &mut Self| {
                let value = pass.item_value(item, None, span);
                let some = pass.some(value, span);
                pass.scopes.set(found, Some(some));
                pass.finish(done);
            };
            pass.when(here, span, set, |_| {});
        })
    }

    /// `reduce`, `max_by`, `min_by`, and `last`, `max`, `min` without a closure.
    fn best(
        &mut self,
        m: &syn::ExprMethodCall,
        stream: Stream,
        f: Option<&Callable>,
        hint: Option<&str>,
    ) -> Expr {
        let (name, span) = (m.method.to_string(), m.method.span());
        if matches!(name.as_str(), "max" | "min") && !matches!(self.item_type(&stream), Ty::Int(_)) {
            return self.refuse(&m.method, messages::EXTREME);
        }
        let ty = self.item_type(&stream);
        let none = self.none_of(ty, span);
        self.search(m, stream, none, hint, &mut |pass, found, item| {
            let value = pass.item_value(item, None, span);
            let here = pass.some(value.clone(), span);
            let before = pass.now(found);
            pass.alike(before.clone(), here, span);
            let place = Place::whole(pass.rooted(before, span));
            let there = pass.is_there(&place, span);
            let next = pass.branched(
                there,
                None,
                span,
                |pass| {
                    let before = pass.load(pass.payload(&place), None, span);
                    Some(pass.better(&name, f, before, value.clone(), span))
                },
                |_| Some(value.clone()),
            );
            let some = pass.some(next.unwrap_or(Expr::Filler), span);
            pass.scopes.set(found, Some(some));
        })
    }

    /// Which of two stays, or what a closure makes of them.
    fn better(&mut self, name: &str, f: Option<&Callable>, before: Expr, value: Expr, span: Span) -> Expr {
        let keeps = match (name, f) {
            ("reduce", Some(f)) => {
                return self.apply(f, vec![Item::Value(before), Item::Value(value)], None, span);
            }
            ("max_by" | "min_by", Some(f)) => {
                let items = [&before, &value].map(|e| Item::Value(Expr::Var(self.rooted(e.clone(), span))));
                let order = self.ordered(f, items, span);
                let greater = Expr::Matches(Box::new(order), quote::quote!(::core::cmp::Ordering::Greater));
                let greater = self.bind(None, greater, Ty::Bool, span);
                // of equal ones `max_by` gives the last, `min_by` the first
                return self.chosen_value(greater, (before, value), name == "max_by", span);
            }
            ("max", _) => Op::Gt,
            ("min", _) => Op::Gt,
            _ => return value,
        };
        let greater = self.compared(keeps, before.clone(), value.clone(), span);
        self.chosen_value(greater, (before, value), name == "max", span)
    }

    /// The first of two where the condition is this, the second otherwise.
    fn chosen_value(&mut self, cond: Expr, (first, second): (Expr, Expr), is: bool, span: Span) -> Expr {
        let (then, otherwise) = if is { (first, second) } else { (second, first) };
        let value = self.branched(cond, None, span, |_| Some(then), |_| Some(otherwise));
        value.unwrap_or(Expr::Filler)
    }

    /// The `Ordering` of two values: a closure's, or that of `f64::total_cmp`.
    fn ordered(&mut self, f: &Callable, items: [Item; 2], span: Span) -> Expr {
        let lent = items.map(|item| self.lent_item(&item));
        let order = match f {
            Callable::Path(path) => self.ordering_by(path.clone(), lent.to_vec(), span),
            f => self.apply(f, lent.to_vec(), None, span),
        };
        Expr::Var(self.rooted(order, span))
    }
}
