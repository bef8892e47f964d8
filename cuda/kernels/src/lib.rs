//! The shipped kernels as a batch of robots runs them, and their PTX entry points.
//!
//! A [`Program`] is a kernel with its numbers in rows: what one GPU thread, one SIMD lane or one turn of a
//! loop does for one robot. It is generic over the number, so the very same source runs on every device.
//! Compiled for `nvptx64-nvidia-cuda`, this crate is also the entry points; `costate-cuda` builds, checks
//! and launches them. Every entry point has the same arguments:
//!
//! | argument | shape | meaning |
//! |---|---|---|
//! | `robots: u32` | | how many there are; one thread each |
//! | `inputs: *const T` | rows × robots | row `r` of robot `i` at `r * robots + i` |
//! | `outputs: *mut T` | rows × robots | likewise |
//! | `tape: *mut u32` | words × robots | word `w` of robot `i` at `w * robots + i` |
//! | `words: u32` | | words of tape a robot has |
//! | `overflow: *mut u32` | 1 | set to 1 if a tape was too short: the outputs are then worthless |
#![no_std]
#![cfg_attr(target_arch = "nvptx64", feature(abi_ptx, stdarch_nvptx))]

pub mod ball;
pub mod bench_ball;
mod entry;
pub mod program;
#[cfg(target_arch = "nvptx64")]
mod thread;

pub use entry::ENTRY_POINTS;
pub use program::{Input, Inputs, Outputs, Program};
