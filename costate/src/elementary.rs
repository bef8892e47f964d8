//! Elementary functions of `f32` and `f64`, with the same bits on every machine.
//!
//! `exp` and `tanh` are our own, without branches, so that a loop does several at a time; the other
//! transcendentals are `libm`'s. On nvptx each stays one function of its own: inlined at every use
//! they made the PTX five times larger and took half as many registers again. So it does with
//! `--cfg costate_outlined`, for tools that know these functions by name when they read LLVM's IR.
//! What IEEE 754 defines exactly (`sqrt`, `floor`, …) is the hardware's wherever it can be reached:
//! `std` on hosts, `core::f64::math` on nvptx, `libm` elsewhere.

mod exp;
#[cfg(test)]
mod reference;
mod tanh;

/// What is not libm's.
mod own {
    pub(super) use super::exp::{exp, expf};
    pub(super) use super::tanh::{tanh, tanhf};
}

/// Names of one float type: `ours = name in the module`, inlined as told.
macro_rules! transcendental {
    ($float:ty, $from:ident, $inline:meta: $($name:ident($($argument:ident),+) = $there:ident;)*) => {$(
        #[cfg_attr(any(target_arch = "nvptx64", costate_outlined), inline(never))]
        #[cfg_attr(not(any(target_arch = "nvptx64", costate_outlined)), $inline)]
        pub(crate) fn $name($($argument: $float),+) -> $float {
            $from::$there($($argument),+)
        }
    )*};
}

/// Sine and cosine of one angle, with the bits that each has alone.
macro_rules! joined {
    ($float:ty = $libm:ident) => {
        #[inline]
        pub(crate) fn sin_cos(x: $float) -> ($float, $float) {
            #[cfg(any(target_arch = "nvptx64", costate_outlined))]
            return (sin(x), cos(x));
            #[cfg(not(any(target_arch = "nvptx64", costate_outlined)))]
            return libm::$libm(x);
        }
    };
}

/// Exactly rounded functions of one float type: `name = libm's`.
macro_rules! exact {
    ($float:ident: $($name:ident = $libm:ident;)*) => {$(
        #[inline(always)]
        pub(crate) fn $name(x: $float) -> $float {
            #[cfg(all(feature = "std", not(target_arch = "nvptx64")))]
            return <$float>::$name(x);
            #[cfg(all(not(feature = "std"), not(target_arch = "nvptx64")))]
            return libm::$libm(x);
            #[cfg(target_arch = "nvptx64")]
            return core::$float::math::$name(x);
        }
    )*};
}

/// Functions of `f64`.
pub(crate) mod double {
    use super::own;

    transcendental! { f64, libm, inline:
        sin(x) = sin; cos(x) = cos; tan(x) = tan;
        asin(x) = asin; acos(x) = acos; atan(x) = atan; atan2(y, x) = atan2;
        sinh(x) = sinh; cosh(x) = cosh;
        exp_m1(x) = expm1;
        ln(x) = log; ln_1p(x) = log1p; log2(x) = log2; log10(x) = log10;
        powf(x, y) = pow; cbrt(x) = cbrt; hypot(x, y) = hypot;
    }
    transcendental! { f64, own, inline(always): exp(x) = exp; tanh(x) = tanh; }
    joined! { f64 = sincos }
    exact! { f64: sqrt = sqrt; floor = floor; ceil = ceil; round = round; trunc = trunc; }
}

/// Functions of `f32`.
pub(crate) mod single {
    use super::own;

    transcendental! { f32, libm, inline:
        sin(x) = sinf; cos(x) = cosf; tan(x) = tanf;
        asin(x) = asinf; acos(x) = acosf; atan(x) = atanf; atan2(y, x) = atan2f;
        sinh(x) = sinhf; cosh(x) = coshf;
        exp_m1(x) = expm1f;
        ln(x) = logf; ln_1p(x) = log1pf; log2(x) = log2f; log10(x) = log10f;
        powf(x, y) = powf; cbrt(x) = cbrtf; hypot(x, y) = hypotf;
    }
    transcendental! { f32, own, inline(always): exp(x) = expf; tanh(x) = tanhf; }
    joined! { f32 = sincosf }
    exact! { f32: sqrt = sqrtf; floor = floorf; ceil = ceilf; round = roundf; trunc = truncf; }
}
