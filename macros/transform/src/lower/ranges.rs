//! Parts of parts: `&a[lo..hi][l..h]` is `&a[lo + l..lo + h]`.

use proc_macro2::Span;

use super::Lower;
use crate::ir::{Expr, Op, Step};

/// An end of a range, if it has one.
type End = Option<Box<Expr>>;

impl Lower<'_> {
    /// The same way with one range where several follow each other. So `p = &p[1..]` in a loop is
    /// always a part of the same slice.
    pub(super) fn without_nested_ranges(&mut self, path: &[Step], span: Span) -> Vec<Step> {
        let mut out: Vec<Step> = Vec::with_capacity(path.len());
        for step in path {
            let step = match (out.last(), step) {
                (Some(Step::Range(lo, hi)), Step::Range(from, to)) => {
                    let (lo, hi) = (lo.clone(), hi.clone());
                    out.pop();
                    self.part_of_part((lo, hi), (from, to), span)
                }
                _ => step.clone(),
            };
            out.push(step);
        }
        out
    }

    /// A part of a part that is written ends where its whole does, or before: `x[..k][..to]` needs `to <= k`.
    pub(super) fn inside_its_whole(&mut self, path: &[Step], span: Span) {
        for pair in path.windows(2) {
            let [Step::Range(lo, Some(hi)), Step::Range(_, Some(to))] = pair else { continue };
            if let Some(end) = self.further(lo, &Some(to.clone()), span) {
                self.no_further(&end, hi, "a part of a slice is longer than the slice", span);
            }
        }
    }

    /// `[lo..hi][from..to]`
    fn part_of_part(&mut self, (lo, hi): (End, End), (from, to): (&End, &End), span: Span) -> Step {
        if from.is_none() && matches!(to.as_deref(), Some(Expr::Const(c)) if c.number == Some(0.0)) {
            // no elements, wherever they are
            return Step::Range(None, to.clone());
        }
        let start = self.further(&lo, from, span);
        let end = match to {
            Some(_) => self.further(&lo, to, span),
            None => hi,
        };
        Step::Range(start, end)
    }

    /// `lo + by`
    fn further(&mut self, lo: &End, by: &End, span: Span) -> End {
        match (lo, by) {
            (Some(lo), Some(by)) => Some(Box::new(self.whole(Op::Add, (**lo).clone(), (**by).clone(), span))),
            (lo, by) => lo.clone().or_else(|| by.clone()),
        }
    }
}
