//! The backward sweep of a call: its `rev`, with the arguments as they were.

use super::Adjoint;
use crate::ir::{
    Arg, Call, Derived, DerivedArg, Expr, Op, Overlap, Place, Role, Saved, Step, Stmt, Target, Var,
};
use crate::types::Ty;

/// A place whose adjoint a call has.
#[derive(Clone)]
struct Loan {
    place: Place,
    /// A `&mut` argument.
    unique: bool,
}

/// The arguments of one `rev`, as they are put together.
#[derive(Default)]
struct Rev {
    args: Vec<DerivedArg>,
    /// Values whose adjoint the call has.
    seen: Vec<Var>,
    /// Places whose adjoint the call has.
    lent: Vec<Loan>,
    /// What follows the call.
    after: Vec<Stmt>,
}

impl Adjoint<'_> {
    pub(super) fn backward_call(&mut self, call: &Call, out: &mut Vec<Stmt>) {
        let cotangent = match call.result {
            Some(r) if self.has_adjoint(r) => Expr::Var(self.adjoint_of(r)),
            _ => Expr::Zero,
        };
        let mut rev = Rev::default();
        let places = call.args.iter().filter_map(|arg| match arg {
            Arg::Unique(p) => Some(Loan { place: p.clone(), unique: true }),
            Arg::Receiver(p) => Some(Loan { place: p.clone(), unique: false }),
            _ => None,
        });
        // what may be written in place has the adjoint itself; the others get a scratch
        let first: Vec<Loan> = places.collect();
        for (k, arg) in call.args.iter().enumerate() {
            let saved = call.saved.get(k).cloned().flatten();
            match arg {
                Arg::Value(e) => self.rev_value(e, &mut rev, out),
                Arg::Shared(place) => self.rev_shared(place, saved, &first, &mut rev, out),
                Arg::Unique(place) => self.rev_unique(place, saved, &mut rev, out),
                Arg::Receiver(place) => self.rev_receiver(place, saved, &mut rev, out),
            }
        }
        rev.args.push(DerivedArg::Value(cotangent));
        out.push(Stmt::Derived(Box::new(Derived {
            layer: "rev",
            results: Vec::new(),
            callee: call.callee.clone(),
            args: rev.args,
            tape: true,
            asks: false,
            span: call.span,
        })));
        out.append(&mut rev.after);
    }

    fn rev_value(&mut self, e: &Expr, rev: &mut Rev, out: &mut Vec<Stmt>) {
        let e = self.read(e);
        rev.args.push(DerivedArg::Value(e.clone()));
        let slot = match e {
            Expr::Var(var) if self.is_active(var) => {
                if rev.lent.iter().any(|l| l.place.root == var) {
                    rev.seen.push(var);
                }
                let slot = self.slot(var, &mut rev.seen, out, &mut rev.after);
                DerivedArg::Unique(Place::whole(slot))
            }
            _ => DerivedArg::Sink,
        };
        rev.args.push(slot);
    }

    /// A slice that was kept is read back into its place; anything else is a copy.
    fn before(&mut self, place: &Place, saved: Option<Saved>, rev: &mut Rev, out: &mut Vec<Stmt>) -> Place {
        match saved {
            Some(Saved::Slice(mark)) => {
                self.read(&Expr::Var(mark));
                self.read_place(place);
                out.push(Stmt::ReadSlice(mark, place.clone()));
                rev.after.insert(0, Stmt::DropSlice(place.clone()));
                place.clone()
            }
            Some(Saved::Copy(copy)) => {
                self.read(&Expr::Var(copy));
                let part = if self.function.is_slice(place) { place.parts().1.to_vec() } else { Vec::new() };
                let place = Place { root: copy, path: part };
                self.read_place(&place);
                place
            }
            None => {
                self.read(&Expr::Load(place.clone()));
                place.clone()
            }
        }
    }

    fn rev_shared(
        &mut self,
        place: &Place,
        saved: Option<Saved>,
        first: &[Loan],
        rev: &mut Rev,
        out: &mut Vec<Stmt>,
    ) {
        let value = self.before(place, saved, rev, out);
        rev.args.push(DerivedArg::Shared(value.clone()));
        if !self.is_active(place.root) {
            return rev.args.push(DerivedArg::Sink);
        }
        self.declare(place.root, out);
        let by_value = rev.seen.contains(&place.root);
        let twice = self.is_lent_again(place, &rev.lent) || self.is_lent_again(place, first);
        let shared_again = by_value || twice;
        let indexed = place.path.iter().any(|s| matches!(s, Step::Index(_)));
        let again = rev.lent.iter().chain(first).any(|l| l.place.root == place.root);
        if shared_again || (indexed && again && place.parts().1.is_empty()) || self.is_optional(place) {
            return self.rev_scratch(place, &value, rev, out);
        }
        self.read_place(place);
        rev.lent.push(Loan { place: place.clone(), unique: false });
        let slot = self.adjoint_place(place);
        rev.args.push(DerivedArg::Unique(slot));
    }

    /// Whether the call may have the adjoint of the same memory already. A `&mut` argument is apart from
    /// all else that is lent: where the text does not tell, the call itself looks.
    fn is_lent_again(&self, place: &Place, lent: &[Loan]) -> bool {
        lent.iter().any(|other| match self.function.overlap(&other.place, place) {
            Overlap::Nothing => false,
            Overlap::Perhaps => !other.unique,
            Overlap::Memory => true,
        })
    }

    /// A scratch adjoint, added after the call.
    fn rev_scratch(&mut self, place: &Place, value: &Place, rev: &mut Rev, out: &mut Vec<Stmt>) {
        self.read_place(place);
        if self.function.is_slice(place) {
            return self.rev_slice_scratch(place, rev, out);
        }
        let info = self.function.info(place.root).clone();
        let ty = self.function.place_ty(place);
        let scratch = self.function.fresh(&format!("d{}", info.name), info.span, ty, Role::Memory);
        out.push(Stmt::Alloc(scratch, Expr::ZeroOf(Box::new(Expr::Load(value.clone())))));
        rev.args.push(DerivedArg::Unique(Place::whole(scratch)));
        let optional = self.is_optional(place);
        let place = self.adjoint_place(&if optional { place.flat() } else { place.clone() });
        let target = Target { place, scalar: false, first: false, optional };
        rev.after.push(Stmt::Accumulate(target, Op::Add, Expr::Var(scratch)));
    }

    /// A scratch adjoint of a slice that the call is given twice.
    fn rev_slice_scratch(&mut self, place: &Place, rev: &mut Rev, out: &mut Vec<Stmt>) {
        let info = self.function.info(place.root).clone();
        let scratch = self.function.fresh(&format!("d{}", info.name), info.span, Ty::Unknown, Role::Memory);
        let adjoint = self.adjoint_place(place);
        out.push(Stmt::Alloc(scratch, Expr::Scratch(adjoint.clone())));
        let all = Place { root: scratch, path: vec![Step::Range(None, None)] };
        rev.args.push(DerivedArg::Unique(all));
        rev.after.push(Stmt::AddSlice(adjoint, scratch));
    }

    fn rev_unique(&mut self, place: &Place, saved: Option<Saved>, rev: &mut Rev, out: &mut Vec<Stmt>) {
        let value = self.before(place, saved.clone(), rev, out);
        let value = if matches!(saved, Some(Saved::Copy(_))) { self.writable(&value, out) } else { value };
        rev.args.push(DerivedArg::Unique(value));
        self.read_place(place);
        if !self.is_active(place.root) {
            // memory of integers
            return rev.args.push(DerivedArg::Sink);
        }
        rev.lent.push(Loan { place: place.clone(), unique: true });
        let slot = self.adjoint_place(place);
        rev.args.push(DerivedArg::Unique(slot));
    }

    fn rev_receiver(&mut self, place: &Place, saved: Option<Saved>, rev: &mut Rev, out: &mut Vec<Stmt>) {
        let value = self.before(place, saved.clone(), rev, out);
        let value = if matches!(saved, Some(Saved::Copy(_))) { self.writable(&value, out) } else { value };
        rev.args.push(DerivedArg::Receiver(value.clone()));
        if !self.is_active(place.root) {
            return rev.args.push(DerivedArg::Sink);
        }
        self.declare(place.root, out);
        self.read_place(place);
        if self.is_optional(place) {
            return self.rev_scratch(place, &value, rev, out);
        }
        rev.lent.push(Loan { place: place.clone(), unique: false });
        rev.seen.push(place.root);
        let slot = self.adjoint_place(place);
        rev.args.push(DerivedArg::Unique(slot));
    }

    /// A copy that the callee may write.
    fn writable(&mut self, value: &Place, out: &mut Vec<Stmt>) -> Place {
        let info = self.function.info(value.root).clone();
        let copy = self.function.fresh(&info.name, info.span, info.ty, Role::Memory);
        out.push(Stmt::Alloc(copy, Expr::Var(value.root)));
        value.rooted(copy)
    }
}
