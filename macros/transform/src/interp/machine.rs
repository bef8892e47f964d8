//! One activation of a function: its variables in their scopes, and the tape.

use std::collections::HashMap;

use super::error::Error;
use super::number::Number;
use super::place::At;
use super::program::Program;
use super::value::Value;
use crate::ir::{Function, Place, Role, Step, Var};

/// What all activations of a run share.
pub(super) struct Shared<N> {
    /// Values between the forward and the backward sweep: last in, first out.
    pub(super) tape: Vec<Value<N>>,
    /// A value of each variable, by its program: it tells the variable's type, as a
    /// type witness tells it to rustc.
    pub(super) types: HashMap<(usize, Var), Value<N>>,
}

impl<N> Shared<N> {
    pub(super) fn new() -> Self {
        Self { tape: Vec::new(), types: HashMap::new() }
    }
}

/// An activation.
pub(super) struct Machine<'r, N> {
    pub(super) program: &'r Program,
    /// The program that runs: its variables' names, types and roles.
    pub(super) function: &'r Function,
    /// The number of this program, see [`Shared::types`].
    pub(super) home: usize,
    pub(super) shared: &'r mut Shared<N>,
    variables: Vec<Option<Value<N>>>,
    /// Windows: the slice, and where in it they begin.
    pub(super) windows: HashMap<Var, (Var, usize)>,
    /// For each open scope what its variables hid.
    scopes: Vec<Vec<(Var, Option<Value<N>>)>>,
}

impl<'r, N: Number> Machine<'r, N> {
    /// An activation without variables.
    pub(super) fn new(
        program: &'r Program,
        function: &'r Function,
        home: usize,
        shared: &'r mut Shared<N>,
    ) -> Self {
        let variables = vec![None; function.vars.len()];
        Self { program, function, home, shared, variables, windows: HashMap::new(), scopes: vec![Vec::new()] }
    }

    /// A new variable of the innermost scope.
    pub(super) fn define(&mut self, var: Var, value: Value<N>) {
        let known = self.shared.types.entry((self.home, var)).or_insert(Value::Filler);
        if matches!(known, Value::Filler | Value::Zero) {
            *known = value.clone();
        }
        let hidden = self.variables[var.0].replace(value);
        if let Some(scope) = self.scopes.last_mut() {
            scope.push((var, hidden));
        }
    }

    /// The value of a variable.
    pub(super) fn value(&self, var: Var) -> Result<&Value<N>, Error> {
        self.variables[var.0].as_ref().ok_or_else(|| self.out_of_scope(var))
    }

    fn value_mut(&mut self, var: Var) -> Result<&mut Value<N>, Error> {
        let error = self.out_of_scope(var);
        self.variables[var.0].as_mut().ok_or(error)
    }

    fn out_of_scope(&self, var: Var) -> Error {
        Error::OutOfScope(self.function.info(var).name.clone())
    }

    /// A value of a variable's type, if one has been seen.
    pub(super) fn type_of(&self, var: Var) -> Option<&Value<N>> {
        self.variables[var.0].as_ref().or_else(|| self.shared.types.get(&(self.home, var)))
    }

    /// Runs `inside` in a scope of its own.
    pub(super) fn scope<R>(
        &mut self,
        inside: impl FnOnce(&mut Self) -> Result<R, Error>,
    ) -> Result<R, Error> {
        self.scopes.push(Vec::new());
        let result = inside(self);
        for (var, hidden) in self.scopes.pop().unwrap_or_default().into_iter().rev() {
            self.variables[var.0] = hidden;
        }
        result
    }

    /// The way of a place, its indices computed.
    pub(super) fn way(&mut self, path: &[Step]) -> Result<Vec<At>, Error> {
        path.iter().map(|step| self.step(step)).collect()
    }

    fn step(&mut self, step: &Step) -> Result<At, Error> {
        Ok(match step {
            Step::Field(syn::Member::Named(name)) => At::Field(name.to_string()),
            Step::Field(syn::Member::Unnamed(i)) => At::Field(i.index.to_string()),
            Step::Variant(path, member) | Step::Slope(path, member) => {
                At::Variant(super::value::variant_name(path), super::expr::member_name(member))
            }
            Step::Index(i) => At::Item(self.expr(i)?.index()?),
            Step::Range(lo, hi) => {
                let lo = lo.as_ref().map_or(Ok(0), |e| self.expr(e)?.index())?;
                let hi = hi.as_ref().map(|e| self.expr(e)?.index()).transpose()?;
                At::Part(lo, hi)
            }
        })
    }

    /// The variable and the way of a place; a window leads into its slice.
    fn led(&mut self, place: &Place) -> Result<(Var, Vec<At>), Error> {
        let mut way = self.way(&place.path)?;
        match (self.windows.get(&place.root), way.first_mut()) {
            (Some((root, base)), Some(At::Item(i))) => {
                *i += base;
                Ok((*root, way))
            }
            _ => Ok((place.root, way)),
        }
    }

    /// What stands in a place.
    pub(super) fn read(&mut self, place: &Place) -> Result<Value<N>, Error> {
        let (root, way) = self.led(place)?;
        self.value(root)?.read(&way)
    }

    /// Changes what stands in a place.
    pub(super) fn write(&mut self, place: &Place, value: Value<N>) -> Result<(), Error> {
        let (root, way) = self.led(place)?;
        self.value_mut(root)?.write(&way, value)
    }

    /// Whether what a place holds can be changed through it.
    pub(super) fn is_writable(&self, place: &Place) -> bool {
        matches!(self.function.info(place.root).role, Role::Memory | Role::Unique)
    }
}
