//! Forward mode, IR to IR: beside each statement, its tangent.

mod call;
mod rules;

use std::collections::{HashMap, HashSet};

use crate::activity::Activity;
use crate::ir::{Block, Carried, Choice, Expr, Function, Loop, Place, Role, Stmt, Var};
use crate::plan::Savings;
use crate::reuse::Reuse;
use crate::signature::Signature;
use crate::types::Ty;

/// A function with its tangent.
pub struct Tangents {
    /// With the tangent variables.
    pub function: Function,
    /// The tangent of each argument, if it has one.
    pub slots: Vec<Option<Var>>,
    /// Values and tangents, computed together.
    pub body: Block,
    /// The value.
    pub result: Option<Expr>,
    /// Its tangent; zero if nothing varies it.
    pub tangent: Expr,
    /// Functions are called: rustc is asked whether their companions belong to them.
    pub asks: bool,
}

/// Builds the tangent program.
#[must_use]
pub fn tangent(function: &Function, signature: &Signature, activity: &Activity) -> Tangents {
    tangent_with(function, signature, activity, Savings::ALL)
}

/// Builds the tangent program with more or less computed twice.
#[must_use]
pub fn tangent_with(
    function: &Function,
    signature: &Signature,
    activity: &Activity,
    savings: Savings,
) -> Tangents {
    let mut function = function.clone();
    let reuse = Reuse::find(&mut function, activity, savings);
    let mut pass = Tangent { function, activity, of: HashMap::new(), asked: HashSet::new(), reuse };
    let function = &pass.function.clone();
    let params: Vec<Var> = function.params.clone();
    let slots = params.iter().zip(&signature.params).map(|(var, param)| {
        let tangent = pass.of(*var);
        pass.function.vars[tangent.0].role = match (param.receiver, param.role) {
            // a receiver that is read is lent in any way and copied, see `receiver`
            (true, Role::Shared | Role::Argument) => Role::Value,
            (_, role) => role,
        };
        (!param.is_dropped()).then_some(tangent)
    });
    let slots = slots.collect();
    let mut body = pass.block(&function.body);
    let mut tangent = function.result.as_ref().map_or(Expr::Zero, |r| pass.atom(r));
    let mut result = function.result.clone();
    let mut ends: Vec<&mut Expr> = result.iter_mut().chain([&mut tangent]).collect();
    pass.reuse.finish(&mut body, &mut ends);
    Tangents { slots, body, result, tangent, asks: !pass.asked.is_empty(), function: pass.function }
}

struct Tangent<'a> {
    function: Function,
    activity: &'a Activity,
    of: HashMap<Var, Var>,
    /// The paths of the functions that were called.
    asked: HashSet<Vec<String>>,
    /// Values that are read in the place of others.
    reuse: Reuse,
}

