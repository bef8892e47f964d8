//! Compiles `cuda/kernels` to PTX with a Rust that has its library source, and leaves the text for
//! `src/ptx.rs` to embed.
//!
//! The crate itself is built by stable Rust, which cannot compile for `nvptx64-nvidia-cuda`: that needs
//! `core` built from source. So this script looks for a toolchain that can (`route.rs`) and runs an
//! inner cargo with it (`inner.rs`). Nothing here fails the outer build: without a route, or when the
//! inner build fails, the embedded text is empty and the reason is embedded in its place.
//!
//! `COSTATE_PTX=off` skips the whole of it.

mod inner;
mod route;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use inner::Built;

/// What the PTX depends on, seen from the workspace's root.
const SOURCES: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    "costate/Cargo.toml",
    "costate/src",
    "macros/Cargo.toml",
    "macros/src",
    "macros/transform/Cargo.toml",
    "macros/transform/src",
    "physics/Cargo.toml",
    "physics/src",
    "cuda/kernels",
    "cuda/build",
];

/// The reason that needs no warning: somebody wanted it so.
const OFF: &str = "COSTATE_PTX=off";

fn main() {
    let root = workspace_root();
    watch(&root);
    match ptx(&root) {
        Ok(built) => embed(&built.text, &built.compiler, ""),
        Err(reason) => {
            if reason != OFF {
                println!("cargo:warning=no PTX, so this program cannot use a GPU: {reason}");
            }
            embed("", "", &reason);
        }
    }
}

/// The folder that holds the workspace's `Cargo.toml`: the parent of this crate's.
fn workspace_root() -> PathBuf {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    manifest.parent().map(Path::to_path_buf).unwrap_or(manifest)
}

/// Asks cargo to run this script again when a source of the PTX changes.
fn watch(root: &Path) {
    println!("cargo:rerun-if-env-changed=COSTATE_PTX");
    for path in SOURCES.map(|source| root.join(source)) {
        // a path that does not exist would make every build a stale one
        if path.exists() {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }
}

/// Builds the PTX by the first route that works, or says in one line why none does.
fn ptx(root: &Path) -> Result<Built, String> {
    if env::var_os("COSTATE_PTX").is_some_and(|value| value == "off") {
        return Err(OFF.into());
    }
    if !root.join("cuda/kernels/Cargo.toml").exists() {
        return Err("the source of the kernels, cuda/kernels, is not beside this crate".into());
    }
    let mut reasons = Vec::new();
    for candidate in route::candidates() {
        match candidate.and_then(|route| inner::build(&route, root)) {
            Ok(built) => return Ok(built),
            Err(reason) => reasons.push(reason),
        }
    }
    Err(reasons.join("; "))
}

/// Leaves the PTX and its story where `src/ptx.rs` embeds them.
fn embed(text: &str, compiler: &str, reason: &str) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("kernels.ptx"), text).expect("OUT_DIR is writable");
    println!("cargo:rustc-env=COSTATE_PTX_COMPILER={compiler}");
    println!("cargo:rustc-env=COSTATE_PTX_REASON={reason}");
}
