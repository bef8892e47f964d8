//! Expressions.

use std::cmp::Ordering;

use super::constant;
use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::Value;
use crate::ir::{Expr, Op, Place, Step, Var, Witness};
use crate::prim::Prim;

impl<N: Number> Machine<'_, N> {
    /// The value of an expression.
    pub(super) fn expr(&mut self, e: &Expr) -> Result<Value<N>, Error> {
        match e {
            Expr::Var(v) => self.value(*v).cloned(),
            Expr::Const(c) => constant::constant(c),
            Expr::Load(place) => self.read(place),
            Expr::Len(place) => Ok(Value::Integer(self.read(place)?.elements()?.len() as i128)),
            Expr::Neg(a) => match self.expr(a)? {
                Value::Number(x) => Ok(Value::Number(x.neg())),
                Value::Integer(i) => Ok(Value::Integer(-i)),
                other => other.negated(),
            },
            Expr::Not(a) => match self.expr(a)? {
                Value::Integer(i) => Ok(Value::Integer(!i)),
                other => Ok(Value::Bool(!other.truth()?)),
            },
            Expr::Binary(op, a, b) | Expr::TwinFwd(op, a, b) => binary(*op, &self.expr(a)?, &self.expr(b)?),
            Expr::Prim(prim, args) => {
                let args = self.all(args)?;
                primitive(*prim, args)
            }
            Expr::Cast(a, ty) => match self.expr(a)? {
                Value::Zero => Ok(Value::Zero),
                value => constant::cast(&value, ty),
            },
            Expr::Matches(a, pattern) => Ok(Value::Bool(constant::matches(&self.expr(a)?, pattern)?)),
            Expr::Detach(a, _) | Expr::Integer(a) => self.expr(a),
            Expr::Filler => Ok(Value::Filler),
            Expr::Tuple(all) | Expr::Construct(_, all) => Ok(Value::Tuple(self.all(all)?)),
            Expr::Array(all) => Ok(Value::Array(self.all(all)?)),
            Expr::Repeat(a, n) => {
                let n: usize =
                    n.to_string().parse().map_err(|_| Error::Unsupported(format!("the length `{n}`")))?;
                Ok(Value::Array(vec![self.expr(a)?; n]))
            }
            Expr::Struct(_, fields, rest) => {
                let base = rest.as_ref().map(|r| self.expr(r)).transpose()?;
                self.with_fields(base.unwrap_or(Value::Struct(Vec::new())), fields)
            }
            other => self.derived(other),
        }
    }

    pub(super) fn all(&mut self, all: &[Expr]) -> Result<Vec<Value<N>>, Error> {
        all.iter().map(|e| self.expr(e)).collect()
    }

    /// What only derivative programs have.
    fn derived(&mut self, e: &Expr) -> Result<Value<N>, Error> {
        match e {
            Expr::Rule(prim, i, operands) => {
                let operands = self.all(operands)?;
                rule(*prim, *i, &operands)
            }
            Expr::Zero => Ok(Value::Zero),
            Expr::ZeroOf(a) => Ok(self.expr(a)?.zero()),
            Expr::ZeroAs(witness) => Ok(self.witness(witness).map_or(Value::Zero, Value::zero)),
            Expr::SumOf(a) => {
                let mut sum = Value::Zero;
                match self.expr(a)? {
                    Value::Zero => {}
                    all => all.elements()?.iter().try_for_each(|v| sum.accumulate(Op::Add, v))?,
                }
                Ok(sum)
            }
            Expr::Take(place) => {
                let taken = self.read(place)?;
                self.write(place, taken.zero())?;
                Ok(taken)
            }
            Expr::At(place, i) => self.at(place, i),
            Expr::TwinTan(op, all) => {
                let all = self.all(all)?;
                twin_tangent(*op, &all)
            }
            Expr::CastRule(layer, of, d, _) => {
                let d = self.expr(d)?;
                Ok(match (*layer, self.witness(of)) {
                    // a float from an integer, or an integer's adjoint
                    ("tan", _) if d.is_unit() => Value::Zero,
                    ("rev", Some(Value::Integer(_) | Value::Bool(_))) => Value::unit(),
                    _ => d,
                })
            }
            Expr::Mark => Ok(Value::Integer(self.shared.tape.len() as i128)),
            Expr::TangentStruct(_, var, fields, rest) => {
                let base = rest.as_ref().map(|r| self.expr(r)).transpose()?;
                let base = match base {
                    None | Some(Value::Zero) => self.value(*var)?.zero(),
                    Some(base) => base,
                };
                self.with_fields(base, fields)
            }
            other => Err(Error::Unsupported(format!("{other:?}"))),
        }
    }

    fn with_fields(&mut self, mut base: Value<N>, fields: &[(syn::Member, Expr)]) -> Result<Value<N>, Error> {
        for (member, e) in fields {
            let value = self.expr(e)?;
            let way = self.way(&[Step::Field(member.clone())])?;
            if base.read(&way).is_ok() {
                base.write(&way, value)?;
            } else if let (Value::Struct(all), syn::Member::Named(name)) = (&mut base, member) {
                all.push((name.to_string(), value));
            }
        }
        Ok(base)
    }

    /// An element of a slice's tangent, which may be empty: all zero.
    fn at(&mut self, place: &Place, i: &Expr) -> Result<Value<N>, Error> {
        if matches!(self.value(place.root)?, Value::Array(all) if all.is_empty()) {
            return Ok(Value::Zero);
        }
        let mut path = vec![Step::Index(i.clone())];
        path.extend(place.path.iter().cloned());
        self.read(&Place { root: place.root, path })
    }

    /// A value of the type that a witness tells.
    pub(super) fn witness(&self, witness: &Witness) -> Option<&Value<N>> {
        witness.var().and_then(|v| self.type_of(v))
    }

    /// The value of an adjoint variable, to be changed.
    pub(super) fn add_to(&mut self, var: Var, op: Op, value: &Value<N>) -> Result<(), Error> {
        let place = Place::whole(var);
        let mut sum = self.read(&place)?;
        sum.accumulate(op, value)?;
        self.write(&place, sum)
    }
}

