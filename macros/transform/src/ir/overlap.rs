//! Whether two places share memory, as far as the text of a program tells.
//!
//! Parts of one slice are told apart by their ends: `x[..n]` and `x[n..]` share nothing. What is
//! known of ends that are not the same is noted where a slice is split: `n ≤ n + m`.

use super::{Expr, Function, Place, Step};

/// What two places have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overlap {
    /// No memory.
    Nothing,
    /// Perhaps some: parts of one slice that end where only the run time tells.
    Perhaps,
    /// One is inside the other, or they are elements that are not told apart.
    Memory,
}

type End = Option<Box<Expr>>;

/// The ends of a part.
type Ends<'a> = (&'a End, &'a End);

impl Function {
    /// Notes that one index is never greater than another.
    pub fn note_order(&mut self, less: &Expr, more: &Expr) {
        if !self.is_at_most(less, more) {
            self.order.push((less.clone(), more.clone()));
        }
    }

    /// What two places have in common.
    #[must_use]
    pub fn overlap(&self, p: &Place, q: &Place) -> Overlap {
        if p.root == q.root { self.overlap_of_ways(&p.path, &q.path) } else { Overlap::Nothing }
    }

    /// The same for two ways from one place.
    #[must_use]
    pub fn overlap_of_ways(&self, p: &[Step], q: &[Step]) -> Overlap {
        let ((parts_p, p), (parts_q, q)) = (parts(p), parts(q));
        let here = self.overlap_of_parts(&parts_p, &parts_q);
        let steps = (p.split_first(), q.split_first());
        let (Some((step_p, p)), Some((step_q, q))) = steps else { return here };
        match (step_p, step_q) {
            (Step::Field(a), Step::Field(b)) if a != b => Overlap::Nothing,
            // an `Index` of the user's may lead further in than a field does: what follows is not comparable
            (Step::Field(_), Step::Index(_)) | (Step::Index(_), Step::Field(_)) => here,
            _ => here.min(self.overlap_of_ways(p, q)),
        }
    }

    /// The same for parts of one slice, parts of parts at the end.
    fn overlap_of_parts(&self, p: &[Ends<'_>], q: &[Ends<'_>]) -> Overlap {
        let (Some((first_p, p)), Some((first_q, q))) = (p.split_first(), q.split_first()) else {
            return Overlap::Memory;
        };
        if self.is_before(first_p, first_q) || self.is_before(first_q, first_p) {
            return Overlap::Nothing;
        }
        let (inside_q, inside_p) = (self.is_inside(first_p, first_q), self.is_inside(first_q, first_p));
        if inside_q && inside_p {
            return self.overlap_of_parts(p, q);
        }
        if inside_q && q.is_empty() || inside_p && p.is_empty() { Overlap::Memory } else { Overlap::Perhaps }
    }

    /// Whether one part surely ends where another begins, or before.
    fn is_before(&self, (_, hi): &Ends<'_>, (lo, _): &Ends<'_>) -> bool {
        matches!((hi, lo), (Some(hi), Some(lo)) if self.is_at_most(hi, lo))
    }

    /// Whether all of one part is surely in another.
    fn is_inside(&self, (lo, hi): &Ends<'_>, (from, to): &Ends<'_>) -> bool {
        let begins = match (from, lo) {
            (None, _) => true,
            (Some(from), Some(lo)) => self.is_at_most(from, lo),
            (Some(from), None) => is_zero(from),
        };
        let ends = match (hi, to) {
            (_, None) => true,
            (Some(hi), Some(to)) => self.is_at_most(hi, to),
            (None, Some(_)) => false,
        };
        begins && ends
    }

    /// Whether an index is surely not greater than another.
    fn is_at_most(&self, less: &Expr, more: &Expr) -> bool {
        let mut seen = vec![less];
        let mut next = 0;
        while let Some(at) = seen.get(next).copied() {
            if not_greater(at, more) {
                return true;
            }
            let further = self.order.iter().filter(|(a, _)| not_greater(at, a)).map(|(_, b)| b);
            let new: Vec<&Expr> = further.filter(|b| !seen.iter().any(|s| same_atom(s, b))).collect();
            seen.extend(new);
            next += 1;
        }
        false
    }
}

/// The parts that a way begins with, and the rest of the way.
fn parts(way: &[Step]) -> (Vec<Ends<'_>>, &[Step]) {
    let parts: Vec<Ends<'_>> = way.iter().map_while(ends).collect();
    let rest = &way[parts.len()..];
    (parts, rest)
}

fn ends(step: &Step) -> Option<Ends<'_>> {
    match step {
        Step::Range(lo, hi) => Some((lo, hi)),
        _ => None,
    }
}

