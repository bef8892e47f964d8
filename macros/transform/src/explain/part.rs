//! The blocks of a function, and what each puts on the tape.

use super::layout::Layout;
use super::size::{Amount, Size};

/// One thing on the tape.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) size: Size,
    pub(super) why: String,
    /// A value, and no slice, call or operator.
    pub(super) value: bool,
}

impl Row {
    /// A slice, or what a call or an operator keeps.
    pub(super) fn on_tape(name: String, layout: Layout, why: impl Into<String>) -> Self {
        Self { name, ty: layout.ty, size: layout.size, why: why.into(), value: false }
    }

    /// A value.
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
    /// How often it is kept, if it is a loop's.
    pub(super) unit: Unit,
}

/// How often what an iteration keeps is on the tape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Unit {
    #[default]
    EachIteration,
    /// Once for each state of a checkpointed loop.
    EachState,
    /// The iteration goes backward before the next one goes forward.
    AtATime,
}

impl Unit {
    pub(super) fn text(self) -> &'static str {
        match self {
            Unit::EachIteration => "an iteration",
            Unit::EachState => "a state",
            Unit::AtATime => "at a time",
        }
    }
}

/// A block inside a block.
#[derive(Clone, Debug)]
pub(super) enum Inner {
    Loop(Part),
    Branch(Part, Part),
}

impl Part {
    /// What one pass through the block puts on the tape.
    pub(super) fn amount(&self) -> Amount {
        let mut amount = Amount::default();
        for row in &self.kept {
            amount.add(&Amount::exactly(row.size.clone()));
        }
        for inner in &self.inner {
            amount.add(&match inner {
                Inner::Loop(part) if part.unit == Unit::AtATime => part.amount(),
                Inner::Loop(part) => part.amount().looped(&part.head, part.unit.text()),
                Inner::Branch(then, otherwise) => Amount::either(&then.amount(), &otherwise.amount()),
            });
        }
        amount
    }

    /// The values of the block itself, and the part without them.
    pub(super) fn without_values(&self) -> (Vec<Row>, Self) {
        let (values, kept) = self.kept.iter().cloned().partition(|row| row.value);
        (values, Self { kept, ..self.clone() })
    }

    /// Whether two parts of one block put the same on the tape.
    pub(super) fn keeps_the_same(&self, other: &Self) -> bool {
        let same = |pair: (&Inner, &Inner)| match pair {
            (Inner::Loop(a), Inner::Loop(b)) => a.keeps_the_same(b),
            (Inner::Branch(a, b), Inner::Branch(c, d)) => a.keeps_the_same(c) && b.keeps_the_same(d),
            _ => false,
        };
        let inner = self.inner.len() == other.inner.len() && self.inner.iter().zip(&other.inner).all(same);
        let unit = self.unit == other.unit || self.amount().is_zero();
        self.kept == other.kept && inner && unit
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
