//! A program: functions on their way through the passes, and the runs of their layers.

use super::error::Error;
use super::machine::{Machine, Shared};
use super::number::Number;
use super::value::Value;
use crate::activity::Activity;
use crate::adjoint::{Joint, Mode, Sweeps, adjoint_with, joint};
use crate::ir::{Expr, Function, Var};
use crate::messages::Messages;
use crate::plan::Keep;
use crate::signature::Signature;
use crate::tangent::{Tangents, tangent};
use crate::tidy::tidy;
use crate::{lower, save, uses};

/// Analyses that can be turned off: no value and no derivative may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// Find out which variables carry a derivative; otherwise all do that could.
    pub activity: bool,
    /// Compute values again in the backward sweep; otherwise the tape keeps them.
    pub recompute: bool,
    /// Put temporaries where they are used, as in the text that is emitted.
    pub tidy: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self { activity: true, recompute: true, tidy: true }
    }
}

/// A function in all its layers.
struct Routine {
    name: String,
    signature: Signature,
    primal: Function,
    tangents: Tangents,
    split: Sweeps,
    joint: Joint,
}

/// The functions of a source text.
pub struct Program {
    routines: Vec<Routine>,
}

/// What a run of a function leaves behind.
#[derive(Clone, Debug)]
pub struct Ran<N> {
    /// The result; `()` if there is none.
    pub value: Value<N>,
    /// The arguments as the function left them.
    pub arguments: Vec<Value<N>>,
}

/// What forward mode leaves behind.
#[derive(Clone, Debug)]
pub struct Pushed<N> {
    /// The result.
    pub value: Value<N>,
    /// Its tangent.
    pub tangent: Value<N>,
    /// The arguments as the function left them.
    pub arguments: Vec<Value<N>>,
    /// Their tangents.
    pub tangents: Vec<Value<N>>,
}

/// What reverse mode leaves behind.
#[derive(Clone, Debug)]
pub struct Pulled<N> {
    /// The result.
    pub value: Value<N>,
    /// The arguments as the forward sweep left them.
    pub arguments: Vec<Value<N>>,
    /// The adjoints of the arguments.
    pub adjoints: Vec<Value<N>>,
}

/// The arguments and their adjoints, as a backward sweep leaves them.
pub(super) type Swept<N> = (Vec<Value<N>>, Vec<Value<N>>);

impl Program {
    /// Compiles the functions of a source text.
    pub fn parse(source: &str, switches: Switches) -> Result<Self, Error> {
        let file = syn::parse_file(source).map_err(|e| Error::Refused(e.to_string()))?;
        let functions = file.items.iter().filter_map(|item| match item {
            syn::Item::Fn(f) => Some(Routine::compile(f, switches)),
            _ => None,
        });
        Ok(Self { routines: functions.collect::<Result<_, _>>()? })
    }

    /// Runs a function.
    pub fn primal<N: Number>(&self, name: &str, arguments: Vec<Value<N>>) -> Result<Ran<N>, Error> {
        self.run_primal(self.find(name)?, arguments, &mut Shared::new())
    }

    /// Runs a function in forward mode.
    pub fn tangent<N: Number>(
        &self,
        name: &str,
        arguments: Vec<Value<N>>,
        tangents: Vec<Value<N>>,
    ) -> Result<Pushed<N>, Error> {
        self.run_tangent(self.find(name)?, arguments, tangents, &mut Shared::new())
    }

    /// Runs `fwd` and then `rev`, as other generated code calls them.
    pub fn split<N: Number>(
        &self,
        name: &str,
        arguments: Vec<Value<N>>,
        adjoints: Vec<Value<N>>,
        seed: Value<N>,
    ) -> Result<Pulled<N>, Error> {
        let (routine, mut shared) = (self.find(name)?, Shared::new());
        let ran = self.run_fwd(routine, arguments.clone(), &mut shared)?;
        let (_, adjoints) = self.run_rev(routine, arguments, adjoints, seed, &mut shared)?;
        left(&shared)?;
        Ok(Pulled { value: ran.value, arguments: ran.arguments, adjoints })
    }

    /// Runs `vjp`: both sweeps in one activation.
    pub fn joint<N: Number>(
        &self,
        name: &str,
        arguments: Vec<Value<N>>,
        adjoints: Vec<Value<N>>,
        seed: Value<N>,
    ) -> Result<Pulled<N>, Error> {
        let mut shared = Shared::new();
        let pulled = self.run_joint(self.find(name)?, arguments, adjoints, seed, &mut shared)?;
        left(&shared)?;
        Ok(pulled)
    }

    pub(super) fn find(&self, name: &str) -> Result<usize, Error> {
        self.routines.iter().position(|r| r.name == name).ok_or_else(|| Error::Unknown(name.to_owned()))
    }

    /// Whether an argument is a slice.
    pub(super) fn is_slice(&self, routine: usize, argument: usize) -> bool {
        self.routines[routine].signature.params.get(argument).is_some_and(crate::signature::Param::is_slice)
    }

