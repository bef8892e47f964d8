//! `cargo bench`: the table of `costate bench ad`.

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let status = Command::new(env!("CARGO_BIN_EXE_costate")).args(["bench", "ad"]).status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        failed => {
            eprintln!("costate bench ad: {failed:?}");
            ExitCode::FAILURE
        }
    }
}
