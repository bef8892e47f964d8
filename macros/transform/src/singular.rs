//! Products that may read an infinite value in a branch that is not taken.
//!
//! ```text
//! let q = 1.0 / x;  let r = q * y;  if x > 0.0 { r } else { 0.0 }
//! ```
//! At `x = 0` the cotangent of `r` is zero, but `q` is infinite and `q · 0` is not a number.
//! Such a product gives exactly zero where its cotangent is exactly zero. It is guarded where
//! its other factor comes from a *singular* operation (a division, `ln`, a call, …) and its
//! result flows into a *choice* (a branch, `select`, `min`, `max`, `clamp`, a call; memory that a
//! branch overwrites, or of which a chosen index takes a part). Arguments are taken to be finite.
//!
//! What a branch makes itself needs no guard for that branch's sake: it goes backward where the branch was
//! taken. A branch leaves out what it reads of the outside.

use std::collections::{HashMap, HashSet};

use crate::adjoint::defined_by;
use crate::ir::{Arg, Block, Expr, Function, Head, Op, Step, Stmt, Var};
use crate::prim::Prim;

/// What is known of a function's values.
#[derive(Clone, Debug, Default)]
pub struct Singular {
    /// May be infinite, or not a number, although the arguments are finite.
    infinite: HashSet<Var>,
    /// May be left out by a choice.
    chosen: HashSet<Var>,
    /// Flow out of a branch that they stand in: by how many branches there are around its `if`, of such `if`s the
    /// innermost. What they are made of outside of the branch may be left out.
    leaving: HashMap<Var, usize>,
    /// How many branches there are around a definition.
    depths: HashMap<Var, usize>,
    /// What a choice, a comparison or a call made: what such an integer points at is a choice too.
    pointers: HashSet<Var>,
    /// How many branches there are around this place; in one a store may replace what stood there.
    branches: usize,
}

impl Singular {
    /// Finds them by going over the body until nothing changes.
    #[must_use]
    pub fn find(function: &Function) -> Self {
        let mut found = Self::default();
        loop {
            let before = found.size();
            found.block(&function.body);
            if before == found.size() {
                return found;
            }
        }
    }

    fn size(&self) -> [usize; 5] {
        let leaving = [self.leaving.len(), self.leaving.values().sum()];
        [self.infinite.len(), self.chosen.len(), self.pointers.len(), leaving[0], leaving[1]]
    }

    /// Whether the term of the product `v` that is multiplied by `factor` needs a guard.
    #[must_use]
    pub fn guards(&self, v: Var, factor: &Expr) -> bool {
        self.chosen.contains(&v) && self.is_infinite(factor)
    }

    fn is_infinite(&self, e: &Expr) -> bool {
        let singular = match e {
            Expr::Var(v) => self.infinite.contains(v),
            Expr::Load(place) => self.infinite.contains(&place.root),
            Expr::Binary(Op::Div | Op::DivAssign, ..) => true,
            Expr::Prim(prim, _) => is_singular(*prim),
            _ => false,
        };
        let mut any = singular;
        e.each_child(&mut |e| any |= self.is_infinite(e));
        any
    }

    fn infinite_if(&mut self, var: Var, infinite: bool) {
        if infinite {
            self.infinite.insert(var);
        }
    }

    /// What `e` is made of may be left out if what it makes is.
    fn flows(&mut self, e: &Expr, into: Var) {
        self.passes(e, into);
        let arms: &[Expr] = match e {
            Expr::Prim(Prim::Select, all) => &all[1..],
            Expr::Prim(Prim::Min | Prim::Max | Prim::Clamp, all) => all,
            _ => &[],
        };
        arms.iter().for_each(|e| self.choose(e));
    }

    /// `into` is the value `e`, or made of it.
    fn passes(&mut self, e: &Expr, into: Var) {
        if self.chosen.contains(&into) {
            self.choose(e);
        } else if let Some(depth) = self.leaving.get(&into) {
            self.leave(e, *depth);
        }
    }

    /// `e` leaves a branch whose `if` has `depth` branches around it.
    fn leave(&mut self, e: &Expr, depth: usize) {
        e.each_var(&mut |v| {
            if self.depths.get(&v).is_none_or(|own| *own <= depth) {
                self.chosen.insert(v);
            } else {
                let innermost = self.leaving.entry(v).or_default();
                *innermost = depth.max(*innermost);
            }
        });
    }

