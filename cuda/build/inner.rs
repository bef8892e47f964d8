//! The inner build: one `cargo rustc` whose assembly is the PTX.
//!
//! A `staticlib` with fat LTO and `--emit=asm` gives one text with every entry point and everything that
//! they call; no CUDA toolkit and no LLVM tool takes part. Each compiler has its own target folder and
//! its own output, beside the outer build's profiles and shared by them.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::route::{self, Route, scrub};

/// The crate of the entry points.
const KERNELS: &str = "costate-cuda-kernels";

/// The PTX target.
const TARGET: &str = "nvptx64-nvidia-cuda";

/// The oldest GPU that the PTX runs on: PTX ISA 7.0, which every driver of CUDA 12 and 13 reads.
const FLAGS: &str = "-Ctarget-cpu=sm_80";

/// A finished inner build.
pub struct Built {
    /// The PTX.
    pub text: String,
    /// The compiler's version.
    pub compiler: String,
}

/// Builds the PTX by one route.
pub fn build(route: &Route, root: &Path) -> Result<Built, String> {
    let folder = folder(route, root);
    let ptx = folder.join("kernels.ptx");
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let build = || run(&mut command(route, root, &folder, &ptx), &folder.join("build.log"));
    build()?;
    if !ptx.exists() {
        // somebody took it away, and cargo, which does not know of it, found all fresh
        forget(&folder);
        build()?;
    }
    let text = fs::read_to_string(&ptx).map_err(|error| format!("cannot read {}: {error}", ptx.display()))?;
    Ok(Built { text, compiler: route.version.clone() })
}

/// `<target>/ptx/<compiler>-<workspace>`, so that neither compilers nor clones disturb one another.
fn folder(route: &Route, root: &Path) -> PathBuf {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    // OUT_DIR is <target>/<profile>/build/<package>/out
    let target = out.ancestors().nth(4).unwrap_or(&out).to_path_buf();
    let mut hasher = DefaultHasher::new();
    (&route.version, &route.rustc, root).hash(&mut hasher);
    let name = format!("{}-{:016x}", route::release(&route.version), hasher.finish());
    target.join("ptx").join(name)
}

/// Makes cargo build the entry points anew.
fn forget(folder: &Path) {
    let prints = folder.join(TARGET).join("ptx/.fingerprint");
    let entries = fs::read_dir(prints).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(KERNELS)) {
        // at worst cargo finds nothing to do, and the missing output is reported
        let _ = fs::remove_dir_all(entry.path());
    }
}

/// The inner cargo's command line and environment.
fn command(route: &Route, root: &Path, folder: &Path, ptx: &Path) -> Command {
    let mut emit = std::ffi::OsString::from("--emit=asm=");
    emit.push(ptx);
    let mut cargo = Command::new(&route.cargo);
    scrub(&mut cargo);
    cargo.current_dir(root).args(["rustc", "--locked", "-p", KERNELS, "--profile", "ptx"]);
    cargo.args(["--target", TARGET, "-Zbuild-std=core", "--crate-type", "staticlib"]);
    cargo.arg("--target-dir").arg(folder).arg("--").arg(emit);
    cargo.env("RUSTC", &route.rustc).env("RUSTC_BOOTSTRAP", "1").env("RUSTC_WRAPPER", "");
    // it must stand in the flags: `core` is compiled for the same GPU
    cargo.env("CARGO_TARGET_NVPTX64_NVIDIA_CUDA_RUSTFLAGS", FLAGS);
    cargo
}

/// Runs the inner cargo; a failure gives the compiler's first error and where the rest stands.
fn run(cargo: &mut Command, log: &Path) -> Result<(), String> {
    let output = cargo.output().map_err(|error| format!("cannot run {:?}: {error}", cargo.get_program()))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let _ = fs::write(log, text.as_bytes());
    if output.status.success() {
        return Ok(());
    }
    let first = text.lines().find(|line| line.starts_with("error")).unwrap_or("no error was printed");
    Err(format!("the PTX build failed: {first} (see {})", log.display()))
}
