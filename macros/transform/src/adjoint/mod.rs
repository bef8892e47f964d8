//! Reverse mode, IR to IR.
//!
//! The **forward sweep** is the primal, with each block's kept values pushed at
//! its end and calls replaced by their `fwd`. The **backward sweep** runs the
//! blocks from the end: it pops what was kept, computes the rest again, then
//! adds to the adjoints statement by statement.

mod call;
mod checkpoint;
mod counted;
mod forward;
mod fused;
mod joint;
mod operator;
mod reverse;
mod rules;
mod witness;

pub use witness::types_of;

use std::collections::{BTreeSet, HashMap, HashSet};

pub(crate) use joint::held;
pub use joint::{Joint, joint};
pub use operator::{Operator, adjoint_of_operator};
pub(crate) use reverse::{all_defined, as_var, defined_by};

use crate::activity::Activity;
use crate::defs::Defs;
use crate::ir::{Block, Expr, Function, Op, Place, Role, Stmt, Target, Var};
use crate::loads::Backward;
use crate::parts::in_parts;
use crate::plan::{Plan, Savings};
use crate::powers::Powers;
use crate::reach::ask_before_loops;
use crate::reuse::Reuse;
use crate::rooms::rooms;
use crate::signature::{Signature, nowhere};
use crate::singular::Singular;
use crate::types::Ty;
use crate::windows::borrow_before_loops;
use fused::Fused;

/// The two sweeps of a function.
pub struct Sweeps {
    /// With the adjoint variables.
    pub function: Function,
    /// The adjoint of each argument, if it is active.
    pub slots: Vec<Option<Var>>,
    /// The cotangent of the result, if it is active.
    pub seed: Option<Var>,
    /// The primal, recording.
    pub forward: Block,
    /// What the forward sweep returns.
    pub result: Option<Expr>,
    /// The backward sweep.
    pub backward: Block,
    /// What was decided.
    pub plan: Plan,
    /// Variables whose type the backward sweep asks for.
    pub asked: BTreeSet<Var>,
}

/// Whether the two sweeps run in one scope.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `vjp`: the body's values are alive when the backward sweep starts.
    Joint,
    /// `fwd` and `rev`: what is needed is on the tape.
    Split,
}

impl Mode {
    fn backward(self) -> Backward {
        match self {
            Mode::Joint => Backward::Behind,
            Mode::Split => Backward::Apart,
        }
    }
}

/// Builds both sweeps. The backward sweep is written twice: first to see what
/// it reads, then with that at hand.
#[must_use]
pub fn adjoint(function: &Function, signature: &Signature, activity: &Activity, mode: Mode) -> Sweeps {
    adjoint_with(function, signature, activity, mode, Savings::ALL)
}

/// Builds both sweeps with more or less on the tape.
#[must_use]
pub fn adjoint_with(
    function: &Function,
    signature: &Signature,
    activity: &Activity,
    mode: Mode,
    savings: Savings,
) -> Sweeps {
    let mut function = function.clone();
    let reuse = Reuse::find(&mut function, activity, savings);
    let function = &function;
    let mut pass = Adjoint::planned(function, signature, activity, mode, reuse, savings);
    let slots = pass.arguments(signature);
    let recorded = pass.recorded.clone();
    let (mut forward, mut backward) = pass.sweeps(&function.body, mode);
    debug_assert_eq!(pass.recorded, recorded, "both rounds go through the same operators");
    let mut result = function.result.clone();
    pass.reuse.finish(&mut forward, &mut result.iter_mut().collect::<Vec<_>>());
    pass.reuse.finish(&mut backward, &mut []);
    pass.speed_up_loops(&mut forward, &mut backward, mode, savings);
    let seed = pass.seed;
    Sweeps {
        slots,
        seed,
        forward,
        result,
        backward,
        plan: pass.plan,
        asked: pass.asked,
        function: pass.function,
    }
}

pub(crate) struct Adjoint<'a> {
    function: Function,
    activity: &'a Activity,
    plan: Plan,
    /// Primal values that the backward sweep reads.
    reads: HashSet<Var>,
    /// Operators on unknown types that the backward sweep goes through: the forward
    /// sweep records just these.
    recorded: HashSet<Var>,
    /// The adjoint of each variable.
    adjoints: HashMap<Var, Var>,
    /// Variables whose adjoint has been declared in the backward sweep.
    declared: HashSet<Var>,
    /// Primal variables in scope in the backward sweep.
    available: HashSet<Var>,
    seed: Option<Var>,
    /// Variables whose type is asked for.
    asked: BTreeSet<Var>,
    /// Products that a choice may leave out.
    singular: Singular,
    mode: Mode,
    /// Loops that go backward as they go forward.
    fused: Fused,
    /// Values that are read in the place of others.
    reuse: Reuse,
    /// Products of one value.
    powers: Powers,
    /// Sums that such a loop carries: the adjoint that arrives is that of each iteration.
    passing: HashSet<Var>,
}

impl<'a> Adjoint<'a> {
    fn new(function: &Function, activity: &'a Activity, plan: Plan, mode: Mode) -> Self {
        Self {
            function: function.clone(),
            activity,
            plan,
            reads: HashSet::new(),
            recorded: HashSet::new(),
            adjoints: HashMap::new(),
            declared: HashSet::new(),
            available: function.params.iter().copied().collect(),
            seed: None,
            asked: BTreeSet::new(),
            singular: Singular::find(function),
            mode,
            fused: Fused::default(),
            reuse: Reuse::default(),
            powers: Powers::default(),
            passing: HashSet::new(),
        }
    }

