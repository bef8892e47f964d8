//! Random programs through parse, lowering and all passes, run by the interpreter: tangent program,
//! `vjp` and `fwd`/`rev` must agree with dual numbers through the primal, with each analysis on and
//! off. `COSTATE_CASES=100000` runs more of them, `COSTATE_SEED=7` others.

mod programs;

use costate_programs::{Owner, program, seeded};
use costate_transform::interp::{Program, Switches};
use costate_transform::plan::Savings;
use programs::check::{Finite, check};
use programs::shrink::shrink;

/// The most numbers that a program grows from.
const CHOICES: u64 = 900;

/// Programs that may be skipped because they overflow, of a hundred.
const SKIPPED: u64 = 10;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().expect("a number"))
}

/// Runs random programs; `part` of the usual number.
fn random_programs(switches: Switches, part: u64) {
    let cases = number("COSTATE_CASES", 500) / part;
    let first = number("COSTATE_SEED", 1) * 1_000_000;
    let (mut skipped, mut failed) = (0, Vec::new());
    for seed in first..first + cases {
        match one(&choices(seed), seed, switches) {
            Ok(Finite::Yes) => {}
            Ok(Finite::No) => skipped += 1,
            Err(why) => {
                println!("seed {seed}: {why}");
                failed.push((seed, why));
            }
        }
        if (seed - first + 1).is_multiple_of(5000) {
            println!("{} of {cases} programs, {} fail", seed - first + 1, failed.len());
        }
    }
    // rather one that is wrong than one that is refused
    if let Some((seed, why)) = failed.iter().min_by_key(|(_, why)| is_refused(why)) {
        fail(*seed, switches, why, failed.len());
    }
    assert!(skipped * 100 <= cases * SKIPPED, "{skipped} of {cases} programs overflow");
    println!("{cases} programs, {skipped} of them with a kernel that overflows");
}

/// The numbers that a seed's program grows from.
fn choices(seed: u64) -> Vec<u16> {
    let length = u64::from(seeded(seed, 1)[0]) % CHOICES;
    seeded(seed, usize::try_from(length).expect("a small number"))
}

fn is_refused(why: &str) -> bool {
    why.starts_with("refused")
}

/// Says what is wrong with one of the programs that fail, with a small program of which that is true.
fn fail(seed: u64, switches: Switches, why: &str, all: usize) {
    let fails =
        |list: &[u16]| one(list, seed, switches).is_err_and(|other| is_refused(&other) == is_refused(why));
    let small = shrink(&choices(seed), fails);
    let found = one(&small, seed, switches).expect_err("it fails");
    let source = program("k", &small).source();
    panic!(
        "{all} fail; seed {seed}: {why}\n\nsmaller, with {switches:?}: {found}\n\n{source}\ngrown from {small:?}"
    );
}

/// Checks every function of a program, at a point that the seed gives.
fn one(choices: &[u16], seed: u64, switches: Switches) -> Result<Finite, String> {
    let grown = program("k", choices);
    let compiled = Program::parse(&grown.source(), switches).map_err(|e| e.to_string())?;
    let mut finite = Finite::Yes;
    // a trait's method has no body of its own: its impls run where it is called
    for kernel in grown.kernels.iter().filter(|k| k.owner != Owner::Trait) {
        if check(&compiled, kernel, seed)? == Finite::No {
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
    without(Savings { cheap: false, ..Savings::ALL }, 2);
}

#[test]
fn do_not_depend_on_loads_that_are_made_again() {
    without(Savings { loads: false, ..Savings::ALL }, 2);
}

#[test]
fn do_not_depend_on_invariants() {
    without(Savings { invariants: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_what_goes_on_the_tape_as_one() {
    without(Savings { together: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_fused_loops() {
    without(Savings { fused: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_sums_in_parts() {
    without(Savings { parts: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_windows() {
    without(Savings { windows: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_value_numbering() {
    without(Savings { once: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_partners() {
    without(Savings { partners: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_powers() {
    without(Savings { powers: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_room_taken_at_once() {
    without(Savings { rooms: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_values_that_are_loaded_from_where_they_were_stored() {
    without(Savings { stored: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_arrays_that_are_kept_whole() {
    without(Savings { whole: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_counters_that_are_counted_back() {
    without(Savings { counted: false, ..Savings::ALL }, 4);
}

#[test]
fn do_not_depend_on_what_iterations_hand_on() {
    without(Savings { previous: false, ..Savings::ALL }, 4);
}

fn without(savings: Savings, part: u64) {
    random_programs(Switches { savings, ..Switches::default() }, part);
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
    let bare = Switches { activity: false, savings: Savings::NONE, tidy: false, checkpoints: Some(1) };
    random_programs(bare, 2);
}
