//! References: lent to calls, kept in variables.

mod borrows;
mod buffers;
mod lent;
mod pingpong;
mod rows;