    /// The first round sees what the backward sweep reads; for the second it is decided where it finds that.
    fn planned(
        function: &Function,
        signature: &Signature,
        activity: &'a Activity,
        mode: Mode,
        reuse: Reuse,
        savings: Savings,
    ) -> Self {
        let mut look = Self::new(function, activity, Plan::default(), mode);
        look.reuse.clone_from(&reuse);
        if savings.powers {
            look.powers = Powers::find(function, activity, &reuse, &look.singular);
        }
        look.fused.looking = mode == Mode::Joint && savings.fused;
        look.arguments(signature);
        look.sweeps(&function.body, mode);
        let (defs, fused, powers) = (Defs::read(function), look.fused.found, look.powers);
        let plan = Plan::close(function, &defs, &look.reads, fused.clone(), &reuse, mode.backward(), savings);
        let mut pass = Self::new(function, activity, plan, mode);
        (pass.reuse, pass.powers, pass.fused.found, pass.recorded) = (reuse, powers, fused, look.recorded);
        pass
    }

    /// Room for all iterations at once, sums in parts, lengths that are looked at once.
    fn speed_up_loops(&mut self, forward: &mut Block, backward: &mut Block, mode: Mode, savings: Savings) {
        if savings.rooms {
            rooms(&mut self.function, forward, backward);
        }
        let like = self.as_long_as(mode);
        for sweep in [forward, backward] {
            if savings.parts {
                in_parts(&mut self.function, sweep);
            }
            ask_before_loops(&self.function, sweep, &like);
            if savings.windows {
                borrow_before_loops(&mut self.function, sweep);
            }
        }
    }

    /// Both sweeps of the function's body.
    fn sweeps(&mut self, body: &Block, mode: Mode) -> (Block, Block) {
        let (forward, backward) = match mode {
            Mode::Joint => self.both_of_body(body),
            Mode::Split => (self.forward_body(body).stmts, self.backward(body)),
        };
        (Block { stmts: forward }, Block { stmts: backward })
    }

    /// The adjoints of the arguments are arguments themselves.
    fn arguments(&mut self, signature: &Signature) -> Vec<Option<Var>> {
        let params = self.function.params.clone();
        let slots = params.iter().zip(&signature.params).map(|(var, param)| {
            let role = if param.role == Role::Shared { Role::Shared } else { Role::Unique };
            let slot = self.new_adjoint(*var, role);
            if param.is_dropped() {
                return None;
            }
            self.declared.insert(*var);
            Some(slot)
        });
        let slots = slots.collect();
        let seeded = !signature.known_output.is_flat();
        if seeded && self.function.result.as_ref().is_some_and(|r| self.activity.active_atom(r)) {
            let ty = self.function.result.as_ref().map_or(Ty::Unknown, |r| self.function.ty_of(r));
            self.seed = Some(self.function.fresh("dr", nowhere(), ty, Role::Argument));
        }
        slots
    }

    /// Adjoints of slices, and these: `vjp` has compared their lengths; to `rev` an empty one may be given.
    fn as_long_as(&self, mode: Mode) -> HashMap<Var, Var> {
        let compared = self.function.params.iter().filter(|_| mode == Mode::Joint);
        compared.filter_map(|v| Some((*self.adjoints.get(v)?, *v))).collect()
    }

    fn new_adjoint(&mut self, of: Var, role: Role) -> Var {
        let info = self.function.info(of).clone();
        let adjoint = self.function.fresh(&format!("d{}", info.name), info.span, info.ty, role);
        self.function.vars[adjoint.0].temporary = true;
        self.adjoints.insert(of, adjoint);
        adjoint
    }

    /// The adjoint of a variable.
    fn adjoint_of(&mut self, of: Var) -> Var {
        match self.adjoints.get(&of) {
            Some(adjoint) => *adjoint,
            None => self.new_adjoint(of, Role::Memory),
        }
    }

    fn is_active(&self, var: Var) -> bool {
        self.activity.is_active(var)
    }

    /// Notes that the backward sweep reads these values.
    fn read(&mut self, e: &Expr) -> Expr {
        e.each_var(&mut |v| {
            self.reads.insert(self.reuse.first(v));
        });
        e.clone()
    }

    fn read_place(&mut self, place: &Place) {
        place.index_vars(&mut |v| {
            self.reads.insert(self.reuse.first(v));
        });
    }

    /// Adds `op value` to the adjoint of an atom, if it has one.
    fn add(&mut self, atom: &Expr, op: Op, value: Expr, out: &mut Vec<Stmt>) {
        let Expr::Var(var) = atom else { return };
        if !self.is_active(*var) || self.passing.contains(var) {
            return;
        }
        let adjoint = self.adjoint_of(*var);
        let first = self.declared.insert(*var);
        let scalar = self.function.info(*var).ty.is_scalar();
        let target = Target { place: Place::whole(adjoint), scalar, first, optional: false };
        out.push(Stmt::Accumulate(target, op, value));
    }

    /// Declares the adjoint of a variable as zero, if it has not been.
    fn declare(&mut self, var: Var, out: &mut Vec<Stmt>) -> Var {
        let adjoint = self.adjoint_of(var);
        if self.declared.insert(var) {
            let zero = self.neutral_of(var);
            out.push(Stmt::Alloc(adjoint, zero));
        }
        adjoint
    }

    /// Whether anything has been added to the adjoint of a variable.
    fn has_adjoint(&self, var: Var) -> bool {
        self.is_active(var) && self.declared.contains(&var)
    }
}
