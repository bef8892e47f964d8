//! Lanes in the machine's registers.
//!
//! A value of lanes is an array, and a loop over an array of known length is a straight line before LLVM looks for
//! vectors in it. It then finds many of them, and packs others across what lies side by side: the x, y, z of a robot
//! instead of the x of four. So the registers are named here; bits are the scalar's.
//!
//! | build | `f32` | `f64` |
//! |---|---|---|
//! | x86-64 with AVX | 8, what is left by 4 | 4, what is left by 2 |
//! | x86-64 | 4 | 2 |
//! | any other | 1: as LLVM sees fit | 1 |

mod alone;
#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(test)]
mod tests;

use alone::Alone;

/// Numbers side by side, in one register.
pub trait Register<T>: Copy {
    /// How many.
    const WIDTH: usize;

    /// # Safety
    /// From `from` on there are `WIDTH` numbers, valid for reads.
    unsafe fn load(from: *const T) -> Self;

    /// # Safety
    /// From `to` on there is room for `WIDTH` numbers, valid for writes.
    unsafe fn store(self, to: *mut T);

    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    fn div(self, other: Self) -> Self;
    /// `self` where it is smaller, else `other`.
    fn min(self, other: Self) -> Self;
    /// `self` where it is larger, else `other`.
    fn max(self, other: Self) -> Self;
    /// `self` where `d` is not zero, else 0.
    fn where_nonzero(self, d: Self) -> Self;
    fn neg(self) -> Self;
    fn abs(self) -> Self;
    fn sqrt(self) -> Self;
}

/// A number that registers hold several of.
pub trait Wide: Copy {
    /// The widest register.
    type Whole: Register<Self>;
    /// The one for what is left.
    type Half: Register<Self>;
}

/// The operations in every lane of `a`: in whole registers, in half ones, and alone.
macro_rules! operations {
    ($through:ident: $($name:ident($($other:ident)?))*) => {$(
        #[inline(always)]
        pub fn $name<T: crate::Float, const N: usize>(a: &mut [T; N] $(, $other: &[T; N])?) {
            let at = $through::<T, T::Whole>(a $(, $other)?, 0, Register::$name);
            let at = $through::<T, T::Half>(a $(, $other)?, at, Register::$name);
            $through::<T, Alone<T>>(a $(, $other)?, at, Register::$name);
        }
    )*};
}

operations! { pairs: add(b) sub(b) mul(b) div(b) min(b) max(b) where_nonzero(b) }
operations! { singles: neg() abs() sqrt() }

/// Goes through whole registers from lane `from` on; gives the lane behind them.
#[inline(always)]
fn pairs<T, R: Register<T>>(a: &mut [T], b: &[T], from: usize, op: impl Fn(R, R) -> R) -> usize {
    let (a, b) = (&mut a[from..], &b[from..]);
    let whole = a.len().min(b.len()) / R::WIDTH;
    for k in 0..whole {
        let at = k * R::WIDTH;
        // SAFETY: both slices have `WIDTH` numbers from `at` on
        unsafe { op(R::load(a.as_ptr().add(at)), R::load(b.as_ptr().add(at))).store(a.as_mut_ptr().add(at)) }
    }
    from + whole * R::WIDTH
}

/// Goes through whole registers from lane `from` on; gives the lane behind them.
#[inline(always)]
fn singles<T, R: Register<T>>(a: &mut [T], from: usize, op: impl Fn(R) -> R) -> usize {
    let a = &mut a[from..];
    let whole = a.len() / R::WIDTH;
    for k in 0..whole {
        let at = k * R::WIDTH;
        // SAFETY: the slice has `WIDTH` numbers from `at` on
        unsafe { op(R::load(a.as_ptr().add(at))).store(a.as_mut_ptr().add(at)) }
    }
    from + whole * R::WIDTH
}
