//! The tangent of a call: its `tan`, with a tangent beside each argument.

use super::Tangent;
use crate::ir::{Arg, Call, Callee, Derived, DerivedArg, Expr, Overlap, Place, Role, Stmt, Var};

impl Tangent<'_> {
    pub(super) fn call(&mut self, call: &Call, out: &mut Vec<Stmt>) {
        let mut args = Vec::new();
        for arg in &call.args {
            match arg {
                Arg::Value(e) => {
                    args.push(DerivedArg::Value(e.clone()));
                    args.push(self.slot(e));
                }
                Arg::Shared(place) => {
                    args.push(DerivedArg::Shared(place.clone()));
                    args.push(self.shared(place, out));
                }
                Arg::Unique(place) => {
                    args.push(DerivedArg::Unique(place.clone()));
                    let t = self.of(place.root);
                    let slot = DerivedArg::Unique(place.derivative(t));
                    args.push(if self.is_active(place.root) { slot } else { DerivedArg::Sink });
                }
                Arg::Receiver(place) => {
                    args.push(DerivedArg::Receiver(place.clone()));
                    args.push(self.receiver(place, call));
                }
            }
        }
        let value = call.result.unwrap_or_else(|| self.unused(call));
        let (tangent, asks) = (self.of(value), self.is_first(&call.callee));
        out.push(Stmt::Derived(Box::new(Derived {
            layer: "tan",
            results: vec![value, tangent],
            callee: call.callee.clone(),
            args,
            tape: false,
            asks,
            span: call.span,
        })));
    }

    /// The tangent of an argument that is passed by value, or of a constant that may be a reference.
    fn slot(&mut self, e: &Expr) -> DerivedArg {
        let refers = match e {
            Expr::Const(c) => c.may_refer(),
            Expr::Var(v) => self.function.info(*v).fixed,
            _ => false,
        };
        match (self.active(e), refers) {
            (true, _) => DerivedArg::Value(self.atom(e)),
            (false, true) => DerivedArg::ZeroAsIs(e.clone()),
            (false, false) => DerivedArg::ZeroValue,
        }
    }

    /// Whether no call of this function came before. What is reached through a type is found by one
    /// name with its derivatives.
    fn is_first(&mut self, callee: &Callee) -> bool {
        let Callee::Function(path) = callee else { return false };
        let names = path.path.segments.iter().map(|s| s.ident.to_string());
        self.asked.insert(names.collect())
    }

    fn unused(&mut self, call: &Call) -> Var {
        self.function.fresh("_u", call.span, crate::types::Ty::Unknown, Role::Value)
    }

    fn shared(&mut self, place: &Place, out: &mut Vec<Stmt>) -> DerivedArg {
        if !self.is_active(place.root) {
            return DerivedArg::ZeroShared;
        }
        match self.load(place) {
            Expr::Load(place) => DerivedArg::Shared(place),
            other => DerivedArg::Shared(Place::whole(self.copy(place, other, out))),
        }
    }

    /// A receiver's tangent: the caller does not know how the method takes `self`,
    /// so memory is lent as `&mut` and anything else passed by value.
    fn receiver(&mut self, place: &Place, call: &Call) -> DerivedArg {
        let again = call.args.iter().any(|arg| match arg {
            Arg::Shared(p) | Arg::Unique(p) => self.function.overlap(p, place) != Overlap::Nothing,
            _ => false,
        });
        if !self.is_active(place.root) {
            return DerivedArg::Value(Expr::ZeroOf(Box::new(Expr::Load(place.clone()))));
        }
        if self.function.is_memory(place.root) && !again {
            let t = self.of(place.root);
            return DerivedArg::Unique(place.derivative(t));
        }
        DerivedArg::Value(self.load(place))
    }

    fn copy(&mut self, place: &Place, value: Expr, out: &mut Vec<Stmt>) -> Var {
        let info = self.function.info(place.root).clone();
        let ty = self.function.place_ty(place);
        let copy = self.function.fresh(&format!("t{}", info.name), info.span, ty, Role::Memory);
        out.push(Stmt::Alloc(copy, value));
        copy
    }
}
