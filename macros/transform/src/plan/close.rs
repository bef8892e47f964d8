//! What the backward sweep reads, closed under what it takes to compute it again.

use std::collections::{HashMap, HashSet};

use super::{Plan, Savings};
use crate::counters::Counter;
use crate::defs::{Def, Defs};
use crate::ir::{Expr, Function, Op, Place, Role, Step, Var};
use crate::loads::{Backward, Lasting, There, lasting};
use crate::previous::{Previous, previous};
use crate::prim::Prim;
use crate::reuse::Reuse;

/// What a plan is made of.
pub(super) struct Closing<'a> {
    pub(super) function: &'a Function,
    pub(super) defs: &'a Defs,
    /// What the backward sweep reads itself.
    pub(super) reads: &'a HashSet<Var>,
    /// Of values that are the same, the first is read.
    pub(super) reuse: &'a Reuse,
    pub(super) backward: Backward,
    pub(super) savings: Savings,
    /// What may be counted back.
    pub(super) counters: HashMap<Var, Counter>,
}

impl Closing<'_> {
    /// The loads that can be made again, as far as they are asked for.
    pub(super) fn lasting(&self, there: &There) -> Lasting {
        let mut all = match self.savings.loads {
            true => lasting(self.function, self.defs, self.backward, there),
            false => Lasting::default(),
        };
        match self.savings.stored {
            true => all.stored.retain(|_, place| self.is_plain(place)),
            false => all.stored.clear(),
        }
        all
    }

    /// Whether a place is found without anything that is defined on the way to it.
    fn is_plain(&self, place: &Place) -> bool {
        place.path.iter().all(|step| match step {
            Step::Field(_) | Step::Index(Expr::Const(_)) => true,
            Step::Index(Expr::Var(v)) => {
                self.function.info(*v).role == Role::Argument
                    || matches!(self.defs.of(*v), Some(Def::Index(_)))
            }
            _ => false,
        })
    }

    /// What loops carry and the iteration before has read from memory that lasts.
    fn previous(&self, lasting: &Lasting) -> HashMap<Var, Previous> {
        if !self.savings.previous || !self.savings.loads {
            return HashMap::new();
        }
        previous(self.function, &|v| match self.defs.of(v) {
            Some(Def::Let(Expr::Load(place))) if self.lasts(v, place, lasting) => Some(place.clone()),
            _ => lasting.stored.get(&v).cloned(),
        })
    }

    fn lasts(&self, v: Var, place: &Place, lasting: &Lasting) -> bool {
        let given = matches!(self.function.info(place.root).role, Role::Shared | Role::Argument);
        given || lasting.loads.contains(&v)
    }

    /// Closes a plan. Counters that something else asks for at the wrong time are not counted back.
    pub(super) fn close(&self, empty: &Plan, there: &There) -> Plan {
        let lasting = self.lasting(there);
        let previous = self.previous(&lasting);
        let mut counters = self.counters.clone();
        loop {
            let chains = Chains::of(&counters);
            let (plan, work) = (empty.clone(), self.reads.iter().copied().collect());
            let mut pass =
                Close { all: self, there, lasting: &lasting, previous: &previous, chains, plan, work };
            match pass.close() {
                Ok(()) => return pass.plan,
                Err(counter) => counters.remove(&counter),
            };
            drop_broken(&mut counters);
        }
    }

    /// Whether an expression is computed again rather than kept.
    fn is_again(&self, var: Var, e: &Expr) -> bool {
        let (function, savings) = (self.function, self.savings);
        let mut constant = true;
        e.each_place(&mut |place| constant &= !function.is_memory(place.root));
        match e {
            Expr::Len(place) => {
                savings.cheap && function.info(place.root).role != Role::Memory && place.path.is_empty()
            }
            Expr::Load(_) => constant && savings.cheap,
            // costly: a load from the tape is cheaper, unless once is enough for all iterations
            e if is_costly(e) => constant && savings.invariants && self.defs.is_invariant(var, e),
            Expr::Mark | Expr::Filler => false,
            _ => constant && savings.cheap,
        }
    }
}

/// Counters go through those of inner loops.
fn drop_broken(counters: &mut HashMap<Var, Counter>) {
    let mut before = usize::MAX;
    while counters.len() < before {
        before = counters.len();
        let there: HashSet<Var> = counters.keys().copied().collect();
        counters.retain(|_, c| c.inner.iter().all(|v| there.contains(v)));
    }
}

