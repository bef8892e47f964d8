//! Forward mode, IR to IR: beside each statement, its tangent.

use std::collections::HashMap;

use crate::activity::Activity;
use crate::ir::{
    Arg, Block, Call, Carried, Choice, Derived, DerivedArg, Expr, Function, Op, Place, Role, Step, Stmt, Var,
    Witness,
};
use crate::prim::{Prim, Reads};
use crate::signature::Signature;

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
}

/// Builds the tangent program.
#[must_use]
pub fn tangent(function: &Function, signature: &Signature, activity: &Activity) -> Tangents {
    let mut pass = Tangent { function: function.clone(), activity, of: HashMap::new() };
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
    let body = pass.block(&function.body);
    let tangent = function.result.as_ref().map_or(Expr::Zero, |r| pass.atom(r));
    Tangents { slots, body, result: function.result.clone(), tangent, function: pass.function }
}

struct Tangent<'a> {
    function: Function,
    activity: &'a Activity,
    of: HashMap<Var, Var>,
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
                match self.function.kinds.name_of(&ty) {
                    Some(name) if ty.is_scalar() => crate::ir::zero(name),
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
                let value = self.atom(e);
                let t = self.of(place.root);
                out.push(Stmt::Store(place.rooted(t), value));
            }
            Stmt::Update(place, op, e) if self.is_active(place.root) => {
                out.push(stmt.clone());
                if self.active(e) {
                    let value = self.atom(e);
                    let t = self.of(place.root);
                    out.push(Stmt::Update(place.rooted(t), *op, value));
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
            Stmt::Loop(stmt_loop) => {
                let mut l = (**stmt_loop).clone();
                for c in &stmt_loop.carried {
                    if !self.is_active(c.param) {
                        continue;
                    }
                    let (param, result) = (self.of(c.param), self.of(c.result));
                    l.carried.push(Carried {
                        param,
                        init: self.atom(&c.init),
                        next: self.atom(&c.next),
                        result,
                    });
                }
                l.body = self.block(&l.body);
                l.count = None;
                out.push(Stmt::Loop(Box::new(l)));
            }
            Stmt::Call(call) if self.activity.active_call(&self.function, call) => self.call(call, out),
            other => out.push(other.clone()),
        }
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
            Expr::Binary(op, a, b) if !scalar => {
                let operands = vec![(**a).clone(), self.atom(a), (**b).clone(), self.atom(b)];
                return out.push(Stmt::LetPair(v, t, Expr::TwinTan(Some(*op), operands)));
            }
            _ => {}
        }
        out.push(Stmt::Let(v, e.clone()));
        let tangent = self.tangent(v, e);
        out.push(Stmt::Let(t, tangent));
    }

    fn tangent(&mut self, v: Var, e: &Expr) -> Expr {
        match e {
            Expr::Var(_) => self.atom(e),
            Expr::Load(place) => self.load(place),
            Expr::Neg(a) => Expr::Neg(Box::new(self.atom(a))),
            Expr::Binary(op, a, b) => self.arithmetic(*op, a, b, v),
            Expr::Prim(prim, args) => self.prim(*prim, args, v),
            Expr::Cast(a, ty) if !self.function.ty_of(a).is_scalar() => {
                let of = Witness::InScope(a.clone());
                Expr::CastRule("tan", of, Box::new(self.atom(a)), ty.clone())
            }
            Expr::Cast(a, ty) => Expr::Cast(Box::new(self.atom(a)), ty.clone()),
            Expr::Tuple(all) => Expr::Tuple(all.iter().map(|a| self.atom(a)).collect()),
            Expr::Array(all) => Expr::Array(all.iter().map(|a| self.atom(a)).collect()),
            Expr::Repeat(a, n) => Expr::Repeat(Box::new(self.atom(a)), n.clone()),
            Expr::Construct(path, all) => {
                let fields = all.iter().enumerate().map(|(i, a)| (syn::Member::from(i), self.field(a)));
                let fields = fields.collect();
                Expr::TangentStruct(path.clone(), v, fields, None)
            }
            Expr::Struct(path, fields, rest) => {
                let fields = fields.iter().map(|(m, a)| (m.clone(), self.field(a))).collect();
                let rest = rest.as_ref().map(|r| Box::new(self.atom(r)));
                Expr::TangentStruct(path.clone(), v, fields, rest)
            }
            _ => Expr::Zero,
        }
    }

    /// The tangent of a slice behind `&` may be empty: all zero.
    fn load(&mut self, place: &Place) -> Expr {
        let t = self.of(place.root);
        let info = self.function.info(place.root);
        let slice = info.role == Role::Shared && matches!(info.spelled, Some(syn::Type::Slice(_)));
        match place.path.split_first() {
            Some((Step::Index(i), rest)) if slice => {
                Expr::At(Place { root: t, path: rest.to_vec() }, Box::new(i.clone()))
            }
            _ => Expr::Load(place.rooted(t)),
        }
    }

    fn arithmetic(&mut self, op: Op, a: &Expr, b: &Expr, y: Var) -> Expr {
        let y = Expr::Var(y);
        let rule = |i, all: [&Expr; 3], d| {
            let mut all: Vec<Expr> = all.into_iter().cloned().collect();
            all.push(d);
            Expr::Rule(Prim::Div, i, all)
        };
        let times = |x: &Expr, d| Expr::Binary(Op::Mul, Box::new(x.clone()), Box::new(d));
        let parts = match (self.active(a), self.active(b)) {
            (true, true) => [Some(self.atom(a)), Some(self.atom(b))],
            (true, false) => [Some(self.atom(a)), None],
            _ => [None, Some(self.atom(b))],
        };
        let [ta, tb] = parts;
        let (left, right) = match op {
            Op::Mul => (ta.map(|d| times(b, d)), tb.map(|d| times(a, d))),
            Op::Div => (ta.map(|d| rule(0, [b, b, b], d)), tb.map(|d| rule(1, [&y, b, &y], d))),
            _ => (ta, tb),
        };
        match (left, right) {
            (Some(l), Some(r)) => {
                let op = if op == Op::Sub { Op::Sub } else { Op::Add };
                Expr::Binary(op, Box::new(l), Box::new(r))
            }
            (None, Some(r)) if op == Op::Sub => Expr::Neg(Box::new(r)),
            (left, right) => left.or(right).unwrap_or(Expr::Zero),
        }
    }

    fn prim(&mut self, prim: Prim, args: &[Expr], y: Var) -> Expr {
        if prim == Prim::Select {
            let arms = args[1..].iter().map(|a| self.atom(a));
            return Expr::Prim(Prim::Select, std::iter::once(args[0].clone()).chain(arms).collect());
        }
        let Some(row) = prim.row() else { return Expr::Zero };
        let mut sum = None;
        for (i, arg) in args.iter().enumerate().take(row.active) {
            if !self.active(arg) {
                continue;
            }
            let mut operands = args.to_vec();
            operands.push(if row.reads == Reads::Arguments { args[0].clone() } else { Expr::Var(y) });
            operands.push(self.atom(arg));
            let term = Expr::Rule(prim, i, operands);
            sum = Some(match sum {
                None => term,
                Some(s) => Expr::Binary(Op::Add, Box::new(s), Box::new(term)),
            });
        }
        sum.unwrap_or(Expr::Zero)
    }

    fn call(&mut self, call: &Call, out: &mut Vec<Stmt>) {
        let mut args = Vec::new();
        for arg in &call.args {
            match arg {
                Arg::Value(e) => {
                    args.push(DerivedArg::Value(e.clone()));
                    args.push(if self.active(e) {
                        DerivedArg::Value(self.atom(e))
                    } else {
                        DerivedArg::ZeroValue
                    });
                }
                Arg::Shared(place) => {
                    args.push(DerivedArg::Shared(place.clone()));
                    args.push(self.shared(place, out));
                }
                Arg::Unique(place) => {
                    args.push(DerivedArg::Unique(place.clone()));
                    let t = self.of(place.root);
                    let slot = DerivedArg::Unique(place.rooted(t));
                    args.push(if self.is_active(place.root) { slot } else { DerivedArg::Sink });
                }
                Arg::Receiver(place) => {
                    args.push(DerivedArg::Receiver(place.clone()));
                    args.push(self.receiver(place, call));
                }
            }
        }
        let value = call.result.unwrap_or_else(|| self.unused(call));
        let tangent = self.of(value);
        out.push(Stmt::Derived(Box::new(Derived {
            layer: "tan",
            results: vec![value, tangent],
            callee: call.callee.clone(),
            args,
            tape: false,
            span: call.span,
        })));
    }

    fn unused(&mut self, call: &Call) -> Var {
        self.function.fresh("_u", call.span, crate::types::Ty::Unknown, Role::Value)
    }

    fn shared(&mut self, place: &Place, out: &mut Vec<Stmt>) -> DerivedArg {
        if !self.is_active(place.root) {
            return DerivedArg::ZeroShared;
        }
        match self.load(place) {
            Expr::Load(place) => DerivedArg::Shared(place),
            other => DerivedArg::Shared(Place::whole(self.copy(place, other, out))),
        }
    }

    /// A receiver's tangent: the caller does not know how the method takes `self`,
    /// so memory is lent as `&mut` and anything else passed by value.
    fn receiver(&mut self, place: &Place, call: &Call) -> DerivedArg {
        let again = call.args.iter().any(|arg| match arg {
            Arg::Shared(p) | Arg::Unique(p) => p.root == place.root,
            _ => false,
        });
        if !self.is_active(place.root) {
            return DerivedArg::Value(Expr::ZeroOf(Box::new(Expr::Load(place.clone()))));
        }
        if self.function.is_memory(place.root) && !again {
            let t = self.of(place.root);
            return DerivedArg::Unique(place.rooted(t));
        }
        DerivedArg::Value(self.load(place))
    }

    fn copy(&mut self, place: &Place, value: Expr, out: &mut Vec<Stmt>) -> Var {
        let info = self.function.info(place.root).clone();
        let ty = self.function.place_ty(place);
        let copy = self.function.fresh(&format!("t{}", info.name), info.span, ty, Role::Memory);
        out.push(Stmt::Alloc(copy, value));
        copy
    }
}
