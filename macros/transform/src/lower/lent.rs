//! Arguments that are lent together with a reference that is chosen at run time.

use syn::Expr as Syn;

use super::Lower;
use crate::ir::{Arg, Place};

impl Lower<'_> {
    /// The arguments of a call. A `&mut` reference that is passed on by its name beside a chosen
    /// reference into the same place is lent as `&`: Rust would not lend it otherwise.
    pub(super) fn args<'e>(&mut self, all: impl IntoIterator<Item = &'e Syn>) -> Vec<Arg> {
        let (named, args): (Vec<bool>, Vec<Arg>) =
            all.into_iter().map(|e| (!matches!(e, Syn::Reference(_)), self.arg(e))).unzip();
        let chosen =
            |p: &Place| args.iter().any(|other| matches!(other, Arg::Shared(q) if self.may_be_inside(q, p)));
        let again: Vec<bool> = args.iter().map(|arg| matches!(arg, Arg::Unique(p) if chosen(p))).collect();
        let demoted = args.into_iter().zip(named).zip(again).map(|((arg, named), again)| match arg {
            Arg::Unique(p) if named && again => Arg::Shared(p),
            arg => arg,
        });
        demoted.collect()
    }

    /// Whether one of the places that `q` is chosen among overlaps `p`.
    fn may_be_inside(&self, q: &Place, p: &Place) -> bool {
        let Some(chosen) = self.chosen_places.get(&q.root) else { return false };
        chosen.places.iter().any(|(_, place)| place.overlaps(p))
    }
}
