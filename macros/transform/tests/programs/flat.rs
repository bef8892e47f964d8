//! Values as flat lists of numbers.

use costate::Dual;
use costate_programs::{Given, Kernel, Param};
use costate_transform::interp::Value;

use super::real::Real;

/// A number with its tangent.
pub type Twofold = Real<Dual<f64>>;

/// A value over `f64`.
pub type Plain = Value<Real<f64>>;

/// Arguments of a call.
pub fn arguments(given: &[Given]) -> Vec<Plain> {
    given.iter().map(argument).collect()
}

fn argument(given: &Given) -> Plain {
    let number = |x: &f64| Value::Number(Real(*x));
    match given {
        Given::Real(x) => number(x),
        Given::Index(n) => Value::Integer(*n as i128),
        Given::Pair(x, y) => Value::Tuple(vec![number(x), number(y)]),
        Given::Array(all) => Value::Array(all.iter().map(number).collect()),
        Given::Maybe(Some(x)) => Value::Variant("Some".to_owned(), vec![("0".to_owned(), number(x))]),
        Given::Maybe(None) => Value::Variant("None".to_owned(), Vec::new()),
        Given::Variant(name, all) => Value::Variant(
            (*name).to_owned(),
            all.iter().map(|(field, v)| ((*field).to_owned(), argument(v))).collect(),
        ),
        Given::Struct(_, all) => {
            Value::Struct(all.iter().map(|(name, v)| ((*name).to_owned(), argument(v))).collect())
        }
    }
}

/// A struct with each field made another value.
fn fields<N, M>(all: &[(String, Value<N>)], mut of: impl FnMut(&Value<N>) -> Value<M>) -> Value<M> {
    Value::Struct(all.iter().map(|(name, v)| (name.clone(), of(v))).collect())
}

/// A variant with each field made another value.
fn variant<N, M>(
    name: &str,
    all: &[(String, Value<N>)],
    mut of: impl FnMut(&Value<N>) -> Value<M>,
) -> Value<M> {
    Value::Variant(name.to_owned(), all.iter().map(|(field, v)| (field.clone(), of(v))).collect())
}

/// The same value with other numbers, taken from a list; integers have `()`.
pub fn tangent(value: &Plain, from: &mut impl Iterator<Item = f64>) -> Plain {
    match value {
        Value::Number(_) => Value::Number(Real(from.next().unwrap_or(0.0))),
        Value::Array(all) => Value::Array(all.iter().map(|v| tangent(v, from)).collect()),
        Value::Tuple(all) => Value::Tuple(all.iter().map(|v| tangent(v, from)).collect()),
        Value::Struct(all) => fields(all, |v| tangent(v, from)),
        Value::Variant(name, all) => variant(name, all, |v| tangent(v, from)),
        _ => Value::unit(),
    }
}

/// The same value with every number multiplied.
pub fn scaled(value: &Plain, by: f64) -> Plain {
    match value {
        Value::Number(Real(x)) => Value::Number(Real(x * by)),
        Value::Array(all) => Value::Array(all.iter().map(|v| scaled(v, by)).collect()),
        Value::Tuple(all) => Value::Tuple(all.iter().map(|v| scaled(v, by)).collect()),
        Value::Struct(all) => fields(all, |v| scaled(v, by)),
        Value::Variant(name, all) => variant(name, all, |v| scaled(v, by)),
        other => other.clone(),
    }
}

/// The value with these tangents.
pub fn dual(value: &Plain, from: &mut impl Iterator<Item = f64>) -> Value<Twofold> {
    match value {
        Value::Number(Real(x)) => Value::Number(Real(Dual::new(*x, from.next().unwrap_or(0.0)))),
        Value::Integer(i) => Value::Integer(*i),
        Value::Array(all) => Value::Array(all.iter().map(|v| dual(v, from)).collect()),
        Value::Tuple(all) => Value::Tuple(all.iter().map(|v| dual(v, from)).collect()),
        Value::Struct(all) => fields(all, |v| dual(v, from)),
        Value::Variant(name, all) => variant(name, all, |v| dual(v, from)),
        other => panic!("no argument: {other:?}"),
    }
}

/// A value and its tangent.
pub fn parts(value: &Value<Twofold>) -> (Plain, Vec<f64>) {
    let mut tangents = Vec::new();
    let plain = real(value, &mut tangents);
    (plain, tangents)
}

fn real(value: &Value<Twofold>, tangents: &mut Vec<f64>) -> Plain {
    match value {
        Value::Number(Real(x)) => {
            tangents.push(x.eps);
            Value::Number(Real(x.re))
        }
        Value::Integer(i) => Value::Integer(*i),
        Value::Array(all) => Value::Array(all.iter().map(|v| real(v, tangents)).collect()),
        Value::Tuple(all) => Value::Tuple(all.iter().map(|v| real(v, tangents)).collect()),
        Value::Struct(all) => fields(all, |v| real(v, tangents)),
        Value::Variant(name, all) => variant(name, all, |v| real(v, tangents)),
        other => panic!("no result: {other:?}"),
    }
}

/// All numbers of a value.
pub fn numbers(value: &Plain) -> Vec<f64> {
    match value {
        Value::Number(Real(x)) => vec![*x],
        Value::Array(all) | Value::Tuple(all) => all.iter().flat_map(numbers).collect(),
        Value::Struct(all) | Value::Variant(_, all) => all.iter().flat_map(|(_, v)| numbers(v)).collect(),
        _ => Vec::new(),
    }
}

/// All numbers of a tangent, in the shape of `like`: a bare zero has as many as `like`.
pub fn numbers_like(value: &Plain, like: &Plain) -> Vec<f64> {
    match (value, like) {
        (Value::Zero, like) => numbers(like).iter().map(|_| 0.0).collect(),
        (Value::Array(all), Value::Array(likes)) | (Value::Tuple(all), Value::Tuple(likes)) => {
            assert_eq!(all.len(), likes.len(), "a tangent has the shape of its value");
            all.iter().zip(likes).flat_map(|(v, like)| numbers_like(v, like)).collect()
        }
        (Value::Struct(all), Value::Struct(likes)) => {
            let found = |name: &String| all.iter().find(|(n, _)| n == name).map(|(_, v)| v);
            let of = |(name, like): &(String, Plain)| {
                numbers_like(found(name).expect("a tangent has the fields of its value"), like)
            };
            likes.iter().flat_map(of).collect()
        }
        // fields of a variant's tangent that are not there are zero
        (Value::Variant(_, all), Value::Variant(_, likes)) => {
            let of = |(name, like): &(String, Plain)| match all.iter().find(|(n, _)| n == name) {
                Some((_, v)) => numbers_like(v, like),
                None => numbers_like(&Value::Zero, like),
            };
            likes.iter().flat_map(of).collect()
        }
        (value, _) => numbers(value),
    }
}

/// Which arguments a kernel writes.
pub fn written(kernel: &Kernel) -> Vec<bool> {
    kernel.params.iter().map(|p| matches!(p, Param::Unique(_))).collect()
}
