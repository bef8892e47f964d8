//! Random programs through parse, lowering and all passes, run by the interpreter: tangent program,
//! `vjp` and `fwd`/`rev` must agree with dual numbers through the primal, with each analysis on and
//! off. `COSTATE_CASES=20000` runs more of them, `COSTATE_SEED=7` others.

mod programs;

use std::cell::Cell;

use costate_programs::program;
use costate_transform::interp::{Program, Switches};
use programs::check::{Finite, check};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// Numbers that a program grows from.
const CHOICES: usize = 900;

/// Programs that may be skipped because they overflow, of a hundred.
const SKIPPED: u32 = 10;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().expect("a number"))
}

/// Runs random programs; `part` of the usual number.
fn random_programs(switches: Switches, part: u64) {
    let cases = u32::try_from(number("COSTATE_CASES", 256) / part).expect("a small number");
    let seed = number("COSTATE_SEED", 1);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4000, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let (ran, skipped) = (Cell::new(0), Cell::new(0));
    let strategy = prop::collection::vec(any::<u16>(), 0..CHOICES);
    let result = runner.run(&strategy, |choices| {
        ran.set(ran.get() + 1);
        if one(&choices, switches).map_err(TestCaseError::fail)? == Finite::No {
            skipped.set(skipped.get() + 1);
        }
        Ok(())
    });
    if let Err(TestError::Fail(why, choices)) = result {
        let source = program("k", &choices).source("");
        panic!("{why}\nwith {switches:?}\n\n{source}\ngrown from {choices:?}");
    }
    let (ran, skipped) = (ran.get(), skipped.get());
    assert!(skipped * 100 <= ran * SKIPPED, "{skipped} of {ran} programs overflow");
    println!("{ran} programs, {skipped} of them with a kernel that overflows");
}

/// Checks every function of a program.
fn one(choices: &[u16], switches: Switches) -> Result<Finite, String> {
    let grown = program("k", choices);
    let compiled = Program::parse(&grown.source(""), switches).map_err(|e| e.to_string())?;
    let mut finite = Finite::Yes;
    for kernel in &grown.kernels {
        if check(&compiled, kernel, choices.len() as u64)? == Finite::No {
            finite = Finite::No;
        }
    }
    Ok(finite)
}

#[test]
fn agree_with_dual_numbers() {
    random_programs(Switches::default(), 1);
}

#[test]
fn do_not_depend_on_activity() {
    random_programs(Switches { activity: false, ..Switches::default() }, 2);
}

#[test]
fn do_not_depend_on_what_is_computed_again() {
    random_programs(Switches { recompute: false, ..Switches::default() }, 2);
}

#[test]
fn do_not_depend_on_tidying() {
    random_programs(Switches { tidy: false, ..Switches::default() }, 2);
}

/// Loops keep states instead of values: one program with each kind of checkpoint on each of its loops.
#[test]
fn do_not_depend_on_checkpoints() {
    for first in 0..7 {
        random_programs(Switches { checkpoints: Some(first), ..Switches::default() }, 7);
    }
}

#[test]
fn do_not_depend_on_checkpoints_without_other_analyses() {
    let bare = Switches { activity: false, recompute: false, tidy: false, checkpoints: Some(1) };
    random_programs(bare, 2);
}
