//! Losing a derivative on purpose.

/// `value`, whose derivative is meant to be lost.
///
/// Inside `#[differentiable]` functions the result of `detach(x)` is a constant: nothing flows back
/// to what it was computed from. Elsewhere it is the identity.
/// The name stands for a type too, so that generated code can tell this function from others.
#[inline(always)]
pub fn detach<T>(value: T) -> T {
    value
}

/// Tells generated code that a call of `detach` means costate's.
#[allow(non_camel_case_types)]
pub enum detach {}

impl detach {
    /// The derivative is meant to be lost.
    #[doc(hidden)]
    pub const MEANT: () = ();
}
