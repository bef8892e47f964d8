//! The user's variables: which names are in scope, and what value each has at
//! this point of the program.

use std::collections::HashSet;

use super::item::Item;
use crate::ir::{Expr, Place, Var};

/// What a name stands for.
#[derive(Clone, Debug)]
pub(crate) enum Local {
    /// A variable whose value changes as a whole: the index of its current value.
    Value(usize),
    /// Memory.
    Place(Place),
    /// A reference to a place, for good; whether it is `&mut`.
    Reference(Place, bool),
    /// A reference that may be given another place: its number in [`Lower`](super::Lower).
    Rebound(usize),
    /// A closure that is called by its name: its number in [`Lower`](super::Lower).
    Closure(usize),
    /// A tuple that holds references.
    Items(Vec<Item>),
    /// An iterator: its number in [`Lower`](super::Lower).
    Iterator(usize),
    /// An `Option` of references: whether there is something, and what it is.
    Maybe(Expr, Box<Item>),
}

/// All names in scope and all current values.
#[derive(Default)]
pub(crate) struct Scopes {
    names: Names,
    current: Vec<Current>,
    version: usize,
    /// The memory and values that names were declared for, in the order of the text.
    declared: Vec<Option<Var>>,
    /// Declarations without a value, and their variables.
    unset: Vec<(usize, usize)>,
    /// Those of them whose values are nobody else's.
    own: HashSet<usize>,
}

/// The names of each open scope.
pub(crate) type Names = Vec<Vec<(String, Local)>>;

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
        let whole = !matches!(&local, Local::Reference(place, _) if !place.path.is_empty());
        if let Local::Value(k) = &local
            && self.current[*k].value.is_none()
        {
            self.unset.push((self.declared.len(), *k));
        }
        self.declared.push(self.root_of(&local).filter(|_| whole));
        self.names.last_mut().expect("a scope is open").push((name, local));
    }

    /// Which declaration a variable was made for: the same number each time a body is lowered.
    pub(crate) fn ordinal(&self, var: Var) -> Option<usize> {
        let holds = |k: usize| matches!(&self.current[k].value, Some(Expr::Var(v)) if *v == var);
        let later = self.unset.iter().find(|(_, k)| self.own.contains(k) && holds(*k));
        later.map(|(ordinal, _)| *ordinal).or_else(|| self.declared.iter().position(|v| *v == Some(var)))
    }

    /// The variable of a declaration, while it is in scope.
    pub(crate) fn declared(&self, ordinal: usize) -> Option<Var> {
        if let Some((_, k)) = self.unset.iter().find(|(of, _)| *of == ordinal) {
            let mut all = self.names.iter().flatten();
            let in_scope = all.any(|(_, local)| matches!(local, Local::Value(j) if j == k));
            return self.root_of(&Local::Value(*k)).filter(|_| in_scope);
        }
        let var = self.declared.get(ordinal).copied().flatten()?;
        let mut all = self.names.iter().flatten();
        all.any(|(_, local)| self.root_of(local) == Some(var)).then_some(var)
    }

    /// Whether a variable was declared without a value: such a one is assigned once.
    pub(crate) fn is_unset(&self, variable: usize) -> bool {
        self.unset.iter().any(|(_, k)| *k == variable)
    }

    /// Notes that the values of a variable are nobody else's: `let y; y = x;` has a place of its own.
    pub(crate) fn note_own(&mut self, variable: usize) {
        self.own.insert(variable);
    }

    /// The declaration of a name that has no value yet.
    pub(crate) fn ordinal_of(&self, name: &str) -> Option<usize> {
        let Local::Value(k) = self.find(name)? else { return None };
        self.unset.iter().find(|(_, variable)| *variable == k).map(|(ordinal, _)| *ordinal)
    }

    /// The number of the next declaration.
    pub(crate) fn next_ordinal(&self) -> usize {
        self.declared.len()
    }

    fn root_of(&self, local: &Local) -> Option<Var> {
        match local {
            Local::Place(place) | Local::Reference(place, _) => Some(place.root),
            Local::Value(k) => match &self.current[*k].value {
                Some(Expr::Var(v)) => Some(*v),
                _ => None,
            },
            Local::Rebound(_) | Local::Closure(_) | Local::Items(_) => None,
            Local::Iterator(_) | Local::Maybe(..) => None,
        }
    }

    /// Goes to where other names are in scope; returns those of here.
    pub(crate) fn exchange(&mut self, names: Names) -> Names {
        std::mem::replace(&mut self.names, names)
    }

    /// The names in scope, to look at.
    pub(crate) fn open(&self) -> &Names {
        &self.names
    }

    /// The names in scope.
    pub(crate) fn names(&self) -> Names {
        self.names.clone()
    }

    /// What a name stands for.
    pub(crate) fn find(&self, name: &str) -> Option<Local> {
        find_in(&self.names, name).cloned()
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

/// What a name stands for among these.
pub(crate) fn find_in<'a>(names: &'a Names, name: &str) -> Option<&'a Local> {
    let mut all = names.iter().rev().flat_map(|s| s.iter().rev());
    all.find(|(n, _)| n == name).map(|(_, local)| local)
}
