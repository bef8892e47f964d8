//! Operators of the user's own types: any body, any meaning.

mod assignments;
mod meanings;
mod numbers;
mod references;
mod sums;
