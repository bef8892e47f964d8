//! The registers of x86-64: SSE2, which every such machine has, and AVX where the build asks for it.
//!
//! `min` and `max` give the second number where the first is not smaller or larger, a NaN or a zero of the other
//! sign included, as ours do.

use core::arch::x86_64::*;

use super::{Register, Wide};

/// An instruction of each operation; NaN differs from 0.
macro_rules! register {
    ($register:ident, $number:ty, $width:expr, $load:ident $store:ident, $splat:ident $and:ident $xor:ident $andnot:ident $sqrt:ident,
     $nonzero:expr, $($name:ident $op:ident)*) => {
        impl Register<$number> for $register {
            const WIDTH: usize = $width;
            #[inline(always)]
            unsafe fn load(from: *const $number) -> Self {
                // SAFETY: the build has these instructions, the caller the numbers
                unsafe { $load(from) }
            }
            #[inline(always)]
            unsafe fn store(self, to: *mut $number) {
                // SAFETY: the build has these instructions, the caller the room
                unsafe { $store(to, self) }
            }
            $(
                #[inline(always)]
                fn $name(self, other: Self) -> Self {
                    // SAFETY: the build has this instruction
                    unsafe { $op(self, other) }
                }
            )*
            #[inline(always)]
            fn where_nonzero(self, d: Self) -> Self {
                // SAFETY: the build has these instructions
                unsafe { $and(self, $nonzero(d, $splat(0.0))) }
            }
            #[inline(always)]
            fn neg(self) -> Self {
                // SAFETY: the build has these instructions
                unsafe { $xor(self, $splat(-0.0)) }
            }
            #[inline(always)]
            fn abs(self) -> Self {
                // SAFETY: the build has these instructions
                unsafe { $andnot($splat(-0.0), self) }
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                // SAFETY: the build has this instruction
                unsafe { $sqrt(self) }
            }
        }
    };
}

register!(__m128d, f64, 2, _mm_loadu_pd _mm_storeu_pd, _mm_set1_pd _mm_and_pd _mm_xor_pd _mm_andnot_pd _mm_sqrt_pd,
    |d, zero| _mm_cmpneq_pd(d, zero),
    add _mm_add_pd sub _mm_sub_pd mul _mm_mul_pd div _mm_div_pd min _mm_min_pd max _mm_max_pd);

register!(__m128, f32, 4, _mm_loadu_ps _mm_storeu_ps, _mm_set1_ps _mm_and_ps _mm_xor_ps _mm_andnot_ps _mm_sqrt_ps,
    |d, zero| _mm_cmpneq_ps(d, zero),
    add _mm_add_ps sub _mm_sub_ps mul _mm_mul_ps div _mm_div_ps min _mm_min_ps max _mm_max_ps);

#[cfg(target_feature = "avx")]
register!(__m256d, f64, 4, _mm256_loadu_pd _mm256_storeu_pd,
    _mm256_set1_pd _mm256_and_pd _mm256_xor_pd _mm256_andnot_pd _mm256_sqrt_pd,
    |d, zero| _mm256_cmp_pd::<_CMP_NEQ_UQ>(d, zero),
    add _mm256_add_pd sub _mm256_sub_pd mul _mm256_mul_pd div _mm256_div_pd min _mm256_min_pd max _mm256_max_pd);

#[cfg(target_feature = "avx")]
register!(__m256, f32, 8, _mm256_loadu_ps _mm256_storeu_ps,
    _mm256_set1_ps _mm256_and_ps _mm256_xor_ps _mm256_andnot_ps _mm256_sqrt_ps,
    |d, zero| _mm256_cmp_ps::<_CMP_NEQ_UQ>(d, zero),
    add _mm256_add_ps sub _mm256_sub_ps mul _mm256_mul_ps div _mm256_div_ps min _mm256_min_ps max _mm256_max_ps);

impl Wide for f64 {
    #[cfg(target_feature = "avx")]
    type Whole = __m256d;
    #[cfg(not(target_feature = "avx"))]
    type Whole = __m128d;
    type Half = __m128d;
}

impl Wide for f32 {
    #[cfg(target_feature = "avx")]
    type Whole = __m256;
    #[cfg(not(target_feature = "avx"))]
    type Whole = __m128;
    type Half = __m128;
}
