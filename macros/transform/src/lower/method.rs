//! Calls of methods: those that are known by name, and the user's own.

use syn::Expr as Syn;
use syn::spanned::Spanned;

use super::Lower;
use super::slices::{ITERATORS, SLICES, SPLITTING};
use crate::ir::{Callee, Expr, Op, number};
use crate::messages;
use crate::prim::{self, Prim};
use crate::types::Ty;

impl Lower<'_> {
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
        if name == "partition_point" && !self.detached && matches!(m.args.first(), Some(Syn::Closure(_))) {
            return self.refuse(&m.method, messages::PARTITION_POINT);
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
        if !self.detached && m.args.iter().any(|e| matches!(e, Syn::Closure(_))) {
            return self.refuse(&m.method, messages::CLOSURE_OF_METHOD);
        }
        let from = self.stmts.len();
        let args = self.args(&m.args, Some(place.clone()));
        self.receiver_stays(&place, from, m);
        self.called(Callee::Method(m.method.clone(), m.turbofish.clone()), args, hint, m.span())
    }
}
