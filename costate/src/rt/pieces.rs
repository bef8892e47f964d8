//! Pieces of slices, sums of arrays, choices: small verbs of generated code.

use core::ops::Range;

use crate::{Pod, Real, Tangent, Tape};

/// `a` where the mask holds, `b` elsewhere.
#[inline(always)]
pub fn select<T: Real>(mask: T::Mask, a: T, b: T) -> T {
    T::select(mask, a, b)
}

/// A value of a variable that is not read.
#[inline(always)]
pub fn filler<T: Pod>() -> T {
    T::filler()
}

/// An array as long as `like`, not to be read.
#[inline(always)]
pub fn filler_like<A, T: Pod, const N: usize>(_like: &[A; N]) -> [T; N] {
    crate::array::from_fn(|_| T::filler())
}

/// The lanes by which generated reductions are interleaved.
const PARTIALS: usize = 16;

/// The sum of an array's elements: 16 interleaved partial sums, combined in one fixed order.
#[inline]
pub fn sum<Z: Tangent, const N: usize>(all: [Z; N]) -> Z {
    let mut partials: [Z; PARTIALS] = crate::array::from_fn(|_| Z::zero());
    for (i, z) in all.iter().enumerate() {
        partials[i % PARTIALS].accumulate(z);
    }
    let mut width = PARTIALS / 2;
    while width > 0 {
        let (left, right) = partials.split_at_mut(width);
        for (l, r) in left.iter_mut().zip(right.iter()) {
            l.accumulate(r);
        }
        width /= 2;
    }
    let [total, ..] = partials;
    total
}

/// A slice or an array: what `len` may be asked of.
#[diagnostic::on_unimplemented(
    message = "`len` of `{Self}` is not differentiated: it is not a slice or an array",
    note = "a method of your own with this name is called by its path, `V::len(&v)`, and needs `#[differentiable]` on its `impl`"
)]
pub trait Slice {
    /// The number of its elements.
    fn count(&self) -> usize;
}

impl<T> Slice for [T] {
    #[inline(always)]
    fn count(&self) -> usize {
        self.len()
    }
}

impl<T, const N: usize> Slice for [T; N] {
    #[inline(always)]
    fn count(&self) -> usize {
        N
    }
}

/// The bytes of a text.
#[diagnostic::do_not_recommend]
impl Slice for str {
    #[inline(always)]
    fn count(&self) -> usize {
        self.len()
    }
}

/// A constant that is a reference: `const NODES: &[f64]`.
#[diagnostic::do_not_recommend]
impl<S: Slice + ?Sized> Slice for &S {
    #[inline(always)]
    fn count(&self) -> usize {
        (**self).count()
    }
}

/// The length of a slice or an array.
#[inline(always)]
pub fn len<S: Slice + ?Sized>(all: &S) -> usize {
    all.count()
}

/// That an expression is an array, of which the compiler takes `map` to be.
#[inline(always)]
pub fn mapped<A: Array + ?Sized>(_: &A) {}

/// An array.
#[diagnostic::on_unimplemented(
    message = "this `map` was taken for that of an array, and `{Self}` is none",
    note = "say the type of what has it, `let h: Option<f64> = …; h.map(…)`; a method of your own with this name is called by its path, `V::map(v)`"
)]
pub trait Array {}

impl<T, const N: usize> Array for [T; N] {}

/// A part of a slice of tangents; of an empty one, nothing.
#[inline(always)]
pub fn part<Z>(all: &[Z], range: Range<usize>) -> &[Z] {
    if all.is_empty() { all } else { &all[range] }
}

/// A part of a slice of adjoints; of an empty one, nothing.
#[inline(always)]
pub fn part_mut<Z>(all: &mut [Z], range: Range<usize>) -> &mut [Z] {
    if all.is_empty() { all } else { &mut all[range] }
}

/// The element of a slice of adjoints; of an empty one, none.
#[inline(always)]
pub fn wanted<Z>(all: &mut [Z], i: usize) -> Option<&mut Z> {
    if all.is_empty() { None } else { Some(&mut all[i]) }
}

/// Takes the copy of a slice from the top of the tape.
#[inline(always)]
pub fn pop_slice<T: Pod>(tape: &mut impl Tape, all: &mut [T]) {
    let mark = tape.mark().saturating_sub(all.len().saturating_mul(T::WORDS));
    tape.read_slice(mark, all);
    tape.drop_slice::<T>(all.len());
}

/// Drops the copy of a slice from the tape.
#[inline(always)]
pub fn drop_slice<T: Pod>(tape: &mut impl Tape, all: &[T]) {
    tape.drop_slice::<T>(all.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_is_taken_from_the_top() {
        let mut tape = crate::StackTape::<16>::new();
        tape.push(7.0);
        tape.push_slice(&[1.0, 2.0, 3.0]);
        let mut all = [0.0; 3];
        pop_slice(&mut tape, &mut all);
        assert_eq!((all, tape.pop::<f64>(), tape.mark()), ([1.0, 2.0, 3.0], 7.0, 0));
    }

    #[test]
    fn a_sum_has_every_element_once() {
        let all: [f64; 37] = core::array::from_fn(|i| i as f64);
        assert_eq!(sum(all), 666.0);
        assert_eq!(sum([0.0_f64; 0]), 0.0);
    }

    #[test]
    fn parts_of_nothing_are_nothing() {
        assert_eq!(part::<f64>(&[], 3..5), &[] as &[f64]);
        assert_eq!(part(&[1.0, 2.0, 3.0], 1..3), &[2.0, 3.0]);
        assert!(wanted::<f64>(&mut [], 3).is_none());
        part_mut(&mut [1.0, 2.0], 1..2)[0] = 0.0;
    }
}
