//! How a receiver's tangent is passed: by value, `&` or `&mut`, whichever the caller has.

/// Something that gives a `Z`.
pub trait Lend<Z> {
    /// The value.
    fn lend(self) -> Z;
}

impl<Z> Lend<Z> for Z {
    #[inline(always)]
    fn lend(self) -> Z {
        self
    }
}

impl<Z: Copy> Lend<Z> for &Z {
    #[inline(always)]
    fn lend(self) -> Z {
        *self
    }
}

impl<Z: Copy> Lend<Z> for &mut Z {
    #[inline(always)]
    fn lend(self) -> Z {
        *self
    }
}