fn is_zero(e: &Expr) -> bool {
    matches!(e, Expr::Const(c) if c.number == Some(0.0))
}

fn not_greater(less: &Expr, more: &Expr) -> bool {
    match (less, more) {
        (Expr::Const(a), Expr::Const(b)) => match (a.number, b.number) {
            (Some(a), Some(b)) => a <= b,
            _ => a.tokens.to_string() == b.tokens.to_string(),
        },
        (less, more) => same_atom(less, more),
    }
}

/// Whether two atoms are the same: one value, or one constant.
pub fn same_atom(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Var(a), Expr::Var(b)) => a == b,
        (Expr::Const(a), Expr::Const(b)) => a.tokens.to_string() == b.tokens.to_string(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Var, number};

    const N: Expr = Expr::Var(Var(1));
    const M: Expr = Expr::Var(Var(2));
    const K: Expr = Expr::Var(Var(3));

    fn part(lo: Option<Expr>, hi: Option<Expr>) -> Place {
        Place { root: Var(0), path: vec![Step::Range(lo.map(Box::new), hi.map(Box::new))] }
    }

    fn then(mut place: Place, steps: impl IntoIterator<Item = Step>) -> Place {
        place.path.extend(steps);
        place
    }

    #[test]
    fn parts_that_share_an_end_are_apart() {
        let f = Function::default();
        let (head, tail) = (part(None, Some(N)), part(Some(N), None));
        assert_eq!(f.overlap(&head, &tail), Overlap::Nothing);
        assert_eq!(f.overlap(&tail, &head), Overlap::Nothing);
        assert_eq!(f.overlap(&head, &part(Some(M), None)), Overlap::Perhaps);
        assert_eq!(f.overlap(&part(None, Some(number(2))), &part(Some(number(3)), None)), Overlap::Nothing);
        assert_eq!(f.overlap(&part(None, Some(number(3))), &part(Some(number(2)), None)), Overlap::Perhaps);
    }

    #[test]
    fn the_order_of_ends_tells_parts_apart() {
        let mut f = Function::default();
        let (first, third) = (part(None, Some(N)), part(Some(K), None));
        assert_eq!(f.overlap(&first, &third), Overlap::Perhaps);
        f.note_order(&N, &M);
        f.note_order(&M, &K);
        assert_eq!(f.overlap(&first, &third), Overlap::Nothing);
        assert_eq!(f.overlap(&part(None, Some(K)), &part(Some(N), Some(M))), Overlap::Memory);
        assert_eq!(f.overlap(&part(None, Some(K)), &part(Some(N), None)), Overlap::Perhaps);
    }

    #[test]
    fn parts_of_parts_are_compared_inside_the_same_part() {
        let f = Function::default();
        let half = |lo, hi| Step::Range(lo, hi);
        let at = || Some(Box::new(M));
        let (a, b) =
            (then(part(Some(N), None), [half(None, at())]), then(part(Some(N), None), [half(at(), None)]));
        assert_eq!(f.overlap(&a, &b), Overlap::Nothing);
        assert_eq!(f.overlap(&a, &part(Some(N), None)), Overlap::Memory);
        let c = then(part(Some(K), None), [half(at(), None)]);
        assert_eq!(f.overlap(&a, &c), Overlap::Perhaps);
    }

    #[test]
    fn fields_are_apart_and_elements_are_not() {
        let f = Function::default();
        let field = |name: &str| {
            Step::Field(syn::Member::Named(syn::Ident::new(name, proc_macro2::Span::call_site())))
        };
        let element = |i, name| then(part(None, Some(N)), [Step::Index(i), field(name)]);
        assert_eq!(f.overlap(&element(M, "a"), &element(K, "b")), Overlap::Nothing);
        assert_eq!(f.overlap(&element(M, "a"), &element(K, "a")), Overlap::Memory);
        // the fields of elements stand at the same depth, however many ranges come before
        let (outer, inner) =
            (Place { root: Var(0), path: vec![Step::Index(M), field("a"), field("b")] }, element(M, "a"));
        assert_eq!(f.overlap(&outer, &inner), Overlap::Memory);
        // an `Index` may be the way through several fields: `x[n].b` may be `x.a.a.b`
        let fields = Place { root: Var(0), path: vec![field("a"), field("a"), field("b")] };
        let indexed = Place { root: Var(0), path: vec![Step::Index(N), field("b")] };
        assert_eq!(f.overlap(&fields, &indexed), Overlap::Memory);
        assert_eq!(f.overlap(&indexed, &fields), Overlap::Memory);
    }
}
