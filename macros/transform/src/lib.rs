//! The compiler behind `#[differentiable]`: source transformation by explicit adjoints.
//!
//! A function goes through these passes, each a file:
//!
//! ```text
//! signature   what the arguments are, and their slots
//! literals    float literals that are no `T`
//! exits       return, break, continue, match → if
//! lower       Rust → IR                          (refusals are collected here)
//! activity    which variables carry a derivative
//! route       casts and calls of the generic form that `hvp` differentiates
//! save        what a call lends is kept for its backward sweep
//! reuse       what the derivative computes once: sines with their cosines, and
//! numbering   the same expression of the same values
//! powers      products of one value, whose slope is known
//! singular    products that a branch may leave out at an infinite value
//! adjoint     IR → IR: forward and backward sweep (plan: alive, computed again, or kept)
//! counters    integers that loops carry, and that can be counted back
//! previous    values that loops carry, and that lie where the iteration before read them
//! fuse        loops of `vjp` that go backward as they go forward
//! parts       sums of adjoints in 16 parts, which a processor adds side by side
//! reach       lengths of slices that loops look at once, and
//! windows     parts of slices that they go through
//! tangent     IR → IR: values and tangents
//! tidy        temporaries where they are used
//! emit        IR → tokens, no decisions
//! explain     in words: what is on the tape, and why
//! expand      the item around it: companions, suffixes, slots; rules by hand, implicit functions
//! interp      what the IR means: an interpreter of every layer, for tests
//! ```

pub mod activity;
pub mod adjoint;
mod check;
pub mod counters;
pub mod defs;
pub mod derive;
pub mod emit;
mod escapes;
mod exits;
pub mod expand;
pub mod explain;
mod fuse;
pub mod interp;
pub mod ir;
mod literals;
pub mod loads;
pub mod lower;
pub mod messages;
pub mod numbering;
mod parts;
pub mod plan;
pub mod powers;
pub mod previous;
pub mod prim;
mod reach;
pub mod reuse;
pub mod rooms;
pub mod route;
pub mod save;
pub mod signature;
pub mod singular;
pub mod tangent;
mod tidy;
pub mod types;
pub mod uses;
mod walk;
mod windows;

pub use expand::{Build, differentiable, differentiable_for, implicit, jvp_of, vjp_of};
