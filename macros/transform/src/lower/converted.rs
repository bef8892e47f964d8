//! A part of a slice as an array: `let a: [f64; 3] = x[..3].try_into().unwrap();`.

use syn::{Expr as Syn, ExprMethodCall, Type, parse_quote};

use super::Lower;
use crate::messages;

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

    /// Gives a message for a conversion that stands elsewhere.
    pub(super) fn refuse_conversion(&mut self, m: &ExprMethodCall, of_slice: bool) -> bool {
        let refused = of_slice && m.method == "try_into";
        if refused {
            self.messages.add(&m.method, messages::TRY_INTO);
        }
        refused
    }
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
