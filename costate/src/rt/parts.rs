//! Sums of many terms, in 16 parts: a processor adds several at a time, and the order is the same everywhere.

use super::Counter;
use crate::Real;

/// Parts of a sum.
const PARTS: usize = 16;

/// `N` sums over `lo..hi`: `each` adds its terms for one number of the range.
///
/// Fewer than 32 terms are added one after the other. Of more, each 16th goes to the same part, and the parts are added
/// pairwise: 8 and 8, 4 and 4, 2 and 2, 1 and 1.
#[inline(always)]
pub fn in_parts<I: Counter + PartialOrd, T: Real, const N: usize>(
    lo: I,
    hi: I,
    each: impl FnMut(I, &mut [T; N]),
) -> [T; N] {
    sums::<I, T, N, false>(lo, hi, each)
}

/// The same from the end of the range.
#[inline(always)]
pub fn in_parts_backward<I: Counter + PartialOrd, T: Real, const N: usize>(
    lo: I,
    hi: I,
    each: impl FnMut(I, &mut [T; N]),
) -> [T; N] {
    sums::<I, T, N, true>(lo, hi, each)
}

#[inline(always)]
fn sums<I: Counter + PartialOrd, T: Real, const N: usize, const BACKWARD: bool>(
    lo: I,
    hi: I,
    mut each: impl FnMut(I, &mut [T; N]),
) -> [T; N] {
    let n = lo.distance(hi) as usize;
    let place = |k: usize| lo.ahead(if BACKWARD { n - 1 - k } else { k } as u128);
    if n < 2 * PARTS {
        let mut sums = [T::ZERO; N];
        for k in 0..n {
            each(place(k), &mut sums);
        }
        return sums;
    }
    let mut parts = [[T::ZERO; N]; PARTS];
    let whole = n - n % PARTS;
    for first in 0..whole / PARTS {
        for (k, part) in parts.iter_mut().enumerate() {
            let i = place(PARTS * first + k);
            // SAFETY: `PARTS * first + k` is less than `whole`, and that is at most the length of the range
            unsafe { core::hint::assert_unchecked(lo <= i && i < hi) };
            each(i, part);
        }
    }
    for (k, part) in (whole..n).zip(&mut parts) {
        each(place(k), part);
    }
    paired(parts)
}

/// The sum of the parts.
#[inline(always)]
fn paired<T: Real, const N: usize>(mut parts: [[T; N]; PARTS]) -> [T; N] {
    let mut width = PARTS / 2;
    while width > 0 {
        let (kept, others) = parts.split_at_mut(width);
        for (sums, more) in kept.iter_mut().zip(others) {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += *more;
            }
        }
        width /= 2;
    }
    parts[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Terms of which every sum is exact: the order does not matter.
    fn check(lo: i32, hi: i32) {
        let wanted = [(lo..hi).map(f64::from).sum::<f64>(), f64::from(0.max(hi - lo))];
        for backward in [false, true] {
            let mut seen = std::vec::Vec::new();
            let each = |i: i32, sums: &mut [f64; 2]| {
                seen.push(i);
                sums[0] += f64::from(i);
                sums[1] += 1.0;
            };
            let found = if backward {
                in_parts_backward::<i32, f64, 2>(lo, hi, each)
            } else {
                in_parts(lo, hi, each)
            };
            assert_eq!(found, wanted, "{lo}..{hi}");
            if backward {
                seen.reverse();
            }
            assert!(seen.into_iter().eq(lo..hi), "{lo}..{hi} in order");
        }
    }

    #[test]
    fn every_term_comes_once_and_in_order() {
        for n in -2..70 {
            check(0, n);
            check(-7, n - 7);
        }
    }

    #[test]
    fn the_order_of_addition_is_the_stated_one() {
        let terms: std::vec::Vec<f64> = (0..53).map(|i| 1.0 / f64::from(i + 1)).collect();
        let mut parts = [0.0; 16];
        for (i, term) in terms.iter().enumerate() {
            parts[i % 16] += term;
        }
        for width in [8, 4, 2, 1] {
            for k in 0..width {
                parts[k] += parts[k + width];
            }
        }
        assert_eq!(in_parts(0, terms.len(), |i, [sum]: &mut [f64; 1]| *sum += terms[i]), [parts[0]]);
        let few: f64 = terms[..31].iter().fold(0.0, |sum, term| sum + term);
        assert_eq!(in_parts(0, 31, |i, [sum]: &mut [f64; 1]| *sum += terms[i]), [few]);
    }
}
