//! Keeps what a call lends: `rev` wants each argument as it was at the call, so
//! memory is copied before it, and a slice is put on the tape.

use crate::activity::Activity;
use crate::ir::{Arg, Block, Call, Expr, Function, Place, Role, Saved, Stmt, Var};
use crate::types::Ty;

/// Inserts the copies into a function's body.
pub fn save(function: &mut Function, activity: &Activity) {
    let mut body = std::mem::take(&mut function.body);
    Save { function, activity }.block(&mut body);
    function.body = body;
}

struct Save<'a> {
    function: &'a mut Function,
    activity: &'a Activity,
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
        call.saved = call.args.iter().map(|arg| self.arg(arg, call, out)).collect();
    }

    fn arg(&mut self, arg: &Arg, call: &Call, out: &mut Vec<Stmt>) -> Option<Saved> {
        let (Arg::Shared(place) | Arg::Unique(place) | Arg::Receiver(place)) = arg else { return None };
        if !self.function.is_memory(place.root) {
            return None;
        }
        let local = self.function.info(place.root).role == Role::Memory;
        if local && self.function.is_slice(place) {
            // a part of a local array: the whole is copied
            let whole = Place { root: place.root, path: place.parts().0.to_vec() };
            return self.copy(&whole, call, out);
        }
        if self.function.is_slice(place) {
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
        self.function.vars[copy.0].keeps = self.function.place_ty(place) == Ty::Unknown;
        out.push(Stmt::Let(copy, Expr::Load(place.clone())));
        Some(Saved::Copy(copy))
    }

    fn variable(&mut self, name: &str, call: &Call, ty: Ty) -> Var {
        self.function.fresh(name, call.span, ty, Role::Value)
    }
}
