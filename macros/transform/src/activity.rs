//! Activity: which variables can carry a derivative.
//!
//! A variable is *varied* if it depends on an input that has a tangent, and
//! *useful* if an output that has a cotangent depends on it; it is *active* if
//! it is both. Both sets are over-approximated (memory as a whole, whatever the
//! path taken), which costs arithmetic and never a derivative.

use crate::ir::{Arg, Block, Call, Choice, Expr, Function, Head, Loop, Place, Role, Stmt, Var};
use crate::prim::Prim;
use crate::signature::Signature;

/// The active variables of a function.
#[derive(Clone, Debug)]
pub struct Activity {
    varied: Vec<bool>,
    useful: Vec<bool>,
}

impl Activity {
    /// Finds them by going forward and backward until nothing changes.
    #[must_use]
    pub fn find(function: &Function, signature: &Signature) -> Self {
        let none = vec![false; function.vars.len()];
        let mut found = Self { varied: none.clone(), useful: none };
        for (var, param) in function.params.iter().zip(&signature.params) {
            found.varied[var.0] = !param.is_dropped();
            found.useful[var.0] = param.role == Role::Unique && !param.is_dropped();
        }
        found.until_stable(function, |found| found.forward(function, &function.body));
        if let Some(result) = function.result.as_ref().filter(|_| !signature.known_output.is_flat()) {
            found.use_all(result);
        }
        found.until_stable(function, |found| found.backward(function, &function.body));
        found
    }

    /// The analysis turned off: all that may have a derivative carries one, but for
    /// what calls make of constants.
    #[must_use]
    pub fn everything(function: &Function, signature: &Signature) -> Self {
        let all: Vec<bool> = function.vars.iter().map(|info| !info.ty.is_flat()).collect();
        let mut found = Self { varied: all.clone(), useful: all };
        for (var, param) in function.params.iter().zip(&signature.params) {
            found.varied[var.0] = !param.is_dropped();
        }
        found.until_stable(function, |found| found.without_constants(&function.body));
        found
    }

