//! Flat lists of numbers as the arrays that kernels take.

const LENGTH: &str = "as many numbers as the kernel takes";

/// An array.
pub fn array<const N: usize>(x: &[f64]) -> &[f64; N] {
    x.try_into().expect(LENGTH)
}

/// An array that is written.
pub fn array_mut<const N: usize>(x: &mut [f64]) -> &mut [f64; N] {
    x.try_into().expect(LENGTH)
}

/// A matrix, row by row.
pub fn rows<const R: usize, const C: usize>(x: &[f64]) -> &[[f64; C]; R] {
    x.as_chunks().0.try_into().expect(LENGTH)
}

/// A matrix that is written.
pub fn rows_mut<const R: usize, const C: usize>(x: &mut [f64]) -> &mut [[f64; C]; R] {
    x.as_chunks_mut().0.try_into().expect(LENGTH)
}
