//! Losing a derivative on purpose.

/// `value`, whose derivative is meant to be lost.
///
/// Inside `#[differentiable]` functions the result of `detach(x)` is a constant: nothing flows back
/// to what it was computed from. Elsewhere it is the identity.
#[inline(always)]
pub fn detach<T>(value: T) -> T {
    value
}
