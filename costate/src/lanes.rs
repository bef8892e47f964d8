//! Several numbers at once: SIMD from arrays.

mod arithmetic;
mod mask;
mod real;
mod wide;

pub use mask::LaneMask;
pub(crate) use wide::Wide;

/// `N` numbers that go through a kernel side by side; `T` is `f32` or `f64`.
///
/// Every operation is the scalar's in every lane, to the bit; arithmetic is the machine's
/// vector instructions. A batch of robots, a robot a lane. It begins where a register's width does, so that no load
/// touches two lines of the cache.
/// ```
/// use costate::{Lanes, Real};
/// let x = Lanes([1.0_f32, -2.0, 3.0, -4.0]);
/// let positive = x.gt(Lanes::ZERO);
/// assert_eq!(Real::select(positive, x, -x * x).0, [1.0, -4.0, 3.0, -16.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(32))]
pub struct Lanes<T, const N: usize>(pub [T; N]);

#[cfg(test)]
mod tests;
