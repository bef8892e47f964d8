//! An interpreter of the IR: what each of its nodes means, as a program that runs.
//!
//! It runs every layer of a function on dynamic [`Value`]s over any [`Number`]:
//! the primal, the tangent program, the forward and the backward sweep. The same
//! primal on dual numbers tells what the derivatives must be, without rustc.
//!
//! ```text
//! program   source → routines
//! routine   each function through the passes, with switches
//! run       the layers of a routine: arguments in, results out
//! number    what is asked of the numbers
//! value     numbers, integers, arrays, tuples, structs; zeros and fillers
//! place     reading and writing inside a value
//! machine   one activation: variables in their scopes, the tape
//! operator  operators of the program's own structs
//! constant  literals, paths, casts, patterns
//! expr      expressions
//! arithmetic  operators, primitives and rules
//! stmt      statements, branches, loops
//! reverse   what only backward sweeps have: tape, adjoints, reverse loops
//! call      calls, of functions and of their derivatives
//! ```
//!
//! It is strict where rustc is: a variable out of scope, a filler that is read,
//! an index out of range, a tape that is not left as it was found are errors.

mod arithmetic;
mod call;
mod checkpoint;
mod constant;
mod error;
mod expr;
mod machine;
mod number;
mod operator;
mod pattern;
mod place;
mod program;
mod reverse;
mod room;
mod routine;
mod run;
mod stmt;
mod toggled;
mod value;

pub use error::Error;
pub use number::Number;
pub use program::{Program, Pulled, Pushed, Ran, Switches};
pub use value::Value;
