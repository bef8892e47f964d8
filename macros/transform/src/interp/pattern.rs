//! Whether a value matches a pattern.

use proc_macro2::TokenStream;
use syn::Pat;
use syn::parse::Parser;

use super::error::Error;
use super::expr::member_name;
use super::number::Number;
use super::value::{Value, variant_name};

/// Whether a value matches a pattern without names.
pub(super) fn matches<N: Number>(value: &Value<N>, pattern: &TokenStream) -> Result<bool, Error> {
    let pat = Pat::parse_multi_with_leading_vert
        .parse2(pattern.clone())
        .map_err(|e| Error::Unsupported(format!("the pattern `{pattern}`: {e}")))?;
    matched(value, &pat)
}

fn matched<N: Number>(value: &Value<N>, pat: &Pat) -> Result<bool, Error> {
    match pat {
        Pat::Wild(_) | Pat::Rest(_) => Ok(true),
        Pat::Paren(p) => matched(value, &p.pat),
        Pat::Or(all) => {
            let found: Result<Vec<bool>, Error> = all.cases.iter().map(|p| matched(value, p)).collect();
            Ok(found?.contains(&true))
        }
        Pat::Lit(l) => literal(value, &syn::Expr::Lit(l.clone()), |v, l| v == l),
        Pat::Range(r) => {
            let closed = matches!(r.limits, syn::RangeLimits::Closed(_));
            let above = r.start.as_ref().map_or(Ok(true), |e| literal(value, e, |v, l| v >= l))?;
            let end = |v: f64, end: f64| if closed { v <= end } else { v < end };
            Ok(above && r.end.as_ref().map_or(Ok(true), |e| literal(value, e, end))?)
        }
        Pat::Tuple(p) => match value {
            Value::Tuple(all) => all_of(all, &p.elems),
            other => Err(other.is_not("a tuple")),
        },
        Pat::Slice(p) => match value {
            Value::Array(all) => all_of(all, &p.elems),
            other => Err(other.is_not("an array")),
        },
        Pat::Path(p) => Ok(is_variant(value, &variant_name(&p.path))),
        Pat::Ident(p) => Ok(is_variant(value, &p.ident.to_string())),
        Pat::TupleStruct(p) => match value {
            Value::Tuple(all) => all_of(all, &p.elems),
            Value::Variant(name, all) => {
                let all: Vec<Value<N>> = all.iter().map(|(_, v)| v.clone()).collect();
                Ok(*name == variant_name(&p.path) && all_of(&all, &p.elems)?)
            }
            other => Err(other.is_not("a variant")),
        },
        Pat::Struct(p) => {
            let all = match value {
                Value::Struct(all) => all,
                Value::Variant(name, all) if *name == variant_name(&p.path) => all,
                Value::Variant(..) => return Ok(false),
                other => return Err(other.is_not("a struct")),
            };
            let mut holds = true;
            for field in &p.fields {
                let name = member_name(&field.member);
                let found = all.iter().find(|(n, _)| *n == name);
                let (_, inner) = found.ok_or(Error::Field(name))?;
                holds &= matched(inner, &field.pat)?;
            }
            Ok(holds)
        }
        other => Err(Error::Unsupported(format!("the pattern `{}`", quote::quote!(#other)))),
    }
}

fn is_variant<N>(value: &Value<N>, wanted: &str) -> bool {
    matches!(value, Value::Variant(name, _) if name == wanted)
}

type Elems = syn::punctuated::Punctuated<Pat, syn::Token![,]>;

/// Each value against its pattern; those after `..` from the end.
fn all_of<N: Number>(all: &[Value<N>], elems: &Elems) -> Result<bool, Error> {
    let rest = elems.iter().position(|p| matches!(p, Pat::Rest(_)));
    let fits = if rest.is_some() { all.len() + 1 >= elems.len() } else { all.len() == elems.len() };
    if !fits {
        return Ok(false);
    }
    let mut holds = true;
    for (i, pat) in elems.iter().enumerate() {
        let at = if rest.is_some_and(|rest| i > rest) { all.len() + i - elems.len() } else { i };
        holds &= rest == Some(i) || matched(&all[at], pat)?;
    }
    Ok(holds)
}

/// Compares a scalar with a literal.
fn literal<N: Number>(
    value: &Value<N>,
    e: &syn::Expr,
    holds: impl Fn(f64, f64) -> bool,
) -> Result<bool, Error> {
    let value = match value {
        Value::Bool(b) => f64::from(u8::from(*b)),
        Value::Number(x) => x.to_f64(),
        other => other.integer()? as f64,
    };
    Ok(holds(value, number(e)?))
}

fn number(e: &syn::Expr) -> Result<f64, Error> {
    let unsupported = || Error::Unsupported(format!("the pattern `{}`", quote::quote!(#e)));
    match e {
        syn::Expr::Lit(l) => match &l.lit {
            syn::Lit::Int(i) => i.base10_parse().map_err(|_| unsupported()),
            syn::Lit::Float(f) => f.base10_parse().map_err(|_| unsupported()),
            syn::Lit::Bool(b) => Ok(f64::from(u8::from(b.value))),
            _ => Err(unsupported()),
        },
        syn::Expr::Unary(u) if matches!(u.op, syn::UnOp::Neg(_)) => Ok(-number(&u.expr)?),
        _ => Err(unsupported()),
    }
}
