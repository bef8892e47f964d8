//! Values inside `Option` and inside enums: what generated code reads and lends.

use crate::Tangent;

/// The tangent of a `Some`'s value; of `None`, which is zero, zero.
#[inline(always)]
pub fn read_some<Z: Tangent>(d: &Option<Z>) -> Z {
    d.unwrap_or_else(Z::zero)
}

/// The adjoint of a `Some`'s value; `None`, which is zero, becomes `Some` of zero.
#[inline(always)]
pub fn lend_some<Z: Tangent>(d: &mut Option<Z>) -> &mut Z {
    d.get_or_insert_with(Z::zero)
}

/// A value was found to be of a variant, and is of another.
#[cold]
#[inline(never)]
pub fn unmatched<T>() -> T {
    panic!("a value is not of the variant that was matched")
}

/// Two tangents of one enum are of two variants: one of them belongs to another value.
#[cold]
#[inline(never)]
pub fn another_variant<T>() -> T {
    panic!("a derivative is of another variant than the value that it belongs to")
}

/// The greatest of the numbers of words that an enum's variants take.
#[must_use]
pub const fn most(words: &[usize]) -> usize {
    let (mut greatest, mut i) = (0, 0);
    while i < words.len() {
        if words[i] > greatest {
            greatest = words[i];
        }
        i += 1;
    }
    greatest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zero_of_an_option_has_a_zero_inside() {
        assert_eq!(read_some::<f64>(&None), 0.0);
        assert_eq!(read_some(&Some([1.0, 2.0])), [1.0, 2.0]);
        let mut d = None;
        *lend_some(&mut d) += 2.0;
        *lend_some(&mut d) += 3.0;
        assert_eq!(d, Some(5.0));
    }

    #[test]
    fn the_greatest_variant_counts() {
        assert_eq!(most(&[2, 5, 3]), 5);
        assert_eq!(most(&[]), 0);
    }
}
