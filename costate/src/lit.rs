//! Literals of generic code.

use crate::Real;

/// The number `x` as a `T`. What an unsuffixed literal means in a function generic over [`Real`].
///
/// In `f32` the literal is rounded to `f64` first, then to `f32`.
/// ```
/// use costate::{lit, Real};
/// fn kinetic<T: Real>(m: T, v: T) -> T { lit::<T>(0.5) * m * v * v }
/// assert_eq!(kinetic(2.0, 3.0), 9.0);
/// ```
#[inline(always)]
pub fn lit<T: Real>(x: f64) -> T {
    T::from_f64(x)
}
