//! A number at a time: what is left of the lanes, and machines whose registers are left to LLVM.

use super::Register;
#[cfg(not(target_arch = "x86_64"))]
use super::Wide;
use crate::Real;

/// One number.
#[derive(Clone, Copy)]
pub struct Alone<T>(T);

macro_rules! binary {
    ($($name:ident $op:expr;)*) => {$(
        #[inline(always)]
        fn $name(self, other: Self) -> Self {
            let op: fn(T, T) -> T = $op;
            Alone(op(self.0, other.0))
        }
    )*};
}

macro_rules! unary {
    ($($name:ident $op:expr;)*) => {$(
        #[inline(always)]
        fn $name(self) -> Self {
            let op: fn(T) -> T = $op;
            Alone(op(self.0))
        }
    )*};
}

impl<T: Real> Register<T> for Alone<T> {
    const WIDTH: usize = 1;
    #[inline(always)]
    unsafe fn load(from: *const T) -> Self {
        // SAFETY: the caller has one number there
        Alone(unsafe { from.read() })
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut T) {
        // SAFETY: the caller has room for one number there
        unsafe { to.write(self.0) }
    }
    binary! {
        add |a, b| a + b;
        sub |a, b| a - b;
        mul |a, b| a * b;
        div |a, b| a / b;
        min T::min;
        max T::max;
        where_nonzero T::where_nonzero;
    }
    unary! { neg |a| -a; abs T::abs; sqrt T::sqrt; }
}

#[cfg(not(target_arch = "x86_64"))]
impl Wide for f64 {
    type Whole = Alone<f64>;
    type Half = Alone<f64>;
}

#[cfg(not(target_arch = "x86_64"))]
impl Wide for f32 {
    type Whole = Alone<f32>;
    type Half = Alone<f32>;
}
