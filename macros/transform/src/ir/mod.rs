//! The intermediate representation: structured A-normal form, with values in
//! single assignment and memory beside them.
//!
//! - A **value** is assigned once. What a branch chooses is a [`Choice`] of its
//!   `If`; what a loop carries from one iteration to the next is a [`Carried`].
//! - **Memory** is a variable that is written in part, or lent as `&mut`: an
//!   array whose elements change, a struct whose fields change.
//!
//! Primal and derivative programs are written in the same statements; those at
//! the end of [`Stmt`] stand in derivative programs only.

mod call;
mod checkpoint;
mod expr;
mod function;
mod overlap;
mod place;
mod stmt;

pub use call::{Arg, Call, Callee, Derived, DerivedArg, Saved};
pub use checkpoint::{Checkpoint, Iteration, Saving, State, Stretches};
pub use expr::{Const, Expr, Op, Witness, literal_zero, number, typed_count, zero};
pub use function::{Function, Role, Var, VarInfo, is_keyword, is_none, is_some, unique};
pub use overlap::{Overlap, same_atom};
pub use place::{Place, Step, nth};
pub use stmt::{
    Beside, Block, Carried, Choice, Head, InParts, Loop, ReverseHead, ReverseLoop, Stmt, Sum, TOGETHER,
    Target, TwinOperand, TwinRev, Window,
};
