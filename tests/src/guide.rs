//! The guide and the README as documentation tests: each Rust block compiles and holds.
//!
//! Only `cargo test --doc` sees this module. A block marked `compile_fail` must be refused. The
//! code of the page on `examples/own-physics` is that crate, which has tests of its own.

#[doc = include_str!("../../README.md")]
mod readme {}

#[doc = include_str!("../../guide/src/first-gradient.md")]
mod first_gradient {}

#[doc = include_str!("../../guide/src/second-order.md")]
mod second_order {}
#[doc = include_str!("../../guide/src/structs-methods-traits.md")]
mod structs_methods_traits {}

#[doc = include_str!("../../guide/src/loops.md")]
mod loops {}

#[doc = include_str!("../../guide/src/trust.md")]
mod trust {}

#[doc = include_str!("../../guide/src/comparison.md")]
mod comparison {}

#[doc = include_str!("../../guide/src/ties.md")]
mod ties {}

#[doc = include_str!("../../guide/src/checkpoints.md")]
mod checkpoints {}

#[doc = include_str!("../../guide/src/refused.md")]
mod refused {}

#[doc = include_str!("../../guide/src/custom-rules.md")]
mod custom_rules {}

#[doc = include_str!("../../guide/src/implicit.md")]
mod implicit {}
