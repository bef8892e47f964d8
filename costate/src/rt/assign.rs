//! What `a` is after `a += b`.

use core::ops::{AddAssign, DivAssign, MulAssign, SubAssign};

macro_rules! assign_to {
    ($($name:ident: $trait:ident, $op:tt;)*) => {$(
        #[doc = concat!("What `a` is after `a ", stringify!($op), " b`.")]
        #[inline(always)]
        pub fn $name<A: $trait<B>, B>(mut a: A, b: B) -> A {
            a $op b;
            a
        }
    )*};
}

assign_to! {
    add_assign_to: AddAssign, +=;
    sub_assign_to: SubAssign, -=;
    mul_assign_to: MulAssign, *=;
    div_assign_to: DivAssign, /=;
}
