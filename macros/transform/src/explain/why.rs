//! Why a value is kept.

use super::phrase::{Phrase, callee};
use crate::defs::Def;
use crate::ir::{Expr, Op, Var};
use crate::prim::Prim;

impl Phrase<'_> {
    /// Why the tape keeps a value; `carried` if an iteration starts with it.
    pub(super) fn why(&self, var: Var, carried: bool) -> String {
        match self.defs.of(var) {
            Some(Def::Carried(..)) if carried => "carried by the loop".to_owned(),
            Some(Def::Carried(..)) => "what a loop leaves".to_owned(),
            Some(Def::Choice(..)) => "chosen by a branch".to_owned(),
            Some(Def::Count) => "how often the loop ran".to_owned(),
            Some(Def::Call(k)) => format!("result of `{}`", callee(&self.defs.calls[*k].callee)),
            Some(Def::Memory(_)) => "read by loops: kept whole where its block ends".to_owned(),
            Some(Def::Let(e)) => self.why_not_again(e),
            _ => "needed as it was".to_owned(),
        }
    }

    /// Why an expression is not computed again.
    fn why_not_again(&self, e: &Expr) -> String {
        let mut changed = None;
        e.each_place(&mut |place| {
            if self.function.is_memory(place.root) {
                changed.get_or_insert(self.function.info(place.root).written.clone());
            }
        });
        match (e, changed) {
            (Expr::Mark, _) => "where that slice lies on the tape".to_owned(),
            (_, Some(name)) => format!("read from `{name}`, which changes"),
            (Expr::Prim(prim, _), _) => match prim {
                Prim::Compare(_) | Prim::Select => "kept with everything".to_owned(),
                prim => format!("`{}` costs more than reading it back", prim.row().map_or("it", |r| r.name)),
            },
            (Expr::Binary(Op::Div | Op::DivAssign, ..), _) => {
                "a division costs more than reading it back".to_owned()
            }
            _ => "kept with everything: the analysis is off".to_owned(),
        }
    }
}
