//! Expressions put into others: source is made of tokens, so what was one operand must stay one.

use syn::Expr;

/// An operand: in parentheses, unless it is a word or a call. `let` in a condition cannot have any.
pub(crate) fn operand(e: &Expr) -> Expr {
    match is_word(e) || super::lets::has_let(e) {
        true => e.clone(),
        false => in_parentheses(e),
    }
}

fn is_word(e: &Expr) -> bool {
    match e {
        Expr::Path(_) | Expr::Lit(_) | Expr::Paren(_) | Expr::Macro(_) | Expr::Tuple(_) | Expr::Array(_) => {
            true
        }
        Expr::MethodCall(_) | Expr::Call(_) | Expr::Field(_) | Expr::Index(_) | Expr::Try(_) => {
            first(e).is_some_and(is_word)
        }
        _ => false,
    }
}

/// What a block gives: in parentheses if it would be read as a statement and the rest of it,
/// `{ a } > b`.
pub(crate) fn value(e: &Expr) -> Expr {
    match first(e) {
        Some(inner) if begins_with_block(inner) => in_parentheses(e),
        _ => e.clone(),
    }
}

fn in_parentheses(e: &Expr) -> Expr {
    syn::parse_quote!((#e))
}

fn begins_with_block(e: &Expr) -> bool {
    first(e).map_or_else(|| is_block(e), begins_with_block)
}

fn is_block(e: &Expr) -> bool {
    use Expr as E;
    matches!(
        e,
        E::Block(_)
            | E::If(_)
            | E::Match(_)
            | E::Loop(_)
            | E::While(_)
            | E::ForLoop(_)
            | E::Unsafe(_)
            | E::Const(_)
    )
}

/// The operand that an expression begins with.
fn first(e: &Expr) -> Option<&Expr> {
    match e {
        Expr::Binary(b) => Some(&b.left),
        Expr::Assign(a) => Some(&a.left),
        Expr::Cast(c) => Some(&c.expr),
        Expr::MethodCall(m) => Some(&m.receiver),
        Expr::Call(c) => Some(&c.func),
        Expr::Field(f) => Some(&f.base),
        Expr::Index(i) => Some(&i.expr),
        Expr::Try(t) => Some(&t.expr),
        Expr::Await(a) => Some(&a.base),
        Expr::Range(r) => r.start.as_deref(),
        _ => None,
    }
}
