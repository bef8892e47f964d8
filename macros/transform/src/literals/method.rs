//! Methods of numbers, of slices and of iterators: what they tell of their arguments.

use syn::ExprMethodCall;

use super::Literals;
use super::infer::inside;
use crate::prim;
use crate::types::Ty;

/// Methods whose items are those of the receiver.
const SAME: [&str; 13] = [
    "iter",
    "iter_mut",
    "into_iter",
    "rev",
    "copied",
    "cloned",
    "clone",
    "skip",
    "take",
    "step_by",
    "by_ref",
    "as_slice",
    "to_owned",
];

/// Methods that ask a closure about each item.
const ASKING: [&str; 7] = ["filter", "for_each", "any", "all", "take_while", "skip_while", "position"];

impl Literals {
    pub(super) fn method(&mut self, m: &mut ExprMethodCall) -> Ty {
        let receiver = self.expr(&mut m.receiver);
        let name = m.method.to_string();
        if receiver.is_scalar()
            && let Some(ty) = self.of_scalar(m, &receiver, &name)
        {
            return ty;
        }
        self.of_items(m, &receiver, &name).unwrap_or_else(|| {
            m.args.iter_mut().for_each(|a| {
                self.expr(a);
            });
            Ty::Unknown
        })
    }

    /// `eps.max(1e-9)`, `x.sin_cos()`
    fn of_scalar(&mut self, m: &mut ExprMethodCall, receiver: &Ty, name: &str) -> Option<Ty> {
        if name == "sin_cos" {
            return Some(Ty::Tuple(vec![receiver.clone(), receiver.clone()]));
        }
        let comparison = prim::COMPARISONS.contains(&name);
        let known = prim::by_name(name).is_some_and(|row| row.arity == m.args.len() + 1);
        (comparison || known || name == "clone").then(|| {
            m.args.iter_mut().for_each(|a| {
                self.wanted(a, receiver);
            });
            if comparison { Ty::Unknown } else { receiver.clone() }
        })
    }

    /// Methods of slices, arrays, iterators and options.
    fn of_items(&mut self, m: &mut ExprMethodCall, receiver: &Ty, name: &str) -> Option<Ty> {
        let item = match receiver {
            Ty::Option(_) => inside(receiver),
            other => other.element(),
        };
        let with = |ty: Ty| match receiver {
            Ty::Option(_) => Ty::Option(Box::new(ty)),
            _ => Ty::Slice(Box::new(ty)),
        };
        let args = m.args.len();
        Some(match (name, args) {
            ("enumerate", 0) => with(Ty::Tuple(vec![Ty::Int(None), item])),
            ("zip", 1) => {
                let other = self.expr(&mut m.args[0]);
                with(Ty::Tuple(vec![item, other.element()]))
            }
            ("windows" | "chunks" | "chunks_exact", 1) => {
                self.expr(&mut m.args[0]);
                with(receiver.clone())
            }
            ("map", 1) => with(self.applied(&mut m.args[0], &[item])),
            ("fold", 2) => {
                let first = self.expr(&mut m.args[0]);
                let next = self.applied(&mut m.args[1], &[first.clone(), item]);
                self.kinds.unify(&first, &next)
            }
            ("sum" | "product", 0) => self.turbofish(m)?,
            ("first" | "last" | "get" | "next", _) => {
                m.args.iter_mut().for_each(|a| {
                    self.expr(a);
                });
                Ty::Option(Box::new(item))
            }
            ("unwrap" | "unwrap_or_default", 0) => inside(receiver),
            ("expect", 1) => inside(receiver),
            ("unwrap_or", 1) => self.wanted(&mut m.args[0], &inside(receiver)),
            (name, 1) if ASKING.contains(&name) => {
                self.applied(&mut m.args[0], &[item]);
                if matches!(name, "filter" | "take_while" | "skip_while") {
                    receiver.clone()
                } else {
                    Ty::Unknown
                }
            }
            (name, _) if SAME.contains(&name) => {
                m.args.iter_mut().for_each(|a| {
                    self.expr(a);
                });
                receiver.clone()
            }
            _ => return None,
        })
    }

    /// `sum::<f64>()`
    fn turbofish(&mut self, m: &ExprMethodCall) -> Option<Ty> {
        match m.turbofish.as_ref()?.args.first()? {
            syn::GenericArgument::Type(ty) => Some(self.kinds.spelled(ty)),
            _ => None,
        }
    }
}
