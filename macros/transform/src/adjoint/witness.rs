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
    /// Variables whose definition has begun.
    seen: HashSet<Var>,
    /// Variables that are defined.
    done: HashSet<Var>,
}

impl Slice<'_, '_> {
    /// Adds what it takes to have a variable of the right type. False if it
    /// depends on a variable whose definition has only begun.
    fn define(&mut self, var: Var) -> bool {
        if self.adjoint.available.contains(&var) || self.done.contains(&var) {
            return true;
        }
        if !self.seen.insert(var) {
            return false;
        }
        let defined = match self.adjoint.defs.of(var).cloned() {
            // an argument that the backward sweep does not have
            None => self.finish(Stmt::Alloc(var, Expr::Never)),
            Some(Def::Let(e) | Def::Index(e)) => self.operands(&e) && self.finish(Stmt::Let(var, e)),
            Some(Def::Memory(e)) => self.operands(&e) && self.finish(Stmt::Alloc(var, e)),
            Some(Def::Choice(a, b)) => self.choice(var, a, b),
            Some(Def::Carried(init, next)) => self.carried(var, init, next),
            Some(Def::Count) => self.finish(Stmt::Let(var, crate::ir::typed_count())),
            Some(Def::Call(k)) => self.call(var, self.adjoint.defs.calls[k].clone()),
        };
        self.done.extend(defined.then_some(var));
        defined
    }

    fn finish(&mut self, stmt: Stmt) -> bool {
        self.stmts.push(stmt);
        true
    }

    /// What was added by an attempt that failed is taken back.
    fn attempt(&mut self, e: &Expr) -> bool {
        let (stmts, seen, done) = (self.stmts.len(), self.seen.clone(), self.done.clone());
        if self.operands(e) {
            return true;
        }
        self.stmts.truncate(stmts);
        (self.seen, self.done) = (seen, done);
        false
    }

    /// Either value tells the type; a literal or a value in the making may not.
    fn choice(&mut self, var: Var, a: Expr, b: Expr) -> bool {
        let (first, second) = if matches!(a, Expr::Var(_)) { (a, b) } else { (b, a) };
        if !matches!(first, Expr::Filler) && self.attempt(&first) {
            return self.finish(Stmt::Let(var, first));
        }
        self.operands(&second) && self.finish(Stmt::Let(var, second))
    }

    /// The first value may be a literal without a type: the next one tells it.
    fn carried(&mut self, var: Var, init: Expr, next: Expr) -> bool {
        if let Expr::Var(_) = init {
            return self.operands(&init) && self.finish(Stmt::Let(var, init));
        }
        self.stmts.push(Stmt::Alloc(var, init));
        self.done.insert(var);
        if self.attempt(&next) {
            self.stmts.push(Stmt::Store(Place::whole(var), next));
        }
        true
    }

    fn operands(&mut self, e: &Expr) -> bool {
        let mut needed = Vec::new();
        e.each_var(&mut |v| needed.push(v));
        needed.into_iter().all(|v| self.define(v))
    }

    fn call(&mut self, var: Var, mut call: Call) -> bool {
        call.result = Some(var);
        let known = call.args.iter().all(|arg| match arg {
            Arg::Value(e) => self.operands(e),
            Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => self.operands(&Expr::Load(p.clone())),
        });
        known && self.finish(Stmt::Call(Box::new(call)))
    }
}
