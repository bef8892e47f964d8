//! Expressions.

use super::arithmetic::{binary, primitive, rule};
use super::constant;
use super::error::Error;
use super::machine::Machine;
use super::number::Number;
use super::value::{Value, variant_name};
use crate::ir::{Expr, Op, Place, Step, Var, Witness};

impl<N: Number> Machine<'_, N> {
    /// The value of an expression.
    pub(super) fn expr(&mut self, e: &Expr) -> Result<Value<N>, Error> {
        match e {
            Expr::Var(v) => self.value(*v).cloned(),
            Expr::Const(c) => constant::constant(c),
            Expr::Load(place) => self.read(place),
            Expr::Len(place) => Ok(Value::Integer(self.read(place)?.elements()?.len() as i128)),
            Expr::Neg(a) => {
                let a = self.expr(a)?;
                self.operated(None, vec![a])
            }
            Expr::Not(a) => match self.expr(a)? {
                Value::Integer(i) => Ok(Value::Integer(!i)),
                other => Ok(Value::Bool(!other.truth()?)),
            },
            Expr::Binary(op, a, b) => {
                let both = vec![self.expr(a)?, self.expr(b)?];
                self.operated(Some(*op), both)
            }
            Expr::Prim(prim, args) => {
                let args = self.all(args)?;
                primitive(*prim, args)
            }
            Expr::Cast(a, ty) => match self.expr(a)? {
                Value::Zero => Ok(Value::Zero),
                value => constant::cast(&value, ty),
            },
            Expr::Matches(a, pattern) => Ok(Value::Bool(super::pattern::matches(&self.expr(a)?, pattern)?)),
            Expr::Detach(a, _) | Expr::Integer(a) => self.expr(a),
            Expr::Ahead(a, n) => binary(Op::Add, &self.expr(a)?, &self.expr(n)?),
            Expr::Filler => Ok(Value::Filler),
            Expr::FillerLike(a) => {
                let len = self.expr(a)?.elements()?.len();
                Ok(Value::Array(vec![Value::Filler; len]))
            }
            Expr::FillerPart(a, [before, behind]) => {
                let whole = self.expr(a)?.elements()?.to_vec();
                let hi = whole.len().saturating_sub(*behind);
                let part = whole.get(*before..hi).ok_or(Error::Index(hi as i128, whole.len()))?;
                Ok(Value::Array(part.to_vec()))
            }
            Expr::Tuple(all) | Expr::Construct(_, all) => Ok(Value::Tuple(self.all(all)?)),
            Expr::Variant(path, fields) => self.variant(path, fields),
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
            Expr::Neutral(zero) => self.expr(zero),
            Expr::ZeroOf(a) => Ok(self.expr(a)?.zero()),
            Expr::ZeroAs(witness) => Ok(self.witness(witness).map_or(Value::Zero, Value::zero)),
            Expr::SumOf(a) => {
                let mut sum = Value::Zero;
                match self.expr(a)? {
                    Value::Zero => {}
                    // the others are zero
                    Value::Parts(all) => all.iter().try_for_each(|(_, v)| sum.accumulate(Op::Add, v))?,
                    all => all.elements()?.iter().try_for_each(|v| sum.accumulate(Op::Add, v))?,
                }
                Ok(sum)
            }
            Expr::Take(place) => {
                let taken = self.read(place)?;
                self.write(place, taken.zero())?;
                Ok(taken)
            }
            Expr::Scratch(place) => Ok(self.read(place)?.zero()),
            Expr::At(place, i) => self.at(place, i),
            Expr::Real(a) => self.expr(a),
            Expr::TwinFwd(op, all) => {
                let all = self.all(all)?;
                self.operated_forward(*op, all)
            }
            Expr::TwinTan(op, all) => {
                let all = self.all(all)?;
                self.operated_along(*op, &all)
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
            Expr::TangentVariant(path, _, fields) => self.variant(path, fields),
            other => Err(Error::Unsupported(format!("{other:?}"))),
        }
    }

    fn variant(&mut self, path: &syn::Path, fields: &[(syn::Member, Expr)]) -> Result<Value<N>, Error> {
        let all = fields.iter().map(|(member, e)| Ok((member_name(member), self.expr(e)?)));
        Ok(Value::Variant(variant_name(path), all.collect::<Result<_, Error>>()?))
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

/// The text of a field's name or number.
pub(super) fn member_name(member: &syn::Member) -> String {
    match member {
        syn::Member::Named(name) => name.to_string(),
        syn::Member::Unnamed(i) => i.index.to_string(),
    }
}
