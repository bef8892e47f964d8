//! Checkpointed loops: the attribute on a loop, and the two sweeps of such a loop.

use super::{Block, Carried, Expr, Head, Loop, Var, Witness};

/// `#[checkpoint(…)]` on a loop.
#[derive(Clone, Debug)]
pub enum Checkpoint {
    /// `every = k`: the state is kept every `k` iterations.
    Every(Expr),
    /// `binomial, slots = s`: at most `s` states are kept.
    Binomial(Expr),
}

impl Checkpoint {
    /// How many: `k` or `s`.
    #[must_use]
    pub fn number(&self) -> &Expr {
        match self {
            Checkpoint::Every(n) | Checkpoint::Binomial(n) => n,
        }
    }

    /// How many, to change it.
    pub fn number_mut(&mut self) -> &mut Expr {
        match self {
            Checkpoint::Every(n) | Checkpoint::Binomial(n) => n,
        }
    }
}

/// What an iteration reads that the loop changes, in the order in which the tape keeps it.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Carried values and local memory, declared anew where they are taken from the tape; the
    /// witness tells a type that is not known.
    pub own: Vec<(Var, Option<Witness>)>,
    /// `&mut` arguments, which are written where they stand.
    pub lent: Vec<Var>,
}

impl State {
    /// All variables.
    pub fn vars(&self) -> impl Iterator<Item = Var> {
        self.own.iter().map(|(v, _)| *v).chain(self.lent.iter().copied())
    }
}

/// The forward sweep of a checkpointed loop: it keeps states and records nothing else.
#[derive(Clone, Debug)]
pub struct Saving {
    /// The loop, as in the primal; it counts its iterations.
    pub plain: Loop,
    /// Where states are kept.
    pub checkpoint: Checkpoint,
    /// What is kept.
    pub state: State,
    /// What is kept once, after the loop.
    pub fixed: State,
}

/// One iteration, and the values of the next.
#[derive(Clone, Debug)]
pub struct Iteration {
    /// What it does.
    pub body: Block,
    /// What it carries on.
    pub carried: Vec<Carried>,
}

/// The backward sweep of a checkpointed loop: from the last state kept, it goes
/// on forward, recording, then back, and so on to the first.
#[derive(Clone, Debug)]
pub struct Stretches {
    /// The primal's range or condition; the condition is not asked again.
    pub head: Head,
    /// How many iterations there were.
    pub count: Expr,
    /// What the loop reads and does not change, as it was there: on top of the tape.
    pub fixed: State,
    /// What is kept.
    pub state: State,
    /// An iteration that does not record: binomial schedules go on before they record.
    pub advance: Option<Iteration>,
    /// An iteration that records.
    pub record: Iteration,
    /// An iteration, backward.
    pub back: Block,
}
