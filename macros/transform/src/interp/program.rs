//! A program: its functions, and the runs of their layers.

use super::error::Error;
use super::machine::Shared;
use super::number::Number;
use super::routine::{Kind, Routine, Text, fields, sorted};
use super::value::Value;
use crate::plan::Savings;

/// Analyses that can be turned off: no value and no derivative may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// Find out which variables carry a derivative; otherwise all do that could.
    pub activity: bool,
    /// What spares the tape.
    pub savings: Savings,
    /// Put temporaries where they are used, as in the text that is emitted.
    pub tidy: bool,
    /// Put a checkpoint on loops that have none, kinds in turn from this one.
    pub checkpoints: Option<usize>,
}

impl Default for Switches {
    fn default() -> Self {
        Self { activity: true, savings: Savings::ALL, tidy: true, checkpoints: None }
    }
}

impl Switches {
    /// As by default, and with each analysis alone turned off.
    #[must_use]
    pub fn each_off() -> Vec<Self> {
        let on = Self::default();
        let saving = |savings| Self { savings, ..on };
        vec![
            on,
            Self { activity: false, ..on },
            saving(Savings { cheap: false, ..Savings::ALL }),
            saving(Savings { loads: false, ..Savings::ALL }),
            saving(Savings { invariants: false, ..Savings::ALL }),
            saving(Savings { together: false, ..Savings::ALL }),
            saving(Savings { fused: false, ..Savings::ALL }),
            saving(Savings { parts: false, ..Savings::ALL }),
            Self { tidy: false, ..on },
        ]
    }
}

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
                    let text = Text { sig: &f.sig, block: &f.block, generics: &[&f.sig.generics] };
                    routines.push(Routine::compile(&text, Kind::default(), switches)?);
                }
                syn::Item::Impl(i) => {
                    for item in &i.items {
                        let syn::ImplItem::Fn(f) = item else { continue };
                        let generics = [&i.generics, &f.sig.generics];
                        let text = Text { sig: &f.sig, block: &f.block, generics: &generics };
                        let mut method = Routine::compile(&text, Kind::of(i), switches)?;
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

fn left<N>(shared: &Shared<N>) -> Result<(), Error> {
    match shared.tape.len() {
        0 => Ok(()),
        n => Err(Error::LeftOnTape(n)),
    }
}
