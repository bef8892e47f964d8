//! Random programs through rustc: `vjp`, `jvp` and `fwd` against dual numbers and central
//! differences, values to the bit. `build.rs` writes them.

#![allow(unused, unused_comparisons, missing_docs, clippy::all, clippy::pedantic)]

use costate::{Real, Scalar, differentiable};
use costate_tests::check;

include!(concat!(env!("OUT_DIR"), "/generated.rs"));