    /// Of what a chosen integer points at, the rest is left out.
    fn pointed(&mut self, e: &Expr) {
        if let Expr::Load(place) = e
            && place.path.iter().any(|step| matches!(step, Step::Index(i) if self.is_pointer(i)))
        {
            self.chosen.insert(place.root);
        }
        e.each_child(&mut |e| self.pointed(e));
    }

    fn is_pointer(&self, e: &Expr) -> bool {
        let mut any = false;
        e.each_var(&mut |v| any |= self.pointers.contains(&v));
        any
    }

    fn points_if(&mut self, var: Var, points: bool) {
        if points {
            self.pointers.insert(var);
        }
    }

    fn choose(&mut self, e: &Expr) {
        e.each_var(&mut |v| {
            self.chosen.insert(v);
        });
    }

    fn block(&mut self, block: &Block) {
        block.stmts.iter().for_each(|s| self.stmt(s));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        for v in defined_by(stmt) {
            self.depths.insert(v, self.branches);
        }
        match stmt {
            Stmt::Let(v, e) | Stmt::Alloc(v, e) => {
                self.infinite_if(*v, self.is_infinite(e));
                self.points_if(*v, self.is_pointer(e) || compares(e));
                self.pointed(e);
                self.flows(e, *v);
            }
            Stmt::Store(place, e) | Stmt::Update(place, _, e) => {
                self.infinite_if(place.root, self.is_infinite(e));
                if self.branches > 0 && matches!(stmt, Stmt::Store(..)) {
                    self.chosen.insert(place.root);
                }
                self.flows(e, place.root);
            }
            Stmt::If(_, then, otherwise, choices) => {
                self.branches += 1;
                self.block(then);
                self.block(otherwise);
                self.branches -= 1;
                for c in choices {
                    self.pointers.insert(c.result);
                    self.infinite_if(c.result, self.is_infinite(&c.then) || self.is_infinite(&c.otherwise));
                    for arm in [&c.then, &c.otherwise] {
                        self.leave(arm, self.branches);
                        self.passes(arm, c.result);
                    }
                }
            }
            Stmt::Loop(l) => self.looped(l),
            Stmt::Call(call) => {
                if let Some(result) = call.result {
                    self.infinite.insert(result);
                    self.pointers.insert(result);
                }
                for arg in &call.args {
                    match arg {
                        Arg::Value(e) => self.choose(e),
                        Arg::Shared(p) => self.choose(&Expr::Load(p.clone())),
                        Arg::Unique(p) | Arg::Receiver(p) => {
                            self.infinite.insert(p.root);
                            self.chosen.insert(p.root);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn looped(&mut self, l: &crate::ir::Loop) {
        for c in &l.carried {
            self.depths.insert(c.param, self.branches);
            let infinite = [&c.init, &c.next].into_iter().any(|e| self.is_infinite(e));
            self.infinite_if(c.param, infinite);
            self.infinite_if(c.result, infinite);
            let points = [&c.init, &c.next].into_iter().any(|e| self.is_pointer(e));
            self.points_if(c.param, points);
            self.points_if(c.result, points);
            for into in [c.param, c.result] {
                self.flows(&c.init, into);
                self.flows(&c.next, into);
            }
        }
        if let Head::While { test, .. } = &l.head {
            self.block(test);
        }
        self.block(&l.body);
    }
}

/// Whether it looks which of two values is greater, as the condition of an `if` does.
fn compares(e: &Expr) -> bool {
    matches!(e, Expr::Binary(Op::Lt | Op::Le | Op::Gt | Op::Ge | Op::Eq | Op::Ne, ..) | Expr::Matches(..))
}

fn is_singular(prim: Prim) -> bool {
    matches!(
        prim,
        Prim::Recip
            | Prim::Sqrt
            | Prim::Ln
            | Prim::Ln1p
            | Prim::Log2
            | Prim::Log10
            | Prim::Powf
            | Prim::Powi
            | Prim::Tan
            | Prim::Asin
            | Prim::Acos
            | Prim::Exp
            | Prim::ExpM1
            | Prim::Sinh
            | Prim::Cosh
    )
}
