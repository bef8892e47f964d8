//! References: lent to calls, kept in variables.

mod borrows;
mod lent;