/// How counters of inner loops hang on those of outer ones.
struct Chains<'a> {
    counters: &'a HashMap<Var, Counter>,
    /// The outer counter, by what the inner loop left.
    outer: HashMap<Var, Var>,
    /// What the backward sweep has only when it has left an inner loop, and the counter that it belongs to.
    late: HashMap<Var, Var>,
}

impl<'a> Chains<'a> {
    fn of(counters: &'a HashMap<Var, Counter>) -> Self {
        let mut all = Self { counters, outer: HashMap::new(), late: HashMap::new() };
        for (param, counter) in counters {
            let inner = counter.inner.len();
            all.outer.extend(counter.segments[..inner].iter().map(|s| (s.target, *param)));
            all.late.extend(counter.segments[1..].iter().map(|s| (s.target, *param)));
        }
        all
    }
}

/// One pass.
struct Close<'a> {
    all: &'a Closing<'a>,
    there: &'a There,
    lasting: &'a Lasting,
    previous: &'a HashMap<Var, Previous>,
    chains: Chains<'a>,
    plan: Plan,
    work: Vec<Var>,
}

impl Close<'_> {
    /// The counter that cannot be counted back is an error.
    fn close(&mut self) -> Result<(), Var> {
        while let Some(var) = self.work.pop().map(|var| self.all.reuse.first(var)) {
            match self.all.function.info(var).role {
                Role::Argument => {
                    self.plan.arguments.insert(var);
                }
                Role::Memory if self.there.whole.contains(&var) => {
                    self.plan.kept.insert(var);
                }
                Role::Shared | Role::Unique | Role::Memory => {}
                Role::Value if self.is_alive(var) => {
                    self.plan.needed.insert(var);
                }
                Role::Value => {
                    if let Some(counter) = self.chains.late.get(&var) {
                        return Err(*counter);
                    }
                    if self.plan.needed.insert(var) {
                        self.have(var);
                    }
                }
            }
        }
        Ok(())
    }

    fn is_alive(&self, var: Var) -> bool {
        self.there.blocks.contains(&self.all.defs.home(var))
    }

    /// Decides how the backward sweep gets a value that it reads; what that takes is work.
    fn have(&mut self, var: Var) {
        let work = &mut self.work;
        match self.all.defs.of(var) {
            Some(Def::Let(e)) if self.lasting.loads.contains(&var) || self.all.is_again(var, e) => {
                e.each_var(&mut |v| work.push(v));
            }
            Some(Def::Let(_)) if let Some(place) = self.lasting.stored.get(&var) => {
                self.plan.stored.insert(var, place.clone());
                Expr::Load(place.clone()).each_var(&mut |v| work.push(v));
            }
            Some(Def::Index(_)) | None => {}
            Some(Def::Carried(..)) if self.chains.counters.contains_key(&var) => self.count(var),
            Some(Def::Carried(..)) if let Some(outer) = self.chains.outer.get(&var) => self.count(*outer),
            Some(Def::Carried(..)) if let Some(previous) = self.previous.get(&var) => {
                previous.each_read(&mut |v| work.push(v));
                self.plan.previous.insert(var, previous.clone());
            }
            Some(_) => {
                self.plan.kept.insert(var);
            }
        }
    }

    /// A counter is counted back, and with it those of the inner loops that add to it.
    fn count(&mut self, param: Var) {
        let counter = self.chains.counters[&param].clone();
        if self.plan.counted.insert(param, counter.clone()).is_some() {
            return;
        }
        self.work.extend(&counter.reads);
        for (k, inner) in counter.inner.iter().enumerate() {
            self.plan.seams.insert(counter.segments[k].target, counter.segments[k + 1].clone());
            self.count(*inner);
        }
        self.plan.needed.insert(param);
        self.plan.needed.extend(counter.segments.iter().map(|s| s.target));
        match self.chains.outer.get(&counter.result) {
            Some(outer) if !self.is_alive(counter.result) => self.count(*outer),
            _ => self.work.push(counter.result),
        }
    }
}

/// Whether a value costs more than a load from the tape.
pub(crate) fn is_costly(e: &Expr) -> bool {
    match e {
        Expr::Prim(prim, _) => !is_cheap(*prim),
        Expr::Binary(Op::Div | Op::DivAssign, ..) => true,
        _ => false,
    }
}

fn is_cheap(prim: Prim) -> bool {
    matches!(
        prim,
        Prim::Select
            | Prim::Compare(_)
            | Prim::Abs
            | Prim::Min
            | Prim::Max
            | Prim::Clamp
            | Prim::Signum
            | Prim::Floor
            | Prim::Ceil
            | Prim::Round
            | Prim::Trunc
    )
}
