//! `costate check --enzyme`: whether rustc can differentiate by Enzyme, as `#[differentiable(enzyme)]` asks it to.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail, ensure};

use crate::output::say;

/// A program that prints x³ and its slope at 2.
const PROBE: &str = "#![feature(autodiff)]
#[::core::autodiff::autodiff_reverse(cube_vjp, Active, Active)]
fn cube(x: f64) -> f64 { x * x * x }
fn main() { let (value, slope): (f64, f64) = cube_vjp(2.0, 1.0); println!(\"{value} {slope}\"); }
";
const EXPECTED: &str = "8 12";

/// What such a toolchain is.
const NEEDS: &str = "`#[differentiable(enzyme)]` is for a nightly toolchain with rustup's component `enzyme`, with \
    `-Zautodiff=Enable` in RUSTFLAGS and `lto = \"fat\"` in the profile; costate's own derivatives need none of this";

/// Says what the toolchain can; an error if it has no Enzyme, or a wrong one.
pub fn enzyme() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = text(&run(Command::new(&rustc).arg("--version"))?.stdout);
    let folder = Folder::new()?;
    let program = folder.0.join("probe");
    let compiled = compile(&rustc, &folder.0, &program)?;
    if !compiled.status.success() {
        bail!("{version} has no Enzyme: {}\n{NEEDS}", reason(&text(&compiled.stderr)));
    }
    let found = text(&run(&mut Command::new(&program))?.stdout);
    ensure!(
        found == EXPECTED,
        "Enzyme of {version} is wrong: x³ and its slope at 2 are {EXPECTED}, not {found}"
    );
    say(&format!("{version} has Enzyme: its gradient of a small program is right"))
}

fn compile(rustc: &OsString, folder: &Path, program: &Path) -> Result<Output> {
    let source = folder.join("probe.rs");
    fs::write(&source, PROBE).with_context(|| format!("{} cannot be written", source.display()))?;
    let mut command = Command::new(rustc);
    command.args(["--edition", "2024", "-O", "-Clto=fat", "-Zautodiff=Enable"]);
    run(command.arg(&source).arg("-o").arg(program))
}

fn run(command: &mut Command) -> Result<Output> {
    command.output().with_context(|| format!("`{}` does not start", command.get_program().display()))
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim().to_owned()
}

/// The first error, without the word.
fn reason(stderr: &str) -> &str {
    let first = stderr.lines().find_map(|line| line.strip_prefix("error"));
    let after = first.and_then(|line| line.split_once(": ")).map(|(_, reason)| reason);
    after.unwrap_or("it does not compile a program that uses `std::autodiff`")
}

/// A folder that goes away.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("costate-enzyme-{}", std::process::id()));
        fs::create_dir_all(&path).with_context(|| format!("{} cannot be made", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // what is left of a temporary folder is the system's to clear
        let _ = fs::remove_dir_all(&self.0);
    }
}
