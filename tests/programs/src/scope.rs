//! Names that are in scope.

use crate::function::Writer;
use crate::kernel::Param;
use crate::types::Type;

/// A variable, an argument, or what it refers to.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// As its value is written: `x`, `(*x)`.
    pub(crate) text: String,
    /// As it is declared: `x`.
    pub(crate) bare: String,
    pub(crate) ty: Type,
    /// It may be assigned.
    pub(crate) mutable: bool,
    /// `&x` is a reference to a reference: it is passed as it stands.
    pub(crate) reference: bool,
}

impl Name {
    pub(crate) fn local(bare: &str, ty: Type, mutable: bool) -> Self {
        Self { text: bare.to_owned(), bare: bare.to_owned(), ty, mutable, reference: false }
    }

    /// An argument.
    pub(crate) fn of(param: Param, bare: &str, mutable: bool) -> Self {
        match param {
            Param::Value(ty) => Self::local(bare, ty, mutable),
            Param::Shared(ty) => Self::behind(bare, ty, false),
            Param::Unique(ty) => Self::behind(bare, ty, true),
        }
    }

    /// What a reference refers to.
    pub(crate) fn behind(bare: &str, ty: Type, mutable: bool) -> Self {
        let text = if ty.has_inside() { bare.to_owned() } else { format!("(*{bare})") };
        Self { text, bare: bare.to_owned(), ty, mutable, reference: true }
    }

    /// The whole as a value: `x`, `*x`.
    pub(crate) fn whole(&self) -> String {
        if self.reference { format!("*{}", self.bare) } else { self.text.clone() }
    }
}

/// A loop around the place at hand.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub(crate) label: Option<String>,
    /// `continue` would skip the step of its counter.
    pub(crate) continuable: bool,
    /// Between it and the place at hand is a labelled block: jumps must name it.
    pub(crate) behind_block: bool,
}

impl Writer<'_, '_> {
    /// The names of which `wanted` holds.
    pub(crate) fn those(&self, wanted: impl Fn(&Name) -> bool) -> Vec<Name> {
        self.names.iter().filter(|n| wanted(n)).cloned().collect()
    }

    /// One of the names of which `wanted` holds.
    pub(crate) fn one_of(&mut self, wanted: impl Fn(&Name) -> bool) -> Option<Name> {
        let all = self.those(wanted);
        if all.is_empty() {
            return None;
        }
        // the newest is the likeliest to matter
        Some(all[all.len() - 1 - self.choices.below(all.len())].clone())
    }

    /// One that may be written.
    pub(crate) fn writable(&mut self, wanted: impl Fn(Type) -> bool) -> Option<Name> {
        let frozen = self.frozen.clone();
        self.one_of(|n| n.mutable && wanted(n.ty) && !frozen.contains(&n.bare))
    }

    /// Whether this name may be written; a later variable may have hidden the one that may.
    pub(crate) fn may_assign(&self, bare: &str) -> bool {
        self.names.iter().any(|n| n.bare == bare && n.mutable && n.ty == Type::Real)
            && !self.frozen.iter().any(|n| n == bare)
    }

    /// `{ … }` without its braces, while some names may not be written, and others not be seen.
    pub(crate) fn lending<R>(
        &mut self,
        shared: &[String],
        unique: &[String],
        write: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let frozen = self.frozen.len();
        self.frozen.extend(shared.iter().cloned());
        let result = self.inside(|w| {
            w.names.retain(|n| !unique.contains(&n.bare));
            write(w)
        });
        self.frozen.truncate(frozen);
        result
    }

    /// What changes no variable that is there.
    pub(crate) fn calm<R>(&mut self, write: impl FnOnce(&mut Self) -> R) -> R {
        let frozen = self.frozen.len();
        self.frozen.extend(self.names.iter().map(|n| n.bare.clone()).collect::<Vec<_>>());
        let result = self.without_exits(write);
        self.frozen.truncate(frozen);
        result
    }

    /// What does not jump out: from an expression that is refused.
    pub(crate) fn without_exits<R>(&mut self, write: impl FnOnce(&mut Self) -> R) -> R {
        let (loops, valued) = (std::mem::take(&mut self.loops), std::mem::replace(&mut self.valued, true));
        let turns = std::mem::take(&mut self.turns);
        let result = write(self);
        (self.loops, self.valued, self.turns) = (loops, valued, turns);
        result
    }

    /// Puts a name in scope; it hides an earlier one of the same text, and that one's elements.
    pub(crate) fn declare(&mut self, name: Name) {
        let root = |n: &Name| n.bare.split('[').next() == Some(&name.bare);
        self.names.retain(|n| !root(n));
        self.names.push(name);
    }

    /// A name for a new variable: a fresh one, or one that it hides.
    pub(crate) fn new_name(&mut self, letter: &str, ty: Type) -> String {
        let hidden = self.one_of(|n| n.ty == ty && !n.reference).filter(|_| self.choices.once_in(4));
        match hidden.filter(|n| n.bare != "self" && !n.bare.contains('[') && !self.frozen.contains(&n.bare)) {
            Some(name) => name.bare,
            None => self.fresh(letter),
        }
    }
}
