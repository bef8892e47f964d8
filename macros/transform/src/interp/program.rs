//! A program: functions on their way through the passes, and the runs of their layers.

use super::error::Error;
use super::machine::Shared;
use super::number::Number;
use super::toggled::{checkpoint_loops, in_turn};
use super::value::Value;
use crate::activity::Activity;
use crate::adjoint::{Joint, Mode, Sweeps, adjoint_with, joint};
use crate::ir::{Expr, Function};
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
    /// Put a checkpoint on loops that have none, kinds in turn from this one.
    pub checkpoints: Option<usize>,
}

impl Default for Switches {
    fn default() -> Self {
        Self { activity: true, recompute: true, tidy: true, checkpoints: None }
    }
}

/// A function in all its layers.
pub(super) struct Routine {
    name: String,
    /// Of a method: the fields of the struct that it belongs to.
    owner: Option<Fields>,
    pub(super) signature: Signature,
    pub(super) primal: Function,
    pub(super) tangents: Tangents,
    pub(super) split: Sweeps,
    pub(super) joint: Joint,
}

/// The names of a struct's fields, in alphabetical order.
type Fields = Vec<String>;

/// The functions and methods of a source text.
pub struct Program {
    pub(super) routines: Vec<Routine>,
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
    /// Compiles the functions of a source text, and the methods of its structs.
    pub fn parse(source: &str, switches: Switches) -> Result<Self, Error> {
        let mut file = syn::parse_file(source).map_err(|e| Error::Refused(e.to_string()))?;
        file.items.iter_mut().for_each(crate::literals::suffix);
        let mut routines = Vec::new();
        for item in &file.items {
            match item {
                syn::Item::Fn(f) => {
                    routines.push(Routine::compile(&f.sig, &f.block, &[&f.sig.generics], switches)?);
                }
                syn::Item::Impl(i) => {
                    for item in &i.items {
                        let syn::ImplItem::Fn(f) = item else { continue };
                        let generics = [&i.generics, &f.sig.generics];
                        let mut method = Routine::compile(&f.sig, &f.block, &generics, switches)?;
                        method.owner = fields(&file, &i.self_ty);
                        routines.push(method);
                    }
                }
                _ => {}
            }
        }
        Ok(Self { routines })
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

    /// The function of that name; of the methods, that of the first argument's struct.
    pub(super) fn find_for<N: Number>(&self, name: &str, first: Option<&Value<N>>) -> Result<usize, Error> {
        let fields = match first {
            Some(Value::Struct(all)) => Some(sorted(all.iter().map(|(name, _)| name.clone()))),
            _ => None,
        };
        let fits = |r: &Routine| r.name == name && (r.owner.is_none() || r.owner == fields);
        self.routines.iter().position(fits).ok_or_else(|| Error::Unknown(name.to_owned()))
    }

    /// Whether an argument is a slice.
    pub(super) fn is_slice(&self, routine: usize, argument: usize) -> bool {
        self.routines[routine].signature.params.get(argument).is_some_and(crate::signature::Param::is_slice)
    }
}

/// The fields of a struct of the file.
fn fields(file: &syn::File, ty: &syn::Type) -> Option<Fields> {
    let syn::Type::Path(path) = ty else { return None };
    let name = &path.path.segments.last()?.ident;
    file.items.iter().find_map(|item| match item {
        syn::Item::Struct(s) if s.ident == *name => {
            Some(sorted(s.fields.iter().filter_map(|f| f.ident.as_ref().map(ToString::to_string))))
        }
        _ => None,
    })
}

fn sorted(names: impl Iterator<Item = String>) -> Fields {
    let mut all: Fields = names.collect();
    all.sort();
    all
}

fn left<N>(shared: &Shared<N>) -> Result<(), Error> {
    match shared.tape.len() {
        0 => Ok(()),
        n => Err(Error::LeftOnTape(n)),
    }
}

impl Routine {
    /// Through the passes that `#[differentiable]` runs.
    fn compile(
        sig: &syn::Signature,
        block: &syn::Block,
        generics: &[&syn::Generics],
        switches: Switches,
    ) -> Result<Self, Error> {
        let mut messages = Messages::default();
        let signature = Signature::read(sig, generics, &mut messages);
        let mut function = lower::lower(&signature, block, &mut messages);
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
        let keep = if switches.recompute { Keep::Costly } else { Keep::Everything };
        let sweeps = |mode| adjoint_with(&function, &signature, &activity, mode, keep);
        let mut routine = Self {
            name: sig.ident.to_string(),
            owner: None,
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
