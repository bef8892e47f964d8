//! Where a Rust that can compile to PTX may stand: this toolchain, rustup's nightly, the system's.
//!
//! "Can" means that the source of `core` lies in its sysroot (`rust-src`), and that it is not older than
//! the workspace's `rust-version`. `RUSTC_BOOTSTRAP=1` does the rest, so a stable compiler will do.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A toolchain that can build `core` for the GPU.
pub struct Route {
    /// The compiler.
    pub rustc: PathBuf,
    /// The cargo that belongs to it.
    pub cargo: PathBuf,
    /// `1.96.0 (ac68faa20 2026-05-25)`.
    pub version: String,
}

/// Every route in the order of preference, each as a usable toolchain or the reason why it is not one.
pub fn candidates() -> impl Iterator<Item = Result<Route, String>> {
    let tries: [fn() -> Result<Route, String>; 3] = [this_toolchain, rustup_nightly, system];
    tries.into_iter().map(|attempt| attempt())
}

/// The toolchain of the outer build.
fn this_toolchain() -> Result<Route, String> {
    let of = |name: &str, default: &str| PathBuf::from(env::var_os(name).unwrap_or_else(|| default.into()));
    examine("this toolchain", of("RUSTC", "rustc"), of("CARGO", "cargo"))
}

/// rustup's nightly, if it is installed; it is never installed from here.
fn rustup_nightly() -> Result<Route, String> {
    let mut rustup = Command::new("rustup");
    rustup.args(["run", "nightly", "rustc", "--print", "sysroot"]);
    rustup.env("RUSTUP_AUTO_INSTALL", "0").env_remove("RUSTUP_TOOLCHAIN");
    let sysroot = output(&mut rustup).ok_or("there is no rustup nightly")?;
    let bin = Path::new(&sysroot).join("bin");
    examine("rustup's nightly", bin.join("rustc"), bin.join("cargo"))
}

/// The compiler of the Linux distribution.
fn system() -> Result<Route, String> {
    examine("/usr/bin/rustc", "/usr/bin/rustc".into(), "/usr/bin/cargo".into())
}

/// Looks whether a compiler runs, is new enough, and has the source of `core`.
fn examine(name: &str, rustc: PathBuf, cargo: PathBuf) -> Result<Route, String> {
    let ask = |flags: &[&str]| output(Command::new(&rustc).args(flags));
    let version = ask(&["--version"]).ok_or(format!("{name} is not there"))?;
    let version = version.trim_start_matches("rustc ").to_owned();
    if older(&version, env!("CARGO_PKG_RUST_VERSION")) {
        return Err(format!("{name} is {version}, older than {}", env!("CARGO_PKG_RUST_VERSION")));
    }
    let sysroot = ask(&["--print", "sysroot"]).ok_or(format!("{name} has no sysroot"))?;
    if !has_source(Path::new(&sysroot)) {
        return Err(format!("{name} ({}) has no rust-src", release(&version)));
    }
    Ok(Route { rustc, cargo, version })
}

/// The release number of a version: `1.96.0`.
pub fn release(version: &str) -> &str {
    version.split(' ').next().unwrap_or(version)
}

/// Whether the source of the standard library lies in a sysroot.
fn has_source(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/core/Cargo.toml").exists()
}

/// Compares `major.minor` of two versions; what cannot be read counts as new enough.
fn older(version: &str, required: &str) -> bool {
    let numbers = |text: &str| -> Option<(u32, u32)> {
        let mut parts = text.split(['.', ' ', '-']);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    matches!((numbers(version), numbers(required)), (Some(have), Some(want)) if have < want)
}

/// The trimmed standard output of a command that succeeds.
fn output(command: &mut Command) -> Option<String> {
    scrub(command);
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

/// Takes from a command what the outer cargo has put into its environment.
///
/// Everything that begins with `CARGO` or `RUST` goes, but where cargo and rustup live, and how cargo
/// reaches its registry.
pub fn scrub(command: &mut Command) {
    for (name, _) in env::vars_os().filter(|(name, _)| belongs_to_outer(name)) {
        command.env_remove(name);
    }
}

fn belongs_to_outer(name: &OsString) -> bool {
    const KEPT: [&str; 6] =
        ["CARGO_HOME", "RUSTUP_HOME", "CARGO_NET_", "CARGO_HTTP_", "CARGO_REGISTR", "CARGO_SOURCE_"];
    let Some(name) = name.to_str() else {
        return false;
    };
    (name.starts_with("CARGO") || name.starts_with("RUST")) && !KEPT.iter().any(|kept| name.starts_with(kept))
}
