//! What rules written by hand need: both modes, and derivatives of slices in full length.

use super::scratch::Scratch;
use crate::implicit::Vector;
use crate::{Real, Tangent};

/// A function with a rule for forward mode.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has a rule for reverse mode and none for forward mode",
    label = "callers are differentiated in both modes",
    note = "write a `#[jvp_of({Self})]` beside it; or say `#[vjp_of({Self}, gradient)]` if the result is one number, or `#[vjp_of({Self}, reverse_only)]`: then forward mode panics"
)]
pub trait ForwardRule {}

/// Says that `F` must have a rule for forward mode.
pub const fn has_forward_rule<F: ForwardRule>() {}

/// A derivative of a slice for a rule: the caller's, or of its own where the caller wants none.
pub struct Room<Z> {
    own: Option<Scratch<Z>>,
}

impl<Z: Tangent> Room<Z> {
    /// No room yet.
    #[inline(always)]
    #[expect(clippy::new_without_default, reason = "for generated code only")]
    pub const fn new() -> Self {
        Self { own: None }
    }

    /// The derivative `d` of the argument `name` in its length `n`: zeros where `d` is empty.
    ///
    /// # Panics
    /// Where `d` has another length; without the feature `std`, where more than 32 zeros are needed.
    #[inline(always)]
    pub fn lend<'a>(&'a mut self, name: &str, n: usize, d: &'a [Z]) -> &'a [Z] {
        if is_given(name, n, d) { d } else { self.own.insert(Scratch::new(n)) }
    }

    /// As [`lend`](Room::lend), to be written.
    ///
    /// # Panics
    /// As `lend`.
    #[inline(always)]
    pub fn lend_mut<'a>(&'a mut self, name: &str, n: usize, d: &'a mut [Z]) -> &'a mut [Z] {
        if is_given(name, n, d) { d } else { self.own.insert(Scratch::new(n)) }
    }
}

/// The derivative `d` of the argument `name`; none where `d` is empty and the argument is not.
///
/// # Panics
/// Where `d` has neither no length nor the argument's.
#[inline(always)]
pub fn given<'a, Z>(name: &str, n: usize, d: &'a [Z]) -> Option<&'a [Z]> {
    is_given(name, n, d).then_some(d)
}

/// As [`given`], to be written.
///
/// # Panics
/// Where `d` has neither no length nor the argument's.
#[inline(always)]
pub fn given_mut<'a, Z>(name: &str, n: usize, d: &'a mut [Z]) -> Option<&'a mut [Z]> {
    is_given(name, n, d).then_some(d)
}

/// ⟨g, t⟩; a tangent that is exactly zero contributes exactly zero.
#[inline]
pub fn along<V: Vector>(g: &V, t: &V) -> V::Number {
    (0..V::LEN).map(|i| g.number(i).where_nonzero(t.number(i)) * t.number(i)).sum()
}

/// ⟨g, t⟩ of slices; an empty `t` is zero.
#[inline]
pub fn along_slice<V: Vector>(g: &[V], t: &[V]) -> V::Number {
    g.iter().zip(t).map(|(g, t)| along(g, t)).sum()
}

#[inline(always)]
fn is_given<Z>(name: &str, n: usize, d: &[Z]) -> bool {
    if d.len() != n && !d.is_empty() {
        super::slices::wrong_len(name, n, d.len());
    }
    d.len() == n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_has_derivatives_in_full_length() {
        let mut given = [1.0, 2.0];
        assert_eq!(Room::new().lend_mut("x", 2, &mut given), [1.0, 2.0]);
        assert_eq!(Room::<f64>::new().lend("x", 3, &[]), [0.0; 3]);
    }

    #[test]
    fn a_gradient_along_a_tangent() {
        assert_eq!(along(&[2.0, f64::INFINITY], &[3.0, 0.0]), 6.0);
        assert_eq!(along_slice(&[[1.0, 2.0], [3.0, 4.0]], &[[1.0, 0.0], [0.5, 0.25]]), 3.5);
        assert_eq!(along_slice::<f64>(&[1.0, 2.0], &[]), 0.0);
    }

    #[test]
    fn or_none() {
        assert_eq!(given::<f64>("x", 3, &[]), None);
        assert_eq!(given_mut::<f64>("x", 0, &mut []), Some(&mut [][..]));
        assert_eq!(given("x", 1, &[2.0]), Some(&[2.0][..]));
    }

    #[test]
    #[should_panic(expected = "the adjoint of `x` has length 1, `x` has 3")]
    fn other_lengths_are_refused() {
        given("x", 3, &[1.0]);
    }
}
