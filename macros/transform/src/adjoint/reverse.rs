//! The backward sweep, statement by statement.

use std::collections::HashSet;

use super::forward::loop_params;
use super::{Adjoint, Mode};
use crate::fuse::is_independent;
use crate::ir::{
    Block, Choice, Expr, Head, Loop, Op, Place, ReverseHead, ReverseLoop, Role, Step, Stmt, Target, Var,
};
use crate::walk::each_block;

impl Adjoint<'_> {
    /// The backward sweep of the function's body.
    pub(super) fn backward(&mut self, body: &Block) -> Vec<Stmt> {
        let mut out = self.restore(body, &[], self.plan.alive);
        self.seed_result(&mut out);
        self.backward_stmts(&body.stmts, &mut out);
        out
    }

    /// What arrives at the result.
    pub(super) fn seed_result(&mut self, out: &mut Vec<Stmt>) {
        if let (Some(seed), Some(result)) = (self.seed, self.function.result.clone()) {
            self.add(&result, Op::Add, Expr::Var(seed), out);
        }
    }

    /// Enters a block from its end: takes what was kept, computes the rest again,
    /// and declares the adjoints of its memory.
    pub(super) fn restore(&mut self, block: &Block, params: &[Var], alive: bool) -> Vec<Stmt> {
        let mut out = Vec::new();
        if alive {
            for stmt in &block.stmts {
                self.available.extend(defined_by(stmt));
            }
        } else {
            for some in self.kept_by(block, params).chunks(self.plan.at_once()).rev() {
                out.push(Stmt::Pop(some.iter().map(|v| (*v, self.witness_unless_known(*v))).collect()));
                self.available.extend(some);
            }
            for stmt in &block.stmts {
                if let Stmt::Let(v, e) = stmt
                    && self.plan.needed.contains(v)
                    && !self.plan.kept.contains(v)
                {
                    out.push(Stmt::Let(*v, self.plan.made_again(*v, e)));
                    self.available.insert(*v);
                }
            }
        }
        for stmt in &block.stmts {
            if let Stmt::Alloc(m, _) = stmt
                && self.is_active(*m)
            {
                self.declare(*m, &mut out);
            }
        }
        out
    }

    pub(super) fn backward_stmts(&mut self, stmts: &[Stmt], out: &mut Vec<Stmt>) {
        for stmt in stmts.iter().rev() {
            match stmt {
                Stmt::Let(v, e) => self.backward_let(*v, e, out),
                Stmt::Alloc(m, init) if self.has_adjoint(*m) => {
                    let adjoint = self.adjoint_of(*m);
                    self.add(init, Op::Add, Expr::Load(Place::whole(adjoint)), out);
                }
                Stmt::Store(place, value) if self.is_active(place.root) => {
                    self.backward_store(place, value, out)
                }
                Stmt::Update(place, op, value)
                    if self.is_active(place.root) && self.activity.active_atom(value) =>
                {
                    let from = self.adjoint_place(place);
                    self.read_place(place);
                    self.add(value, *op, Expr::Load(from), out);
                }
                Stmt::If(cond, then, otherwise, choices) => {
                    self.backward_if(cond, then, otherwise, choices, out);
                }
                Stmt::Loop(l) => self.backward_loop(l, out),
                Stmt::Call(call) if self.activity.active_call(&self.function, call) => {
                    self.backward_call(call, out);
                }
                _ => {}
            }
        }
    }

    /// The same way into the adjoint of the place's root.
    pub(super) fn adjoint_place(&mut self, place: &Place) -> Place {
        let adjoint = self.adjoint_of(place.root);
        place.derivative(adjoint)
    }

    fn backward_store(&mut self, place: &Place, value: &Expr, out: &mut Vec<Stmt>) {
        let from = self.adjoint_place(place);
        self.read_place(place);
        if self.activity.active_atom(value) {
            self.add(value, Op::Add, Expr::Take(from), out);
        } else {
            out.push(Stmt::Store(from, Expr::Zero));
        }
    }

    /// Adds to the adjoint of a place.
    pub(super) fn add_place(&mut self, place: &Place, value: Expr, out: &mut Vec<Stmt>) {
        if !self.is_active(place.root) {
            return;
        }
        self.read_place(place);
        let scalar = self.function.place_ty(place).is_scalar();
        let optional = self.is_optional(place);
        let first = place.path.is_empty() && self.declared.insert(place.root);
        if !place.path.is_empty() {
            self.declare(place.root, out);
        }
        let place = self.adjoint_place(&if optional { place.flat() } else { place.clone() });
        out.push(Stmt::Accumulate(Target { place, scalar, first, optional }, Op::Add, value));
    }

    /// The adjoint of a slice behind `&` may be empty: not wanted. `vjp` asks for all of them.
    pub(super) fn is_optional(&self, place: &Place) -> bool {
        if self.mode == Mode::Joint {
            return false;
        }
        let info = self.function.info(place.root);
        info.role == Role::Shared
            && matches!(info.spelled, Some(syn::Type::Slice(_)))
            && matches!(place.flat().path.first(), Some(Step::Index(_)))
    }

    fn backward_if(
        &mut self,
        cond: &Expr,
        then: &Block,
        otherwise: &Block,
        choices: &[Choice],
        out: &mut Vec<Stmt>,
    ) {
        let mut before = Vec::new();
        let inner: HashSet<Var> = [then, otherwise].iter().flat_map(|b| all_defined(b)).collect();
        let active = choices.iter().any(|c| self.has_adjoint(c.result));
        let mut used = Vec::new();
        for block in [then, otherwise] {
            self.used_outside(block, &inner, &mut used);
        }
        for c in choices.iter().filter(|c| self.has_adjoint(c.result)) {
            used.extend([&c.then, &c.otherwise].into_iter().filter_map(as_var));
        }
        let saved = self.declared.clone();
        self.declare_all(&used, &inner, &mut before);
        let then_back = self.branch(then, choices, |c| &c.then);
        let else_back = self.branch(otherwise, choices, |c| &c.otherwise);
        if then_back.is_empty() && else_back.is_empty() && !active {
            self.declared = saved;
            return;
        }
        out.extend(before);
        let cond = self.read(cond);
        out.push(Stmt::If(cond, Block { stmts: then_back }, Block { stmts: else_back }, Vec::new()));
    }

    fn branch(&mut self, block: &Block, choices: &[Choice], chosen: impl Fn(&Choice) -> &Expr) -> Vec<Stmt> {
        let (declared, available) = (self.declared.clone(), self.available.clone());
        let mut out = self.restore(block, &[], false);
        for c in choices.iter().filter(|c| self.has_adjoint(c.result)).collect::<Vec<_>>() {
            let adjoint = self.adjoint_of(c.result);
            self.add(chosen(c), Op::Add, Expr::Var(adjoint), &mut out);
        }
        self.backward_stmts(&block.stmts, &mut out);
        (self.declared, self.available) = (declared, available);
        out
    }

    /// Declares the adjoints of outer variables that an inner block adds to.
    pub(super) fn declare_all(&mut self, used: &[Var], inner: &HashSet<Var>, out: &mut Vec<Stmt>) {
        for var in used {
            if !inner.contains(var) && self.is_active(*var) {
                self.declare(*var, out);
            }
        }
    }

    /// The variables of the outside that a block reads, in order.
    pub(super) fn used_outside(&self, block: &Block, inner: &HashSet<Var>, used: &mut Vec<Var>) {
        crate::uses::each_use(block, &mut |v| {
            if !inner.contains(&v) && !used.contains(&v) {
                used.push(v);
            }
        });
    }

    fn backward_loop(&mut self, l: &Loop, out: &mut Vec<Stmt>) {
        let params = loop_params(&l.carried, &l.head);
        let mut inner: HashSet<Var> = all_defined(&l.body).into_iter().collect();
        inner.extend(&params);
        let saved = (self.declared.clone(), self.available.clone());
        let mut before = Vec::new();
        let mut used = Vec::new();
        self.used_outside(&l.body, &inner, &mut used);
        used.extend(l.carried.iter().filter_map(|c| as_var(&c.next)));
        self.declare_all(&used, &inner, &mut before);

        // what arrives at the end of an iteration
        let carried: Vec<_> = l.carried.iter().filter(|c| self.is_active(c.param)).collect();
        let arriving: Vec<Var> = carried.iter().map(|c| self.declare(c.result, &mut before)).collect();
        let counted = self.counted_back(l, &mut before);
        let after_loop = self.declared.clone();

        if let Head::For { index, .. } = &l.head {
            self.available.insert(*index);
        }
        let mut body = Vec::new();
        self.count_back(&counted, &mut body);
        self.handed_on(l, &mut body);
        body.extend(self.restore(&l.body, &params, false));
        for (c, adjoint) in carried.iter().zip(&arriving) {
            self.add(&c.next, Op::Add, Expr::Var(*adjoint), &mut body);
        }
        self.backward_stmts(&l.body.stmts, &mut body);
        for (c, adjoint) in carried.iter().zip(&arriving) {
            let leaving = match self.declared.contains(&c.param) {
                true => Expr::Var(self.adjoint_of(c.param)),
                false => Expr::Zero,
            };
            body.push(Stmt::Assign(*adjoint, leaving));
        }
        Self::counted_to_start(&counted, &mut body);
        self.available = saved.1;
        if body.is_empty() {
            self.declared = saved.0;
            return;
        }
        self.declared = after_loop;
        out.extend(before);
        let (head, body) = (self.reverse_head(l), Block { stmts: body });
        out.push(match &l.checkpoint {
            Some(checkpoint) => self.stretches(l, checkpoint, body),
            None => {
                let any_order = counted.is_empty() && is_independent(&self.function, self.activity, l);
                let free = any_order && !uses_tape(&body);
                Stmt::ReverseLoop(Box::new(ReverseLoop { head, body, free }))
            }
        });
        self.count_on(&counted, out);
        for (c, adjoint) in carried.iter().zip(&arriving) {
            self.add(&c.init, Op::Add, Expr::Var(*adjoint), out);
        }
    }

    /// What an iteration started with, read where the one before found it.
    fn handed_on(&mut self, l: &Loop, out: &mut Vec<Stmt>) {
        for c in &l.carried {
            if let Some(previous) = self.plan.previous.get(&c.param) {
                out.push(previous.again(&mut self.function));
                self.available.insert(c.param);
            }
        }
    }

    fn reverse_head(&mut self, l: &Loop) -> ReverseHead {
        if let Head::For { lo, hi, step, .. } = &l.head {
            for bound in [Some(lo), Some(hi), step.as_ref()].into_iter().flatten() {
                self.read(bound);
            }
        }
        let count = l.count.map(|c| self.read(&Expr::Var(c)));
        match (&l.head, count) {
            (Head::While { .. }, Some(count)) => ReverseHead::Count(count),
            (head, count) => ReverseHead::Range(Box::new(head.clone()), count),
        }
    }
}

