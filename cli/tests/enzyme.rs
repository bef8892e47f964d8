//! `costate check --enzyme`, with toolchains that have Enzyme and that have not.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

/// A program that is still open for writing in another thread's child cannot be started: one after another.
static ONE: Mutex<()> = Mutex::new(());

/// The check with a script in place of rustc.
fn check_with(name: &str, script: &str) -> Output {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let rustc = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(
        &rustc,
        format!("#!/bin/sh\n[ \"$1\" = --version ] && {{ echo rustc 9.9; exit; }}\n{script}\n"),
    )
    .expect("a script");
    fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755)).expect("it can be run");
    run(rustc.as_os_str())
}

fn check(rustc: &str) -> Output {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    run(rustc.as_ref())
}

fn run(rustc: &std::ffi::OsStr) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costate"));
    command.args(["check", "--enzyme"]).env("RUSTC", rustc).output().expect("costate runs")
}

/// A rustc whose programs print a line.
fn compiles_to(line: &str) -> String {
    // the last argument is the program
    format!("for last; do :; done; printf '#!/bin/sh\\necho {line}\\n' > \"$last\"; chmod +x \"$last\"")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn this_toolchain_has_none() {
    let found = check("rustc");
    let text = stderr(&found);
    assert!(!found.status.success(), "{text}");
    assert!(text.contains("rustc 1."), "{text}");
    assert!(
        text.contains("has no Enzyme: the option `Z` is only accepted on the nightly compiler"),
        "{text}"
    );
    assert!(text.contains("nightly toolchain with rustup's component `enzyme`"), "{text}");
}

#[test]
fn a_nightly_without_the_component_says_what_is_missing() {
    let found = check_with("without", "echo 'error: autodiff backend not found in the sysroot' >&2; exit 1");
    assert!(!found.status.success());
    let text = stderr(&found);
    assert!(text.contains("rustc 9.9 has no Enzyme: autodiff backend not found in the sysroot\n"), "{text}");
}

#[test]
fn a_toolchain_with_enzyme_is_found_right_or_wrong() {
    let right = check_with("right", &compiles_to("8 12"));
    assert!(right.status.success(), "{}", stderr(&right));
    assert!(String::from_utf8_lossy(&right.stdout).contains("rustc 9.9 has Enzyme"), "{right:?}");
    let wrong = check_with("wrong", &compiles_to("8 0"));
    assert!(!wrong.status.success());
    assert!(stderr(&wrong).contains("are 8 12, not 8 0"), "{}", stderr(&wrong));
}

#[test]
fn a_rustc_that_is_not_there_is_named() {
    let found = check("no-such-rustc");
    assert!(stderr(&found).contains("`no-such-rustc` does not start"), "{}", stderr(&found));
}
