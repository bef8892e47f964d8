//! Operators, primitives and rules on values.

use std::cmp::Ordering;

use super::error::Error;
use super::number::Number;
use super::value::Value;
use crate::ir::Op;
use crate::prim::Prim;

/// `a op b`
pub(super) fn binary<N: Number>(op: Op, a: &Value<N>, b: &Value<N>) -> Result<Value<N>, Error> {
    let op = op.plain();
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
        (Value::Variant(..), Value::Variant(..)) => {
            let truth = compared(op, order_of_variants(a, b)?);
            truth.map(Value::Bool).ok_or_else(|| Error::Unsupported(format!("{op:?} of variants")))
        }
        _ => {
            let (a, b) = (a.number()?, b.number()?);
            match compared(op, a.order(b)) {
                Some(truth) => Ok(Value::Bool(truth)),
                None => Ok(Value::Number(a.arithmetic(op, b))),
            }
        }
    }
}

/// The order of two `Option`s, or of two values of one variant.
fn order_of_variants<N: Number>(a: &Value<N>, b: &Value<N>) -> Result<Option<Ordering>, Error> {
    let (Value::Variant(one, left), Value::Variant(other, right)) = (a, b) else {
        return Ok(match (a, b) {
            (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
            _ => a.number()?.order(b.number()?),
        });
    };
    if one != other {
        let option = |name: &String| ["None", "Some"].iter().position(|n| n == name);
        let both = option(one).zip(option(other));
        return both
            .map(|(a, b)| Some(a.cmp(&b)))
            .ok_or_else(|| Error::Unsupported(format!("the order of the variants `{one}` and `{other}`")));
    }
    for ((_, a), (_, b)) in left.iter().zip(right) {
        match order_of_variants(a, b)? {
            Some(Ordering::Equal) => {}
            order => return Ok(order),
        }
    }
    Ok(Some(Ordering::Equal))
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

/// A primitive of the table, `select` or a comparison.
pub(super) fn primitive<N: Number>(prim: Prim, mut args: Vec<Value<N>>) -> Result<Value<N>, Error> {
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
        Prim::SinCos => {
            let both = [Prim::Sin, Prim::Cos].map(|part| primitive(part, args.clone()));
            return Ok(Value::Tuple(both.into_iter().collect::<Result<_, _>>()?));
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

/// The rule of a primitive.
pub(super) fn rule<N: Number>(prim: Prim, i: usize, operands: &[Value<N>]) -> Result<Value<N>, Error> {
    if let (Prim::Powi, [x, n, _, d]) = (prim, operands) {
        let n = i32::try_from(n.integer()?).map_err(|_| Error::Overflow)?;
        return Ok(Value::Number(x.number()?.powi_rule(n, d.number()?)));
    }
    let numbers = operands.iter().map(Value::number).collect::<Result<Vec<_>, _>>()?;
    let result = N::rule(prim, i, &numbers).map(Value::Number);
    result.ok_or_else(|| Error::Unsupported(format!("the rule of {prim:?}")))
}

/// `-a`, of values.
pub(super) fn negation<N: Number>(a: &Value<N>) -> Result<Value<N>, Error> {
    match a {
        Value::Number(x) => Ok(Value::Number(x.neg())),
        Value::Integer(i) => Ok(Value::Integer(-i)),
        other => other.negated(),
    }
}

/// An operator on values of a type that the compiler did not know.
pub(super) fn twin_value<N: Number>(op: Option<Op>, all: &[Value<N>]) -> Result<Value<N>, Error> {
    match (op, all) {
        (Some(op), [a, b]) => binary(op, a, b),
        (None, [a]) => negation(a),
        _ => Err(Error::Arguments(2, all.len())),
    }
}

/// An operator on values of a type that the compiler did not know, in forward mode.
pub(super) fn twin_tangent<N: Number>(op: Option<Op>, all: &[Value<N>]) -> Result<Value<N>, Error> {
    let pair = |value, tangent| Ok(Value::Tuple(vec![value, tangent]));
    let (Some(op), [a, ta, b, tb]) = (op, all) else {
        let [a, ta] = all else { return Err(Error::Arguments(2, all.len())) };
        let value = negation(a)?;
        return pair(value, ta.negated()?);
    };
    let value = binary(op, a, b)?;
    if matches!(value, Value::Integer(_)) {
        return pair(value, Value::unit());
    }
    let tangent = match op.plain() {
        Op::Mul => binary(Op::Add, &binary(Op::Mul, b, ta)?, &binary(Op::Mul, a, tb)?)?,
        Op::Div => {
            let of = |i, d: &Value<N>| rule(Prim::Div, i, &[a.clone(), b.clone(), value.clone(), d.clone()]);
            binary(Op::Add, &of(0, ta)?, &of(1, tb)?)?
        }
        op => binary(op, ta, tb)?,
    };
    pair(value, tangent)
}
