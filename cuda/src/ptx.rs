//! The PTX that the build script embedded, or why there is none.

use crate::gate::{self, Rejected, Report};

/// The PTX of all shipped kernels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ptx {
    /// The text.
    pub text: &'static str,
    /// The compiler that made it, `1.96.0 (ac68faa20 2026-05-25)`.
    pub compiler: &'static str,
}

/// This program was built without PTX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this program was built without PTX ({reason}). A Rust that has its library source makes it: \
     `rustup toolchain install nightly --component rust-src`, or on Debian \
     `apt-get install rustc-web cargo-web rust-web-src`; \
     then `touch cuda/build/main.rs` and build again"
)]
pub struct NoPtx {
    /// What the build script found.
    pub reason: &'static str,
}

/// Why the PTX cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PtxError {
    /// There is none.
    #[error(transparent)]
    Missing(#[from] NoPtx),
    /// It would not give the CPU's bits.
    #[error(transparent)]
    Rejected(#[from] Rejected),
}

/// The embedded PTX.
///
/// # Errors
/// [`NoPtx`] tells how to get it.
pub fn embedded() -> Result<Ptx, NoPtx> {
    let text = include_str!(concat!(env!("OUT_DIR"), "/kernels.ptx"));
    match text.is_empty() {
        true => Err(NoPtx { reason: env!("COSTATE_PTX_REASON") }),
        false => Ok(Ptx { text, compiler: env!("COSTATE_PTX_COMPILER") }),
    }
}

/// The embedded PTX once it has passed the [gate], with what stands in it.
///
/// # Errors
/// There is none, or it does not pass.
pub fn checked() -> Result<(Ptx, Report), PtxError> {
    let ptx = embedded()?;
    let report = gate::check(ptx.text, costate_cuda_kernels::ENTRY_POINTS)?;
    Ok((ptx, report))
}
