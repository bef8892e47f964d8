//! Random programs: well-typed Rust source of kernels that `#[differentiable]` must get right.
//!
//! A program grows from a list of numbers, its [choices](Choices): the same list gives the same
//! program, a shorter list or smaller numbers a simpler one. So a test that draws lists shrinks
//! programs, and a build script that hashes a seed writes the same file everywhere.
//!
//! ```text
//! choices    numbers, one a decision
//! types      types, and values to call a kernel with
//! kernel     what a function is like from outside
//! scope      names and what they stand for
//! expr       expressions: reals, indices, conditions
//! primitive  the rule table, with arguments kept where it is smooth
//! choice     values that a condition or an integer chooses
//! stmt       lets, assignments, branches
//! memory     arrays, slices, tuples
//! structs    structs: literals, fields
//! operator   operators of a struct
//! control    loops and jumps
//! iterate    loops over elements
//! rotate     loops that exchange what they carry
//! sums       loops whose iterations do not wait for each other
//! rows       loops with arrays and counters of their own
//! pattern    names from nested patterns; values that a jump carries
//! reduce     iterator chains that end in a value
//! stream     iterators that leave items out
//! closure    closures in variables
//! refer      local references
//! maybe      `Option`s
//! shape      an enum with values
//! call       calls of earlier functions and of itself
//! lend       what a call lends: variables, their fields, elements and parts
//! function   signature and body
//! family     methods, traits, functions that call each other
//! ```
//!
//! # Runs
//!
//! `cargo test` runs 500 programs through the IR interpreter
//! (`macros/transform/tests/random_programs.rs`), and 100 through rustc (`tests/build.rs` writes
//! them, `tests/tests/generated.rs` runs them). For more:
//!
//! ```text
//! COSTATE_CASES=100000 cargo test --release -p costate-transform --test random_programs
//! cargo run -p costate-tests --example long_run -- 5000
//! ```
//!
//! The second goes in batches of `COSTATE_PROGRAMS` programs from the seed `COSTATE_SEED` on, which
//! is what `tests/build.rs` reads too. `COSTATE_SEED` draws other programs for the interpreter.

mod call;
mod choice;
mod choices;
mod closure;
mod control;
mod expr;
mod family;
mod function;
mod iterate;
mod kernel;
mod lend;
mod maybe;
mod memory;
mod operator;
mod pattern;
mod primitive;
mod reduce;
mod refer;
mod rotate;
mod rows;
mod scope;
mod shape;
mod stmt;
mod stream;
mod structs;
mod sums;
mod types;

pub use choices::{Choices, seeded};
pub use kernel::{Kernel, Numbers, Owner, Param, Program};
pub use types::{Given, STRUCTS, Type};

/// Choices of a member, at least: with fewer, its loops are empty.
const SHARE: usize = 150;

/// The program that grows from these choices: up to three members, each may call the earlier ones.
/// Their names begin with `prefix`.
#[must_use]
pub fn program(prefix: &str, choices: &[u16]) -> Program {
    let count = 1 + Choices::new(choices).below((choices.len() / SHARE).clamp(1, 3));
    let mut kernels: Vec<Kernel> = Vec::new();
    // a share of the list for each member
    for share in choices.chunks(choices.len() / count + 1) {
        let name = format!("{prefix}{}", kernels.len());
        let grown = family::grow(&name, &mut Choices::new(share), &kernels);
        kernels.extend(grown);
    }
    Program { kernels }
}
