//! The blocks of a function, and what each puts on the tape.

use super::layout::Layout;
use super::size::{Amount, Size};

/// One thing on the tape.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) size: Size,
    pub(super) why: String,
    /// A value, and no slice, call or operator.
    pub(super) value: bool,
    /// A value of the body itself: `vjp` has it in a variable.
    pub(super) variable: bool,
}

impl Row {
    /// Something that lies on the tape in `vjp` too.
    pub(super) fn on_tape(name: String, layout: Layout, why: impl Into<String>) -> Self {
        Self { name, ty: layout.ty, size: layout.size, why: why.into(), value: false, variable: false }
    }

    /// A value: `vjp` has it in a variable, if it is the body's own.
    pub(super) fn of_value(name: String, layout: Layout, why: String) -> Self {
        Self { value: true, ..Self::on_tape(name, layout, why) }
    }
}

/// A block: the body, an iteration, a branch.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// `for i in 0..n`, `if x > 0.0`; empty for the body.
    pub(super) head: String,
    pub(super) kept: Vec<Row>,
    /// What the backward sweep computes again.
    pub(super) again: Vec<String>,
    pub(super) inner: Vec<Inner>,
    /// It is kept once for each state of a checkpointed loop, not for each iteration.
    pub(super) states: bool,
}

/// A block inside a block.
#[derive(Clone, Debug)]
pub(super) enum Inner {
    Loop(Part),
    Branch(Part, Part),
}

impl Part {
    /// What one pass through the block puts on the tape; `vjp` has the body's own values in variables.
    pub(super) fn amount(&self, vjp: bool) -> Amount {
        let mut amount = Amount::default();
        for row in self.kept.iter().filter(|row| !(vjp && row.variable)) {
            amount.add(&Amount::exactly(row.size.clone()));
        }
        for inner in &self.inner {
            amount.add(&match inner {
                Inner::Loop(part) => part.amount(vjp).looped(&part.head, part.unit()),
                Inner::Branch(then, otherwise) => Amount::either(&then.amount(vjp), &otherwise.amount(vjp)),
            });
        }
        amount
    }

    /// How often it is kept.
    pub(super) fn unit(&self) -> &'static str {
        if self.states { "a state" } else { "an iteration" }
    }

    /// Whether there is nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        let silent = |inner: &Inner| match inner {
            Inner::Loop(part) => part.is_empty(),
            Inner::Branch(a, b) => a.is_empty() && b.is_empty(),
        };
        self.kept.is_empty() && self.again.is_empty() && self.inner.iter().all(silent)
    }
}
