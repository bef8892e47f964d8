//! Literals of a number's own type in functions that are generic over `Real`: `let h: f64 = 1e-3;`.

use syn::{Expr as Syn, Local, Pat, Type};

/// The value of a `let` of `f64` or `f32` that is made of numbers only, whose literals are what they are.
pub(crate) fn spelled_float(local: &Local) -> bool {
    let Pat::Type(typed) = &local.pat else { return false };
    let float = matches!(&*typed.ty, Type::Path(p) if p.path.is_ident("f64") || p.path.is_ident("f32"));
    float && local.init.as_ref().is_some_and(|init| init.diverge.is_none() && is_arithmetic(&init.expr))
}

fn is_arithmetic(e: &Syn) -> bool {
    match e {
        Syn::Lit(_) | Syn::Path(_) => true,
        Syn::Paren(p) => is_arithmetic(&p.expr),
        Syn::Unary(u) => is_arithmetic(&u.expr),
        Syn::Cast(c) => is_arithmetic(&c.expr),
        Syn::Binary(b) => is_arithmetic(&b.left) && is_arithmetic(&b.right),
        _ => false,
    }
}
