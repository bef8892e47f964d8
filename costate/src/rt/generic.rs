//! The generic form of a function that is spelled in `f64`: its constants, casts and plain calls.

use crate::{Real, Scalar};

/// A constant of the program as the number type `T` of generic code has it.
#[diagnostic::on_unimplemented(
    message = "a constant of type `{Self}` cannot be used in the generic form of this function, which `hvp` differentiates",
    label = "numbers, `bool`, `char` and arrays of them can",
    note = "read `const W: &[f64]` here, in a loop or as `W[i]`, or copy an array before it is passed on, `let w = W;` of `const W: [f64; 3]`; pass anything else as an argument, or write the function generic over `T: Real` yourself"
)]
pub trait Constant<T> {
    /// `T` for `f32` and `f64`; the type itself for integers.
    type In;
    /// The constant as that type.
    fn constant(self) -> Self::In;
}

/// A constant as the generic form of a function has it.
#[inline(always)]
pub fn constant<T, C: Constant<T>>(value: C) -> C::In {
    value.constant()
}

impl<T: Real> Constant<T> for f64 {
    type In = T;
    #[inline(always)]
    fn constant(self) -> T {
        T::from_f64(self)
    }
}

impl<T: Real> Constant<T> for f32 {
    type In = T;
    #[inline(always)]
    fn constant(self) -> T {
        T::from_f64(f64::from(self))
    }
}

impl<T, C: Constant<T>, const N: usize> Constant<T> for [C; N] {
    type In = [C::In; N];
    #[inline(always)]
    fn constant(self) -> Self::In {
        self.map(C::constant)
    }
}

/// The one side of an operator whose other side is known to be a number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` was taken for a number, because the other side of an operator is one",
    label = "not a number",
    note = "write a method for the sum of a number and something else"
)]
pub trait Taken {}

impl<T: Real> Taken for T {}

/// Checks that what generated code took for a number is one.
#[inline(always)]
pub fn real<T: Taken>(value: T) -> T {
    value
}

/// An integer as a number of generic code: `n as f64`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is cast to a float in a function with `hvp`, and is not an integer",
    label = "only integers are cast here",
    note = "leave the cast out: it would lose the derivative"
)]
pub trait Number {
    /// `self as f64`
    fn number(self) -> f64;
}

/// `n as T`, of an integer.
#[inline(always)]
pub fn number<T: Real>(value: impl Number) -> T {
    T::from_f64(value.number())
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl<T> Constant<T> for $type {
            type In = $type;
            #[inline(always)]
            fn constant(self) -> $type {
                self
            }
        }
        impl Number for $type {
            #[inline(always)]
            fn number(self) -> f64 {
                self as f64
            }
        }
        impl Whole for $type {
            #[inline(always)]
            fn of(value: f64) -> $type {
                value as $type
            }
        }
    )*};
}

/// An integer type that a float is cast to.
pub trait Whole {
    /// `value as Self`
    fn of(value: f64) -> Self;
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

macro_rules! unchanged {
    ($($type:ty)*) => {$(
        impl<T> Constant<T> for $type {
            type In = $type;
            #[inline(always)]
            fn constant(self) -> $type {
                self
            }
        }
    )*};
}

unchanged!(bool char);

/// `x as usize`, of a number of generic code.
#[inline(always)]
pub fn whole<I: Whole, T: Scalar>(x: T) -> I {
    I::of(x.to_f64())
}

/// A number of generic code as the machine's, for a call that is not differentiated.
#[inline(always)]
pub fn plain_f64<T: Scalar>(x: T) -> f64 {
    x.to_f64()
}

/// As [`plain_f64`], in single precision.
#[inline(always)]
pub fn plain_f32<T: Scalar>(x: T) -> f32 {
    x.to_f64() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dual;

    #[test]
    fn constants_become_numbers_of_the_generic_code() {
        let [x, y] = constant::<Dual<f64>, _>([1.5_f64, 2.5]);
        assert_eq!((x.re, x.eps, y.re), (1.5, 0.0, 2.5));
        assert_eq!(constant::<Dual<f64>, _>(3_usize), 3);
        assert_eq!(number::<Dual<f64>>(3_i32).re, 3.0);
        assert_eq!(whole::<i32, _>(Dual::new(-2.7, 1.0)), -2);
        assert_eq!(plain_f32(Dual::new(0.5, 1.0)), 0.5);
    }
}