/// Whether anything is taken from the tape.
fn uses_tape(block: &Block) -> bool {
    block.stmts.iter().any(|stmt| {
        let own = matches!(stmt, Stmt::Pop(_) | Stmt::Derived(_) | Stmt::TwinRev(_) | Stmt::Stretches(_));
        let slices = matches!(stmt, Stmt::ReadSlice(..) | Stmt::WriteSlice(..) | Stmt::DropSlice(_));
        let mut inside = false;
        each_block(&mut stmt.clone(), &mut |b, _| inside |= uses_tape(b));
        own || slices || inside
    })
}

pub(crate) fn as_var(e: &Expr) -> Option<Var> {
    match e {
        Expr::Var(v) => Some(*v),
        _ => None,
    }
}

/// The variables that a statement puts into its block's scope.
pub(crate) fn defined_by(stmt: &Stmt) -> Vec<Var> {
    match stmt {
        Stmt::Let(v, _) | Stmt::Alloc(v, _) => vec![*v],
        Stmt::If(_, _, _, choices) => choices.iter().map(|c| c.result).collect(),
        Stmt::Loop(l) => l.carried.iter().map(|c| c.result).chain(l.count).collect(),
        Stmt::Call(call) => call.result.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// All variables that a block and the blocks in it define.
pub(crate) fn all_defined(block: &Block) -> Vec<Var> {
    let mut all = Vec::new();
    for stmt in &block.stmts {
        all.extend(defined_by(stmt));
        match stmt {
            Stmt::If(_, then, otherwise, _) => {
                all.extend(all_defined(then));
                all.extend(all_defined(otherwise));
            }
            Stmt::Loop(l) => {
                if let Head::While { test, .. } = &l.head {
                    all.extend(all_defined(test));
                }
                all.extend(all_defined(&l.body));
                all.extend(loop_params(&l.carried, &l.head));
            }
            _ => {}
        }
    }
    all
}