    pub(super) fn run_primal<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        shared: &mut Shared<N>,
    ) -> Result<Ran<N>, Error> {
        let primal = &self.routines[k].primal;
        let mut m = Machine::new(self, primal, 4 * k, shared);
        m.enter(&primal.params, arguments)?;
        m.block(&primal.body)?;
        m.leave(&primal.params, primal.result.as_ref())
    }

    pub(super) fn run_tangent<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        tangents: Vec<Value<N>>,
        shared: &mut Shared<N>,
    ) -> Result<Pushed<N>, Error> {
        let t = &self.routines[k].tangents;
        let mut m = Machine::new(self, &t.function, 4 * k + 1, shared);
        m.enter(&t.function.params, arguments)?;
        m.enter_slots(&t.slots, &tangents)?;
        m.block(&t.body)?;
        let tangent = m.expr(&t.tangent)?;
        let ran = m.leave(&t.function.params, t.result.as_ref())?;
        let tangents = m.leave_slots(&t.slots, tangents)?;
        Ok(Pushed { value: ran.value, tangent, arguments: ran.arguments, tangents })
    }

    pub(super) fn run_fwd<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        shared: &mut Shared<N>,
    ) -> Result<Ran<N>, Error> {
        let s = &self.routines[k].split;
        let mut m = Machine::new(self, &s.function, 4 * k + 2, shared);
        m.enter(&s.function.params, arguments)?;
        m.block(&s.forward)?;
        m.leave(&s.function.params, s.result.as_ref())
    }

    /// The arguments as `rev` leaves them, and their adjoints.
    pub(super) fn run_rev<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        adjoints: Vec<Value<N>>,
        seed: Value<N>,
        shared: &mut Shared<N>,
    ) -> Result<Swept<N>, Error> {
        let s = &self.routines[k].split;
        let mut m = Machine::new(self, &s.function, 4 * k + 2, shared);
        m.enter(&s.function.params, arguments)?;
        m.enter_slots(&s.slots, &adjoints)?;
        s.seed.into_iter().for_each(|var| m.define(var, seed.clone()));
        m.block(&s.backward)?;
        let ran = m.leave(&s.function.params, None)?;
        Ok((ran.arguments, m.leave_slots(&s.slots, adjoints)?))
    }

    fn run_joint<N: Number>(
        &self,
        k: usize,
        arguments: Vec<Value<N>>,
        adjoints: Vec<Value<N>>,
        seed: Value<N>,
        shared: &mut Shared<N>,
    ) -> Result<Pulled<N>, Error> {
        let j = &self.routines[k].joint;
        let mut m = Machine::new(self, &j.function, 4 * k + 3, shared);
        m.enter(&j.function.params, arguments)?;
        m.enter_slots(&j.slots, &adjoints)?;
        j.seed.into_iter().for_each(|var| m.define(var, seed.clone()));
        m.block(&j.body)?;
        let ran = m.leave(&j.function.params, j.result.as_ref())?;
        Ok(Pulled {
            value: ran.value,
            arguments: ran.arguments,
            adjoints: m.leave_slots(&j.slots, adjoints)?,
        })
    }
}

impl<N: Number> Machine<'_, N> {
    fn enter(&mut self, params: &[Var], arguments: Vec<Value<N>>) -> Result<(), Error> {
        if params.len() != arguments.len() {
            return Err(Error::Arguments(params.len(), arguments.len()));
        }
        params.iter().zip(arguments).for_each(|(var, value)| self.define(*var, value));
        Ok(())
    }

    fn enter_slots(&mut self, slots: &[Option<Var>], given: &[Value<N>]) -> Result<(), Error> {
        if slots.len() != given.len() {
            return Err(Error::Arguments(slots.len(), given.len()));
        }
        for (slot, value) in slots.iter().zip(given) {
            slot.iter().for_each(|var| self.define(*var, value.clone()));
        }
        Ok(())
    }

    fn leave(&mut self, params: &[Var], result: Option<&Expr>) -> Result<Ran<N>, Error> {
        let value = result.map_or(Ok(Value::unit()), |e| self.expr(e))?;
        let arguments = params.iter().map(|var| self.value(*var).cloned()).collect::<Result<_, _>>()?;
        Ok(Ran { value, arguments })
    }

    fn leave_slots(&mut self, slots: &[Option<Var>], given: Vec<Value<N>>) -> Result<Vec<Value<N>>, Error> {
        let after = slots.iter().zip(given).map(|(slot, given)| match slot {
            Some(var) => self.value(*var).cloned(),
            None => Ok(given),
        });
        after.collect()
    }
}

fn left<N>(shared: &Shared<N>) -> Result<(), Error> {
    match shared.tape.len() {
        0 => Ok(()),
        n => Err(Error::LeftOnTape(n)),
    }
}

impl Routine {
    /// Through the passes that `#[differentiable]` runs.
    fn compile(f: &syn::ItemFn, switches: Switches) -> Result<Self, Error> {
        let mut messages = Messages::default();
        let signature = Signature::read(&f.sig, &[&f.sig.generics], &mut messages);
        let mut function = lower::lower(&signature, &f.block, &mut messages);
        uses::drop_unused_results(&mut function);
        let find = |function: &Function| match switches.activity {
            true => Activity::find(function, &signature),
            false => Activity::everything(function, &signature),
        };
        let activity = find(&function);
        crate::check::check(&function, &activity, &mut messages);
        let primal = function.clone();
        save::save(&mut function, &activity, &mut messages);
        if let Some(error) = messages.combined() {
            return Err(Error::Refused(
                error.into_iter().map(|e| e.to_string()).collect::<Vec<_>>().join("; "),
            ));
        }
        let activity = find(&function);
        let keep = if switches.recompute { Keep::Costly } else { Keep::Everything };
        let sweeps = |mode| adjoint_with(&function, &signature, &activity, mode, keep);
        let mut routine = Self {
            name: f.sig.ident.to_string(),
            tangents: tangent(&primal, &signature, &activity),
            split: sweeps(Mode::Split),
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
