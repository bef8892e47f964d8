//! The user's variables: which names are in scope, and what value each has at
//! this point of the program.

use crate::ir::{Expr, Place};

/// What a name stands for.
#[derive(Clone, Debug)]
pub(crate) enum Local {
    /// A variable whose value changes as a whole: the index of its current value.
    Value(usize),
    /// Memory, or a reference argument.
    Place(Place),
}

/// All names in scope and all current values.
#[derive(Default)]
pub(crate) struct Scopes {
    names: Vec<Vec<(String, Local)>>,
    current: Vec<Current>,
    version: usize,
}

/// A value with a number that tells two of them apart.
#[derive(Clone)]
pub(crate) struct Current {
    pub(crate) version: usize,
    pub(crate) value: Option<Expr>,
}

impl Scopes {
    /// Opens a scope.
    pub(crate) fn enter(&mut self) {
        self.names.push(Vec::new());
    }

    /// Closes the innermost scope.
    pub(crate) fn leave(&mut self) {
        self.names.pop();
    }

    /// A new variable with this value, still without a name.
    pub(crate) fn value(&mut self, value: Option<Expr>) -> Local {
        self.version += 1;
        self.current.push(Current { version: self.version, value });
        Local::Value(self.current.len() - 1)
    }

    /// Gives a name to a variable in the innermost scope.
    pub(crate) fn declare(&mut self, name: String, local: Local) {
        self.names.last_mut().expect("a scope is open").push((name, local));
    }

    /// What a name stands for.
    pub(crate) fn find(&self, name: &str) -> Option<Local> {
        let mut all = self.names.iter().rev().flat_map(|s| s.iter().rev());
        all.find(|(n, _)| n == name).map(|(_, local)| local.clone())
    }

    /// The current value of a variable.
    pub(crate) fn get(&self, variable: usize) -> Option<Expr> {
        self.current[variable].value.clone()
    }

    /// Changes a variable.
    pub(crate) fn set(&mut self, variable: usize, value: Option<Expr>) {
        self.version += 1;
        self.current[variable] = Current { version: self.version, value };
    }

    /// All current values.
    pub(crate) fn snapshot(&self) -> Vec<Current> {
        self.current.clone()
    }

    /// Goes back to earlier values; returns those of now, for the same variables.
    pub(crate) fn restore(&mut self, before: &[Current]) -> Vec<Current> {
        let now = self.current[..before.len()].to_vec();
        self.current[..before.len()].clone_from_slice(before);
        now
    }
}