    /// What a call makes of constants, and a part of that, has no derivative.
    fn without_constants(&mut self, block: &Block) {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(v, Expr::Load(place)) if !self.varied[place.root.0] => self.varied[v.0] = false,
                Stmt::Call(call) => {
                    let varied = !call.detached && call.args.iter().any(|a| self.varied_arg(a));
                    call.result.filter(|_| !varied).into_iter().for_each(|r| self.varied[r.0] = false);
                }
                Stmt::If(_, then, otherwise, _) => {
                    self.without_constants(then);
                    self.without_constants(otherwise);
                }
                Stmt::Loop(l) => self.without_constants(&l.body),
                _ => {}
            }
        }
    }

    /// Whether a variable carries a derivative.
    #[must_use]
    pub fn is_active(&self, var: Var) -> bool {
        self.varied.get(var.0).copied().unwrap_or(false) && self.useful[var.0]
    }

    /// Whether a variable depends on an input.
    #[must_use]
    pub fn is_varied(&self, var: Var) -> bool {
        self.varied.get(var.0).copied().unwrap_or(false)
    }

    /// Whether an atom carries a derivative.
    #[must_use]
    pub fn active_atom(&self, atom: &Expr) -> bool {
        matches!(atom, Expr::Var(v) if self.is_active(*v))
    }

    /// Whether a call must be differentiated.
    #[must_use]
    pub fn active_call(&self, function: &Function, call: &Call) -> bool {
        let varied = !call.detached && call.args.iter().any(|a| self.varied_arg(a));
        let used = call.result.is_some_and(|r| self.useful[r.0])
            || written(function, call).any(|root| self.useful[root.0]);
        varied && used
    }

    fn until_stable(&mut self, _: &Function, mut step: impl FnMut(&mut Self)) {
        loop {
            let before = (self.varied.clone(), self.useful.clone());
            step(self);
            if before == (self.varied.clone(), self.useful.clone()) {
                return;
            }
        }
    }

    // ---- forward: varied

    fn forward(&mut self, f: &Function, block: &Block) {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(v, e) => self.vary(f, *v, self.varied_expr(e)),
                Stmt::Alloc(m, e) => self.vary(f, *m, self.varied_expr(e)),
                Stmt::Store(p, e) | Stmt::Update(p, _, e) => self.vary(f, p.root, self.varied_expr(e)),
                Stmt::If(_, then, otherwise, choices) => {
                    self.forward(f, then);
                    self.forward(f, otherwise);
                    for Choice { result, then, otherwise } in choices {
                        self.vary(f, *result, self.varied_expr(then) || self.varied_expr(otherwise));
                    }
                }
                Stmt::Loop(l) => self.forward_loop(f, l),
                Stmt::Call(call) => {
                    let varied = !call.detached && call.args.iter().any(|a| self.varied_arg(a));
                    if let Some(result) = call.result {
                        self.vary(f, result, varied);
                    }
                    for root in written(f, call) {
                        self.vary(f, root, varied);
                    }
                }
                _ => {}
            }
        }
    }

    fn forward_loop(&mut self, f: &Function, l: &Loop) {
        for c in &l.carried {
            self.vary(f, c.param, self.varied_expr(&c.init) || self.varied_expr(&c.next));
        }
        self.forward(f, &l.body);
        for c in &l.carried {
            self.vary(f, c.result, self.varied_expr(&c.init) || self.varied_expr(&c.next));
        }
    }

    fn vary(&mut self, f: &Function, var: Var, varied: bool) {
        if varied && !f.info(var).ty.is_flat() {
            self.varied[var.0] = true;
        }
    }

    fn varied_arg(&self, arg: &Arg) -> bool {
        match arg {
            Arg::Value(e) => self.varied_expr(e),
            Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => self.varied[p.root.0],
        }
    }

    fn varied_expr(&self, e: &Expr) -> bool {
        match e {
            Expr::Var(v) => self.varied[v.0],
            Expr::Load(p) => self.varied[p.root.0],
            Expr::Len(_)
            | Expr::Detach(..)
            | Expr::Integer(_)
            | Expr::Matches(..)
            | Expr::Not(_)
            | Expr::FillerLike(_)
            | Expr::FillerPart(..)
            | Expr::Filler => false,
            Expr::Prim(p, _) if p.is_flat() => false,
            Expr::Prim(Prim::Select, all) => all[1..].iter().any(|e| self.varied_expr(e)),
            Expr::Prim(Prim::Powi, all) => self.varied_expr(&all[0]),
            other => {
                let mut any = false;
                other.each_child(&mut |e| any |= self.varied_expr(e));
                any
            }
        }
    }

    // ---- backward: useful

    fn backward(&mut self, f: &Function, block: &Block) {
        for stmt in block.stmts.iter().rev() {
            match stmt {
                Stmt::Let(v, e) | Stmt::Alloc(v, e) if self.useful[v.0] => self.use_all(e),
                Stmt::Store(Place { root, .. }, e) | Stmt::Update(Place { root, .. }, _, e)
                    if self.useful[root.0] =>
                {
                    self.use_all(e);
                }
                Stmt::If(_, then, otherwise, choices) => {
                    for c in choices.iter().filter(|c| self.useful[c.result.0]).collect::<Vec<_>>() {
                        self.use_all(&c.then);
                        self.use_all(&c.otherwise);
                    }
                    self.backward(f, then);
                    self.backward(f, otherwise);
                }
                Stmt::Loop(l) => self.backward_loop(f, l),
                Stmt::Call(call) => self.backward_call(f, call),
                _ => {}
            }
        }
    }

    fn backward_loop(&mut self, f: &Function, l: &Loop) {
        for c in &l.carried {
            if self.useful[c.result.0] || self.useful[c.param.0] {
                self.useful[c.param.0] = true;
                self.use_all(&c.init);
                self.use_all(&c.next);
            }
        }
        self.backward(f, &l.body);
        if let Head::While { test, .. } = &l.head {
            self.backward(f, test);
        }
    }

    fn backward_call(&mut self, f: &Function, call: &Call) {
        if !self.active_call(f, call) {
            return;
        }
        for arg in &call.args {
            match arg {
                Arg::Value(e) => self.use_all(e),
                Arg::Shared(p) | Arg::Unique(p) | Arg::Receiver(p) => self.useful[p.root.0] = true,
            }
        }
    }

    /// The operands through which a derivative flows.
    fn use_all(&mut self, e: &Expr) {
        match e {
            Expr::Var(v) => self.useful[v.0] = true,
            Expr::Load(p) => self.useful[p.root.0] = true,
            Expr::Len(_) | Expr::Detach(..) | Expr::Integer(_) | Expr::Matches(..) | Expr::Not(_) => {}
            Expr::FillerLike(_) | Expr::FillerPart(..) => {}
            Expr::Prim(p, _) if p.is_flat() => {}
            Expr::Prim(Prim::Select, all) => all[1..].iter().for_each(|e| self.use_all(e)),
            Expr::Prim(Prim::Powi, all) => self.use_all(&all[0]),
            other => other.each_child(&mut |e| self.use_all(e)),
        }
    }
}

/// The memory that a call may write.
pub fn written<'a>(f: &'a Function, call: &'a Call) -> impl Iterator<Item = Var> + 'a {
    call.args.iter().filter_map(move |arg| match arg {
        Arg::Unique(p) => Some(p.root),
        Arg::Receiver(p) if f.is_memory(p.root) => Some(p.root),
        _ => None,
    })
}
