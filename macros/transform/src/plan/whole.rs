//! Local arrays that the tape keeps whole, where their block ends.
//!
//! Elements that loops read of a local array would go on the tape one by one, each as often as it is read. The
//! array as a whole goes there at once, if no write follows what is read of it.

use std::collections::{HashMap, HashSet};

use proc_macro2::TokenStream;

use super::Plan;
use super::close::Closing;
use crate::defs::Def;
use crate::ir::{Block, Expr, Head, Role, Stmt, Var};
use crate::loads::There;
use crate::lower::spelled_fully;
use crate::types::Ty;

/// How often a loop runs, or how long an array is, where the text does not tell.
const NOMINAL: f64 = 8.0;

impl Closing<'_> {
    /// The local arrays that spare more values than they have elements.
    pub(super) fn worth_keeping(&self, plan: &Plan, there: &There) -> HashSet<Var> {
        let mut all = there.clone();
        all.whole = plan.kept.iter().filter_map(|v| self.local_array(*v, there)).collect();
        all.whole.extend(self.stored_arrays(there));
        let lasting = self.lasting(&all);
        let mut often = Often::default();
        often.block(&self.function.body, 1.0);
        let mut spared: HashMap<Var, f64> = HashMap::new();
        for v in &plan.kept {
            let loaded = match self.defs.of(*v) {
                Some(Def::Let(Expr::Load(place))) if lasting.loads.contains(v) => Some(place.root),
                _ => lasting.stored.get(v).map(|place| place.root),
            };
            if let Some(root) = loaded.filter(|root| all.whole.contains(root)) {
                *spared.entry(root).or_default() += often.of(*v) / often.of(root);
            }
        }
        spared.retain(|root, spared| self.is_worth(*root, *spared));
        spared.into_keys().collect()
    }

    fn is_worth(&self, root: Var, spared: f64) -> bool {
        let size = match self.defs.of(root) {
            Some(Def::Memory(init)) => self.size(init, &self.function.info(root).ty),
            _ => return false,
        };
        size.is_some_and(|size| spared >= size && spared > 1.0)
    }

    /// The array that a kept value was loaded from.
    fn local_array(&self, kept: Var, there: &There) -> Option<Var> {
        match self.defs.of(kept) {
            Some(Def::Let(Expr::Load(place))) => self.may_be_whole(place.root, there).then_some(place.root),
            _ => None,
        }
    }

    /// The arrays that anything is stored into.
    fn stored_arrays(&self, there: &There) -> Vec<Var> {
        let all = (0..self.function.vars.len()).map(Var);
        all.filter(|v| self.savings.stored && self.may_be_whole(*v, there)).collect()
    }

    fn may_be_whole(&self, root: Var, there: &There) -> bool {
        let info = self.function.info(root);
        let local = info.role == Role::Memory && !there.blocks.contains(&self.defs.home(root));
        let plain = info.spelled.as_ref().is_none_or(|ty| spelled_fully(ty).is_some());
        local && plain && is_array_of_scalars(&info.ty) && matches!(self.defs.of(root), Some(Def::Memory(_)))
    }

    /// How many numbers there are in a value.
    fn size(&self, init: &Expr, ty: &Ty) -> Option<f64> {
        let element = ty.element();
        match (init, ty) {
            (_, Ty::Scalar(_)) => Some(1.0),
            (Expr::Var(v), ty) => match self.defs.of(*v) {
                Some(Def::Let(e @ (Expr::Array(_) | Expr::Repeat(..)))) => self.size(e, ty),
                _ => Some(NOMINAL * self.size(&Expr::Filler, &element)?),
            },
            (Expr::Array(all), _) => Some(all.len() as f64 * self.size(all.first()?, &element)?),
            (Expr::Repeat(one, n), _) => Some(literal(n).unwrap_or(NOMINAL) * self.size(one, &element)?),
            (_, Ty::Array(_)) => Some(NOMINAL * self.size(&Expr::Filler, &element)?),
            _ => None,
        }
    }
}

fn is_array_of_scalars(ty: &Ty) -> bool {
    match ty {
        Ty::Array(t) => matches!(**t, Ty::Scalar(_)) || is_array_of_scalars(t),
        _ => false,
    }
}

fn literal(n: &TokenStream) -> Option<f64> {
    n.to_string().trim_end_matches("usize").trim_end_matches('_').parse().ok()
}

/// How often each variable is defined in a run.
#[derive(Default)]
struct Often(HashMap<Var, f64>);

impl Often {
    fn of(&self, v: Var) -> f64 {
        self.0.get(&v).copied().unwrap_or(1.0)
    }

    fn block(&mut self, block: &Block, times: f64) {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(v, _) | Stmt::Alloc(v, _) => {
                    self.0.insert(*v, times);
                }
                Stmt::If(_, then, otherwise, _) => {
                    self.block(then, times);
                    self.block(otherwise, times);
                }
                Stmt::Loop(l) => self.block(&l.body, times * iterations(&l.head)),
                _ => {}
            }
        }
    }
}

fn iterations(head: &Head) -> f64 {
    match head {
        Head::For { lo: Expr::Const(lo), hi: Expr::Const(hi), step: None, .. } => {
            match (lo.number, hi.number) {
                (Some(lo), Some(hi)) => (hi - lo).max(1.0),
                _ => NOMINAL,
            }
        }
        _ => NOMINAL,
    }
}
