//! The tangent of one expression: the chain rule, forward.

use super::Tangent;
use crate::ir::{Expr, Op, Place, Role, Step, Var, Witness};
use crate::prim::{Prim, Reads};
use crate::reuse::slope;

impl Tangent<'_> {
    pub(super) fn tangent(&mut self, v: Var, e: &Expr) -> Expr {
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
            Expr::Tuple(all) => Expr::Tuple(all.iter().map(|a| self.part(a)).collect()),
            Expr::Array(all) => Expr::Array(all.iter().map(|a| self.atom(a)).collect()),
            Expr::Repeat(a, n) => Expr::Repeat(Box::new(self.atom(a)), n.clone()),
            Expr::Construct(path, all) => {
                let fields = all.iter().enumerate().map(|(i, a)| (crate::ir::nth(i, path), self.field(a)));
                let fields = fields.collect();
                Expr::TangentStruct(path.clone(), v, fields, None)
            }
            Expr::Variant(path, fields) => {
                // the others stay zero
                let fields = fields.iter().filter(|(_, a)| self.active(a)).cloned().collect::<Vec<_>>();
                let fields = fields.into_iter().map(|(m, a)| (m, self.atom(&a))).collect();
                Expr::TangentVariant(path.clone(), v, fields)
            }
            Expr::Struct(path, fields, rest) => {
                let fields = fields.iter().map(|(m, a)| (m.clone(), self.field(a))).collect();
                let rest = rest.as_ref().map(|r| Box::new(self.atom(r)));
                Expr::TangentStruct(path.clone(), v, fields, rest)
            }
            other if other.is_constant() => Expr::Zero,
            other => unreachable!("there is no rule for {other:?}"),
        }
    }

    /// The tangent of a tuple's part: nothing beside it tells its type.
    fn part(&mut self, e: &Expr) -> Expr {
        match self.atom(e) {
            Expr::Zero if !matches!(e, Expr::Filler) => Expr::ZeroOf(Box::new(e.clone())),
            tangent => tangent,
        }
    }

    /// The tangent of a slice behind `&` may be empty: all zero.
    pub(super) fn load(&mut self, place: &Place) -> Expr {
        let t = self.of(place.root);
        let info = self.function.info(place.root);
        let slice = info.role == Role::Shared && matches!(info.spelled, Some(syn::Type::Slice(_)));
        match place.flat().path.split_first() {
            Some((Step::Index(i), rest)) if slice => {
                Expr::At(Place { root: t, path: rest.to_vec() }.derivative(t), Box::new(i.clone()))
            }
            _ => Expr::Load(place.derivative(t)),
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
            Op::Add | Op::Sub => (ta, tb),
            _ => unreachable!("{op:?} has no derivative in numbers"),
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
        let joined = matches!(prim, Prim::Sin | Prim::Cos);
        if let Some(partner) = self.reuse.partner(y).filter(|_| joined) {
            // they are computed together, where the first of them stands
            return slope(prim, Expr::Var(partner), self.atom(&args[0]));
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
}
