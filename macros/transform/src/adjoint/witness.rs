//! Type witnesses: a slice of the primal, never run, from which rustc infers
//! the type of a value that is not in scope.

use std::collections::HashSet;

use super::Adjoint;
use crate::defs::Def;
use crate::ir::{Arg, Call, Expr, Place, Stmt, Var, Witness};

impl Adjoint<'_> {
    /// The zero adjoint of a variable.
    pub(super) fn zero_of(&mut self, var: Var) -> Expr {
        let ty = &self.function.info(var).ty;
        if let Some(name) = self.function.kinds.name_of(ty).filter(|_| ty.is_scalar()) {
            return crate::ir::zero(name);
        }
        if self.available.contains(&var) {
            return Expr::ZeroOf(Box::new(Expr::Var(var)));
        }
        Expr::ZeroAs(self.witness(var))
    }

    /// What tells rustc the type of a popped value, unless it can be written.
    pub(super) fn witness_unless_known(&mut self, var: Var) -> Option<Witness> {
        let info = self.function.info(var);
        let known = info.spelled.is_some() || self.function.kinds.name_of(&info.ty).is_some();
        (!known).then(|| self.witness(var))
    }

    /// The type of an atom.
    pub(super) fn type_of(&mut self, atom: &Expr) -> Witness {
        match atom {
            Expr::Var(v) if !self.available.contains(v) => self.witness(*v),
            other => Witness { stmts: Vec::new(), value: Box::new(other.clone()) },
        }
    }

    fn witness(&mut self, var: Var) -> Witness {
        let mut slice = Slice { adjoint: self, stmts: Vec::new(), seen: HashSet::new(), done: HashSet::new() };
        slice.define(var);
        Witness { stmts: slice.stmts, value: Box::new(Expr::Var(var)) }
    }
}

struct Slice<'s, 'a> {
    adjoint: &'s Adjoint<'a>,
    stmts: Vec<Stmt>,
    seen: HashSet<Var>,
    done: HashSet<Var>,
}

impl Slice<'_, '_> {
    /// Adds what it takes to have a variable of the right type.
    fn define(&mut self, var: Var) {
        if self.adjoint.available.contains(&var) || !self.seen.insert(var) {
            return;
        }
        let Some(def) = self.adjoint.defs.of(var).cloned() else {
            // an argument that the backward sweep does not have
            return self.stmts.push(Stmt::Alloc(var, Expr::Never));
        };
        match def {
            Def::Let(e) => {
                self.operands(&e);
                self.stmts.push(Stmt::Let(var, e));
            }
            Def::Memory(e) => {
                self.operands(&e);
                self.stmts.push(Stmt::Alloc(var, e));
            }
            Def::Index(e) => {
                self.operands(&e);
                self.stmts.push(Stmt::Let(var, e));
            }
            Def::Choice(a, b) => {
                let e = if matches!(a, Expr::Var(_)) { a } else { b };
                self.operands(&e);
                self.stmts.push(Stmt::Let(var, e));
            }
            Def::Carried(init, next) => self.carried(var, init, next),
            Def::Count => self.stmts.push(Stmt::Let(var, crate::ir::typed_count())),
            Def::Call(k) => self.call(var, &self.adjoint.defs.calls[k].clone()),
        }
        self.done.insert(var);
    }

    /// The first value may be a literal without a type: the next one tells it.
    fn carried(&mut self, var: Var, init: Expr, next: Expr) {
        if let Expr::Var(v) = init {
            self.define(v);
            return self.stmts.push(Stmt::Let(var, init));
        }
        self.stmts.push(Stmt::Alloc(var, init));
        self.operands(&next);
        // a value in the making has its type from elsewhere
        let known = |v: Var| self.done.contains(&v) || self.adjoint.available.contains(&v);
        if matches!(next, Expr::Var(v) if known(v)) {
            self.stmts.push(Stmt::Store(Place::whole(var), next));
        }
    }

    fn operands(&mut self, e: &Expr) {
        let mut needed = Vec::new();
        e.each_var(&mut |v| needed.push(v));
        needed.into_iter().for_each(|v| self.define(v));
    }

    fn call(&mut self, var: Var, call: &Call) {
        let mut call = call.clone();
        call.result = Some(var);
        for arg in &call.args {
            match arg {
                Arg::Value(e) => self.operands(e),
                Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => self.operands(&Expr::Load(p.clone())),
            }
        }
        self.stmts.push(Stmt::Call(Box::new(call)));
    }
}