/// `a op b`
pub(super) fn binary<N: Number>(op: Op, a: &Value<N>, b: &Value<N>) -> Result<Value<N>, Error> {
    match (a, b) {
        (Value::Filler, _) | (_, Value::Filler) => Err(Error::Filler),
        (Value::Zero, Value::Zero) if matches!(op, Op::Add | Op::Sub | Op::Mul) => Ok(Value::Zero),
        (Value::Integer(a), Value::Integer(b)) => integers(op, *a, *b),
        (Value::Bool(a), Value::Bool(b)) => Ok(Value::Bool(match op {
            Op::And | Op::BitAnd => a & b,
            Op::Or | Op::BitOr => a | b,
            Op::Xor | Op::Ne => a ^ b,
            Op::Eq => a == b,
            _ => return Err(Error::Unsupported(format!("{op:?} of bools"))),
        })),
        _ => {
            let (a, b) = (a.number()?, b.number()?);
            match compared(op, a.order(b)) {
                Some(truth) => Ok(Value::Bool(truth)),
                None => Ok(Value::Number(a.arithmetic(op, b))),
            }
        }
    }
}

/// The truth of a comparison; none if `op` is not one.
fn compared(op: Op, order: Option<Ordering>) -> Option<bool> {
    Some(match op {
        Op::Eq => order == Some(Ordering::Equal),
        Op::Ne => order != Some(Ordering::Equal),
        Op::Lt => order == Some(Ordering::Less),
        Op::Gt => order == Some(Ordering::Greater),
        Op::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Op::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        _ => return None,
    })
}

fn integers<N: Number>(op: Op, a: i128, b: i128) -> Result<Value<N>, Error> {
    if let Some(truth) = compared(op, Some(a.cmp(&b))) {
        return Ok(Value::Bool(truth));
    }
    let bits = || u32::try_from(b).ok();
    let result = match op {
        Op::Add => a.checked_add(b),
        Op::Sub => a.checked_sub(b),
        Op::Mul => a.checked_mul(b),
        Op::Div => a.checked_div(b),
        Op::Rem => a.checked_rem(b),
        Op::Shl => bits().and_then(|b| a.checked_shl(b)),
        Op::Shr => bits().and_then(|b| a.checked_shr(b)),
        Op::Xor => Some(a ^ b),
        Op::BitAnd => Some(a & b),
        Op::BitOr => Some(a | b),
        _ => return Err(Error::Unsupported(format!("{op:?} of integers"))),
    };
    result.map(Value::Integer).ok_or(Error::Overflow)
}

