//! A function on its way through the passes.

use super::error::Error;
use super::program::Switches;
use super::toggled::{checkpoint_loops, in_turn};
use crate::activity::Activity;
use crate::adjoint::{Joint, Mode, Sweeps, adjoint_of_operator, adjoint_with, joint};
use crate::expand::assigned::by_value;
use crate::expand::operator::{forgets, is_assigning, is_operator};
use crate::ir::{Expr, Function};
use crate::messages::Messages;
use crate::signature::Signature;
use crate::tangent::{Tangents, tangent_with};
use crate::tidy::tidy;
use crate::{lower, save, uses};

/// A function in all its layers.
pub(super) struct Routine {
    pub(super) name: String,
    /// Of a method: the fields of the struct that it belongs to.
    pub(super) owner: Option<Fields>,
    pub(super) signature: Signature,
    pub(super) primal: Function,
    pub(super) tangents: Tangents,
    pub(super) split: Sweeps,
    pub(super) joint: Joint,
}

/// The names of a struct's fields, in alphabetical order.
pub(super) type Fields = Vec<String>;

/// A function as it is written.
pub(super) struct Text<'a> {
    pub(super) sig: &'a syn::Signature,
    pub(super) block: &'a syn::Block,
    pub(super) generics: &'a [&'a syn::Generics],
}

/// What the caller of an operator does; of other functions, neither.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kind {
    /// `+=` and its kin give what `self` is afterwards.
    assigning: bool,
    /// Whoever goes backward through it has not kept the operands.
    forgets: bool,
}

impl Kind {
    /// That of an `impl`'s functions.
    pub(super) fn of(item: &syn::ItemImpl) -> Self {
        let path = item.trait_.as_ref().map(|(path, _)| path).filter(|path| is_operator(path));
        let Some(segment) = path.and_then(|path| path.segments.last()) else { return Self::default() };
        Self { assigning: is_assigning(&segment.ident), forgets: forgets(&segment.ident) }
    }
}

impl Routine {
    /// Through the passes that `#[differentiable]` runs.
    pub(super) fn compile(text: &Text<'_>, kind: Kind, switches: Switches) -> Result<Self, Error> {
        let mut messages = Messages::default();
        let mut signature = Signature::read(text.sig, text.generics, &mut messages);
        let mut function = lower::lower(&signature, text.block, &mut messages);
        if kind.assigning {
            by_value(&mut function, &mut signature);
        }
        if let Some(first) = switches.checkpoints {
            checkpoint_loops(&mut function, &mut in_turn(first));
        }
        uses::drop_unused_results(&mut function);
        let find = |function: &Function| match switches.activity {
            true => Activity::find(function, &signature),
            false => Activity::everything(function, &signature),
        };
        let found = Activity::find(&function, &signature);
        crate::check::check(&mut function, &found, &mut messages);
        let activity = find(&function);
        let primal = function.clone();
        save::save(&mut function, &activity);
        if let Some(error) = messages.combined() {
            return Err(Error::Refused(
                error.into_iter().map(|e| e.to_string()).collect::<Vec<_>>().join("; "),
            ));
        }
        let activity = find(&function);
        let sweeps = |mode| adjoint_with(&function, &signature, &activity, mode, switches.savings);
        let mut routine = Self {
            name: text.sig.ident.to_string(),
            owner: None,
            tangents: tangent_with(&primal, &signature, &activity, switches.savings),
            split: match kind.forgets {
                true => adjoint_of_operator(&function, &signature, &activity, switches.savings).sweeps,
                false => sweeps(Mode::Split),
            },
            joint: joint(sweeps(Mode::Joint)),
            signature: signature.clone(),
            primal,
        };
        if switches.tidy {
            routine.tidy();
        }
        Ok(routine)
    }

    /// What is done to each layer before it is written.
    fn tidy(&mut self) {
        let (t, s, j) = (&mut self.tangents, &mut self.split, &mut self.joint);
        let mut ends: Vec<&mut Expr> = t.result.iter_mut().chain([&mut t.tangent]).collect();
        tidy(&t.function, &mut t.body, &mut ends);
        tidy(&s.function, &mut s.forward, &mut s.result.iter_mut().collect::<Vec<_>>());
        tidy(&s.function, &mut s.backward, &mut []);
        tidy(&j.function, &mut j.body, &mut j.result.iter_mut().collect::<Vec<_>>());
    }
}

/// The fields of a struct of the file.
pub(super) fn fields(file: &syn::File, ty: &syn::Type) -> Option<Fields> {
    let syn::Type::Path(path) = ty else { return None };
    let name = &path.path.segments.last()?.ident;
    file.items.iter().find_map(|item| match item {
        syn::Item::Struct(s) if s.ident == *name => {
            Some(sorted(s.fields.iter().filter_map(|f| f.ident.as_ref().map(ToString::to_string))))
        }
        _ => None,
    })
}

pub(super) fn sorted(names: impl Iterator<Item = String>) -> Fields {
    let mut all: Fields = names.collect();
    all.sort();
    all
}
