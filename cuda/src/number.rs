//! The numbers that cross to a device, and their bits.

use cudarc::driver::{DeviceRepr, ValidAsZeroBits};

/// `f32` or `f64`, as a device takes it.
pub trait Number: DeviceRepr + ValidAsZeroBits + Copy + Default + PartialEq + Send + Sync + 'static {
    /// Its name, which is also the ending of its entry points.
    const NAME: &'static str;

    /// Its size in bytes.
    const BYTES: usize;

    /// Its bits, in the low part of a word.
    fn bits(self) -> u64;

    /// The number with these bits.
    fn from_bits(bits: u64) -> Self;
}

impl Number for f32 {
    const NAME: &'static str = "f32";
    const BYTES: usize = 4;

    fn bits(self) -> u64 {
        self.to_bits().into()
    }

    fn from_bits(bits: u64) -> Self {
        Self::from_bits(bits as u32)
    }
}

impl Number for f64 {
    const NAME: &'static str = "f64";
    const BYTES: usize = 8;

    fn bits(self) -> u64 {
        self.to_bits()
    }

    fn from_bits(bits: u64) -> Self {
        Self::from_bits(bits)
    }
}
