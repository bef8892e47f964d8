//! Keeps what a call lends: `rev` wants each argument as it was at the call, so
//! memory is copied before it, and a slice is put on the tape.

use crate::activity::Activity;
use crate::ir::{Arg, Block, Call, Expr, Function, Place, Role, Saved, Step, Stmt, Var};
use crate::messages::{self, Messages};
use crate::types::Ty;

/// Inserts the copies into a function's body.
pub fn save(function: &mut Function, activity: &Activity, messages: &mut Messages) {
    let mut body = std::mem::take(&mut function.body);
    Save { function, activity, messages }.block(&mut body);
    function.body = body;
}

struct Save<'a> {
    function: &'a mut Function,
    activity: &'a Activity,
    messages: &'a mut Messages,
}

impl Save<'_> {
    fn block(&mut self, block: &mut Block) {
        let mut out = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            match &mut stmt {
                Stmt::If(_, then, otherwise, _) => {
                    self.block(then);
                    self.block(otherwise);
                }
                Stmt::Loop(l) => self.block(&mut l.body),
                Stmt::Call(call) if self.activity.active_call(self.function, call) => {
                    self.call(call, &mut out);
                }
                _ => {}
            }
            out.push(stmt);
        }
        block.stmts = out;
    }

    fn call(&mut self, call: &mut Call, out: &mut Vec<Stmt>) {
        self.refuse_aliased_slices(call);
        call.saved = call.args.iter().map(|arg| self.arg(arg, call, out)).collect();
    }

    fn arg(&mut self, arg: &Arg, call: &Call, out: &mut Vec<Stmt>) -> Option<Saved> {
        let (Arg::Shared(place) | Arg::Unique(place) | Arg::Receiver(place)) = arg else { return None };
        if !self.function.is_memory(place.root) {
            return None;
        }
        let local = self.function.info(place.root).role == Role::Memory;
        let ranged = matches!(place.path.last(), Some(Step::Range(..)));
        if local && ranged {
            // a part of a local array: the whole is copied
            let whole = Place { root: place.root, path: place.path[..place.path.len() - 1].to_vec() };
            return self.copy(&whole, call, out);
        }
        if self.is_slice(place) {
            let mark = self.variable("mark", call, Ty::Int(None));
            self.function.vars[mark.0].spelled = Some(syn::parse_quote!(usize));
            out.push(Stmt::Let(mark, Expr::Mark));
            out.push(Stmt::PushSlice(place.clone()));
            return Some(Saved::Slice(mark));
        }
        self.copy(place, call, out)
    }

    fn copy(&mut self, place: &Place, call: &Call, out: &mut Vec<Stmt>) -> Option<Saved> {
        let root = self.function.info(place.root).clone();
        let copy = self.variable(&format!("{}_before", root.name), call, self.function.place_ty(place));
        if place.path.is_empty() && root.role == Role::Memory {
            self.function.vars[copy.0].spelled = root.spelled.as_ref().and_then(crate::lower::spelled_fully);
        }
        out.push(Stmt::Let(copy, Expr::Load(place.clone())));
        Some(Saved::Copy(copy))
    }

    fn variable(&mut self, name: &str, call: &Call, ty: Ty) -> Var {
        self.function.fresh(name, call.span, ty, Role::Value)
    }

    fn is_slice(&self, place: &Place) -> bool {
        matches!(place.path.last(), Some(Step::Range(..)))
            || matches!(self.function.place_ty(place), Ty::Slice(_))
            || (place.path.is_empty()
                && matches!(self.function.info(place.root).spelled, Some(syn::Type::Slice(_))))
    }

    /// The same memory lent twice needs a scratch adjoint, which a slice cannot have.
    fn refuse_aliased_slices(&mut self, call: &Call) {
        let lent: Vec<&Place> = call
            .args
            .iter()
            .filter_map(|arg| match arg {
                Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => Some(p),
                Arg::Value(_) => None,
            })
            .collect();
        for (i, a) in lent.iter().enumerate() {
            let again = lent[..i].iter().any(|b| overlap(a, b) && self.activity.is_active(a.root));
            if again && (self.is_slice(a) || lent[..i].iter().any(|b| b.root == a.root && self.is_slice(b))) {
                self.messages.at(call.span, messages::ALIAS);
            }
        }
    }
}

/// Whether two places may share memory.
#[must_use]
pub fn overlap(a: &Place, b: &Place) -> bool {
    a.root == b.root
        && a.path.iter().zip(&b.path).all(|steps| match steps {
            (Step::Field(x), Step::Field(y)) => x == y,
            _ => true,
        })
}