fn primitive<N: Number>(prim: Prim, mut args: Vec<Value<N>>) -> Result<Value<N>, Error> {
    match prim {
        Prim::Select => {
            let chosen = if args[0].truth()? { 1 } else { 2 };
            return Ok(args.swap_remove(chosen));
        }
        Prim::Compare(name) => {
            let op = match name {
                "lt" => Op::Lt,
                "le" => Op::Le,
                "gt" => Op::Gt,
                _ => Op::Ge,
            };
            return binary(op, &args[0], &args[1]);
        }
        Prim::Powi => {
            let n = i32::try_from(args[1].integer()?).map_err(|_| Error::Overflow)?;
            return Ok(Value::Number(args[0].number()?.powi(n)));
        }
        _ => {}
    }
    if let Ok(all) = args.iter().map(Value::integer).collect::<Result<Vec<_>, _>>() {
        return ordered(prim, &all);
    }
    let numbers = args.iter().map(Value::number).collect::<Result<Vec<_>, _>>()?;
    let result = N::prim(prim, &numbers).map(Value::Number);
    result.ok_or_else(|| Error::Unsupported(format!("{prim:?}")))
}

/// The primitives that integers have too.
fn ordered<N: Number>(prim: Prim, all: &[i128]) -> Result<Value<N>, Error> {
    Ok(Value::Integer(match (prim, all) {
        (Prim::Abs, [a]) => a.abs(),
        (Prim::Signum, [a]) => a.signum(),
        (Prim::Min, [a, b]) => *a.min(b),
        (Prim::Max, [a, b]) => *a.max(b),
        (Prim::Clamp, [a, lo, hi]) => *a.max(lo).min(hi),
        _ => return Err(Error::Unsupported(format!("{prim:?} of integers"))),
    }))
}

fn rule<N: Number>(prim: Prim, i: usize, operands: &[Value<N>]) -> Result<Value<N>, Error> {
    if let (Prim::Powi, [x, n, _, d]) = (prim, operands) {
        let n = i32::try_from(n.integer()?).map_err(|_| Error::Overflow)?;
        return Ok(Value::Number(x.number()?.powi_rule(n, d.number()?)));
    }
    let numbers = operands.iter().map(Value::number).collect::<Result<Vec<_>, _>>()?;
    let result = N::rule(prim, i, &numbers).map(Value::Number);
    result.ok_or_else(|| Error::Unsupported(format!("the rule of {prim:?}")))
}

/// An operator on values of a type that the compiler did not know, in forward mode.
fn twin_tangent<N: Number>(op: Option<Op>, all: &[Value<N>]) -> Result<Value<N>, Error> {
    let pair = |value, tangent| Ok(Value::Tuple(vec![value, tangent]));
    let (Some(op), [a, ta, b, tb]) = (op, all) else {
        let [a, ta] = all else { return Err(Error::Arguments(2, all.len())) };
        let value = binary(Op::Sub, &a.zero(), a).or_else(|_| Ok(Value::Integer(-a.integer()?)))?;
        return pair(value, ta.negated()?);
    };
    let value = binary(op, a, b)?;
    if matches!(value, Value::Integer(_)) {
        return pair(value, Value::unit());
    }
    let tangent = match op {
        Op::Mul => binary(Op::Add, &binary(Op::Mul, b, ta)?, &binary(Op::Mul, a, tb)?)?,
        Op::Div => {
            let of = |i, d: &Value<N>| rule(Prim::Div, i, &[a.clone(), b.clone(), value.clone(), d.clone()]);
            binary(Op::Add, &of(0, ta)?, &of(1, tb)?)?
        }
        op => binary(op, ta, tb)?,
    };
    pair(value, tangent)
}
