//! Constants and casts.

use proc_macro2::TokenStream;

use super::error::Error;
use super::number::Number;
use super::value::Value;
use crate::ir::Const;
use crate::types::Ty;

/// The value of a literal or a path.
pub(super) fn constant<N: Number>(c: &Const) -> Result<Value<N>, Error> {
    match (&c.ty, c.number) {
        (Ty::Int(_), Some(n)) => Ok(Value::Integer(n as i128)),
        (Ty::Bool, Some(n)) => Ok(Value::Bool(n != 0.0)),
        (_, Some(n)) => Ok(Value::Number(N::from_f64(n))),
        (_, None) => path(&c.tokens),
    }
}

/// `T::ONE`, `f64::consts::PI`, `usize::MAX`
fn path<N: Number>(tokens: &TokenStream) -> Result<Value<N>, Error> {
    let text = tokens.to_string().replace(' ', "");
    // `None::<T>`
    let name = text.split("::<").find(|part| !part.is_empty()).unwrap_or_default();
    let name = if text.ends_with('>') { name } else { &text };
    let name = name.rsplit("::").next().unwrap_or_default();
    let number = match name {
        "ZERO" => 0.0,
        "ONE" => 1.0,
        "PI" => std::f64::consts::PI,
        "TAU" => std::f64::consts::TAU,
        "E" => std::f64::consts::E,
        "EPSILON" => f64::EPSILON,
        "INFINITY" => f64::INFINITY,
        "MAX" if text.contains("f64") => f64::MAX,
        "MAX" => return Ok(Value::Integer(range(text.trim_end_matches("::MAX")).ok_or(Error::Overflow)?.1)),
        "MIN" => return Ok(Value::Integer(range(text.trim_end_matches("::MIN")).ok_or(Error::Overflow)?.0)),
        // a variant without fields
        _ if name.chars().any(char::is_lowercase) => return Ok(Value::Variant(name.to_owned(), Vec::new())),
        _ => return Err(Error::Unsupported(format!("the constant `{text}`"))),
    };
    Ok(Value::Number(N::from_f64(number)))
}

/// The least and the greatest integer of a type.
pub(super) fn range(ty: &str) -> Option<(i128, i128)> {
    Some(match ty {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "i64" | "isize" => (i64::MIN.into(), i64::MAX.into()),
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" | "usize" => (0, u64::MAX.into()),
        "i128" | "u128" => (i128::MIN, i128::MAX),
        _ => return None,
    })
}

/// `value as ty`: integers wrap, floats saturate.
pub(super) fn cast<N: Number>(value: &Value<N>, ty: &syn::Type) -> Result<Value<N>, Error> {
    let name = quote::quote!(#ty).to_string();
    let Some((least, greatest)) = range(&name) else {
        return Ok(match value {
            Value::Integer(i) => Value::Number(N::from_f64(*i as f64)),
            other => Value::Number(other.number()?),
        });
    };
    Ok(Value::Integer(match value {
        Value::Bool(b) => i128::from(*b),
        Value::Number(x) => (x.to_f64() as i128).clamp(least, greatest),
        other => {
            let span = greatest.checked_sub(least).and_then(|s| s.checked_add(1));
            span.map_or(other.integer(), |span| Ok((other.integer()? - least).rem_euclid(span) + least))?
        }
    }))
}
