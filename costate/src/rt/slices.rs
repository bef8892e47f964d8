//! Slices of derivatives. An empty one stands for "all zero" (tangents) or "not wanted" (adjoints).

use crate::Tangent;

/// The tangent of element `i`; of an empty slice, zero.
#[inline(always)]
pub fn at<Z: Tangent + Copy>(t: &[Z], i: usize) -> Z {
    if t.is_empty() { Z::zero() } else { t[i] }
}

/// `d[i] += v`; nothing where `d` is empty.
#[inline(always)]
pub fn add_at<Z: Tangent>(d: &mut [Z], i: usize, v: Z) {
    if !d.is_empty() {
        d[i].accumulate(&v);
    }
}

/// `d[i] -= v`; nothing where `d` is empty.
#[inline(always)]
pub fn sub_at<Z: Tangent>(d: &mut [Z], i: usize, v: Z) {
    if !d.is_empty() {
        d[i].reduce(&v);
    }
}

/// Checks that the adjoint or tangent `da` of the argument `name` has its length.
///
/// # Panics
/// Where it has not.
#[inline(always)]
pub fn same_len<A, B>(name: &str, a: &[A], da: &[B]) {
    if a.len() != da.len() {
        wrong_len(name, a.len(), da.len());
    }
}

/// The adjoint `da` of the argument `name`, which must have its length: that of the slice returned is the argument's
/// own, so that LLVM knows an index of the one to be an index of the other.
///
/// # Panics
/// Where it has not.
#[inline(always)]
pub fn as_long_as<'a, A, B>(name: &str, a: &[A], da: &'a mut [B]) -> &'a mut [B] {
    same_len(name, a, da);
    &mut da[..a.len()]
}

/// As [`same_len`]; an empty `da` will do.
///
/// # Panics
/// Where the lengths differ and `da` is not empty.
#[inline(always)]
pub fn same_len_or_empty<A, B>(name: &str, a: &[A], da: &[B]) {
    if !da.is_empty() && a.len() != da.len() {
        wrong_len(name, a.len(), da.len());
    }
}

/// Checks, once, that a loop over `lo..hi` may index a slice by its counter.
///
/// # Panics
/// Where it may not, as the index would.
#[inline(always)]
pub fn reach<T>(lo: usize, hi: usize, slice: &[T]) {
    if lo < hi && hi > slice.len() {
        out_of_bounds(lo.max(slice.len()), slice.len());
    }
}

/// The part of a slice that a loop over `lo..hi` goes through, which adds `base` to its counter: indexed by the
/// counter alone. Nothing where the loop does not run.
///
/// # Panics
/// Where the loop would: an index is out of bounds.
#[inline(always)]
pub fn window<T>(lo: usize, hi: usize, slice: &[T], base: impl FnOnce() -> usize) -> &[T] {
    if lo >= hi {
        return &[];
    }
    let base = base();
    in_bounds(base, lo, hi, slice.len());
    &slice[base..][..hi]
}

/// The same, to be written.
///
/// # Panics
/// Where the loop would: an index is out of bounds.
#[inline(always)]
pub fn window_mut<T>(lo: usize, hi: usize, slice: &mut [T], base: impl FnOnce() -> usize) -> &mut [T] {
    if lo >= hi {
        return &mut [];
    }
    let base = base();
    in_bounds(base, lo, hi, slice.len());
    &mut slice[base..][..hi]
}

/// Checks that `base + i` is an index for each `i` of `lo..hi`.
#[inline(always)]
fn in_bounds(base: usize, lo: usize, hi: usize, len: usize) {
    let left = len.saturating_sub(base);
    if hi > left {
        out_of_bounds(base.saturating_add(lo.max(left)), len);
    }
}

#[cold]
#[inline(never)]
fn out_of_bounds(index: usize, len: usize) -> ! {
    panic!("index out of bounds: the len is {len} but the index is {index}")
}

#[cold]
#[inline(never)]
pub(super) fn wrong_len(name: &str, argument: usize, derivative: usize) -> ! {
    panic!("the adjoint of `{name}` has length {derivative}, `{name}` has {argument}")
}

/// `n` zeros.
#[cfg(feature = "std")]
pub fn zeros<Z: Tangent>(n: usize) -> std::vec::Vec<Z> {
    core::iter::repeat_with(Z::zero).take(n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_slice_is_zero_and_takes_nothing() {
        assert_eq!(at::<f64>(&[], 7), 0.0);
        let mut d: [f64; 0] = [];
        add_at(&mut d, 7, 1.0);
        sub_at(&mut d, 7, 1.0);
        let mut d = [1.0, 2.0];
        add_at(&mut d, 1, 3.0);
        sub_at(&mut d, 0, 3.0);
        assert_eq!((d, at(&d, 1)), ([-2.0, 5.0], 5.0));
    }

    #[test]
    fn a_loop_that_does_not_run_reaches_nothing() {
        reach(5, 5, &[0.0; 3]);
        reach(9, 5, &[0.0; 3]);
        reach(1, 3, &[0.0; 3]);
    }

    #[test]
    #[should_panic(expected = "index out of bounds: the len is 3 but the index is 3")]
    fn the_first_index_that_is_not_there_is_named() {
        reach(1, 5, &[0.0; 3]);
    }

    #[test]
    #[should_panic(expected = "the adjoint of `x` has length 3, `x` has 4")]
    fn a_wrong_length_is_named() {
        same_len("x", &[0.0; 4], &[0.0; 3]);
    }

    #[test]
    #[should_panic(expected = "the adjoint of `x` has length 5, `x` has 4")]
    fn an_adjoint_that_is_too_long_is_named() {
        as_long_as("x", &[0.0; 4], &mut [0.0; 5]);
    }

    #[test]
    #[should_panic(expected = "the adjoint of `x` has length 3, `x` has 4")]
    fn a_wrong_length_that_is_not_empty_is_named() {
        same_len_or_empty("x", &[0.0; 4], &[0.0; 0]);
        same_len_or_empty("x", &[0.0; 4], &[0.0; 3]);
    }
}
