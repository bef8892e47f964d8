//! Random programs: well-typed Rust source of kernels that `#[differentiable]` must get right.
//!
//! A program grows from a list of numbers, its [choices](Choices): the same list gives the same
//! program, a shorter list or smaller numbers a simpler one. So a test that draws lists shrinks
//! programs, and a build script that hashes a seed writes the same file everywhere.
//!
//! ```text
//! choices    numbers, one a decision
//! kernel     what a function is like from outside, and numbers to call it with
//! scope      names and what they stand for
//! expr       expressions: reals, indices, conditions
//! primitive  the rule table, with arguments kept where it is smooth
//! stmt       lets, assignments, branches
//! memory     arrays, slices, tuples
//! control    loops and jumps
//! call       calls of earlier functions
//! function   signature and body
//! ```

mod call;
mod choices;
mod control;
mod expr;
mod function;
mod kernel;
mod memory;
mod primitive;
mod scope;
mod stmt;

pub use choices::{Choices, seeded};
pub use kernel::{Given, Kernel, Param, Program, Type};

/// The program that grows from these choices: up to three functions, each may call the earlier ones.
/// Their names begin with `prefix`.
#[must_use]
pub fn program(prefix: &str, choices: &[u16]) -> Program {
    let count = 1 + Choices::new(choices).below(3);
    let mut kernels: Vec<Kernel> = Vec::new();
    // a share of the list for each function
    for (k, share) in choices.chunks(choices.len() / count + 1).enumerate() {
        let kernel =
            function::Writer::new(&mut Choices::new(share), &kernels).function(&format!("{prefix}{k}"));
        kernels.push(kernel);
    }
    Program { kernels }
}
