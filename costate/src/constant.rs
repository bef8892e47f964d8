//! Losing a derivative on purpose.

/// `value`, whose derivative is meant to be lost.
///
/// Inside `#[differentiable]` functions the result of `detach(x)` is a constant: nothing flows back
/// to what it was computed from. Elsewhere it is the identity, but for dual numbers, whose tangents it
/// drops: a second derivative loses it too.
/// The name stands for a type too, so that generated code can tell this function from others.
#[inline(always)]
pub fn detach<T: crate::Pod>(value: T) -> T {
    value.detached()
}

/// Tells generated code that a call of `detach` means costate's.
#[allow(non_camel_case_types)]
pub enum detach {}

impl detach {
    /// The derivative is meant to be lost.
    #[doc(hidden)]
    pub const MEANT: () = ();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dual;

    #[test]
    fn every_tangent_is_dropped() {
        let x = Dual::new(Dual::new(1.0, 2.0), Dual::new(3.0, 4.0));
        let ([y], n, Some(z)) = detach(([x], 7_u8, Some(Dual::variable(2.0)))) else { panic!("it is there") };
        assert_eq!((y.re.re, y.re.eps, y.eps.re, y.eps.eps), (1.0, 0.0, 0.0, 0.0));
        assert_eq!((n, z.re, z.eps), (7, 2.0, 0.0));
    }
}
