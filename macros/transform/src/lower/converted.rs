//! A part of a slice as an array: `let a: [f64; 3] = x[..3].try_into().unwrap();`.

use syn::{Expr as Syn, ExprMethodCall, Type, parse_quote};

use super::Lower;
use crate::messages;
use crate::types::Ty;

impl Lower<'_> {
    /// The same array, element by element; none if something else is converted.
    ///
    /// That it is a slice or an array, rustc checks where its length is taken.
    pub(super) fn array_of_slice(&self, spelled: Option<&Type>, init: &Syn) -> Option<Syn> {
        let Some(Type::Array(array)) = spelled else { return None };
        let (slice, element, n) = (unreferenced(converted(init)?), &array.elem, &array.len);
        Some(parse_quote!({
            let slice__converted = &#slice;
            assert!(slice__converted.len() == #n);
            ::core::array::from_fn::<#element, #n, _>(|i| slice__converted[i])
        }))
    }

    /// Whether a method that opens an `Option` is called on what an integer is converted to, a `Result`.
    pub(super) fn is_of_conversion(&mut self, m: &ExprMethodCall) -> bool {
        let opens = match (m.method.to_string().as_str(), m.args.last()) {
            ("unwrap" | "unwrap_or_default", None) | ("unwrap_or", Some(_)) => true,
            ("expect", Some(text)) => matches!(text, Syn::Lit(_)),
            ("unwrap_or_else" | "map_or", Some(f)) => matches!(f, Syn::Closure(_)),
            _ => false,
        };
        opens
            && match &*m.receiver {
                Syn::Call(c) => matches!(&*c.func, Syn::Path(p) if is_integers(&p.path)),
                Syn::MethodCall(into) if into.method == "try_into" && into.args.is_empty() => {
                    let named = matches!(&*into.receiver, Syn::Path(_));
                    let place = named.then(|| self.place(&into.receiver)).flatten();
                    place.is_some_and(|place| matches!(self.function.place_ty(&place), Ty::Int(_)))
                }
                _ => false,
            }
    }

    /// Gives a message for a conversion that stands elsewhere.
    pub(super) fn refuse_conversion(&mut self, m: &ExprMethodCall, of_slice: bool) -> bool {
        let refused = of_slice && m.method == "try_into";
        if refused {
            self.messages.add(&m.method, messages::TRY_INTO);
        }
        refused
    }
}

/// `usize::try_from`
fn is_integers(path: &syn::Path) -> bool {
    const INTEGERS: [&str; 12] =
        ["usize", "u8", "u16", "u32", "u64", "u128", "isize", "i8", "i16", "i32", "i64", "i128"];
    let mut names = path.segments.iter().rev().map(|s| &s.ident);
    names.next().is_some_and(|last| last == "try_from")
        && names.next().is_some_and(|ty| INTEGERS.iter().any(|n| ty == n))
}

/// `x` of `x.try_into().unwrap()`
fn converted(e: &Syn) -> Option<&Syn> {
    let Syn::MethodCall(unwrapped) = e else { return None };
    let whole = matches!(
        (unwrapped.method.to_string().as_str(), unwrapped.args.len()),
        ("unwrap", 0) | ("expect", 1)
    );
    match &*unwrapped.receiver {
        Syn::MethodCall(m) if whole && m.method == "try_into" && m.args.is_empty() => Some(&m.receiver),
        _ => None,
    }
}

fn unreferenced(e: &Syn) -> &Syn {
    match e {
        Syn::Paren(p) => unreferenced(&p.expr),
        Syn::Reference(r) if r.mutability.is_none() => unreferenced(&r.expr),
        e => e,
    }
}
