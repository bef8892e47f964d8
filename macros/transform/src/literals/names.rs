//! The names in scope, and what is known of their types.

use std::collections::HashMap;

use crate::types::Ty;

/// What a name stands for.
#[derive(Clone)]
pub(super) enum Local {
    Value(Ty),
    /// A closure in a variable: the types of its arguments and of its value.
    Closure(Vec<Ty>, Ty),
}

/// Scopes inside each other.
#[derive(Default)]
pub(super) struct Names {
    scopes: Vec<HashMap<String, Local>>,
}

impl Names {
    pub(super) fn enter(&mut self) {
        self.scopes.push(HashMap::new());
    }

    pub(super) fn leave(&mut self) {
        self.scopes.pop();
    }

    pub(super) fn declare(&mut self, name: String, local: Local) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name, local);
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<Local> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name)).cloned()
    }
}
