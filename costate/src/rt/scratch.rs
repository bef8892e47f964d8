//! A slice of adjoints of its own, for a slice that a call is given twice, or that a rule is not lent.

use core::ops::{Deref, DerefMut};

use crate::Tangent;

/// Elements that need no heap.
const INLINE: usize = 32;

/// A slice of zeros, as long as an adjoint.
pub struct Scratch<Z> {
    len: usize,
    few: [Z; INLINE],
    #[cfg(feature = "std")]
    many: std::vec::Vec<Z>,
}

/// Zeros, as many as `like` has; none where `like` is not wanted.
///
/// # Panics
/// Without the feature `std`, where there are more than 32.
#[inline]
pub fn scratch<Z: Tangent>(like: &[Z]) -> Scratch<Z> {
    Scratch::new(like.len())
}

impl<Z: Tangent> Scratch<Z> {
    /// `len` zeros.
    ///
    /// # Panics
    /// Without the feature `std`, where there are more than 32.
    #[inline]
    pub fn new(len: usize) -> Self {
        #[cfg(not(feature = "std"))]
        assert!(
            len <= INLINE,
            "without `std` a slice of adjoints that the caller does not lend has at most 32 elements"
        );
        Scratch {
            len,
            few: [Z::zero(); INLINE],
            #[cfg(feature = "std")]
            many: super::zeros(if len > INLINE { len } else { 0 }),
        }
    }
}

impl<Z> Deref for Scratch<Z> {
    type Target = [Z];
    #[inline]
    fn deref(&self) -> &[Z] {
        #[cfg(feature = "std")]
        if self.len > INLINE {
            return &self.many;
        }
        &self.few[..self.len]
    }
}

impl<Z> DerefMut for Scratch<Z> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [Z] {
        #[cfg(feature = "std")]
        if self.len > INLINE {
            return &mut self.many;
        }
        &mut self.few[..self.len]
    }
}

/// `d[i] += v[i]` for every element.
#[inline]
pub fn accumulate_slice<Z: Tangent>(d: &mut [Z], v: &[Z]) {
    d.iter_mut().zip(v).for_each(|(d, v)| d.accumulate(v));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_as_long_as_the_adjoint() {
        for n in [0, 1, 32, 33, 100] {
            let mut d = std::vec![1.0; n];
            let mut s = scratch(&d);
            assert_eq!(s.len(), n);
            s.iter_mut().enumerate().for_each(|(i, v)| *v += i as f64);
            accumulate_slice(&mut d, &s);
            assert!(d.iter().enumerate().all(|(i, v)| *v == 1.0 + i as f64));
        }
    }
}
