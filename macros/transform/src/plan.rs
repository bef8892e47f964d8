//! What the backward sweep needs, and how it gets it.
//!
//! A value that the backward sweep reads is *alive* (the forward sweep runs in
//! the same scope), or *computed again* from values that it has, or *kept*: put
//! on the tape at the end of the block that defines it, taken from there where
//! the backward sweep enters the block. Memory is not restored; what was loaded
//! from it is kept, unless the load can be made again (`loads`), or a local array
//! is itself kept where its block ends (`whole`).

mod close;
mod whole;

use std::collections::{HashMap, HashSet};

use crate::counters::{Counter, Segment, counters};
use crate::defs::Defs;
use crate::ir::{Expr, Function, Place, TOGETHER, Var};
use crate::loads::{Backward, There};
use crate::previous::Previous;
use crate::reuse::Reuse;
use close::Closing;
pub(crate) use close::is_costly;

/// The analyses that spare the tape and arithmetic.
macro_rules! savings {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What spares the tape and arithmetic. Each can be turned off: then there is more of them, and sums of adjoints
        /// may be rounded elsewhere.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Savings {
            $($(#[$doc])* pub $name: bool,)*
        }

        impl Savings {
            /// Every analysis is on.
            pub const ALL: Self = Self { $($name: true,)* };
            /// Every analysis is off.
            pub const NONE: Self = Self { $($name: false,)* };

            /// Each analysis alone turned off.
            #[must_use]
            pub fn each_off() -> Vec<Self> {
                vec![$(Self { $name: false, ..Self::ALL },)*]
            }
        }
    };
}

savings! {
    /// Values that cost less than a load from the tape are computed again.
    cheap,
    /// Loads that can be made again are made again.
    loads,
    /// Costly values that are the same in every iteration are computed again.
    invariants,
    /// The values of a block go on the tape as one.
    together,
    /// Loops at the end of `vjp` go backward as they go forward.
    fused,
    /// Sums of adjoints go into parts.
    parts,
    /// Loops borrow the parts of slices that they go through.
    windows,
    /// The same expression of the same values is one value.
    once,
    /// The rule of a sine reads the cosine that is computed with it, and the other way round.
    partners,
    /// The slope of a power is what its other factors are, not a sum over the products in it.
    powers,
    /// A loop takes room on the tape for all its iterations at once.
    rooms,
    /// Values that still lie where they were stored are loaded from there.
    stored,
    /// Local arrays of which many elements would be kept are kept whole.
    whole,
    /// Counters that loops carry are counted back.
    counted,
    /// What a loop carries is read where the iteration before found it.
    previous,
}

/// The decision for one function.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The body's own values are still there in the backward sweep.
    pub alive: bool,
    /// Values that the backward sweep reads.
    pub needed: HashSet<Var>,
    /// Those of them that the tape keeps, and local memory that it keeps whole.
    pub kept: HashSet<Var>,
    /// Those of them that are loaded from where they were stored.
    pub stored: HashMap<Var, Place>,
    /// Counters that are counted back, by their value at the start of an iteration.
    pub counted: HashMap<Var, Counter>,
    /// Where a counter comes from to what an inner loop began with, by what that loop left.
    pub seams: HashMap<Var, Segment>,
    /// Values that loops carry, by their name at the start of an iteration: the one before read them from memory.
    pub previous: HashMap<Var, Previous>,
    /// Arguments that the backward sweep reads.
    pub arguments: HashSet<Var>,
    /// Counters of loops whose iterations go backward while their values are alive.
    pub fused: HashSet<Var>,
    /// Values go on the tape one by one.
    pub apart: bool,
}

impl Plan {
    /// Closes what the backward sweep reads under what it takes to compute it again; of values that are the same,
    /// the first is read.
    #[must_use]
    pub fn close(
        function: &Function,
        defs: &Defs,
        reads: &HashSet<Var>,
        fused: HashSet<Var>,
        reuse: &Reuse,
        backward: Backward,
        savings: Savings,
    ) -> Self {
        let alive = backward == Backward::Behind;
        let mut blocks: HashSet<usize> = fused.iter().map(|index| defs.home(*index)).collect();
        blocks.extend(alive.then_some(0));
        let empty = Self { alive, fused, apart: !savings.together, ..Self::default() };
        let counters = if savings.counted { counters(function) } else { HashMap::new() };
        let closing = Closing { function, defs, reads, reuse, backward, savings, counters };
        let mut there = There { blocks, whole: HashSet::new() };
        let plan = closing.close(&empty, &there);
        if !savings.whole || !savings.loads {
            return plan;
        }
        there.whole = closing.worth_keeping(&plan, &there);
        if there.whole.is_empty() { plan } else { closing.close(&empty, &there) }
    }

    /// What the backward sweep computes in place of an expression.
    #[must_use]
    pub fn made_again(&self, var: Var, e: &Expr) -> Expr {
        self.stored.get(&var).map_or_else(|| e.clone(), |place| Expr::Load(place.clone()))
    }

    /// How many values go on the tape as one.
    #[must_use]
    pub fn at_once(&self) -> usize {
        if self.apart { 1 } else { TOGETHER }
    }
}
