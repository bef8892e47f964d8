//! What a call may change is kept before it: a copy where the type is `Copy`, else made of its words.

use crate::Pod;

/// A value that is kept. With `Copy` the method of the type itself comes first, without it that of the trait.
pub struct Keep<'a, T>(pub &'a T);

impl<T: Copy> Keep<'_, T> {
    /// The value as it is now.
    #[inline(always)]
    pub fn keep(self) -> T {
        *self.0
    }
}

/// For types that are not `Copy`.
pub trait KeepWords {
    /// The type.
    type Value;
    /// The value as it is now.
    fn keep(self) -> Self::Value;
}

impl<T: Pod> KeepWords for Keep<'_, T> {
    type Value = T;
    #[inline(always)]
    fn keep(self) -> T {
        self.0.duplicate()
    }
}

/// The value of a place, which stays as it is.
#[doc(hidden)]
#[macro_export]
macro_rules! keep {
    ($place:expr) => {{
        #[allow(unused_imports)]
        use $crate::rt::KeepWords as _;
        $crate::rt::Keep(&$place).keep()
    }};
}
