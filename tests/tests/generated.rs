//! Random programs through rustc: `vjp`, `jvp` and `fwd` against dual numbers, values to the bit.
//! `build.rs` writes them, 100 as a rule; `cargo run -p costate-tests --example long_run -- 5000`
//! runs more, see `costate_programs`.

#![allow(unused, unused_comparisons, missing_docs, non_camel_case_types, clippy::all, clippy::pedantic)]

use costate::{Diff, Real, Scalar, differentiable};
use costate_tests::{argument_enum, argument_struct, check};

argument_struct!(Spring, SpringTangent { stiffness: f64, rest: f64 });
argument_struct!(
    Body,
    BodyTangent { qpos: f64, qvel: f64, arm: [f64; 2], spring: Spring<f64>, count: usize }
);

argument_enum!(
    Shape,
    ShapeTangent { Ball { 0 r: f64 }, Block { half half: [f64; 2], round round: f64 }, Nothing {} }
);

include!(concat!(env!("OUT_DIR"), "/generated.rs"));
