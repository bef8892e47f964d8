//! Loads that the backward sweep can make again, because the memory then holds what it held at the load.
//!
//! | sweep | memory | what the backward sweep finds in it |
//! |---|---|---|
//! | `vjp` | of the body, and `&mut` arguments | what it holds at the end: no write may follow the load |
//! | `rev` | `&mut` arguments | what it held at the entry: no write may precede the load |
//! | any | of a block whose values are alive, or memory kept whole | what it holds where the block ends |
//!
//! Inside a loop every write both precedes and follows every load, unless both are of the element that the
//! loop's counter tells: then no other iteration comes there. A value that is stored is a load of what it was
//! stored into. Where the backward sweep itself gives memory earlier values (slices lent to calls,
//! checkpoints), nothing is known.

mod accesses;

use std::collections::{HashMap, HashSet};

use crate::defs::Defs;
use crate::ir::{Function, Place, Role, Var};
use accesses::{Access, Accesses};

/// When the backward sweep runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backward {
    /// Behind the forward sweep, in one scope.
    Behind,
    /// Later, with the arguments of the forward sweep.
    Apart,
    /// Later, without them.
    Bare,
}

/// Local memory that the backward sweep finds as its block left it.
#[derive(Clone, Debug, Default)]
pub struct There {
    /// All memory of these blocks.
    pub blocks: HashSet<usize>,
    /// This memory, kept whole.
    pub whole: HashSet<Var>,
}

impl There {
    fn has(&self, defs: &Defs, root: Var) -> bool {
        self.whole.contains(&root) || self.blocks.contains(&defs.home(root))
    }
}

/// What can be loaded in the backward sweep.
#[derive(Clone, Debug, Default)]
pub struct Lasting {
    /// Values that are loads, and can be made again.
    pub loads: HashSet<Var>,
    /// Values that still lie where they were stored.
    pub stored: HashMap<Var, Place>,
}

/// Finds what can be loaded in the backward sweep.
#[must_use]
pub fn lasting(function: &Function, defs: &Defs, backward: Backward, there: &There) -> Lasting {
    let seen = Accesses::of(function);
    if seen.checkpoints || backward == Backward::Bare {
        return Lasting::default();
    }
    // memory of a block is as the block left it, arguments of `rev` are as they came
    let is_there = |root: Var| {
        let known = match function.info(root).role {
            Role::Unique => true,
            Role::Memory => there.has(defs, root),
            _ => false,
        };
        known && !seen.restored.contains(&root)
    };
    let unchanged = |at: &Access| {
        let entry = function.info(at.place.root).role == Role::Unique && backward == Backward::Apart;
        seen.writes_to(at.place.root).all(|write| {
            let harmless = if entry { at.text < write.text } else { at.text >= write.text };
            harmless && !seen.meets_in_another_iteration(at, write)
        })
    };
    let lasts = |at: &Access| is_there(at.place.root) && unchanged(at);
    let loads = seen.loads.iter().filter(|(_, at)| lasts(at)).map(|(v, _)| *v).collect();
    let stored = seen.stores.iter().filter(|(_, at)| lasts(at)).map(|(v, at)| (*v, at.place.clone()));
    Lasting { loads, stored: stored.collect() }
}
