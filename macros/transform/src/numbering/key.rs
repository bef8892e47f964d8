//! What two expressions have in common that give the same value: their text, with each operand under the first
//! variable that has its value.

use quote::ToTokens;

use crate::ir::{Expr, Op, Place, Step, Var};
use crate::prim::Prim;

/// The text of a pure expression whose type its variables tell; none of any other.
pub(super) fn key(e: &Expr, known: &dyn Fn(Var) -> Var) -> Option<String> {
    let key = Key { known };
    Some(match e {
        Expr::Neg(a) => format!("- {}", key.var(a)?),
        Expr::Not(a) => format!("! {}", key.var(a)?),
        Expr::Binary(Op::Shl | Op::Shr, a, _) if !is_var(a) => return None,
        Expr::Binary(op, a, b) if is_var(a) || is_var(b) => {
            format!("{op:?} {} {}", key.atom(a)?, key.atom(b)?)
        }
        Expr::Prim(prim, args) => key.prim(*prim, args)?,
        Expr::Cast(a, ty) => format!("{} as {}", key.var(a)?, spelled(ty)?),
        Expr::Load(place) => format!("load {}", key.place(place)?),
        Expr::Len(place) => format!("len {}", key.place(place)?),
        _ => return None,
    })
}

struct Key<'a> {
    known: &'a dyn Fn(Var) -> Var,
}

impl Key<'_> {
    /// A primitive: its receiver tells the type, of `select` an arm.
    fn prim(&self, prim: Prim, args: &[Expr]) -> Option<String> {
        let typed = if prim == Prim::Select { &args[1..] } else { &args[..1] };
        if !typed.iter().any(is_var) {
            return None;
        }
        let args = args.iter().map(|a| self.atom(a)).collect::<Option<Vec<_>>>()?;
        Some(format!("{prim:?} {}", args.join(" ")))
    }

    fn var(&self, e: &Expr) -> Option<String> {
        if is_var(e) { self.atom(e) } else { None }
    }

    fn atom(&self, e: &Expr) -> Option<String> {
        match e {
            Expr::Var(v) => Some(format!("v{}", (self.known)(*v).0)),
            Expr::Const(c) => Some(format!("c{}", c.tokens)),
            _ => None,
        }
    }

    /// A place that fields and elements lead to.
    fn place(&self, place: &Place) -> Option<String> {
        let mut text = format!("v{}", (self.known)(place.root).0);
        for step in &place.path {
            match step {
                Step::Field(member) => text += &format!(".{}", member.to_token_stream()),
                Step::Index(i) => text += &format!("[{}]", self.atom(i)?),
                Step::Range(..) | Step::Variant(..) | Step::Slope(..) => return None,
            }
        }
        Some(text)
    }
}

fn is_var(e: &Expr) -> bool {
    matches!(e, Expr::Var(_))
}

/// A type that nothing is left to be inferred of.
fn spelled(ty: &syn::Type) -> Option<String> {
    let syn::Type::Path(path) = ty else { return None };
    let plain = path.qself.is_none() && path.path.segments.iter().all(|s| s.arguments.is_none());
    plain.then(|| path.to_token_stream().to_string())
}
