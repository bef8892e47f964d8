//! Arrays and slices, and structs of them that change in place.

mod constants;
mod elements;
mod ends;
mod indexed;
mod memory;
mod of_slices;
mod within;
