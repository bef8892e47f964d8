//! Writes random programs, see `costate_programs`, for `tests/generated.rs`: the same ones everywhere.

use std::fmt::Write as _;
use std::path::PathBuf;

use costate_programs::{Given, Kernel, Param, Type, program, seeded};

/// How many; `COSTATE_PROGRAMS=200` writes more, `COSTATE_SEED=1000` others.
const PROGRAMS: u64 = 50;

/// Programs with slopes of 10⁷ and more, which central differences do not see.
const STEEP: [u64; 1] = [2];

/// Numbers that a program grows from: small, so that rustc is done soon.
const CHOICES: usize = 260;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let first = number("COSTATE_SEED", 0);
    let seeds = (first..).filter(|seed| !STEEP.contains(seed));
    let programs = usize::try_from(number("COSTATE_PROGRAMS", PROGRAMS)).expect("a small number");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let all: String = seeds.take(programs).map(text).collect();
    std::fs::write(out.join("generated.rs"), all).expect("OUT_DIR can be written");
}

/// A number from the environment.
fn number(name: &str, default: u64) -> u64 {
    println!("cargo::rerun-if-env-changed={name}");
    std::env::var(name).ok().map_or(default, |text| text.parse().expect("a number"))
}

/// The functions of a program and a test that checks each of them.
fn text(seed: u64) -> String {
    let grown = program(&format!("p{seed}_"), &seeded(seed, CHOICES));
    let mut text = grown.source("#[differentiable]\n");
    writeln!(text, "#[test]\nfn program_{seed}() {{").expect("a string takes everything");
    for kernel in &grown.kernels {
        let result = if kernel.result == Type::Unit { " -> ()" } else { "" };
        writeln!(text, "    check!({}({}){result});", kernel.name, arguments(kernel, seed))
            .expect("so again");
    }
    text.push_str("}\n\n");
    text
}

/// `in 0.3, ref vec![…], mut …, fix 2usize`
fn arguments(kernel: &Kernel, seed: u64) -> String {
    let given = kernel.arguments(seed);
    let all = kernel.params.iter().zip(&given).map(|(param, given)| {
        let how = match param {
            Param::Value(Type::Index) => "fix",
            Param::Value(_) => "in",
            Param::Shared(_) => "ref",
            Param::Unique(_) => "mut",
        };
        let value = match given {
            Given::Real(x) => format!("{x:?}"),
            Given::Index(n) => format!("{n}usize"),
            Given::Pair(a, b) => format!("({a:?}, {b:?})"),
            Given::Array(all) if matches!(param.ty(), Type::Slice(_)) => format!("vec!{all:?}"),
            Given::Array(all) => format!("{all:?}"),
        };
        format!("{how} {value}")
    });
    all.collect::<Vec<_>>().join(", ")
}
