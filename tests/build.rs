//! Writes random programs, see `costate_programs`, for `tests/generated.rs`: the same ones everywhere.

use std::fmt::Write as _;
use std::path::PathBuf;

use costate_programs::{Kernel, Numbers, Owner, Param, STRUCTS, Type, program, seeded};

/// How many; `COSTATE_PROGRAMS=200` writes more, `COSTATE_SEED=1000` others.
const PROGRAMS: u64 = 100;

/// Numbers that a program grows from: few, so that rustc is done soon.
const CHOICES: usize = 300;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let (first, programs) = (number("COSTATE_SEED", 0), number("COSTATE_PROGRAMS", PROGRAMS));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let all: String = (first..first + programs).map(text).collect();
    std::fs::write(out.join("generated.rs"), format!("{STRUCTS}\n{all}")).expect("OUT_DIR can be written");
}

/// A number from the environment.
fn number(name: &str, default: u64) -> u64 {
    println!("cargo::rerun-if-env-changed={name}");
    std::env::var(name).ok().map_or(default, |text| text.parse().expect("a number"))
}

/// The functions of a program and a test that checks each of them.
fn text(seed: u64) -> String {
    let grown = program(&format!("p{seed}_"), &seeded(seed, CHOICES));
    let mut text = grown.functions();
    text.extend(grown.kernels.iter().map(|k| k.generic.as_str()));
    writeln!(text, "#[test]\nfn program_{seed}() {{").expect("a string takes everything");
    for kernel in grown.kernels.iter().filter(|k| k.owner == Owner::Nobody) {
        let result = if kernel.result == Type::Unit { " -> ()" } else { "" };
        let by = if kernel.numbers == Numbers::Double { "_t" } else { "" };
        let name = &kernel.name;
        writeln!(text, "    check!({name}{by} as {name}({}){result});", arguments(kernel, seed))
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
        format!("{how} {}", given.text(param.ty()))
    });
    all.collect::<Vec<_>>().join(", ")
}
