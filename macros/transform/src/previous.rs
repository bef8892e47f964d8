//! Values that loops carry, and that the iteration before has read from memory: `above = x[i]`.
//!
//! An iteration need not keep what it started with if that still lies where the one before found it. The backward
//! sweep reads `x[i - 1]`; the first iteration started with what stood before the loop.

use std::collections::{HashMap, HashSet};

use crate::adjoint::{all_defined, as_var};
use crate::ir::{
    Block, Carried, Choice, Expr, Function, Head, Loop, Op, Place, Role, Step, Stmt, Var, number,
};
use crate::types::Ty;

/// Where a carried value lies, told from the iteration that starts with it.
#[derive(Clone, Debug)]
pub struct Previous {
    param: Var,
    index: Var,
    /// The place as the iteration before wrote it, with its own counter.
    place: Place,
    /// Numbers in the place that are a constant away from the counter.
    offsets: Vec<(Var, Expr)>,
    init: Expr,
    /// Whether there is an iteration before.
    has_one: Expr,
    /// From the counter to that of the iteration before.
    back: Op,
}

/// All values that can be had so, by their name at the start of an iteration; `lasts` tells where a value still
/// lies in the backward sweep.
#[must_use]
pub fn previous(function: &Function, lasts: &dyn Fn(Var) -> Option<Place>) -> HashMap<Var, Previous> {
    let mut all = HashMap::new();
    in_block(function, &function.body, lasts, &mut all);
    all
}

fn in_block(
    function: &Function,
    block: &Block,
    lasts: &dyn Fn(Var) -> Option<Place>,
    all: &mut HashMap<Var, Previous>,
) {
    for stmt in &block.stmts {
        match stmt {
            Stmt::If(_, then, otherwise, _) => {
                in_block(function, then, lasts, all);
                in_block(function, otherwise, lasts, all);
            }
            Stmt::Loop(l) => {
                in_block(function, &l.body, lasts, all);
                let found = l.carried.iter().filter_map(|c| Previous::find(function, l, c, lasts));
                all.extend(found.map(|p| (p.param, p)));
            }
            _ => {}
        }
    }
}

impl Previous {
    fn find(
        function: &Function,
        l: &Loop,
        c: &Carried,
        lasts: &dyn Fn(Var) -> Option<Place>,
    ) -> Option<Self> {
        let Head::For { index, lo, hi, inclusive, reversed, step: None } = &l.head else { return None };
        let next = as_var(&c.next).filter(|v| own_let(&l.body, *v).is_some())?;
        if !matches!(function.info(*index).ty, Ty::Int(_)) || l.checkpoint.is_some() {
            return None;
        }
        let place = lasts(next)?;
        let offsets = offsets(l, *index, &place)?;
        let at = || Box::new(Expr::Var(*index));
        let (has_one, back) = match (reversed, inclusive) {
            (false, _) => (Expr::Binary(Op::Gt, at(), Box::new(lo.clone())), Op::Sub),
            (true, true) => (Expr::Binary(Op::Lt, at(), Box::new(hi.clone())), Op::Add),
            (true, false) => {
                let before = Expr::Binary(Op::Add, at(), Box::new(number(1)));
                (Expr::Binary(Op::Lt, Box::new(before), Box::new(hi.clone())), Op::Add)
            }
        };
        Some(Self { param: c.param, index: *index, place, offsets, init: c.init.clone(), has_one, back })
    }

    /// What the backward sweep reads to have the value.
    pub fn each_read(&self, see: &mut impl FnMut(Var)) {
        let own = |v: &Var| *v == self.index || self.offsets.iter().any(|(w, _)| w == v);
        Expr::Load(self.place.clone()).each_var(&mut |v| {
            if !own(&v) {
                see(v);
            }
        });
        self.init.each_var(see);
        self.has_one.each_var(&mut |v| {
            if v != self.index {
                see(v);
            }
        });
    }

    /// The value, in an iteration of the backward sweep.
    pub fn again(&self, function: &mut Function) -> Stmt {
        let mut then = Vec::new();
        let mut define = |function: &mut Function, like: Var, e: Expr| {
            let info = function.info(like).clone();
            let v = function.fresh(&info.name, info.span, info.ty, Role::Value);
            function.vars[v.0].temporary = true;
            then.push(Stmt::Let(v, e));
            v
        };
        let one = Box::new(number(1));
        let before =
            define(function, self.index, Expr::Binary(self.back, Box::new(Expr::Var(self.index)), one));
        let mut names = HashMap::from([(self.index, before)]);
        for (v, e) in &self.offsets {
            let moved = define(function, *v, renamed(e, &names));
            names.insert(*v, moved);
        }
        let mut place = self.place.clone();
        for step in &mut place.path {
            if let Step::Index(e) = step {
                *e = renamed(e, &names);
            }
        }
        let value = define(function, self.param, Expr::Load(place));
        let choice = Choice { result: self.param, then: Expr::Var(value), otherwise: self.init.clone() };
        Stmt::If(self.has_one.clone(), Block { stmts: then }, Block::default(), vec![choice])
    }
}

/// The numbers of a place that an iteration computes: none but those a constant away from its counter.
fn offsets(l: &Loop, index: Var, place: &Place) -> Option<Vec<(Var, Expr)>> {
    let mut inside: HashSet<Var> = all_defined(&l.body).into_iter().collect();
    inside.extend(l.carried.iter().map(|c| c.param));
    if inside.contains(&place.root) {
        return None;
    }
    let mut offsets = Vec::new();
    for step in &place.path {
        match step {
            Step::Field(_) | Step::Index(Expr::Const(_)) => {}
            Step::Index(Expr::Var(v)) if !inside.contains(v) => {}
            Step::Index(Expr::Var(v)) => {
                let e = own_let(&l.body, *v).filter(|e| is_offset(e, index))?;
                offsets.push((*v, e.clone()));
            }
            _ => return None,
        }
    }
    Some(offsets)
}

/// `i + 1`, `i - 1`
fn is_offset(e: &Expr, index: Var) -> bool {
    let Expr::Binary(Op::Add | Op::Sub, a, b) = e else { return false };
    let is_index = |e: &Expr| as_var(e) == Some(index);
    let is_const = |e: &Expr| matches!(e, Expr::Const(_));
    (is_index(a) && is_const(b)) || (is_const(a) && is_index(b))
}

/// The value of what a block defines itself.
fn own_let(block: &Block, v: Var) -> Option<&Expr> {
    block.stmts.iter().find_map(|s| match s {
        Stmt::Let(w, e) if *w == v => Some(e),
        _ => None,
    })
}

fn renamed(e: &Expr, names: &HashMap<Var, Var>) -> Expr {
    match e {
        Expr::Var(v) => Expr::Var(names.get(v).copied().unwrap_or(*v)),
        Expr::Binary(op, a, b) => Expr::Binary(*op, Box::new(renamed(a, names)), Box::new(renamed(b, names))),
        other => other.clone(),
    }
}