impl Tangent<'_> {
    /// The tangent variable of a variable.
    fn of(&mut self, var: Var) -> Var {
        if let Some(t) = self.of.get(&var) {
            return *t;
        }
        let info = self.function.info(var).clone();
        let t = self.function.fresh(&format!("t{}", info.name), info.span, info.ty, info.role);
        self.function.vars[t.0].temporary = info.temporary;
        self.of.insert(var, t);
        t
    }

    fn is_active(&self, var: Var) -> bool {
        self.activity.is_active(var)
    }

    /// The tangent of an atom.
    fn atom(&mut self, e: &Expr) -> Expr {
        match e {
            Expr::Var(v) if self.is_active(*v) => Expr::Var(self.of(*v)),
            Expr::Filler => Expr::Zero,
            other => {
                let ty = self.function.ty_of(other);
                match self.function.kinds.zero_of(&ty) {
                    Some(zero) => zero,
                    None if ty.is_scalar() => Expr::Zero,
                    _ => Expr::ZeroOf(Box::new(other.clone())),
                }
            }
        }
    }

    /// The tangent of a struct's field, whose type may not be that of its value.
    fn field(&mut self, e: &Expr) -> Expr {
        if self.active(e) { self.atom(e) } else { Expr::Zero }
    }

    fn active(&self, e: &Expr) -> bool {
        self.activity.active_atom(e)
    }

    fn block(&mut self, block: &Block) -> Block {
        let mut out = Vec::new();
        for stmt in &block.stmts {
            self.stmt(stmt, &mut out);
        }
        Block { stmts: out }
    }

    fn stmt(&mut self, stmt: &Stmt, out: &mut Vec<Stmt>) {
        match stmt {
            Stmt::Let(v, e) if self.is_active(*v) => self.define(*v, e, out),
            Stmt::Alloc(m, e) if self.is_active(*m) => {
                out.push(stmt.clone());
                let t = self.of(*m);
                let init = if self.active(e) {
                    self.atom(e)
                } else {
                    Expr::ZeroOf(Box::new(Expr::Load(Place::whole(*m))))
                };
                out.push(Stmt::Alloc(t, init));
            }
            Stmt::Store(place, e) if self.is_active(place.root) => {
                out.push(stmt.clone());
                let value = match e {
                    // the place has a type, `Default::default()` has none
                    Expr::Const(c) if !c.ty.is_scalar() => Expr::Zero,
                    e => self.atom(e),
                };
                let t = self.of(place.root);
                out.push(Stmt::Store(place.derivative(t), value));
            }
            Stmt::Update(place, op, e) if self.is_active(place.root) => {
                out.push(Stmt::Update(place.clone(), *op, self.number(e)));
                if self.active(e) {
                    let value = self.atom(e);
                    let t = self.of(place.root);
                    out.push(Stmt::Update(place.derivative(t), *op, value));
                }
            }
            Stmt::If(cond, then, otherwise, choices) => {
                let (then, otherwise) = (self.block(then), self.block(otherwise));
                let mut all = choices.clone();
                for c in choices.iter().filter(|c| self.is_active(c.result)).collect::<Vec<_>>() {
                    let result = self.of(c.result);
                    all.push(Choice { result, then: self.atom(&c.then), otherwise: self.atom(&c.otherwise) });
                }
                out.push(Stmt::If(cond.clone(), then, otherwise, all));
            }
            Stmt::Loop(l) => out.push(Stmt::Loop(Box::new(self.looped(l)))),
            Stmt::Call(call) if self.activity.active_call(&self.function, call) => self.call(call, out),
            other => out.push(other.clone()),
        }
    }

    /// A loop that carries tangents beside what is active.
    fn looped(&mut self, primal: &Loop) -> Loop {
        let mut l = primal.clone();
        for c in &primal.carried {
            if !self.is_active(c.param) {
                continue;
            }
            let (param, result) = (self.of(c.param), self.of(c.result));
            l.carried.push(Carried { param, init: self.atom(&c.init), next: self.atom(&c.next), result });
        }
        l.body = self.block(&l.body);
        l.count = None;
        l.checkpoint = None;
        l
    }

    /// `let v = e; let tv = e';`
    fn define(&mut self, v: Var, e: &Expr, out: &mut Vec<Stmt>) {
        let t = self.of(v);
        let scalar = self.function.info(v).ty.is_scalar();
        match e {
            Expr::Neg(a) if !scalar => {
                let operands = vec![(**a).clone(), self.atom(a)];
                return out.push(Stmt::LetPair(v, t, Expr::TwinTan(None, operands)));
            }
            Expr::Binary(op, a, b) if !scalar || op.is_assigning() => {
                let operands = vec![(**a).clone(), self.atom(a), (**b).clone(), self.atom(b)];
                return out.push(Stmt::LetPair(v, t, Expr::TwinTan(Some(*op), operands)));
            }
            _ => {}
        }
        let value = if scalar { self.checked(e) } else { e.clone() };
        out.push(Stmt::Let(v, value));
        let tangent = self.tangent(v, e);
        out.push(Stmt::Let(t, tangent));
    }

    /// `v + 1.0` was taken for a number whatever `v` is: rustc checks it, here for all layers.
    fn checked(&self, e: &Expr) -> Expr {
        match e {
            Expr::Binary(op, a, b) => Expr::Binary(*op, Box::new(self.number(a)), Box::new(self.number(b))),
            other => other.clone(),
        }
    }

    /// An operand that must be a number.
    fn number(&self, e: &Expr) -> Expr {
        match self.function.ty_of(e) {
            Ty::Unknown => Expr::Real(Box::new(e.clone())),
            _ => e.clone(),
        }
    }
}
