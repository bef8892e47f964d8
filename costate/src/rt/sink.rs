//! A derivative nobody wants, of whatever type is expected.

use core::ops::{Deref, DerefMut};

use crate::Tangent;

/// What can stand in an adjoint's place and be forgotten.
pub trait SinkFor {
    /// What holds it.
    type Storage;
    /// A fresh one.
    fn storage() -> Self::Storage;
    /// It, to read.
    fn get(storage: &Self::Storage) -> &Self;
    /// It, to write.
    fn get_mut(storage: &mut Self::Storage) -> &mut Self;
}

/// A derivative: zero, then whatever is accumulated.
impl<Z: Tangent> SinkFor for Z {
    type Storage = Z;
    #[inline(always)]
    fn storage() -> Z {
        Z::zero()
    }
    #[inline(always)]
    fn get(storage: &Z) -> &Z {
        storage
    }
    #[inline(always)]
    fn get_mut(storage: &mut Z) -> &mut Z {
        storage
    }
}

/// A slice of derivatives: empty, which means "not wanted".
impl<Z> SinkFor for [Z] {
    type Storage = [Z; 0];
    #[inline(always)]
    fn storage() -> [Z; 0] {
        []
    }
    #[inline(always)]
    fn get(storage: &[Z; 0]) -> &[Z] {
        storage
    }
    #[inline(always)]
    fn get_mut(storage: &mut [Z; 0]) -> &mut [Z] {
        storage
    }
}

/// Holds a derivative nobody wants; `&mut *sink()` is the `&mut S` that is expected.
pub struct Sink<S: ?Sized + SinkFor>(S::Storage);

/// A derivative nobody wants.
#[inline(always)]
pub fn sink<S: ?Sized + SinkFor>() -> Sink<S> {
    Sink(S::storage())
}

impl<S: ?Sized + SinkFor> Deref for Sink<S> {
    type Target = S;
    #[inline(always)]
    fn deref(&self) -> &S {
        S::get(&self.0)
    }
}

impl<S: ?Sized + SinkFor> DerefMut for Sink<S> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut S {
        S::get_mut(&mut self.0)
    }
}

#[cfg(test)]
#[expect(clippy::explicit_auto_deref, reason = "as generated code writes it")]
mod tests {
    use super::*;
    use crate::{Diff, NoAdjoint, Real};

    fn scalar(d: &mut f64) -> f64 {
        *d += 1.0;
        *d
    }
    fn array(d: &mut [f32; 3]) -> usize {
        d.len()
    }
    fn slice(d: &mut [(f64, ())]) -> usize {
        d.len()
    }
    fn nothing(_: &mut NoAdjoint, _: &mut ()) {}
    fn generic<T: Real>(_: T, d: &mut T::Tangent) -> T {
        *d
    }
    fn known<T: Diff>(_: &T, _: &mut T::Tangent) {}
    fn generic_slice<T: Diff>(_: &[T], d: &mut [T::Tangent]) -> usize {
        d.len()
    }
    struct Step;
    impl Step {
        fn rev(&self, d: &mut [[f64; 2]], e: &mut (f64,)) -> (usize, f64) {
            (d.len(), e.0)
        }
    }

    #[test]
    fn a_sink_takes_the_type_that_is_expected() {
        assert_eq!(scalar(&mut *sink()), 1.0);
        assert_eq!(array(&mut *sink()), 3);
        assert_eq!(slice(&mut *sink()), 0);
        nothing(&mut *sink(), &mut *sink());
        assert_eq!(generic(1.0_f32, &mut *sink()), 0.0);
        known(&(1.0, 2_u8), &mut *sink());
        assert_eq!(generic_slice(&[1.0], &mut *sink()), 0);
        assert_eq!(Step.rev(&mut *sink(), &mut *sink()), (0, 0.0));
    }
}
