//! Items that only hosts have.

/// Expands to what it is given where costate's feature `std` is on, to nothing otherwise.
///
/// Generated code uses it instead of `cfg(feature)`, which would ask for the *user's* feature.
#[cfg(feature = "std")]
#[doc(hidden)]
#[macro_export]
macro_rules! host_items {
    ($($item:tt)*) => { $($item)* };
}

/// Expands to what it is given where costate's feature `std` is on, to nothing otherwise.
///
/// Generated code uses it instead of `cfg(feature)`, which would ask for the *user's* feature.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[macro_export]
macro_rules! host_items {
    ($($item:tt)*) => {};
}
