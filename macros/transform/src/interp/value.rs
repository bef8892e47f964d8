//! Dynamic values, and the arithmetic of tangents.

use super::error::Error;
use super::number::Number;
use crate::ir::Op;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<N> {
    /// A scalar.
    Number(N),
    /// A primitive integer.
    Integer(i128),
    /// A `bool`, or a mask.
    Bool(bool),
    /// An array or a slice.
    Array(Vec<Value<N>>),
    /// A tuple or a tuple struct; the empty one is `()`, the tangent of integers.
    Tuple(Vec<Value<N>>),
    /// A struct's fields, in order.
    Struct(Vec<(String, Value<N>)>),
    /// An enum's variant and its fields; `None` and variants without fields, too. A
    /// tangent's fields that are not there are zero.
    Variant(String, Vec<(String, Value<N>)>),
    /// Parts of a tangent of a type that nobody has told yet, by index or name; the others
    /// are zero.
    Parts(Vec<(String, Value<N>)>),
    /// The zero tangent of a type that nobody has told yet.
    Zero,
    /// Any value, never to be read.
    Filler,
}

impl<N: Number> Value<N> {
    /// `()`
    #[must_use]
    pub fn unit() -> Self {
        Value::Tuple(Vec::new())
    }

    /// The zero of its type's tangent.
    #[must_use]
    pub fn zero(&self) -> Self {
        match self {
            Value::Number(_) => Value::Number(N::from_f64(0.0)),
            Value::Integer(_) | Value::Bool(_) => Value::unit(),
            Value::Array(all) => Value::Array(all.iter().map(Value::zero).collect()),
            Value::Tuple(all) => Value::Tuple(all.iter().map(Value::zero).collect()),
            Value::Struct(all) => {
                Value::Struct(all.iter().map(|(name, v)| (name.clone(), v.zero())).collect())
            }
            Value::Variant(..) | Value::Parts(_) | Value::Zero | Value::Filler => Value::Zero,
        }
    }

    /// A scalar; a zero will do.
    pub fn number(&self) -> Result<N, Error> {
        match self {
            Value::Number(n) => Ok(*n),
            Value::Zero => Ok(N::from_f64(0.0)),
            other => Err(other.is_not("a number")),
        }
    }

    /// An integer.
    pub fn integer(&self) -> Result<i128, Error> {
        match self {
            Value::Integer(i) => Ok(*i),
            other => Err(other.is_not("an integer")),
        }
    }

    /// An integer that indexes or counts.
    pub fn index(&self) -> Result<usize, Error> {
        usize::try_from(self.integer()?).map_err(|_| Error::Overflow)
    }

    /// A truth value.
    pub fn truth(&self) -> Result<bool, Error> {
        match self {
            Value::Bool(b) => Ok(*b),
            other => Err(other.is_not("a bool")),
        }
    }

    /// The elements of an array or a slice.
    pub fn elements(&self) -> Result<&[Self], Error> {
        match self {
            Value::Array(all) => Ok(all),
            other => Err(other.is_not("an array")),
        }
    }

    /// Whether it is `()`.
    #[must_use]
    pub fn is_unit(&self) -> bool {
        matches!(self, Value::Tuple(all) if all.is_empty())
    }

    /// The complaint that it is something else.
    pub(super) fn is_not(&self, wanted: &'static str) -> Error {
        match self {
            Value::Filler => Error::Filler,
            other => Error::Kind(wanted, format!("{other:?}")),
        }
    }

    /// `-self`, of tangents.
    pub(super) fn negated(&self) -> Result<Self, Error> {
        let mut zero = self.zero();
        zero.accumulate(Op::Sub, self)?;
        Ok(zero)
    }

    /// `self += other` or `self -= other`, of tangents.
    pub(super) fn accumulate(&mut self, op: Op, other: &Self) -> Result<(), Error> {
        match (&mut *self, other) {
            (Value::Filler, _) | (_, Value::Filler) => return Err(Error::Filler),
            (_, Value::Zero) => {}
            (d, Value::Parts(parts)) => {
                for (key, v) in parts {
                    d.part_mut(key)?.accumulate(op, v)?;
                }
            }
            (Value::Parts(parts), v) => {
                let parts = Value::Parts(std::mem::take(parts));
                *self = if op == Op::Sub { v.negated()? } else { v.clone() };
                self.accumulate(Op::Add, &parts)?;
            }
            (Value::Zero, v) => *self = if op == Op::Sub { v.negated()? } else { v.clone() },
            (Value::Number(d), Value::Number(v)) => *d = d.arithmetic(op, *v),
            (Value::Array(d), Value::Array(v)) | (Value::Tuple(d), Value::Tuple(v)) => {
                if d.len() != v.len() {
                    return Err(Error::Length(d.len(), v.len()));
                }
                for (d, v) in d.iter_mut().zip(v) {
                    d.accumulate(op, v)?;
                }
            }
            (Value::Struct(d), Value::Struct(v)) => {
                for ((_, d), (_, v)) in d.iter_mut().zip(v) {
                    d.accumulate(op, v)?;
                }
            }
            (Value::Variant(name, d), Value::Variant(other, v)) if name == other => {
                for (member, v) in v {
                    match d.iter_mut().find(|(n, _)| n == member) {
                        Some((_, d)) => d.accumulate(op, v)?,
                        None => {
                            d.push((member.clone(), if op == Op::Sub { v.negated()? } else { v.clone() }))
                        }
                    }
                }
            }
            (d, v) => return Err(Error::Kind("a tangent of one type", format!("{d:?} and {v:?}"))),
        }
        Ok(())
    }

    /// Gives a place a new value; a zero takes the shape of what it replaces.
    pub(super) fn replace(&mut self, with: Self) {
        *self = match with {
            Value::Zero => self.zero(),
            other => other,
        };
    }
}

/// The name of a variant: a path's last segment.
#[must_use]
pub fn variant_name(path: &syn::Path) -> String {
    path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default()
}
