//! References: lent to calls, kept in variables.

mod borrows;
mod buffers;
mod carried;
mod deferred;
mod lasting;
mod lent;
mod memory_functions;
mod option_parts;
mod parts;
mod pingpong;
mod rows;
mod subslices;
mod swapped;
mod windows;
