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
//! The crate builds on any machine: no CUDA toolkit, no driver and no special compiler is needed.

pub mod device;
pub mod emulator;
pub mod gate;
pub mod launch;
pub mod number;
pub mod parity;
pub mod ptx;
