//! The program prints what the guide shows.

use std::process::Command;

#[test]
fn the_program_prints_what_the_guide_shows() {
    let run = Command::new(env!("CARGO_BIN_EXE_own-physics")).output().unwrap();
    let printed = String::from_utf8(run.stdout).unwrap();
    assert_eq!(printed, include_str!("../output.txt"));
}
