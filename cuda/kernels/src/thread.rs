//! One GPU thread: which robot it is, where that robot's numbers lie, what a panic does.

use core::arch::nvptx::{_block_dim_x, _block_idx_x, _thread_idx_x, trap};
use core::panic::PanicInfo;
use core::sync::atomic::{AtomicU32, Ordering};

use costate::{Real, StridedTape};

use crate::program::{Inputs, Outputs, Program};

/// The arguments of a launch: see the crate's table.
pub struct Batch<T> {
    pub robots: u32,
    pub inputs: *const T,
    pub outputs: *mut T,
    pub tape: *mut u32,
    pub words: u32,
    pub overflow: *mut u32,
}

/// Runs a program for this thread's robot, if it has one.
///
/// # Safety
/// The buffers have the shapes that the crate's table gives them, and no other thread has this index.
#[inline(always)]
pub unsafe fn run<P: Program, T: Real>(batch: Batch<T>) {
    // SAFETY: these only read special registers
    let index = unsafe { _block_idx_x() * _block_dim_x() + _thread_idx_x() } as usize;
    let robots = batch.robots as usize;
    if index >= robots {
        return;
    }
    let mut inputs = InputColumn { next: batch.inputs.wrapping_add(index), robots };
    let mut outputs = OutputColumn { next: batch.outputs.wrapping_add(index), robots };
    // SAFETY: the arena has `words` words for each of `robots` robots, all of them zero at least
    let mut tape = unsafe { StridedTape::from_raw(batch.tape, index, robots, batch.words as usize) };
    P::run::<T>(&mut inputs, &mut outputs, &mut tape);
    if tape.failed() {
        // SAFETY: one aligned word; threads that write it at once all write the same
        unsafe { AtomicU32::from_ptr(batch.overflow) }.store(1, Ordering::Relaxed);
    }
}

/// A robot's input rows: one number every `robots`.
struct InputColumn<T> {
    next: *const T,
    robots: usize,
}

impl<T: Real> Inputs<T> for InputColumn<T> {
    #[inline(always)]
    fn take(&mut self) -> T {
        // SAFETY: a program takes as many rows as the buffer has
        let value = unsafe { self.next.read() };
        self.next = self.next.wrapping_add(self.robots);
        value
    }
}

/// A robot's output rows: one number every `robots`.
struct OutputColumn<T> {
    next: *mut T,
    robots: usize,
}

impl<T: Real> Outputs<T> for OutputColumn<T> {
    #[inline(always)]
    fn give(&mut self, value: T) {
        // SAFETY: a program gives as many rows as the buffer has, and the column is this thread's alone
        unsafe { self.next.write(value) };
        self.next = self.next.wrapping_add(self.robots);
    }
}

/// Stops the launch; the driver reports it.
#[panic_handler]
fn panic(_info: &PanicInfo) -> ! {
    // SAFETY: it only stops
    unsafe { trap() }
}
