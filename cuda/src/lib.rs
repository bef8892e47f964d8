//! Builds PTX from the kernels, launches it, compares it with the CPU.
//!
//! | module | what it is |
//! |---|---|
//! | [`ptx`] | the PTX that the build script embedded, or how to get one |
//! | [`gate`] | what PTX has to be so that a card gives the CPU's bits |
//! | [`emulator`] | runs PTX on the CPU, so that bits can be compared without a card |
//! | [`device`] | a CUDA device, looked for at run time |
//! | [`launch`] | what one launch needs to know, whichever of the two runs it |
//! | [`parity`] | every kernel everywhere, to the bit |
//!
//! The crate builds on any machine: no CUDA toolkit, no driver and no special compiler is needed. PTX is
//! made where a Rust with its library source is found, and skipped with `COSTATE_PTX=off`; a test with
//! `COSTATE_REQUIRE_PTX=1` fails where there is none. `cuda/ptxas.sh` asks NVIDIA's assembler for the
//! registers and spills of every kernel.
//! ```
//! use costate_cuda::parity::{Options, Place, compare};
//! let rows = compare(&Options { device: Some(Place::Lanes4), cases: 8 });
//! assert!(rows.iter().all(|row| row.agrees()));
//! ```

pub mod device;
pub mod emulator;
pub mod gate;
pub mod launch;
pub mod number;
pub mod parity;
pub mod ptx;
