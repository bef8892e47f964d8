//! The backward sweep of one expression: the chain rule.

use super::Adjoint;
use crate::ir::{Expr, Op, Place, Step, Stmt, TwinOperand, TwinRev, Var};
use crate::prim::{Prim, Reads};
use crate::reuse::slope;

impl Adjoint<'_> {
    /// `let v = e;` backward.
    pub(super) fn backward_let(&mut self, v: Var, e: &Expr, out: &mut Vec<Stmt>) {
        if !self.has_adjoint(v) {
            return;
        }
        let adjoint = self.adjoint_of(v);
        let d = Expr::Var(adjoint);
        let scalar = self.function.info(v).ty.is_scalar();
        match e {
            Expr::Var(_) => self.add(e, Op::Add, d, out),
            Expr::Load(place) => self.add_place(place, d, out),
            Expr::Neg(a) if scalar => self.add(a, Op::Sub, d, out),
            Expr::Neg(a) => {
                self.recorded.insert(v);
                self.twin(v, None, &[a], d, out);
            }
            Expr::Binary(op, a, b) if scalar && !op.is_assigning() => self.arithmetic(*op, a, b, v, &d, out),
            Expr::Binary(op, a, b) => {
                self.recorded.insert(v);
                self.twin(v, Some(*op), &[a, b], d, out);
            }
            Expr::Prim(prim, args) => self.prim(*prim, args, v, &d, out),
            Expr::Cast(a, ty) => {
                let back = Expr::CastRule("rev", self.type_of(a), Box::new(d), ty.clone());
                self.add(a, Op::Add, back, out);
            }
            Expr::Tuple(all) => {
                for (i, a) in all.iter().enumerate() {
                    let part = Step::Field(syn::Member::from(i));
                    self.add(a, Op::Add, part_of(adjoint, part), out);
                }
            }
            Expr::Construct(path, all) => {
                for (i, a) in all.iter().enumerate() {
                    let part = Step::Field(crate::ir::nth(i, path));
                    self.add(a, Op::Add, part_of(adjoint, part), out);
                }
            }
            Expr::Array(all) => {
                for (i, a) in all.iter().enumerate() {
                    let part = Step::Index(crate::ir::number(i));
                    self.add(a, Op::Add, part_of(adjoint, part), out);
                }
            }
            Expr::Variant(path, fields) => {
                for (member, a) in fields {
                    let part = Step::Slope(path.clone(), member.clone());
                    self.add(a, Op::Add, part_of(adjoint, part), out);
                }
            }
            Expr::Repeat(a, _) => self.add(a, Op::Add, Expr::SumOf(Box::new(d)), out),
            Expr::Struct(_, fields, rest) => self.literal(adjoint, fields, rest.as_deref(), out),
            other if other.is_constant() => {}
            other => unreachable!("there is no rule for {other:?}"),
        }
    }

    fn arithmetic(&mut self, op: Op, a: &Expr, b: &Expr, y: Var, d: &Expr, out: &mut Vec<Stmt>) {
        match op {
            Op::Add | Op::Sub => {
                self.add(a, Op::Add, d.clone(), out);
                self.add(b, op, d.clone(), out);
            }
            Op::Mul if self.powers.of(y).is_some() => self.power(y, d, out),
            Op::Mul => {
                for (to, by) in [(a, b), (b, a)] {
                    if self.activity.active_atom(to) {
                        let guarded = self.singular.guards(y, by);
                        let by = self.read(by);
                        let value = match guarded {
                            true => Expr::Rule(Prim::Product, 0, vec![by, d.clone()]),
                            false => Expr::Binary(Op::Mul, Box::new(by), Box::new(d.clone())),
                        };
                        self.add(to, Op::Add, value, out);
                    }
                }
            }
            Op::Div => {
                if self.activity.active_atom(a) {
                    let b = self.read(b);
                    self.add(
                        a,
                        Op::Add,
                        Expr::Rule(Prim::Div, 0, vec![b.clone(), b.clone(), b, d.clone()]),
                        out,
                    );
                }
                if self.activity.active_atom(b) {
                    let (b2, y) = (self.read(b), self.read(&Expr::Var(y)));
                    self.add(b, Op::Add, Expr::Rule(Prim::Div, 1, vec![y.clone(), b2, y, d.clone()]), out);
                }
            }
            _ => unreachable!("{op:?} has no derivative in numbers"),
        }
    }

    /// The same for each factor of a power; the products between have no adjoint.
    fn power(&mut self, y: Var, d: &Expr, out: &mut Vec<Stmt>) {
        let Some(power) = self.powers.of(y).cloned() else { return };
        for factor in &power.factors {
            let rest = self.read(&power.rest);
            self.add(factor, Op::Add, Expr::Binary(Op::Mul, Box::new(rest), Box::new(d.clone())), out);
        }
    }

    fn prim(&mut self, prim: Prim, args: &[Expr], y: Var, d: &Expr, out: &mut Vec<Stmt>) {
        if prim == Prim::Select {
            for (i, arm) in args.iter().enumerate().skip(1) {
                if self.activity.active_atom(arm) {
                    let mut sides = [self.read(&args[0]), Expr::Zero, Expr::Zero];
                    sides[i] = d.clone();
                    self.add(arm, Op::Add, Expr::Prim(Prim::Select, sides.to_vec()), out);
                }
            }
            return;
        }
        if let Some(partner) = self.reuse.partner(y) {
            let partner = self.read(&Expr::Var(partner));
            return self.add(&args[0], Op::Add, slope(prim, partner, d.clone()), out);
        }
        let Some(row) = prim.row() else { return };
        for (i, arg) in args.iter().enumerate().take(row.active) {
            if self.activity.active_atom(arg) {
                let operands = self.operands(row.reads, args, y, d);
                self.add(arg, Op::Add, Expr::Rule(prim, i, operands), out);
            }
        }
    }

    /// What a rule is given: the arguments, the result, the cotangent. What it
    /// does not read is replaced by what it does, so that it need not be kept.
    fn operands(&mut self, reads: Reads, args: &[Expr], y: Var, d: &Expr) -> Vec<Expr> {
        let y = Expr::Var(y);
        let mut all: Vec<Expr> = match reads {
            Reads::Result => {
                let y = self.read(&y);
                args.iter().map(|_| y.clone()).collect()
            }
            _ => args.iter().map(|a| self.read(a)).collect(),
        };
        let result = match reads {
            Reads::Arguments | Reads::Nothing => all[0].clone(),
            Reads::Result | Reads::Both => self.read(&y),
        };
        all.push(result);
        all.push(d.clone());
        all
    }

    /// A struct literal: each field has its part; the base has what is not named.
    fn literal(
        &mut self,
        adjoint: Var,
        fields: &[(syn::Member, Expr)],
        rest: Option<&Expr>,
        out: &mut Vec<Stmt>,
    ) {
        for (member, value) in fields {
            self.add(value, Op::Add, part_of(adjoint, Step::Field(member.clone())), out);
        }
        if let Some(base) = rest.filter(|base| self.activity.active_atom(base)) {
            for (member, _) in fields {
                let place = Place { root: adjoint, path: vec![Step::Field(member.clone())] };
                out.push(Stmt::Store(place, Expr::Zero));
            }
            self.add(base, Op::Add, Expr::Var(adjoint), out);
        }
    }

    /// An operator of an unknown type, through its twin trait.
    fn twin(&mut self, y: Var, op: Option<Op>, operands: &[&Expr], cotangent: Expr, out: &mut Vec<Stmt>) {
        let forgets = op.is_none_or(|op| matches!(op.plain(), Op::Add | Op::Sub));
        let product = op.is_some_and(|op| op.plain() == Op::Mul);
        let guarded = product && operands.iter().any(|e| self.singular.guards(y, e));
        let span = self.function.info(y).span;
        let mut seen = Vec::new();
        let mut all = Vec::new();
        let mut after = Vec::new();
        for operand in operands {
            let value = if forgets {
                TwinOperand::Type(self.type_of(operand))
            } else {
                TwinOperand::Value(self.read(operand))
            };
            let slot = match operand {
                Expr::Var(var) if self.is_active(*var) => Some(self.slot(*var, &mut seen, out, &mut after)),
                _ => None,
            };
            all.push((value, slot));
        }
        out.push(Stmt::TwinRev(Box::new(TwinRev { op, operands: all, cotangent, guarded, span })));
        out.extend(after);
    }

    /// A place for a call's contribution: the adjoint itself, or a scratch if
    /// the call has it already.
    pub(super) fn slot(
        &mut self,
        var: Var,
        seen: &mut Vec<Var>,
        out: &mut Vec<Stmt>,
        after: &mut Vec<Stmt>,
    ) -> Var {
        let adjoint = self.declare(var, out);
        if !seen.contains(&var) {
            seen.push(var);
            return adjoint;
        }
        let scratch = self.scratch(var, out);
        let target =
            crate::ir::Target { place: Place::whole(adjoint), scalar: false, first: false, optional: false };
        after.push(Stmt::Accumulate(target, Op::Add, Expr::Var(scratch)));
        scratch
    }

    /// A new adjoint, zero, of the type of a variable's.
    pub(super) fn scratch(&mut self, var: Var, out: &mut Vec<Stmt>) -> Var {
        let info = self.function.info(var).clone();
        let scratch =
            self.function.fresh(&format!("d{}", info.name), info.span, info.ty, crate::ir::Role::Memory);
        let zero = self.neutral_of(var);
        out.push(Stmt::Alloc(scratch, zero));
        scratch
    }
}

fn part_of(adjoint: Var, step: Step) -> Expr {
    Expr::Load(Place { root: adjoint, path: vec![step] })
}
